import { modifiersOf, ownerOf } from '../parties.ts';
import { nodeText, type Scene } from '../scene.ts';
import type { Value } from '../values.ts';
import { METRIC } from './financials-measures.ts';
import { addParties, type Draft, lowerText, newDraft, orgsOf } from './frame.ts';
import { maker } from './labels.ts';

/** Words of what is hoped or guessed. */
const FORECAST =
  /\b(?:could|would|may|might|will|expect\w*|forecast\w*|project(?:s|ed|ion|ions)|predict\w*|estimat\w*|aim\w*|target\w*|goals?|guidance|by 20[2-9]\d|worth|market|industry|raises?d?|funding)\b/;

/** Figures that no verb of reporting tells: "Foo's record $57B revenue", "with $2B in ARR", "Foo Q3 revenue up 3%". */
export function byNoun(scene: Scene): Draft[] {
  const { clauses, nodes } = scene;
  const drafts: Draft[] = [];
  if (FORECAST.test(lowerText(scene, 0, nodes.length)) || scene.index > 3) return drafts;
  nodes.forEach((node, at) => {
    if (!METRIC.test(node.lower) || node.value || drafts.length > 0) return;
    const phrase = clauses.phraseAt(at);
    if (!phrase || phrase.head !== at) return;
    const inside = nodes.findIndex((other, k) => k >= phrase.from && k < at && fits(other.value));
    const outside =
      nodes[phrase.from - 1]?.lower === 'in' && fits(nodes[phrase.from - 2]?.value) ? phrase.from - 2 : -1;
    const figure = inside >= 0 ? inside : outside;
    const moved =
      figure < 0 &&
      scene.sentence.field === 'title' &&
      /^(?:up|down)$/.test(nodes[at + 1]?.lower ?? '') &&
      nodes[at + 2]?.value;
    if (figure < 0 && !moved) return;
    const verb =
      [...clauses.verbs].reverse().find((other) => other.form === 'finite' && other.to < phrase.from) ?? null;
    let who = ownerOf(scene, phrase, at, 'org');
    const thing = nodes.slice(phrase.from, at).find((other) => other.mention?.entity.owner)?.mention?.entity;
    if (who.length === 0 && thing) who = maker(scene, thing);
    if (who.length === 0 && moved) who = modifiersOf(scene, phrase, at, 'org');
    if (
      who.length === 0 &&
      figure >= 0 &&
      !/^(?:start|begin)$/.test(verb?.lemma ?? '') &&
      /^(?:with|amid|on)$/.test(nodes[Math.min(phrase.from, figure) - 1]?.lower ?? '')
    ) {
      const subject = verb?.subject?.phrases[0];
      who = orgsOf(scene, verb);
      if (who.length === 0 && subject) who = ownerOf(scene, subject, subject.head, 'org');
    }
    if (who.length !== 1 || who[0]?.entity?.kind !== 'org') return;
    let start = at;
    while (
      start - 1 >= phrase.from &&
      start - 1 > figure &&
      /^(?:NOUN|ADJ)$/.test(nodes[start - 1]?.pos ?? '') &&
      !nodes[start - 1]?.mention &&
      !/^(?:record|strong|first|new|q[1-4])$/.test(nodes[start - 1]?.lower ?? '')
    )
      start--;
    const draft = newDraft(scene, 'financials', at, verb, 'announced');
    draft.status = 'announced';
    draft.from = phrase.from;
    draft.to = at + 1;
    addParties(draft, 'org', who);
    draft.args.push({ role: 'metric', text: nodeText(scene, start, at) });
    const value = nodes[figure]?.value;
    if (value) draft.args.push({ role: 'amount', text: value.text, value });
    const period = /\b(?:fiscal )?[QH][1-4]\b/.exec(
      scene.text.slice(nodes[phrase.from]?.start ?? 0, nodes[Math.min(nodes.length - 1, at + 3)]?.end ?? 0),
    );
    if (period) draft.args.push({ role: 'period', text: period[0] });
    if (value || period) drafts.push(draft);
  });
  return drafts;
}

function fits(value: Value | undefined): boolean {
  return (
    value !== undefined &&
    (value.kind === 'money' || value.kind === 'users') &&
    value.use !== 'previous' &&
    value.use !== 'price' &&
    value.use !== 'valuation'
  );
}
