import type { Group, Verb } from '../clauses.ts';
import { ownerOf, type Party, parties } from '../parties.ts';
import type { Scene } from '../scene.ts';
import type { Value } from '../values.ts';
import { addParties, type Draft, type Frame, has, lowerText, newDraft } from './frame.ts';

export const money = (value: Value | undefined): boolean =>
  value?.kind === 'money' &&
  (value.use === 'plain' ||
    value.use === 'fund' ||
    value.use === 'total' ||
    value.use === 'valuation' ||
    value.use === 'saving');

/** Which figures of a clause belong to a round. */
export const values: NonNullable<Frame['values']> = {
  amount: (value) => value.kind === 'money' && (value.use === 'plain' || value.use === 'saving'),
  valuation: (value) => value.kind === 'money' && value.use === 'valuation',
  stake: (value) => value.kind === 'percent' && value.use === 'stake',
  round: (value) => value.kind === 'round',
};

/** A part of a house that is no majority: "49%", "a minority stake", "almost half". */
export function part(scene: Scene, group: Group): boolean {
  const nodes = scene.nodes.slice(group.from, group.to + 1);
  const share = nodes.find((node) => node.value?.kind === 'percent')?.value;
  if (share) return share.use === 'stake' && (share.value ?? 0) <= 50;
  return (
    nodes.some((node) => /^(?:half|third|quarter|stake|slice)$/.test(node.lower)) &&
    !nodes.some((node) => /^(?:majority|controlling|remaining)$/.test(node.lower))
  );
}

const STAFF =
  /^(?:execs?|executives?|founders?|co-founders?|employees?|alumni|veterans?|researchers?|engineers?|leaders|people|staff|scientists?|operators)$/;

/** Those who put money in that a list names; "executives from Foo" and "Foo executives" are not Foo. */
export function investors(scene: Scene, group: Group | null, verb?: Verb | null): Party[] {
  if (!group) return [];
  const { nodes } = scene;
  const before = nodes.slice(Math.max(0, group.from - 3), group.from).map((node) => node.lower);
  if (/^(?:from|at|of)$/.test(before.at(-1) ?? '') && before.some((word) => STAFF.test(word))) return [];
  // "backed by Foo, Bar executives, raised": the comma ends the group, and yet the people are of both.
  const after = nodes[group.to + 1]?.text === ',' ? scene.clauses.groupAt(group.to + 2) : null;
  const people = after?.phrases.length === 1 && after.from === group.to + 2 ? after.phrases[0] : undefined;
  if (people && STAFF.test(nodes[people.head]?.lower ?? '') && nodes[people.from]?.mention && people.from < people.head)
    return group.phrases.length > 1 ? investors(scene, { ...group, phrases: group.phrases.slice(0, -1) }, verb) : [];
  const last = group.phrases.at(-1);
  const staffed =
    last !== undefined && STAFF.test(nodes[last.head]?.lower ?? '') && nodes[last.from]?.mention !== undefined;
  const kept = staffed
    ? // "backed by Foo, Bar executives": of both. After an "and" only the last are meant.
      group.phrases.slice(0, -1).filter((_, k, all) => k < all.length - 1 || nodes[last.from - 1]?.text !== ',')
    : group.phrases;
  const first = kept[0];
  if (!first) return [];
  const found = parties(scene, { from: first.from, to: group.to, phrases: kept }, 'any', verb ?? undefined);
  // "led by Ann Example at Foo": the house gives the money.
  const house =
    found.length === 1 && found[0]?.entity?.kind === 'person' && /^(?:at|of)$/.test(nodes[group.to + 1]?.lower ?? '');
  const named = house ? parties(scene, scene.clauses.groupAt(group.to + 2), 'org', verb ?? undefined).slice(0, 1) : [];
  return named.length > 0 ? named : found;
}

export const addInvestors = (draft: Draft, scene: Scene, group: Group | null, verb?: Verb | null): void =>
  addParties(draft, { role: 'investor', want: 'any' }, investors(scene, group, verb));

/** "led by Foo, with participation from Bar": the investors of a round, wherever the clause or the next sentence names them. */
export function backers(scene: Scene, draft: Draft, from: number, to: number): void {
  const { clauses, nodes } = scene;
  for (const verb of clauses.verbs) {
    if (verb.from < from || verb.from >= to) continue;
    if (verb.passive && /^(?:lead|back|co-lead|fund|finance|anchor|join)$/.test(verb.lemma))
      addInvestors(draft, scene, verb.preps.find((prep) => prep.word === 'by')?.group ?? null, verb);
  }
  for (const { word, group } of clauses.prepsAfter(from, to)) {
    // "…, with Foo and Bar also participating".
    if (
      word === 'with' &&
      group &&
      /^(?:also )?(?:participating|joining|investing)\b/.test(lowerText(scene, group.to + 1, group.to + 3))
    )
      addInvestors(draft, scene, group);
  }
  for (let k = from; k < to; k++) {
    const node = nodes[k];
    if (!node) continue;
    const start = nextGroup(scene, k + 1);
    if (!start) continue;
    const before = lowerText(scene, k - 4, k);
    if (
      (node.lower === 'from' &&
        /\b(?:participation|investors|backing|support|funding|contributions?|investment|investments|capital|money|backers?|million|billion)\b[^,]*$|\d[bmk]?$/i.test(
          before,
        )) ||
      (node.lower === 'including' && /\b(?:investors|backers|participants|firms|vcs|angels)\b/.test(before)) ||
      (node.lower === 'by' && /\b(?:led|co-led|backed|funded|joined)\b(?: \w+)?$/.test(before))
    )
      addInvestors(draft, scene, start);
  }
}

function nextGroup(scene: Scene, k: number): Group | null {
  let at = k;
  while (at < scene.nodes.length && at < k + 3 && !scene.clauses.groupAt(at)) at++;
  return scene.clauses.groupAt(at);
}

/** Who has backed whom before, told in passing: "Foo-backed Bar", "Foo, an investor in Bar", "Bar counts Foo among its investors". */
export function backings(scene: Scene): Draft[] {
  const { clauses, nodes } = scene;
  const drafts: Draft[] = [];
  const recall = (at: number, verb: Verb | null, who: readonly Party[], whom: readonly Party[]): void => {
    const draft = newDraft(scene, 'investment', at, verb);
    draft.background = true;
    draft.status = 'announced';
    addParties(draft, { role: 'investor', want: 'any' }, who);
    addParties(draft, 'target', whom.slice(0, 1));
    if (has(draft, 'investor') && has(draft, 'target')) drafts.push(draft);
  };
  nodes.forEach((node, at) => {
    const phrase = clauses.phraseAt(at);
    if (node.part && /-(?:backed|funded)$/i.test(node.text)) {
      // "Foo, a Bar-backed app": the name before the comma.
      const named = phrase && nodes[phrase.from - 1]?.text === ',' ? nodes[phrase.from - 2]?.mention : undefined;
      const head = (phrase ? nodes[phrase.head]?.mention : undefined) ?? named;
      const { entity, text } = node.part;
      if (phrase && head?.entity.kind === 'org' && head.entity !== entity && /^(?:org|person)$/.test(entity.kind))
        recall(
          at,
          null,
          [{ entity, text, node: at, coreferent: false }],
          [{ entity: head.entity, text: head.text, node: phrase.head, coreferent: false }],
        );
    }
    if (!/^(?:investor|backer|shareholder)s?$/.test(node.lower) || node.mention || !phrase || phrase.head !== at)
      return;
    const next = nodes[at + 1]?.lower ?? '';
    const owned = ownerOf(scene, phrase, at, 'org');
    const told = next === 'in' || next === 'of' ? parties(scene, clauses.groupAt(at + 2), 'org') : owned;
    // "Foo and Bar are also investors": in the house just spoken of.
    const last = scene.article.subjects.at(-1);
    const also = /s$/.test(node.lower) && /\b(?:is|are) also$/.test(lowerText(scene, phrase.from - 2, phrase.from));
    const ofWhom =
      told.length === 0 && also && last ? [{ entity: last, text: last.name, node: at, coreferent: true }] : told;
    if (ofWhom.length === 0) return;
    const verb = clauses.verbs.find((other) => other.subject !== null && other.subject === clauses.groupAt(at)) ?? null;
    if (verb && /^(?:include|be)$/.test(verb.lemma) && !verb.negated && !verb.passive) {
      // "Backers of Foo include Bar".
      if (/s$/.test(node.lower)) recall(at, verb, investors(scene, verb.object, verb), ofWhom);
      return;
    }
    const before = nodes[phrase.from - 1];
    const named = clauses.groupAt(phrase.from - 2);
    if (before?.text === ',' && named && nodes[phrase.from]?.pos === 'DET')
      // "Foo, an investor in Bar".
      recall(at, null, investors(scene, { ...named, phrases: named.phrases.slice(-1) }), ofWhom);
    else {
      // "Foo is an investor in Bar", "Foo is among the backers of Bar", "Foo's role as an investor in Bar".
      const is = clauses.verbs.find(
        (other) =>
          other.lemma === 'be' &&
          !other.negated &&
          other.subject &&
          other.to < at &&
          (other.object === clauses.groupAt(at) ||
            /^(?:one of|among|also one of|also among)\b/.test(lowerText(scene, other.to + 1, at))) &&
          at - other.to <= 7,
      );
      if (is) recall(at, is, investors(scene, is.subject, is), ofWhom);
      else if (before?.lower === 'as' && /^(?:role|position|status)$/.test(nodes[phrase.from - 2]?.lower ?? '')) {
        const role = clauses.phraseAt(phrase.from - 2);
        if (role) recall(at, null, ownerOf(scene, role, role.head, 'any'), ofWhom);
      }
    }
  });
  for (const verb of clauses.verbs) {
    // "Foo counts Bar among its investors".
    if (
      /^(?:count|have|list|name)$/.test(verb.lemma) &&
      !verb.passive &&
      verb.object &&
      /\bamong (?:its|their) (?:[\w-]+ )?(?:investors|backers|shareholders)\b/.test(
        lowerText(scene, verb.to, verb.reach),
      )
    )
      recall(verb.head, verb, investors(scene, verb.object, verb), parties(scene, verb.subject, 'org', verb));
    // "Foo, whose investors include Bar".
    const subject = verb.subject;
    if (
      verb.lemma === 'include' &&
      subject &&
      /\bwhose (?:[\w-]+ )?(?:investors|backers|shareholders)$/.test(lowerText(scene, subject.from - 2, subject.to + 1))
    ) {
      const whose = nodes.findIndex((node, k) => k >= subject.from - 2 && node.lower === 'whose');
      const named = clauses.groupAt(whose - 1) ?? clauses.groupAt(whose - 2);
      recall(verb.head, verb, investors(scene, verb.object, verb), parties(scene, named, 'org'));
    }
  }
  return drafts;
}
