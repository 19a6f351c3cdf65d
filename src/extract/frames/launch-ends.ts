import type { Group, Phrase, Verb } from '../clauses.ts';
import type { Draft } from '../draft.ts';
import type { Entity } from '../entities.ts';
import { ownerOf, type Party } from '../parties.ts';
import type { Scene } from '../scene.ts';
import { addParties, lowerText, newDraft } from './frame.ts';
import { GENERIC_HEADS, KINDS, label, maker, noProduct, productArg } from './labels.ts';
import { makers } from './launch-makers.ts';

/** Launches that are put off, and what a house takes from the market again. */

/** What a house may turn off again. */
export const OFF =
  /\b(?:features?|chats?|modes?|tools?|apps?|chatbots?|assistants?|summaries|suggestions|recommendations|notifications|characters|companions|previews?|ads|service|services|support|subscriptions?|plans?|browser|search|voice|avatars?|image generation|video generation|rollout)$/;
export const ENDING = new Set(
  'discontinue,shut down,sunset,retire,shutter,kill,wind down,scrap,phase out,kill off,deprecate,turn off,switch off,halt,pause,disable,sell,offer,make,produce,ship'.split(
    ',',
  ),
);

/** "is delaying its adult mode": a launch that is not yet. */
export function byDelay(scene: Scene, verb: Verb): Draft[] {
  const group = verb.passive ? verb.subject : verb.object;
  if (!group || verb.negated || group.phrases.some((phrase) => noProduct(scene, phrase))) return [];
  const orgs = verb.passive ? [] : makers(scene, verb);
  // "delays the rollout of its new model": of what has no name yet.
  const of = /^(?:rollout|launch|release|debut)$/.test(scene.nodes[group.phrases[0]?.head ?? 0]?.lower ?? '')
    ? scene.clauses.groupAt(group.to + 2)
    : null;
  const first = of?.phrases[0];
  if (
    of &&
    first &&
    orgs.length > 0 &&
    scene.nodes[group.to + 1]?.lower === 'of' &&
    KINDS.test(lowerText(scene, of.from, of.to + 1)) &&
    !noProduct(scene, first) &&
    label(scene, of, verb.reach, orgs[0]?.entity ?? null).length === 0
  ) {
    const draft = newDraft(scene, 'launch', verb.head, verb, 'talks');
    draft.status = 'talks';
    draft.from = verb.from;
    draft.to = verb.reach;
    addParties(draft, 'org', orgs);
    return [draft];
  }
  const products = label(scene, group, verb.reach, orgs[0]?.entity ?? null);
  const known = products.filter((item) => item.entity?.kind === 'product');
  if (products.length === 0 || (orgs.length === 0 && known.length === 0)) return [];
  if (known.length === 0 && !KINDS.test(lowerText(scene, group.from, group.to + 1))) return [];
  const draft = newDraft(scene, 'launch', verb.head, verb, 'talks');
  draft.status = 'talks';
  draft.from = verb.from;
  draft.to = verb.reach;
  addParties(draft, 'org', orgs.length > 0 ? orgs : maker(scene, known[0]?.entity ?? null));
  for (const item of products.slice(0, 2)) draft.args.push(productArg(item));
  return [draft];
}

/** "Foo will be shut down", "discontinues Foo": a product of the catalogue that goes. */
export function byEnd(scene: Scene, verb: Verb): Draft[] {
  const { nodes } = scene;
  if (verb.negated) return [];
  // "will stop selling Foo": it goes where its sale ends.
  if (/^(?:sell|offer|make|produce|ship)$/.test(verb.lemma) && !/^(?:stop|cease|end)$/.test(verb.chain.at(-1) ?? ''))
    return [];
  const group = verb.passive ? verb.subject : verb.object;
  const products = label(scene, group, verb.passive ? verb.from : verb.reach, null).filter(
    (item) => item.entity?.owner,
  );
  const orgs = verb.passive ? [] : makers(scene, verb);
  const item = products[0];
  if (
    !item &&
    group &&
    orgs.length === 1 &&
    OFF.test(lowerText(scene, group.phrases[0]?.from ?? 0, (group.phrases[0]?.head ?? 0) + 1))
  ) {
    // "turns off app suggestions", "halts teen chats": what the house offered itself.
    const draft = newDraft(scene, 'launch', verb.head, verb, 'ended');
    draft.from = verb.from;
    draft.to = verb.reach;
    addParties(draft, 'org', orgs);
    return [draft];
  }
  // "Foo, a note app of Bar's, will be shut down".
  const apposed = item || !verb.passive || !group ? null : described(scene, group);
  if (apposed) return [apposed(verb)];
  if (!item?.entity || !group || products.length !== 1) return [];
  if (!verb.passive && !orgs.some((party) => party.entity?.slug === item.entity?.owner)) return [];
  const head = group.phrases[0]?.head ?? 0;
  if (head !== item.node && !GENERIC_HEADS.test(nodes[head]?.lower ?? '')) return [];
  const draft = newDraft(scene, 'launch', verb.head, verb, 'ended');
  draft.from = verb.from;
  draft.to = verb.reach;
  addParties(draft, 'org', verb.passive ? maker(scene, item.entity) : orgs.slice(0, 1));
  draft.args.push(productArg(item));
  // That its sale stops is no sale that failed.
  if (/^(?:stop|cease|end)$/.test(verb.chain.at(-1) ?? '')) draft.status = 'ended';
  return [draft];
}

/** A name that is explained as a product: whose it is says the article's headline, or the words that explain it. */
function described(scene: Scene, group: Group): ((verb: Verb) => Draft) | null {
  const { nodes, clauses } = scene;
  const phrase = group.phrases[0];
  const name = phrase ? nodes[phrase.head]?.mention : undefined;
  const what = nodes[group.to + 1]?.text === ',' ? clauses.groupAt(group.to + 2) : null;
  if (!phrase || !name || group.phrases.length > 1 || name.entity.slug || name.entity.kind === 'person' || !what)
    return null;
  if (!/^(?:an?|its|the)$/.test(nodes[what.from]?.lower ?? '') || !KINDS.test(nodes[what.to]?.lower ?? '')) return null;
  const owners = ownerOf(scene, what.phrases[0] as Phrase, what.to, 'org');
  const topic = scene.sentence.field === 'title' ? null : scene.article.topic;
  const orgs = nodes.slice(0, group.from).flatMap(({ mention }) => (mention?.entity.kind === 'org' ? [mention] : []));
  const before = orgs.find(({ entity }) => entity.slug) ?? orgs[0];
  const house = owners[0] ?? partyOf(before?.entity ?? topic, phrase.from);
  if (!house || house.entity === name.entity) return null;
  return (verb) => {
    const draft = newDraft(scene, 'launch', verb.head, verb, 'ended');
    draft.from = verb.from;
    draft.to = verb.reach;
    addParties(draft, 'org', [house]);
    draft.args.push(productArg({ text: name.text, entity: name.entity, node: phrase.head }));
    return draft;
  };
}

const partyOf = (entity: Entity | null, node: number): Party | null =>
  entity ? { entity, text: entity.name, node, coreferent: true } : null;
