import type { Verb } from '../clauses.ts';
import { type Party, parties } from '../parties.ts';
import { station } from '../people.ts';
import type { Scene } from '../scene.ts';
import { COMMUNICATION_VERBS } from '../words.ts';
import { isOrgan, officeAfter, officeHouse, orgPrep, person, role, start, tenure } from './executive-parts.ts';
import { addParties, type Draft, has, lowerText } from './frame.ts';

const COUNTED =
  /\b(?:the|another|a) (?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|latest|last|most senior|\d+(?:st|nd|rd|th)|\w+) [\w -]+$/;

/** "Foo's CEO Bar is out", "Bar takes medical leave". */
export function isOut(scene: Scene, verb: Verb): boolean {
  const rest = lowerText(scene, verb.to + 1, verb.reach);
  return verb.lemma === 'be'
    ? /^out(?: ?[,.;]| (?:as|at|after|amid)\b|$)/.test(rest)
    : verb.lemma === 'take' &&
        /^(?:(?:a|an|medical|parental|temporary|extended|indefinite|personal) )+leave\b/.test(rest);
}

export function leaving(scene: Scene, verb: Verb): Draft[] {
  const { clauses } = scene;
  const drafts: Draft[] = [];
  if (verb.lemma === 'step' && !/^step (?:down|back|aside)$/.test(verb.phrasal)) return drafts;
  if (verb.lemma === 'lose' && verb.passive) return drafts;
  // "is now part of Foo" tells of no person.
  if (verb.lemma === 'part' && scene.nodes[verb.to + 1]?.lower !== 'ways') return drafts;
  const parted =
    verb.lemma === 'part' && /\bways with\b/.test(lowerText(scene, verb.to + 1, verb.reach))
      ? (verb.preps.find((prep) => prep.word === 'with')?.group ?? null)
      : null;
  const passive = verb.passive;
  const active =
    (parted !== null && parties(scene, verb.subject, 'org', verb).length > 0) ||
    verb.lemma === 'lose' ||
    ((verb.lemma === 'fire' ||
      verb.lemma === 'oust' ||
      verb.lemma === 'dismiss' ||
      verb.lemma === 'sack' ||
      verb.lemma === 'remove') &&
      !passive) ||
    (/^(?:push|force|kick|boot) out$/.test(verb.phrasal) && !passive && verb.object !== null);
  const people = person(scene, active ? (parted ?? verb.object) : verb.subject, verb);
  if (people.length === 0 || people.length > 4) return drafts;
  // "He is the fourth researcher to leave Foo": who left was told before.
  if (
    verb.form === 'infinitive' &&
    people.some(({ coreferent }) => coreferent) &&
    COUNTED.test(lowerText(scene, 0, verb.from))
  )
    return drafts;
  if (verb.lemma === 'leave' && passive) return drafts;
  // "is leaving to work on chips at Foo": where the new work is.
  const purpose = clauses.verbs.find(
    (other) => other.governor === verb && other.form === 'infinitive' && other.from > verb.to,
  );
  // "was ousted on Monday and replaced by Bob Marr of Bar": what follows is told of another.
  const next = clauses.verbs.find((other) => other.from > verb.to)?.from ?? Number.POSITIVE_INFINITY;
  for (const who of people) {
    const draft = start(scene, verb);
    addParties(draft, { role: 'person', want: 'person' }, [who]);
    const beside = station(scene, who);
    const object =
      active || passive
        ? []
        : parties(scene, verb.object, 'org', verb).filter((party) => party.entity && party.entity.kind === 'org');
    const from = active
      ? parties(scene, verb.subject, 'org', verb).filter((party) => !isOrgan(party))
      : object.length > 0
        ? object
        : orgPrep(scene, { ...verb, preps: verb.preps.filter((prep) => prep.at < next) }, ['from', 'at', 'of']);
    if (from.length > 0) addParties(draft, 'from_org', from.slice(0, 1));
    else if (beside.org && !beside.former) addParties(draft, 'from_org', [beside.org]);
    else if (beside.org && beside.former) continue;
    else {
      const known = scene.article.homes.get(who.entity ?? ({} as never));
      if (known) addParties(draft, 'from_org', [{ entity: known, text: known.name, node: who.node, coreferent: true }]);
    }
    const to = orgPrep(
      scene,
      verb,
      verb.lemma === 'leave' || verb.lemma === 'depart' || verb.lemma === 'exit' || verb.lemma === 'quit'
        ? ['for']
        : [],
    );
    addParties(draft, 'to_org', to);
    if (purpose && !has(draft, 'to_org') && /^(?:work|lead|run|head|build|oversee|serve|take)$/.test(purpose.lemma))
      addParties(draft, 'to_org', orgPrep(scene, purpose, ['at', 'for']));
    if (!has(draft, 'from_org') && !active && !passive) addParties(draft, 'from_org', tenure(scene));
    // "retires as Foo's chief scientist".
    if (!has(draft, 'from_org') && !active) {
      const office = officeAfter(scene, verb.to + 1, verb.reach);
      if (office) addParties(draft, 'from_org', officeHouse(scene, verb, office).slice(0, 1));
    }
    if (!has(draft, 'from_org') && !active && !passive) addParties(draft, 'from_org', framing(scene, verb));
    // "Over at Foo, the exits go on: Jane Roe left".
    const at = scene.nodes[0]?.lower === 'over' ? 1 : 0;
    if (!has(draft, 'from_org') && !active && scene.nodes[at]?.lower === 'at')
      addParties(draft, 'from_org', parties(scene, clauses.groupAt(at + 1), 'org').slice(0, 1));
    const joins = clauses.verbs.find(
      (other) =>
        (other.governor === verb || other.subject === verb.subject) &&
        /^(?:join|rejoin)$/.test(other.lemma) &&
        other.from > verb.to,
    );
    if (joins) addParties(draft, 'to_org', parties(scene, joins.object, 'org', joins).slice(0, 1));
    const after = officeAfter(
      scene,
      verb.to + 1,
      joins || purpose ? Math.min(verb.reach, (joins ?? purpose)?.from ?? 0) : verb.reach,
    );
    if (after && !/^to/.test(lowerText(scene, after.from - 1, after.from))) role(draft, 'from_role', after);
    else role(draft, 'from_role', beside.office);
    if (
      /^(?:prepare|consider|plan|weigh|set|expect)$/.test(verb.chain.at(-1) ?? '') &&
      verb.chain.at(-1) !== 'set' &&
      verb.chain.at(-1) !== 'plan'
    )
      draft.status = 'talks';
    drafts.push(draft);
  }
  return drafts;
}

/** "Foo names Bar CEO as Baz leaves": the house that the main clause is about. */
function framing(scene: Scene, verb: Verb): Party[] {
  const { clauses, nodes } = scene;
  const main = clauses.verbs[0];
  if (!main || main === verb || main.form !== 'finite' || main.to > verb.from || main.subject === verb.subject)
    return [];
  const opener = nodes[(verb.subject?.from ?? 0) - 1]?.lower ?? '';
  // "Foo said Jane Roe would leave".
  const told = COMMUNICATION_VERBS.has(main.lemma) && !main.passive && /^(?:that|said|says)$/.test(opener);
  return told || /^(?:as|after|while)$/.test(opener)
    ? parties(scene, main.subject, 'org', main)
        .filter(({ entity }) => entity?.kind === 'org')
        .slice(0, 1)
    : [];
}
