import type { Group, Verb } from '../clauses.ts';
import { type Party, parties } from '../parties.ts';
import { affiliation, type Office, officeIn } from '../people.ts';
import { isOrg, type Scene } from '../scene.ts';
import { ROLE_WORDS, TITLE } from '../words.ts';
import { addParties, type Draft, has, lowerText, newDraft, throughPart } from './frame.ts';

/** What the ways of telling a move have in common: whom, which house, which office. */

export function start(scene: Scene, verb: Verb): Draft {
  const draft = newDraft(scene, 'executive_move', verb.head, verb);
  draft.from = verb.subject && verb.subject.to < verb.from ? verb.subject.from : verb.from;
  draft.to = verb.reach;
  return draft;
}

export function person(scene: Scene, group: Group | null, verb: Verb | null): Party[] {
  const found = parties(scene, group, 'person', verb ?? undefined).filter(
    (party) => party.entity?.kind === 'person' || unsurePerson(party),
  );
  if (found.length > 0 || !group) return found;
  const named = entitled(scene, group, verb);
  if (named) return [named];
  // "Foo Bar, the firm's chief, who left": of whom the aside speaks.
  const office = scene.nodes[group.phrases[0]?.head ?? 0];
  const told = scene.nodes[group.from - 2]?.mention;
  if (
    ROLE_WORDS.has(office?.lower ?? '') &&
    scene.nodes[group.from - 1]?.text === ',' &&
    told?.entity.kind === 'person'
  )
    return [{ entity: told.entity, text: told.text, node: group.from - 2, coreferent: false }];
  // "its current CEO, Foo Bar", "its founder and CEO, Foo Bar".
  const offices = group.phrases.every(({ head }) => ROLE_WORDS.has(scene.nodes[head]?.lower ?? ''));
  const last = offices ? { ...group, phrases: group.phrases.slice(-1) } : group;
  const part = throughPart(scene, last, scene.nodes.length);
  if (part !== last) return person(scene, part, verb);
  // "Foo's head of design, Bar Baz".
  const first = group.phrases[0];
  if (!first || scene.nodes[group.to + 1]?.lower !== 'of' || !ROLE_WORDS.has(scene.nodes[first.head]?.lower ?? ''))
    return [];
  for (let k = group.to + 2; k < group.to + 9; k++) {
    if (scene.nodes[k]?.pos === 'VERB') return [];
    if (!/^[,—–]$/.test(scene.nodes[k]?.text ?? '')) continue;
    const apposed = scene.clauses.groupAt(k + 1);
    const opener = apposed && TITLE.test(scene.nodes[apposed.from]?.lower ?? '') ? apposed.from + 1 : apposed?.from;
    return apposed && apposed.from === k + 1 && scene.nodes[opener ?? -1]?.mention ? person(scene, apposed, verb) : [];
  }
  return [];
}

/** "named Foo Bar chief executive": whoever is given an office is a person, whatever the name looks like. */
function entitled(scene: Scene, group: Group, verb: Verb | null): Party | null {
  if (!verb || verb.passive || !/^(?:name|appoint|elect|promote|make)$/.test(verb.lemma)) return null;
  const mention = scene.nodes[group.from]?.mention;
  const office = officeIn(scene, group.from + 1, group.to + 1);
  if (
    !mention ||
    office?.from !== group.from + 1 ||
    !/^(?:chief|c[a-z]o|president|chair|head|director)/i.test(office.text)
  )
    return null;
  const party = { entity: mention.entity, text: mention.text, node: group.from, coreferent: false };
  return mention.entity.kind === 'person' || unsurePerson(party) ? party : null;
}

/** A name of two or three words that nothing calls an organisation. */
export function unsurePerson(party: Party): boolean {
  const entity = party.entity;
  if (entity?.kind !== 'org' || entity.sure || entity.slug || entity.authority) return false;
  const parts = party.text.split(/\s+/);
  return (
    parts.length >= 2 &&
    parts.length <= 4 &&
    !parts.some((part) => ROLE_WORDS.has(part.toLowerCase())) &&
    parts.every((part) =>
      /^\p{Lu}[\p{Ll}'’.-]+(?:\p{Lu}\p{Ll}+)?$|^\p{Lu}{2}$|^(?:de|van|der|von|bin|al|la|di|da)$|^\p{Lu}\.?$|^(?:Mc|Mac|O’|O')\p{Lu}/u.test(
        part,
      ),
    )
  );
}

export function role(draft: Draft, name: 'from_role' | 'to_role', office: Office | null): void {
  if (office && !has(draft, name)) draft.args.push({ role: name, text: office.text });
}

export function orgPrep(scene: Scene, verb: Verb, wordList: readonly string[]): Party[] {
  for (const prep of verb.preps) {
    if (!wordList.includes(prep.word) || !prep.group) continue;
    const found = parties(scene, prep.group, 'org', verb).filter(
      // A board is an organ of a house, no house.
      (party) =>
        party.entity &&
        isOrg(party.entity) &&
        (party.entity.slug !== undefined || !/^board of\b|\b(?:board|committee)$/i.test(party.text)) &&
        !(wordList.includes('from') && /^\p{Lu}{1,2}\.? \p{Lu}\p{Ll}+$/u.test(party.text)),
    );
    if (found.length > 0) return found.slice(0, 1);
  }
  return [];
}

/** "as its chief executive", "to the CEO role", "CEO of Foo". */
export function officeAfter(scene: Scene, from: number, to: number): Office | null {
  for (let k = from; k < to; k++) {
    const word = scene.nodes[k]?.lower;
    if (word === 'as' || word === 'to' || word === 'become' || word === 'becoming') {
      const office = officeIn(scene, k + 1, Math.min(to, k + 14));
      if (office && office.from - k <= 8 && !/[,;]/.test(lowerText(scene, k + 1, office.from).replace(/\band\b/, '')))
        return office;
    }
  }
  return null;
}

/** Whose office a clause names: "CEO of Foo", "Foo's chief executive". */
export function officeHouse(scene: Scene, verb: Verb, office: Office | null): Party[] {
  const named = orgPrep(scene, verb, ['of', 'at', 'for']);
  if (named.length > 0 || !office) return named;
  for (let k = office.to - 1; k > verb.to; k--) {
    const mention = scene.nodes[k]?.mention;
    if (mention?.entity.kind === 'org')
      return [{ entity: mention.entity, text: mention.text, node: k, coreferent: false }];
  }
  return [];
}

/** Where someone is appointed: "by Foo", "CEO of Foo", "as Foo's new CFO", "to Foo's board". */
export function houseOf(scene: Scene, verb: Verb): Party[] {
  const { nodes } = scene;
  const found = orgPrep(scene, verb, ['by', 'at', 'of', 'for', 'to']);
  if (found.length > 0) return found;
  for (const { word, group } of verb.preps) {
    if (!/^(?:as|to)$/.test(word) || !group) continue;
    for (let k = group.from; k < group.to; k++) {
      const mention = nodes[k]?.mention;
      if (mention?.entity.kind === 'org')
        return [{ entity: mention.entity, text: mention.text, node: k, coreferent: false }];
    }
  }
  return [];
}

/** "adds Foo to its board", "appointed to the board of directors": a seat is an office too. */
export function seat(scene: Scene, verb: Verb): Office | null {
  const { nodes } = scene;
  for (const { word, group } of verb.preps) {
    if (word !== 'to' || !group) continue;
    for (let k = group.from; k <= group.to; k++)
      if (/^board(?: of directors)?$/.test(nodes[k]?.lower ?? ''))
        return { from: k, to: k, text: nodes[k]?.text ?? '' };
  }
  return null;
}

/** "After nine years at Foo, Jane Roe joins Bar": the house that somebody's years were spent in. */
export function tenure(scene: Scene): Party[] {
  const { nodes } = scene;
  const at = nodes.findIndex(
    (node, k) =>
      /^(?:at|with)$/.test(node.lower) &&
      /^(?:years?|decades?|months|weeks|stint|spell|career|tenure)$/.test(nodes[k - 1]?.lower ?? '') &&
      nodes.slice(Math.max(0, k - 7), k).some(({ lower }) => lower === 'after'),
  );
  const mention = at < 0 ? undefined : nodes[at + 1]?.mention;
  return mention?.entity.kind === 'org'
    ? [{ entity: mention.entity, text: mention.text, node: at + 1, coreferent: false }]
    : [];
}

/** Those who act for a house are none: its board, its owners. */
export const isOrgan = (party: Party): boolean =>
  !party.entity?.slug && /^(?:board|directors|shareholders|investors|trustees)$/i.test(party.text);

/** The predecessor leaves the office that another takes. */
export function outgoing(
  scene: Scene,
  verb: Verb,
  group: Group | null,
  orgs: readonly Party[],
  office: string | null,
): Draft[] {
  const drafts: Draft[] = [];
  for (const who of person(scene, group, verb)) {
    const draft = start(scene, verb);
    draft.background = false;
    addParties(draft, { role: 'person', want: 'person' }, [who]);
    addParties(draft, 'from_org', orgs);
    const beside = affiliation(scene, who.node);
    if (beside.office) role(draft, 'from_role', beside.office);
    else if (office) draft.args.push({ role: 'from_role', text: office });
    drafts.push(draft);
  }
  return drafts;
}
