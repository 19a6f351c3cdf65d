import type { Verb } from '../clauses.ts';
import { housesBefore, ownerOf, type Party, parties } from '../parties.ts';
import { officeIn, station } from '../people.ts';
import type { Scene } from '../scene.ts';
import { officeAfter, orgPrep, person, role, start } from './executive-parts.ts';
import { addParties, type Draft, has, lowerText } from './frame.ts';

/** Offices that are told of by their noun: "gets a new role at Foo", "a role for Jane Roe", "her replacement is", "is in charge of". */

const POST = /^(?:role|job|position|post|remit|seat)$/;
const ANOTHER = /\b(?:new|expanded|additional|bigger|broader|larger|second|top|senior|leading)\b/;

export function byRole(scene: Scene, verb: Verb): Draft[] {
  if (verb.negated || verb.passive) return [];
  if (/^(?:get|gain|land|take|assume|add)$/.test(verb.lemma)) return gets(scene, verb);
  if (verb.lemma === 'be') return replacement(scene, verb) ?? inCharge(scene, verb);
  return offered(scene, verb);
}

/** "Jane Roe gets an expanded role at Foo". */
function gets(scene: Scene, verb: Verb): Draft[] {
  const phrase = verb.object?.phrases[0];
  const head = phrase ? scene.nodes[phrase.head] : undefined;
  if (!phrase || !POST.test(head?.lower ?? '') || !ANOTHER.test(lowerText(scene, phrase.from, phrase.head))) return [];
  const orgs = orgPrep(scene, verb, ['at', 'with', 'in']);
  if (orgs.length === 0) return [];
  return person(scene, verb.subject, verb)
    .slice(0, 1)
    .map((who) => {
      const draft = start(scene, verb);
      addParties(draft, { role: 'person', want: 'person' }, [who]);
      addParties(draft, 'to_org', orgs);
      role(draft, 'to_role', officeAfter(scene, verb.to + 1, verb.reach));
      return draft;
    });
}

/** "Foo's reshuffle includes a new role for Jane Roe": in the house whose doing it is. */
function offered(scene: Scene, verb: Verb): Draft[] {
  const phrase = verb.object?.phrases[0];
  const head = phrase ? scene.nodes[phrase.head] : undefined;
  const subject = verb.subject?.phrases[0];
  if (!phrase || !subject || !POST.test(head?.lower ?? '') || !ANOTHER.test(lowerText(scene, phrase.from, phrase.head)))
    return [];
  const to = verb.preps.find((prep) => prep.word === 'for' && prep.at === phrase.to + 1)?.group ?? null;
  const [who] = person(scene, to, verb);
  if (!who) return [];
  const named = parties(scene, verb.subject, 'org', verb);
  const orgs: Party[] = named.length > 0 ? named : housesBefore(scene, subject);
  if (orgs.length === 0) return [];
  const draft = start(scene, verb);
  addParties(draft, { role: 'person', want: 'person' }, [who]);
  addParties(draft, 'to_org', orgs.slice(0, 1));
  role(draft, 'from_role', station(scene, who).office);
  return [draft];
}

/** "Her replacement is Jane Roe, who led maps at Foo": of the house that the one before left. */
function replacement(scene: Scene, verb: Verb): Draft[] | null {
  const phrase = verb.subject?.phrases[0];
  if (!phrase || !/^(?:replacement|successor)$/.test(scene.nodes[phrase.head]?.lower ?? '')) return null;
  const left = scene.article.told.get('executive_move')?.args.find((arg) => arg.role === 'from_org')?.party;
  const before = scene.article.lastPerson;
  const home = left?.entity ?? (before ? scene.article.homes.get(before) : undefined);
  const [who] = person(scene, verb.object ?? scene.clauses.groupAt(verb.to + 1), verb);
  if (!who || !home) return [];
  const draft = start(scene, verb);
  addParties(draft, { role: 'person', want: 'person' }, [who]);
  addParties(draft, 'to_org', [{ entity: home, text: home.name, node: verb.head, coreferent: true }]);
  const beside = station(scene, who);
  if (beside.org?.entity && beside.org.entity !== home) addParties(draft, 'from_org', [beside.org]);
  return [draft];
}

/** "Jane Roe is now in charge of Foo's maps". */
function inCharge(scene: Scene, verb: Verb): Draft[] {
  const { nodes, clauses } = scene;
  const rest = lowerText(scene, verb.to + 1, Math.min(verb.reach, verb.to + 7));
  if (!/^(?:now )?in charge of\b/.test(rest)) return [];
  const [who] = person(scene, verb.subject, verb);
  const at = nodes.findIndex((node, k) => k > verb.to && node.lower === 'charge') + 2;
  const group = clauses.groupAt(at);
  const phrase = group?.phrases[0];
  if (!who || !phrase) return [];
  const named = ownerOf(scene, phrase, phrase.head, 'org');
  const topic = scene.article.topic;
  const orgs: Party[] =
    named.length > 0
      ? named
      : topic && /^(?:its|their)$/.test(nodes[phrase.from]?.lower ?? '')
        ? [{ entity: topic, text: topic.name, node: phrase.from, coreferent: true }]
        : parties(scene, group, 'org', verb);
  if (orgs.length === 0) return [];
  const draft = start(scene, verb);
  addParties(draft, { role: 'person', want: 'person' }, [who]);
  addParties(draft, 'to_org', orgs.slice(0, 1));
  const office = officeAfter(scene, verb.to + 1, verb.reach) ?? officeIn(scene, verb.to + 1, at - 2);
  role(draft, 'to_role', office);
  return has(draft, 'person') ? [draft] : [];
}
