import type { Draft } from '../draft.ts';
import { nodeText, ownerOf, type Scene } from '../scene.ts';
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

/** "Introducing Foo", and a company's own headline that is a product's name. */
export function byTitle(scene: Scene): Draft[] {
  const { clauses, nodes } = scene;
  if (scene.sentence.field !== 'title') return [];
  const opener = nodes.findIndex(
    (node, k) =>
      /^(?:introducing|announcing|meet|presenting|unveiling|launching|releasing)$/.test(node.lower) &&
      (k === 0 || /^[:—–,]$/.test(nodes[k - 1]?.text ?? '')),
  );
  const first = opener >= 0 ? (clauses.groupAt(opener + 1) ?? clauses.groupAt(opener + 2)) : null;
  const own = scene.article.house;
  if (!own) return [];
  if (first) {
    const text = lowerText(scene, first.from, first.to + 1);
    let products = label(scene, first, nodes.length, null).filter((item) => !/^(?:new|the)$/i.test(item.text));
    const phrase = first.phrases[0];
    const cutShort =
      products.length === 1 &&
      phrase &&
      !nodes[phrase.head]?.mention &&
      end(scene, products[0]) < (nodes[phrase.head]?.end ?? 0) &&
      !GENERIC_HEADS.test(nodes[phrase.head]?.lower ?? '');
    if (first.phrases.some((phrase) => noProduct(scene, phrase)) || products.length === 0 || cutShort) {
      // "Introducing Foo's Safety Hub": a house may name anything so, if all its words are capitals.
      if (!cutShort) products = [];
      let from = phrase?.from ?? 0;
      for (let k = from; phrase && k <= phrase.head; k++)
        if (nodes[k]?.pos === 'DET' || nodes[k]?.pos === 'PART' || /^(?:our|new|the|its)$/.test(nodes[k]?.lower ?? ''))
          from = k + 1;
      const words = phrase ? nodes.slice(from, phrase.head + 1) : [];
      if (
        phrase &&
        words.length >= 2 &&
        words.length <= 5 &&
        words.every((node) => node.capital && !node.value) &&
        !/\b(?:partnership|collaboration|report|study|research|team|council|office|fund|board|series|investment|ceo|chief|director)\b/.test(
          text,
        )
      )
        products = [{ text: nodeText(scene, from, phrase.head), entity: null, node: from }];
    }
    const items = products.length > 0 ? products : [];
    if (items.length === 0) return [];
    const draft = newDraft(scene, 'launch', 0, null);
    draft.background = false;
    for (const item of items.slice(0, 4)) draft.args.push(ownProduct(scene, item, own));
    addParties(draft, 'org', maker(scene, draft.args[0]?.party?.entity ?? null));
    return [draft];
  }
  const brought = /^(?:bringing|expanding|updating|upgrading)$/.test(nodes[0]?.lower ?? '');
  const group = clauses.groupAt(0) ?? (brought ? clauses.groupAt(1) : null);
  if (!group || clauses.verbs.some((verb) => verb.form === 'finite' && verb.lemma !== 'live')) return [];
  const live = clauses.verbs.find((verb) => verb.lemma === 'live');
  const names = label(scene, group, nodes.length, null);
  if (names.length === 0 && live && live.subject === group) {
    const phrase = group.phrases[0];
    if (phrase && phrase.head > phrase.from && nodes.slice(phrase.from, phrase.head + 1).every((node) => node.capital))
      names.push({ text: nodeText(scene, phrase.from, phrase.head), entity: null, node: phrase.from });
  }
  if (live && live.subject === group && names.length > 0) {
    const draft = newDraft(scene, 'launch', 0, null, 'announced');
    for (const item of names.slice(0, 2)) draft.args.push(ownProduct(scene, item, own));
    return [draft];
  }
  const products = names.filter((item) => item.entity?.kind === 'product' && item.entity.owner === own.slug);
  const next = nodes[group.to + 1];
  if (
    products.length > 0 &&
    (group.phrases[0]?.head === products[0]?.node ||
      nodes[group.phrases[0]?.head ?? 0]?.end === end(scene, products[0])) &&
    (!next || (brought ? /^(?:to|in|on)$/ : /^(?:on|in|for|now|:|with|is)$/).test(next.lower))
  ) {
    const draft = newDraft(scene, 'launch', 0, null);
    for (const item of products) draft.args.push(ownProduct(scene, item, own));
    addParties(draft, 'org', maker(scene, products[0]?.entity ?? null));
    return [draft];
  }
  return [];
}

function end(scene: Scene, item: Label | undefined): number {
  return item ? (scene.nodes[item.node]?.start ?? 0) + item.text.length : -1;
}

function ownProduct(scene: Scene, item: Label, own: { slug: string }): ReturnType<typeof productArg> {
  const entity = item.entity ?? scene.entities.adopt(item.text, 'product');
  entity.owner ??= own.slug;
  return productArg({ ...item, entity });
}
