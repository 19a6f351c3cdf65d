import type { Group, Verb } from '../clauses.ts';
import { modifiersOf, ownerOf, type Party, parties } from '../parties.ts';
import { station } from '../people.ts';
import type { Scene } from '../scene.ts';
import { COMMUNICATION_VERBS } from '../words.ts';
import { type Cue, each, wordsIn } from './cues.ts';
import { addParties, type Draft, has, lowerText, newDraft } from './frame.ts';

/** Those who work somewhere, whose they are, and how it is told of them that they must go. */

export const STAFF =
  /\b(?:jobs?|roles?|positions?|employees?|workers?|staff(?:ers)?|workforce|headcount|people|personnel|team|engineers|contractors|layoffs?|posts|managers|researchers|developers|salespeople)\b/;
/** What is done to a job. */
const CUT = /^(?:cut|eliminate|axe|slash|shed|scrap|lose|slash|ax|abolish|trim)$/;

/** What was told of before. */
const CUTS = /^(?:cuts|layoffs|reductions|redundancies)$/;
/** What a house does, when that costs jobs. */
const MEASURE = /^(?:move|decision|step|closure|shutdown)$/;
const CLOSES =
  /^(?:close|shut|shutter|wind|restructure|reorgani[sz]e|consolidate|relocate|discontinue|exit|outsource)$/;

/** What `losses` needs. */
export const cues: readonly Cue[] = [
  ...each([['cut eliminate axe ax slash shed scrap lose abolish trim', wordsIn(STAFF)]], '#count', '#percent'),
  ['part', 'ways', '#count'],
  ['make', 'redundant'],
  ['put', 'risk', wordsIn(STAFF)],
  ['restructuring reorganization reorganisation closure overhaul', '#count'],
  ...each([['let', 'go']], '#count', '#percent'),
  ['be', 'risk', '#count'],
  ['loss', 'of', '#count'],
  ...each([[wordsIn(CUTS), 'affect hit impact total represent']], '#count', '#percent'),
  [wordsIn(MEASURE), 'affect impact cost eliminate', '#count'],
];

export const counted = (scene: Scene, group: Group): boolean =>
  scene.nodes
    .slice(group.from, group.to + 1)
    .some((node) => node.value?.kind === 'count' || /^(?:hundreds|dozens|thousands|scores)$/.test(node.lower));

/** Whose staff a phrase speaks of: "Foo workers", "Foo's staff", "50 people at Foo". */
export function staffOf(scene: Scene, group: Group): Party[] {
  const first = group.phrases[0];
  if (!first) return [];
  const owner = ownerOf(scene, first, first.head, 'org');
  if (owner.length > 0) return owner;
  const inside = modifiersOf(scene, first, first.head, 'org').slice(-1);
  if (inside.length > 0) return inside;
  return /^(?:at|of|from)$/.test(scene.nodes[group.to + 1]?.lower ?? '')
    ? parties(scene, scene.clauses.groupAt(group.to + 2), 'org').slice(0, 1)
    : [];
}

/** The house that somebody heads who cuts: "Foo's chief will cut 200 jobs". */
export function employerOf(scene: Scene, verb: Verb): Party[] {
  const [who] = parties(scene, verb.subject, 'person', verb);
  const beside = who?.entity?.kind === 'person' ? station(scene, who) : null;
  return beside?.org && !beside.former ? [beside.org] : [];
}

/** Who says it, where the sentence says it of nobody else: "All 85 employees will be let go, Foo said". */
function speakerOf(scene: Scene): Party[] {
  const says = scene.clauses.verbs.find((verb) => COMMUNICATION_VERBS.has(verb.lemma) && verb.subject && !verb.passive);
  return says ? parties(scene, says.subject, 'org', says).filter((party) => party.entity?.kind === 'org') : [];
}

/** Staff who go without anybody laying them off: "300 jobs will be cut at Foo", "Foo made 60 employees redundant". */
export function losses(scene: Scene): Draft[] {
  return scene.clauses.verbs.flatMap((verb) => {
    const whose =
      cutFrom(scene, verb) ??
      partedFrom(scene, verb) ??
      restructured(scene, verb) ??
      endangered(scene, verb) ??
      costs(scene, verb) ??
      amounts(scene, verb);
    if (!whose) return [];
    const draft = newDraft(scene, 'layoffs', verb.head, verb);
    draft.from = verb.subject && verb.subject.to < verb.from ? verb.subject.from : verb.from;
    draft.to = verb.reach;
    if (verb.lemma === 'put' || verb.lemma === 'be') draft.status = 'talks';
    // What it costs is told behind its clause.
    if (CLOSES.test(verb.lemma)) draft.to = scene.nodes.length;
    addParties(draft, 'org', whose.slice(0, 1));
    return has(draft, 'org') ? [draft] : [];
  });
}

/** "300 jobs will be eliminated at Foo", "all 85 employees will be let go". */
function cutFrom(scene: Scene, verb: Verb): Party[] | null {
  const { subject } = verb;
  if (!verb.passive || !subject) return null;
  const released = verb.lemma === 'let' && scene.nodes[verb.to + 1]?.lower === 'go';
  const first = subject.phrases[0];
  if (!(CUT.test(verb.lemma) || released) || !first || subject.phrases.length > 1) return null;
  if (!STAFF.test(scene.nodes[first.head]?.lower ?? '') || !counted(scene, subject)) return null;
  // "were let go at Foo": what follows hangs on the second word.
  const last = released ? scene.clauses.verbs.find(({ from }) => from === verb.to + 1) : undefined;
  const preps = [...verb.preps, ...(last?.preps ?? [])];
  const at = preps.find(({ word }) => /^(?:at|by|from|across)$/.test(word))?.group ?? null;
  const unit = at?.phrases[0];
  const there = parties(scene, at, 'org', verb).filter((party) => party.entity?.kind === 'org');
  if (there.length > 0) return there;
  const owner = unit ? ownerOf(scene, unit, unit.head, 'org') : [];
  if (owner.length > 0) return owner;
  const staff = staffOf(scene, subject);
  if (staff.length > 0) return staff;
  const speaker = speakerOf(scene);
  if (speaker.length > 0) return speaker;
  const recent = scene.article.subjects.at(-1);
  return recent && scene.sentence.field === 'text'
    ? [{ entity: recent, text: recent.name, node: verb.head, coreferent: true }]
    : [];
}

/** "Foo will part ways with 40 engineers", "made 60 employees redundant", "puts 120 jobs at risk". */
function partedFrom(scene: Scene, verb: Verb): Party[] | null {
  if (verb.passive || verb.negated) return null;
  const rest = lowerText(scene, verb.to + 1, verb.reach);
  const whom = verb.preps.find(({ word }) => word === 'with')?.group ?? null;
  const group = verb.lemma === 'part' && /^ways with\b/.test(rest) ? whom : verb.object;
  const told =
    (verb.lemma === 'part' && group !== null) ||
    (verb.lemma === 'make' && /\bredundant\b/.test(rest)) ||
    (verb.lemma === 'put' && /\bat risk\b/.test(rest));
  if (!told || !group || !counted(scene, group) || !STAFF.test(lowerText(scene, group.from, group.to + 1))) return null;
  return parties(scene, verb.subject, 'org', verb).filter((party) => party.entity?.kind === 'org');
}

/** "Some 400 jobs are at risk at Foo". */
function endangered(scene: Scene, verb: Verb): Party[] | null {
  const { subject } = verb;
  const head = scene.nodes[subject?.phrases[0]?.head ?? -1];
  if (verb.lemma !== 'be' || verb.negated || !subject || !STAFF.test(head?.lower ?? '')) return null;
  if (!counted(scene, subject) || !/^at risk\b/.test(lowerText(scene, verb.to + 1, verb.reach))) return null;
  const at = verb.preps.find(({ word }) => word === 'at' || word === 'across');
  const there = verb.preps.filter((prep) => prep !== at || scene.nodes[prep.at + 1]?.lower !== 'risk');
  return there.flatMap(({ word, group }) => (/^(?:at|across)$/.test(word) ? parties(scene, group, 'org', verb) : []));
}

/** "closes its office with the loss of 120 jobs", "will close its office, a move that affects 75 people". */
function costs(scene: Scene, verb: Verb): Party[] | null {
  if (!CLOSES.test(verb.lemma) || verb.passive || verb.negated) return null;
  const { clauses, nodes } = scene;
  const lost = nodes.findIndex(({ lower }, k) => k > verb.to && lower === 'loss' && nodes[k + 1]?.lower === 'of');
  const group = lost < 0 ? null : clauses.groupAt(lost + 2);
  const told = clauses.verbs.find(
    (other) =>
      other.from > verb.to &&
      /^(?:affect|impact|cost|eliminate)$/.test(other.lemma) &&
      MEASURE.test(nodes[other.subject?.phrases[0]?.head ?? -1]?.lower ?? ''),
  );
  const whom = group ?? told?.object ?? null;
  if (!whom || !counted(scene, whom) || !STAFF.test(lowerText(scene, whom.from, whom.to + 1))) return null;
  return parties(scene, verb.subject, 'org', verb).filter((party) => party.entity?.kind === 'org');
}

/** "The cuts affect 60 roles": those told of just before. */
function amounts(scene: Scene, verb: Verb): Party[] | null {
  const head = scene.nodes[verb.subject?.phrases[0]?.head ?? -1];
  const object = verb.object;
  if (!CUTS.test(head?.lower ?? '') || !object || verb.passive || verb.negated) return null;
  if (
    !/^(?:affect|hit|impact|total|represent)$/.test(verb.lemma) ||
    !STAFF.test(lowerText(scene, object.from, verb.reach))
  )
    return null;
  const before = scene.article.told.get('layoffs');
  const house =
    before && scene.index - before.sentence <= 3 ? before.args.find(({ role }) => role === 'org') : undefined;
  return house?.party ? [{ ...house.party, node: verb.head, coreferent: true }] : null;
}

const REORDERING = /\b(?:restructuring|reorgani[sz]ation|closure|overhaul|cost-cutting)$/;

/** "announces a restructuring that will affect 400 employees", "Foo's restructuring results in 250 job losses". */
function restructured(scene: Scene, verb: Verb): Party[] | null {
  const { subject } = verb;
  const first = subject?.phrases[0];
  if (!subject || !first || verb.passive || verb.negated) return null;
  if (!/^(?:affect|impact|hit|cost|eliminate|cut|result|lead|claim)$/.test(verb.lemma)) return null;
  if (!REORDERING.test(lowerText(scene, first.from, first.head + 1))) return null;
  const group = verb.object ?? verb.preps.find(({ word }) => /^(?:in|to)$/.test(word))?.group ?? null;
  if (!group || !counted(scene, group) || !STAFF.test(lowerText(scene, group.from, group.to + 1))) return null;
  const owner = ownerOf(scene, first, first.head, 'org');
  if (owner.length > 0) return owner;
  const carrier = scene.clauses.verbs.find((other) => other.object === subject && other.to < subject.from);
  return carrier ? parties(scene, carrier.subject, 'org', carrier) : null;
}
