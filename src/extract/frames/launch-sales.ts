import type { Group, Verb } from '../clauses.ts';
import type { Draft } from '../draft.ts';
import { ownerOf, type Party, parties } from '../parties.ts';
import type { Scene } from '../scene.ts';
import type { Cue } from './cues.ts';
import { addParties, lowerText, newDraft } from './frame.ts';
import { KINDS, type Label, label, maker, noProduct, productArg } from './labels.ts';
import { makers } from './launch-makers.ts';

/** Launches told as trade tells them: a thing is sold from now on, is in the shops, or is shown for the first time. */

export const cues: readonly Cue[] = [
  ['take pull', 'wraps curtain covers veil', 'off from'],
  ['be', 'out back', 'with', '#early'],
  ['start begin', 'sell'],
  ['go be', 'sale'],
  ['be', '>3', 'store shop shelf shelves'],
  ['hit reach', 'shelves stores market'],
];

export function bySale(scene: Scene, verb: Verb): Draft[] {
  if (verb.negated || verb.passive || verb.subjectVia === 'relative' || verb.modal === 'could') return [];
  const shown = shownBy(scene, verb);
  return shown ? byHouse(scene, verb, shown) : onShelves(scene, verb);
}

/** What a house takes the wraps off, is out with, or has begun to sell. */
function shownBy(scene: Scene, verb: Verb): Group | null {
  const { nodes } = scene;
  const prep = (word: RegExp): Group | null => verb.preps.find((one) => word.test(one.word))?.group ?? null;
  const head = nodes[verb.object?.phrases[0]?.head ?? -1]?.lower ?? '';
  if (/^(?:take|pull)$/.test(verb.lemma) && /^(?:wraps|curtain|covers|veil)$/.test(head)) return prep(/^(?:off|from)$/);
  if (verb.lemma === 'sell' && /^(?:start|begin)$/.test(verb.chain.at(-1) ?? '')) return verb.object;
  const rest = lowerText(scene, verb.to + 1, Math.min(verb.reach, verb.to + 7));
  return verb.lemma === 'be' &&
    scene.index < 4 &&
    /^(?:now |already )?(?:out|back) (?:[a-z]+ ){0,2}with (?:an?|its|the|two|three)\b/.test(rest)
    ? prep(/^with$/)
    : null;
}

function byHouse(scene: Scene, verb: Verb, group: Group): Draft[] {
  const orgs = makers(scene, verb);
  if (orgs.length !== 1 || group.phrases.some((phrase) => noProduct(scene, phrase))) return [];
  const products = label(scene, group, scene.nodes.length, orgs[0]?.entity ?? null).filter(
    ({ entity }) => !entity?.owner || entity.owner === orgs[0]?.entity?.slug,
  );
  if (!KINDS.test(lowerText(scene, group.from, group.to + 1)) && !products.some(({ entity }) => entity)) return [];
  return [told(scene, verb, orgs, products)];
}

/** "Foo, a robot from Bar, goes on sale in May", "Foo's Bar is now in stores". */
function onShelves(scene: Scene, verb: Verb): Draft[] {
  const { nodes, clauses } = scene;
  const { subject } = verb;
  const rest = lowerText(scene, verb.to + 1, Math.min(verb.reach, verb.to + 6));
  const sold =
    (verb.lemma === 'go' && /^on sale\b/.test(rest)) ||
    (verb.lemma === 'be' && /^(?:now |finally )?(?:on sale|in (?:stores|shops)|on shelves)\b/.test(rest)) ||
    (/^(?:hit|reach)$/.test(verb.lemma) &&
      /^(?:(?:the|store|shop|retail|japanese|us|u\.s\.) )*(?:shelves|stores|shops|market)\b/.test(rest));
  const phrase = subject?.phrases[0];
  if (!sold || !subject || !phrase || subject.phrases.length > 1 || noProduct(scene, phrase)) return [];
  const owners = ownerOf(scene, phrase, phrase.head, 'org').filter((party) => party.entity?.kind === 'org');
  const items = label(scene, subject, verb.from, owners[0]?.entity ?? null).filter(({ entity }) => entity);
  const [item] = items;
  if (!item) return [];
  if (owners.length === 1) return [told(scene, verb, owners, items)];
  if (item.entity?.owner) return [told(scene, verb, maker(scene, item.entity), items)];
  // "Foo, a robot made by Bar".
  const what = nodes[subject.to + 1]?.text === ',' ? clauses.groupAt(subject.to + 2) : null;
  if (!what || !KINDS.test(lowerText(scene, what.from, what.to + 1))) return [];
  const by = nodes.findIndex((node, k) => k > what.to && k < what.to + 4 && /^(?:from|by)$/.test(node.lower));
  const orgs =
    by < 0 ? [] : parties(scene, clauses.groupAt(by + 1), 'org').filter((party) => party.entity?.kind === 'org');
  return orgs.length === 1 ? [told(scene, verb, orgs, items)] : [];
}

function told(scene: Scene, verb: Verb, orgs: readonly Party[], products: readonly Label[]): Draft {
  const draft = newDraft(scene, 'launch', verb.head, verb);
  draft.from = verb.subject?.from ?? verb.from;
  draft.to = verb.reach;
  addParties(draft, 'org', orgs);
  for (const item of products.slice(0, 3)) draft.args.push(productArg(item));
  return draft;
}
