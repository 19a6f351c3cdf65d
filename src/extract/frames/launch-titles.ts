import type { Draft } from '../draft.ts';
import type { Entity } from '../entities.ts';
import { ownerOf } from '../parties.ts';
import { nodeText, type Scene } from '../scene.ts';
import { common } from '../vocabulary.ts';
import { addParties, lowerText, newDraft } from './frame.ts';
import { GENERIC_HEADS, KINDS, type Label, label, maker, noProduct, productArg } from './labels.ts';

/** Launches that a headline tells without a verb of its own: "Introducing Foo", "Meet Foo 2, Bar's latest model". */

/** "Meet Foo 2, Bar's latest model": whose it is follows the name. */
export function byMeeting(scene: Scene): Draft[] {
  const { clauses, nodes } = scene;
  const opener = /^(?:meet|introducing)$/.test(nodes[0]?.lower ?? '') ? clauses.groupAt(1) : null;
  if (opener?.from !== 1 || scene.index > 3) return [];
  const after = nodes[opener.to + 1]?.text === ',' ? clauses.groupAt(opener.to + 2) : null;
  const phrase = after?.phrases[0];
  if (!phrase || !/\b(?:new|newest|latest|first)\b/.test(lowerText(scene, phrase.from, phrase.to + 1))) return [];
  if (!KINDS.test(lowerText(scene, phrase.from, phrase.to + 1))) return [];
  const orgs = ownerOf(scene, phrase, phrase.head, 'org');
  const products = label(scene, opener, opener.to + 1, orgs[0]?.entity ?? null);
  if (orgs.length !== 1 || products.length === 0) return [];
  const draft = newDraft(scene, 'launch', 0, null, 'announced');
  draft.to = phrase.to + 1;
  addParties(draft, 'org', orgs);
  for (const item of products.slice(0, 1)) draft.args.push(productArg(item));
  return [draft];
}

/** What a house opens its headline with when it brings something out, and when it adds to what it has. */
export const OPENERS = /^(?:introducing|announcing|meet|presenting|unveiling|launching|releasing|piloting|debuting)$/;
export const ADDING = /^(?:bringing|expanding|updating|upgrading)$/;
/** Bodies, papers and people that a house introduces, and brings nothing to market. */
const NO_LAUNCH =
  /\b(?:partnership|collaboration|report|study|research|team|council|office|fund|board|series|investment|ceo|chief|director|conference)\b/;
/** Capitals that alone are no news of a product: papers, rules and doings of a house, too. */
const NO_LABEL =
  /\b(?:partnership|collaboration|report|study|research|team|council|office|offices|fund|board|series|investment|ceo|chief|director|index|constitution|policy|card|addendum|trust|summit|conference|results|statement|letter|guide|week|day|year|welfare|blueprint|recommendations?|approach|economic|hackathon|winners?|questions?|community|foundation|government|agreement|acquisition|code|terms|way|era|chapter|initiative|university|institute|awards?|outages?|incidents?|errors?|downtime|disruptions?|postmortem|jobs?|careers?|speech|thinking|how|why|what|who|x)\b/;

/** A company's own headline: "Introducing Foo", "Foo Studio is live", or a product's name and nothing more. */
export function byTitle(scene: Scene): Draft[] {
  const own = scene.house;
  if (scene.sentence.field !== 'title' || !own) return [];
  const opener = scene.nodes.findIndex(
    (node, k) => OPENERS.test(node.lower) && (k === 0 || /^[:—–,]$/.test(scene.nodes[k - 1]?.text ?? '')),
  );
  const items = opener >= 0 ? introduced(scene, opener, own) : bareName(scene, own);
  const first = items[0];
  if (!first) return [];
  const draft = newDraft(scene, 'launch', 0, null, opener >= 0 ? undefined : 'announced');
  if (opener >= 0) draft.background = false;
  for (const item of items.slice(0, 4)) draft.args.push(ownProduct(scene, item, own));
  // "live on FooCloud": where it is, said with the house's name.
  const orgs = maker(scene, draft.args[0]?.party?.entity ?? null).filter(
    ({ entity }) =>
      !scene.nodes.some((node, k) => node.mention?.entity === entity && scene.nodes[k - 1]?.lower === 'on'),
  );
  addParties(draft, 'org', orgs);
  return [draft];
}

/** "Introducing Foo", "Announcing the Foo Safety Hub", "Piloting group chats in Foo". */
function introduced(scene: Scene, opener: number, own: { slug: string }): Label[] {
  const { clauses, nodes } = scene;
  const first = clauses.groupAt(opener + 1) ?? clauses.groupAt(opener + 2);
  const phrase = first?.phrases[0];
  const items = label(scene, first, nodes.length, null).filter((item) => !/^(?:new|the)$/i.test(item.text));
  const cutShort =
    items.length === 1 &&
    phrase !== undefined &&
    !nodes[phrase.head]?.mention &&
    end(scene, items[0]) < (nodes[phrase.head]?.end ?? 0) &&
    !GENERIC_HEADS.test(nodes[phrase.head]?.lower ?? '');
  const barred = first?.phrases.some((other) => noProduct(scene, other)) ?? false;
  if (items.length > 0 && !barred && !cutShort) return items;
  // A house may name anything so, if all its words are capitals.
  let from = opener + 1;
  for (let k = from; k <= (phrase?.head ?? from); k++)
    if (nodes[k]?.pos === 'DET' || nodes[k]?.pos === 'PART' || /^(?:our|new|the|its)$/.test(nodes[k]?.lower ?? ''))
      from = k + 1;
  const to = written(scene, from);
  if (to > from && !NO_LAUNCH.test(lowerText(scene, opener + 1, Math.max(first?.to ?? 0, to) + 1)))
    return [{ text: nodeText(scene, from, to), entity: null, node: from }];
  if (cutShort && !barred) return items;
  const word = nodes[from];
  if (word && /^\p{L}+-\p{L}+$/u.test(word.text) && !word.mention && !common(word.lower))
    return [{ text: word.text, entity: null, node: from }];
  if (barred) return [];
  // "the next generation of Foo", "group chats in Foo": what it is for, if it is the house's own.
  const goal = /^(?:of|in|on|for)$/.test(nodes[(first?.to ?? nodes.length) + 1]?.lower ?? '')
    ? clauses.groupAt((first?.to ?? 0) + 2)
    : null;
  return label(scene, goal, nodes.length, null).filter((item) => item.entity?.owner === own.slug);
}

/** The last of the capitals that go on from a node as one name, a figure among them or not; before `from` if there is none. */
function written(scene: Scene, from: number): number {
  const { nodes } = scene;
  let to = from - 1;
  while (
    to - from < 5 &&
    nodes[to + 1] &&
    nodes[to + 1]?.pos !== 'PUNCT' &&
    (nodes[to + 1]?.capital || nodes[to + 1]?.pos === 'NUM') &&
    !/^(?:price|change)$/.test(nodes[to + 1]?.value?.use ?? '')
  )
    to++;
  // "Foo 3 Live in …", "Foo Voice Release": that it is there.
  while (to > from && /^(?:live|release|available|now)$/.test(nodes[to]?.lower ?? '')) to--;
  return to;
}

/** "Foo Studio is live", "Foo 3: a model for maps", "Foo Voice API", "Bringing Foo to everyone". */
function bareName(scene: Scene, own: { name: string; slug: string }): Label[] {
  const { clauses, nodes } = scene;
  const adding = ADDING.test(nodes[0]?.lower ?? '');
  const group = clauses.groupAt(0) ?? (adding ? clauses.groupAt(1) : null);
  const colon = nodes.findIndex((node) => /^[:—–|]$/.test(node.text));
  const name = colon < 0 ? nodes.length : colon;
  const verb = clauses.verbs.find((other) => other.form === 'finite' && other.from < name);
  const live = verb?.lemma === 'live' || (verb?.lemma === 'be' && /^here\b/.test(lowerText(scene, verb.to + 1, name)));
  if (!group || (verb && !live) || /\b(?:system card|addendum)\b/.test(lowerText(scene, 0, nodes.length))) return [];
  const names = label(scene, group, name, null).filter((item) => !NO_LABEL.test(item.text.toLowerCase()));
  const phrase = group.phrases[0];
  const houses = (entity: Entity | undefined): boolean =>
    entity?.owner === own.slug ||
    (entity?.kind === 'org' && (entity.slug === own.slug || entity.name.startsWith(`${own.name} `)));
  if (live && verb?.subject === group) {
    if (names.length > 0 || !phrase || phrase.head === phrase.from) return names.slice(0, 2);
    return nodes.slice(phrase.from, phrase.head + 1).every((node) => node.capital)
      ? [{ text: nodeText(scene, phrase.from, phrase.head), entity: null, node: phrase.from }]
      : [];
  }
  const next = nodes[group.to + 1];
  const products = names.filter((item) => item.entity?.kind === 'product' && item.entity.owner === own.slug);
  if (
    products.length > 0 &&
    !/^(?:live|release)$/.test(nodes[phrase?.head ?? 0]?.lower ?? '') &&
    (phrase?.head === products[0]?.node || nodes[phrase?.head ?? 0]?.end === end(scene, products[0])) &&
    (!next || (adding ? /^(?:to|in|on)$/ : /^(?:on|in|for|now|:|with|is)$/).test(next.lower))
  )
    return products;
  if (adding || !houses(nodes[0]?.mention?.entity)) return [];
  // The house's or its product's name, and the capitals that go on with it.
  const to = written(scene, 0);
  const after = nodes[to + 1];
  const words = lowerText(scene, 0, to + 1);
  const few = nodes[0]?.mention?.entity.slug === own.slug ? 2 : 1;
  return (to >= few || / \S+ /.test(nodes[0]?.text ?? '')) &&
    !NO_LABEL.test(words) &&
    (!after || /^(?:on|in|for|now|live|release|available|:|\.|—|–)$/.test(after.lower))
    ? [{ text: nodeText(scene, 0, to), entity: null, node: 0 }]
    : [];
}

function end(scene: Scene, item: Label | undefined): number {
  return item ? (scene.nodes[item.node]?.start ?? 0) + item.text.length : -1;
}

export function ownProduct(scene: Scene, item: Label, own: { slug: string }): ReturnType<typeof productArg> {
  const entity = item.entity ?? scene.entities.adopt(item.text, 'product');
  entity.owner ??= own.slug;
  return productArg({ ...item, entity });
}
