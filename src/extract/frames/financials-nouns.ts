import type { Verb } from '../clauses.ts';
import { modifiersOf, ownerOf, type Party } from '../parties.ts';
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
    if (who.length === 0 && moved && phrase.from === 3) who = heading(scene);
    // "Foo, with $3 billion in annual revenue, …": whom the comma leaves.
    const aside = Math.min(phrase.from, figure) - 2;
    const apposite = figure >= 0 && nodes[aside]?.text === ',' && nodes[aside + 1]?.lower === 'with';
    const beside = apposite ? nodes[aside - 1]?.mention : undefined;
    if (who.length === 0 && beside?.entity.kind === 'org')
      who = [{ entity: beside.entity, text: beside.text, node: aside - 1, coreferent: false }];
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
    const rose = moved ? sumAfter(scene, at) : -1;
    const value = nodes[figure >= 0 ? figure : rose]?.value;
    if (value) draft.args.push({ role: 'amount', text: value.text, value });
    const period = /\b(?:fiscal )?[QH][1-4]\b/.exec(
      scene.text.slice(nodes[phrase.from]?.start ?? 0, nodes[Math.min(nodes.length - 1, at + 3)]?.end ?? 0),
    );
    if (period) draft.args.push({ role: 'period', text: period[0] });
    if (value || period) drafts.push(draft);
    if (moved && verb === null) drafts.push(...further(scene, new Set([rose]), null, who, at));
  });
  return drafts;
}

/** "Foo earnings: Q3 revenue up 3%": whom the words before the colon name. */
function heading({ nodes }: Scene): Party[] {
  const [first, what, colon] = nodes;
  return first?.mention?.entity.kind === 'org' &&
    /^(?:earnings|results)$/.test(what?.lower ?? '') &&
    colon?.text === ':'
    ? [{ entity: first.mention.entity, text: first.mention.text, node: 0, coreferent: false }]
    : [];
}

/** Where the sum stands that a measure came to: "revenue up 9% to $1.4B", "profit of $400M". */
function sumAfter({ nodes }: Scene, at: number): number {
  for (let k = at + 1; k <= at + 5; k++) {
    const before = nodes[k - 1]?.lower ?? '';
    if (fits(nodes[k]?.value)) return before === 'to' || (before === 'of' && k === at + 2) ? k : -1;
    if (/^(?:,|;|and|vs\.?)$/.test(nodes[k]?.lower ?? '')) return -1;
  }
  return -1;
}

/** "…, revenue up 9% to $1.4B", "…, profit of $400M": more measures of the house that the words before tell of. */
export function further(
  scene: Scene,
  used: Set<number>,
  verb: Verb | null,
  who: readonly Party[],
  from: number,
): Draft[] {
  const { clauses, nodes } = scene;
  return nodes.flatMap((node, at) => {
    const phrase = at > from && METRIC.test(node.lower) && !node.value ? clauses.phraseAt(at) : null;
    if (!phrase || phrase.head !== at || phrase.from <= from) return [];
    if (!/^(?:,|and)$/.test(nodes[phrase.from - 1]?.lower ?? '')) return [];
    if (nodes.slice(phrase.from, at).some(({ mention, value, pos }) => mention || value || pos === 'PRON')) return [];
    const figure = sumAfter(scene, at);
    if (figure < 0 || used.has(figure)) return [];
    used.add(figure);
    const draft = newDraft(scene, 'financials', at, verb, 'announced');
    draft.status = 'announced';
    draft.from = phrase.from;
    draft.to = figure + 1;
    addParties(draft, 'org', who.slice(0, 1));
    draft.args.push({ role: 'metric', text: nodeText(scene, phrase.from, at) });
    const value = nodes[figure]?.value;
    if (value) draft.args.push({ role: 'amount', text: value.text, value });
    return [draft];
  });
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
