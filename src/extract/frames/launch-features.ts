import type { Verb } from '../clauses.ts';
import type { Draft } from '../draft.ts';
import { ownerOf, type Party, parties, type Scene } from '../scene.ts';
import { addParties, lowerText, newDraft } from './frame.ts';
import { KINDS, type Label, label, maker, productArg } from './labels.ts';
import { makers } from './launch-makers.ts';

/** Launches that tell what a thing does from now on: "Foo's app now lets you …", "Foo gets a new tier", "Foo comes to Bar". */

/** Those whom a new feature serves. */
export const SERVED =
  /^(?:you|us|users?|developers?|customers?|people|creators?|businesses|parents?|members?|subscribers?|advertisers?|anyone|everyone|smes?|employees|teams|students|shoppers|admins?|merchants?|companies|brands|clients|artists|enterprises|consumers|drivers|listeners|investors)$/;
/** What a thing gets when it is renewed. */
export const RENEWAL =
  /\b(?:boost|upgrades?|updates?|makeover|overhaul|revamp|redesign|layer|tier|features?|support|accelerators?|abilit(?:y|ies)|capabilit(?:y|ies)|skills|voice|companion|coding bot|infusion|look|release|rollout|integrations?)\b/;
/** Things of a house that have no name of their own. */
const THING =
  /^(?:apps?|glasses|assistant|chatbot|platform|service|services|tool|tools|browser|search|bot|model|models|headset|speakers?|phones?|robotaxis?|wallet|card|agents?|features?|software|website|marketplace)$/;

export function byFeature(scene: Scene, verb: Verb): Draft[] {
  if (verb.negated || verb.passive || verb.subjectVia === 'relative' || verb.form !== 'finite' || scene.index > 3)
    return [];
  if (verb.chain.length > 0 || !/^(?:will|can|to)?$/.test(verb.modal ?? '')) return [];
  const [orgs, items] = thing(scene, verb);
  const known = items.some((item) => item.entity?.owner);
  const act = tells(scene, verb, known);
  if (!act || (orgs.length === 0 && !known)) return [];
  const draft = newDraft(scene, 'launch', verb.head, verb, 'announced');
  draft.from = verb.subject?.from ?? verb.from;
  draft.to = verb.reach;
  addParties(draft, 'org', orgs.slice(0, 2));
  for (const item of items.slice(0, 2)) draft.args.push(productArg(item));
  return [draft];
}

/** Whether a verb tells of something new, said of a product that is known or of what a house makes. */
function tells(scene: Scene, verb: Verb, known: boolean): boolean {
  const { nodes } = scene;
  const now = /\b(?:now|soon|finally)\b/.test(lowerText(scene, verb.from - 1, verb.to + 1));
  const rest = lowerText(scene, verb.to + 1, Math.min(verb.reach, verb.to + 9));
  switch (verb.lemma) {
    case 'let':
    case 'allow':
    case 'enable':
      return (now || (verb.modal === 'will' && scene.index === 0)) && SERVED.test(nodes[verb.to + 1]?.lower ?? '');
    case 'support':
      return now && verb.object !== null;
    case 'get':
    case 'gain':
    case 'receive': {
      const object = verb.object ? lowerText(scene, verb.object.from, verb.object.to + 1) : '';
      return RENEWAL.test(rest) && (KINDS.test(object) || RENEWAL.test(object) || /^(?:an?|its)\b/.test(object));
    }
    case 'come': {
      const to = verb.preps.find((prep) => prep.word === 'to')?.group;
      return known && to !== null && to !== undefined && nodes.slice(to.from, to.to + 1).some((node) => node.capital);
    }
    default:
      return known && now && verb.modal !== null && verb.modal !== 'to';
  }
}

/** Whose thing acts, and what it is called: "Foo", "Foo's app", "Foo's Bar", or a product that the catalogue knows. */
function thing(scene: Scene, verb: Verb): [Party[], Label[]] {
  const { nodes } = scene;
  const phrase = verb.subject?.phrases[0];
  if (!phrase || !verb.subject) return [[], []];
  const head = nodes[phrase.head];
  const owners = ownerOf(scene, phrase, phrase.head, 'org').filter(
    (party) => party.entity?.kind === 'org' && !party.entity.authority,
  );
  const items = label(scene, verb.subject, verb.from, owners[0]?.entity ?? null);
  const known = items.filter(
    ({ entity }) =>
      entity?.kind === 'product' &&
      entity.owner !== undefined &&
      (owners.length === 0 || owners.some((party) => party.entity?.slug === entity.owner)),
  );
  if (known.length > 0) {
    // "Foo on Bar" is of Foo; "Foo users" are nobody's news.
    const first = known[0];
    if (head?.mention?.entity !== first?.entity && !THING.test(head?.lower ?? '')) return [[], []];
    return [owners.length > 0 ? owners : maker(scene, first?.entity ?? null), known];
  }
  if (owners.length === 1) {
    if (THING.test(head?.lower ?? '') || head?.capital)
      return [owners, items.filter((item) => !item.entity?.owner && /\p{Lu}/u.test(item.text))];
    return [[], []];
  }
  if (!/^(?:let|allow|support)$/.test(verb.lemma)) return [[], []];
  const orgs = makers(scene, verb);
  return [
    orgs.some((party) => parties(scene, verb.subject, 'org', verb).length > 1 && party.coreferent) ? [] : orgs,
    [],
  ];
}
