import type { Group, Verb } from '../clauses.ts';
import { timeNode } from '../grammar.ts';
import { ownerOf, type Party, parties } from '../parties.ts';
import { type Office, officeIn, station } from '../people.ts';
import type { Scene } from '../scene.ts';
import { COMPANY_NOUNS } from '../words.ts';
import { replacing } from './executive-naming.ts';
import {
  houseOf,
  officeAfter,
  officeHouse,
  orgPrep,
  outgoing,
  person,
  role,
  start,
  tenure,
} from './executive-parts.ts';
import { addParties, type Draft, has, lowerText } from './frame.ts';

/** Somebody comes, or takes an office; `earlier` are the moves that the sentence told before. */
export function joining(scene: Scene, verb: Verb, earlier: readonly Draft[] = []): Draft[] {
  const { clauses, nodes } = scene;
  const drafts: Draft[] = [];
  if (verb.passive && /^(?:succeed|replace)$/.test(verb.lemma)) return succeeded(scene, verb);
  const people = person(scene, verb.subject, verb);
  if (people.length === 0 && verb.lemma === 'replace') return replacing(scene, verb);
  if (people.length === 0 || people.length > 4 || verb.passive) return drafts;
  const { lemma, phrasal } = verb;
  const join = lemma === 'join' || lemma === 'rejoin';
  for (const who of people) {
    const draft = start(scene, verb);
    // "Jane Roe, who became its chief, is leaving": how she came there is recalled, and no headline.
    if (lemma === 'become' && verb.subjectVia === 'relative') {
      if (scene.sentence.field === 'title') continue;
      draft.background = true;
    }
    addParties(draft, { role: 'person', want: 'person' }, [who]);
    const beside = station(scene, who);
    let orgs: Party[] = [];
    const boarded =
      join && verb.object
        ? nodes.findIndex(
            (node, k) => k >= (verb.object?.from ?? 0) && k <= (verb.object?.to ?? -1) && node.lower === 'board',
          )
        : -1;
    if (join) {
      orgs = parties(scene, verb.object, 'org', verb).filter(
        (party) => party.entity?.kind === 'org' && !(boarded >= 0 && /^board\b/i.test(party.text)),
      );
      const phrase = boarded >= 0 ? clauses.phraseAt(boarded) : null;
      // "joins its board", "joins the Foo board".
      if (phrase && orgs.length === 0) orgs = ownerOf(scene, phrase, boarded, 'org');
      for (let k = phrase?.from ?? 0; phrase && orgs.length === 0 && k < boarded; k++) {
        const mention = nodes[k]?.mention;
        if (mention?.entity.kind === 'org')
          orgs = [{ entity: mention.entity, text: mention.text, node: k, coreferent: false }];
      }
      if (phrase && orgs.length === 0) orgs = orgPrep(scene, verb, ['of', 'at']);
      // "Roe joined the board in 2023": of the house that is hers.
      const home = boardOf(scene, who);
      if (phrase && orgs.length === 0 && home)
        orgs = [{ entity: home, text: home.name, node: verb.head, coreferent: true }];
    } else if (/^(?:return|move|defect|jump|head|go)$/.test(lemma)) {
      orgs = orgPrep(scene, verb, ['to']);
      // "Former Foo executive Jane Roe returns to the company".
      const back = verb.preps.find(({ word }) => word === 'to')?.group?.phrases[0];
      if (orgs.length === 0 && lemma === 'return' && beside.former && beside.org && back)
        if (COMPANY_NOUNS.has(nodes[back.head]?.lemma ?? '')) orgs = [beside.org];
    } else if (/^(?:become|take|assume|serve)$/.test(lemma)) {
      // Who "serves as" something does so already.
      if (lemma === 'serve' && (verb.modal !== 'will' || nodes[verb.to + 1]?.lower !== 'as')) continue;
      const office = officeIn(scene, verb.to + 1, verb.reach);
      // "took over Foo in 2021".
      const whole =
        phrasal === 'take over' && !office && who.entity?.kind === 'person'
          ? parties(scene, verb.object, 'org', verb)
          : [];
      const leads = whole.length > 0 || /^(?:the )?(?:helm|reins)\b/.test(lowerText(scene, verb.to + 1, verb.reach));
      // "…, now her deputy, will take over": what she held, where she held it.
      const left = vacated(scene, who);
      const takesOver = phrasal === 'take over' && left !== null && (!verb.object || isWhen(scene, verb.object));
      if (
        (!office && !leads && !takesOver) ||
        (lemma === 'take' &&
          !/^(?:over|up|on)$/.test(nodes[verb.head + 1]?.lower ?? '') &&
          !/\b(?:role|helm|reins|seat|position|job)\b/.test(lowerText(scene, verb.to, verb.reach)))
      )
        continue;
      orgs = whole.length > 0 ? whole : officeHouse(scene, verb, office);
      // "Foo's COO, Jane Roe, will become CEO": in the same house.
      const elsewhere = /^(?:of|at|for)$/.test(nodes[(office?.to ?? verb.to) + 1]?.lower ?? '');
      if (orgs.length === 0 && beside.org && beside.office && !beside.former && !elsewhere) orgs = [beside.org];
      // "Bob Marr, the strategy chief, becomes interim chief": of the house that somebody else just left.
      if (orgs.length === 0 && left && (takesOver || (beside.office && !beside.org)) && !elsewhere) orgs = [left.house];
      role(draft, 'to_role', office ?? (takesOver ? left.office : null));
    } else if (lemma === 'succeed' || lemma === 'replace') {
      const known = beside.org ?? null;
      const home = scene.article.homes.get(who.entity ?? ({} as never));
      const holder: Party[] = known
        ? [known]
        : home
          ? [{ entity: home, text: home.name, node: who.node, coreferent: true }]
          : succession(scene, verb, earlier);
      drafts.push(...outgoing(scene, verb, verb.object, holder, null));
      if (holder.length === 0 || person(scene, verb.object, verb).length === 0) continue;
      addParties(draft, 'to_org', holder);
      role(draft, 'to_role', officeAfter(scene, verb.to + 1, verb.reach));
      if (
        beside.office &&
        /\b(?:until|currently|most recently|now|previously|formerly)\b/.test(
          lowerText(scene, who.node + 1, beside.office.from),
        )
      )
        role(draft, 'from_role', beside.office);
      drafts.push(draft);
      continue;
    } else continue;
    if (join && orgs.length === 0 && !verb.object) {
      // "She joins from Foo": of the move told before.
      const before = orgPrep(scene, verb, ['from']);
      const move = scene.article.told.get('executive_move');
      if (before.length > 0 && move?.args.some((arg) => arg.role === 'person' && arg.party?.entity === who.entity)) {
        addParties(draft, 'from_org', before);
        drafts.push(draft);
      }
      continue;
    }
    if (orgs.length === 0) continue;
    if (
      join &&
      /\b(?:event|conference|stage|summit|podcast|board|panel|webinar|show|disrupt|committee|episode|call|protest|race|lawsuit|round)\b/.test(
        lowerText(scene, verb.to + 1, Math.min(verb.reach, verb.to + 7)),
      ) &&
      !/\bboard\b/.test(lowerText(scene, verb.to + 1, verb.to + 6))
    )
      continue;
    addParties(draft, 'to_org', orgs.slice(0, 1));
    const spent = verb.chain.includes('before') ? spentAt(scene, verb) : null;
    const from = spent ?? orgPrep(scene, verb, ['from']);
    if (from.length > 0) addParties(draft, 'from_org', from);
    else if (beside.org && !spent && beside.org.entity !== orgs[0]?.entity) addParties(draft, 'from_org', [beside.org]);
    else if (!beside.org) addParties(draft, 'from_org', tenure(scene));
    role(draft, 'to_role', officeAfter(scene, verb.to + 1, verb.reach));
    if (boarded >= 0) role(draft, 'to_role', { from: boarded, to: boarded, text: nodes[boarded]?.text ?? '' });
    // The office told of somebody was held in the house that is left, or before rising within one.
    const left = draft.args.find((arg) => arg.role === 'from_org')?.party?.entity;
    if (
      left
        ? beside.org === null || beside.org.entity === left
        : !join && !beside.former && beside.org?.entity === orgs[0]?.entity
    )
      role(draft, 'from_role', beside.office);
    drafts.push(draft);
  }
  return drafts;
}

/** "spent a decade at Foo before joining Bar": where the years went. */
function spentAt(scene: Scene, verb: Verb): Party[] {
  const spent = scene.clauses.verbs.find(({ lemma, to }) => lemma === 'spend' && to < verb.from);
  const at = spent?.preps.find(({ word }) => word === 'at')?.group ?? null;
  return at ? parties(scene, at, 'org', spent).slice(0, 1) : [];
}

/** Which house's board "the board" is: of whom the round just told is for one who comes from elsewhere, else of one's own. */
function boardOf(scene: Scene, { entity }: Party): Party['entity'] {
  const home = (entity && scene.article.homes.get(entity)) ?? null;
  const round = scene.article.told.get('investment');
  return round?.args.find(({ role, party }) => role === 'target' && party?.entity !== home)?.party?.entity ?? home;
}

const isWhen = ({ nodes }: Scene, { phrases }: Group): boolean => timeNode(nodes[phrases[0]?.head ?? -1]);

/** The house that another person was said to leave, in one of the two sentences before, and the office held there. */
function vacated(scene: Scene, who: Party): { house: Party; office: Office | null } | null {
  const move = scene.article.told.get('executive_move');
  if (!move || scene.index - move.sentence > 2 || move.args.some(({ party }) => party?.entity === who.entity))
    return null;
  const [gone, joined, named] = (['person', 'to_org', 'from_org'] as const).map(
    (part) => move.args.find(({ role }) => role === part)?.party,
  );
  const home = gone?.entity ? scene.article.homes.get(gone.entity) : undefined;
  const left = home && home !== joined?.entity ? { entity: home, text: home.name } : null;
  const house = named ?? left;
  const held = move.args.find(({ role }) => role === 'from_role')?.text;
  return house
    ? { house: { ...house, node: who.node, coreferent: true }, office: held ? { from: -1, to: -1, text: held } : null }
    : null;
}

/** "Jane Roe will be succeeded by Bob Marr, now head of maps". */
function succeeded(scene: Scene, verb: Verb): Draft[] {
  const [before] = person(scene, verb.subject, verb);
  const by = verb.preps.find((prep) => prep.word === 'by')?.group ?? null;
  const [after] = person(scene, by, verb);
  if (!before || !after) return [];
  const left = station(scene, before);
  const next = station(scene, after);
  const named = orgPrep(scene, verb, ['as', 'at', 'of']);
  const house = left.org ?? (next.former ? null : next.org) ?? named[0];
  if (!house) return [];
  const draft = start(scene, verb);
  addParties(draft, { role: 'person', want: 'person' }, [after]);
  addParties(draft, 'to_org', [house]);
  const office = officeAfter(scene, verb.to + 1, verb.reach) ?? left.office;
  role(draft, 'to_role', office);
  if (next.org && next.org.entity !== house.entity) addParties(draft, 'from_org', [next.org]);
  if (next.office && next.office.text !== office?.text) role(draft, 'from_role', next.office);
  return [...outgoing(scene, verb, verb.subject, [house], null), draft];
}

/** "Roe spent nine years at Foo", "she comes from Foo": of a move told just before. */
export function before(scene: Scene, verb: Verb): Draft[] {
  const move = scene.article.told.get('executive_move');
  const [who] = person(scene, verb.subject, verb);
  if (!move || !who || verb.negated || move.args.every(({ party }) => party?.entity !== who.entity)) return [];
  if (!has(move, 'to_org') || has(move, 'from_org') || scene.index - move.sentence > 2) return [];
  const spent =
    verb.lemma === 'spend' &&
    /\b(?:years|decades|months|decade)$/.test(lowerText(scene, verb.to + 1, (verb.object?.to ?? verb.to) + 1));
  const orgs = spent ? orgPrep(scene, verb, ['at']) : verb.lemma === 'come' ? orgPrep(scene, verb, ['from']) : [];
  const there = move.args.some(({ party }) => party?.entity === orgs[0]?.entity);
  if (orgs.length === 0 || there) return [];
  const draft = start(scene, verb);
  draft.background = false;
  addParties(draft, { role: 'person', want: 'person' }, [who]);
  addParties(draft, 'from_org', orgs);
  return [draft];
}

/** Which house's office passes on: "replaces Bar as Foo CEO", "will become CEO of Foo, succeeding Bar". */
function succession(scene: Scene, verb: Verb, earlier: readonly Draft[]): Party[] {
  const near = orgPrep(scene, verb, ['at', 'of']);
  if (near.length > 0) return near;
  // "She replaces Bar": in the house that she was just said to join.
  const move = scene.article.told.get('executive_move');
  const [who] = person(scene, verb.subject, verb);
  const joined = move?.args.find(({ role }) => role === 'to_org')?.party;
  if (joined && who && move.args.some(({ role, party }) => role === 'person' && party?.entity === who.entity))
    return [{ ...joined, node: verb.head, coreferent: true }];
  const as = houseOf(scene, { ...verb, preps: verb.preps.filter((prep) => prep.word === 'as') });
  if (as.length > 0) return as;
  if (verb.governor && /^(?:become|take|assume)$/.test(verb.governor.lemma))
    return officeHouse(scene, verb.governor, officeIn(scene, verb.governor.to + 1, verb.governor.reach));
  // "Foo will succeed her".
  for (const before of person(scene, verb.object, verb)) {
    const home = before.entity ? scene.article.homes.get(before.entity) : undefined;
    if (home) return [{ entity: home, text: home.name, node: verb.head, coreferent: true }];
    // "Foo leaves Bar; Baz succeeds him".
    const move = earlier.find(({ args }) =>
      args.some((arg) => arg.role === 'person' && arg.party?.entity === before.entity),
    );
    const left = move?.args.find((arg) => arg.role === 'from_org')?.party;
    if (left) return [{ ...left, node: verb.head, coreferent: true }];
  }
  return [];
}

/** "His job goes to Foo, the chief strategist, who becomes CEO". */
export function passedOn(scene: Scene): Draft[] {
  const { clauses, nodes } = scene;
  const drafts: Draft[] = [];
  for (const verb of clauses.verbs) {
    if (!/^(?:go|pass|fall)$/.test(verb.lemma) || !verb.subject) continue;
    const phrase = verb.subject.phrases[0];
    const head = phrase ? nodes[phrase.head] : undefined;
    if (!phrase || !/^(?:job|role|post|position|seat|title|place|office)$/.test(head?.lower ?? '')) continue;
    const to = verb.preps.find((prep) => prep.word === 'to')?.group ?? null;
    const before = /^(?:his|her|their)$/.test(nodes[phrase.from]?.lower ?? '')
      ? scene.article.lastPerson
      : (ownerOf(scene, phrase, phrase.head, 'person')[0]?.entity ?? null);
    const home = before ? scene.article.homes.get(before) : undefined;
    for (const who of person(scene, to, verb)) {
      const draft = start(scene, verb);
      addParties(draft, { role: 'person', want: 'person' }, [who]);
      const beside = station(scene, who);
      if (home) addParties(draft, 'to_org', [{ entity: home, text: home.name, node: verb.head, coreferent: true }]);
      else if (beside.org && !beside.former) addParties(draft, 'to_org', [beside.org]);
      const next = clauses.verbs.find((other) => other.lemma === 'become' && other.from > verb.to);
      const left = before ? scene.article.offices.get(before) : undefined;
      const office = next
        ? officeIn(scene, next.to + 1, next.reach)
        : (officeIn(scene, phrase.from, phrase.head) ?? (left ? { from: -1, to: -1, text: left.text } : null));
      role(draft, 'to_role', office);
      if (beside.office && beside.office.text !== office?.text) role(draft, 'from_role', beside.office);
      drafts.push(draft);
    }
  }
  return drafts;
}
