import type { Draft } from '../draft.ts';
import { nodeText, type Scene } from '../scene.ts';
import { addParties, lowerText, newDraft } from './frame.ts';
import { KINDS, type Label, maker, productArg } from './labels.ts';
import { ownProduct } from './launch-titles.ts';

/** Headlines that are a product's name and hardly more: "Foo Voice API", "Foo 3: built for speed", "Quiet Hours in Foo". */

/** What the last word of a name may call the thing. */
export const THING =
  /^(?:apis?|sdks?|library|libraries|beta|previews?|mode|modes|models?|agents?|apps?|routines|control|controls|import|skills|projects|artifacts|memory|memories|plugins?|hooks|connectors?|workflows|tasks|search|canvas|studio|tools?|cli|marketplace|channels|simulations?|chats?|browser|extension|assistant|voices?|image|images|video|recap|computer)$/;
/** What is told of a product that is not new. */
const NO_NEWS =
  /\b(?:errors?|bugs?|issues?|flaws?|outages?|incidents?|vulnerabilit(?:y|ies)|attacks?|leaks?|prices?|pricing|costs?|limits?|review|analysis|tips|guide|tutorial|ads?|trends?|risks?|security|privacy|safety|lessons|questions|bias|usage|policy|terms|jobs|employees|users|team|partners|customers|startups|shares|stock|card|addendum|report|paper)\b/i;
/** How a tagline goes on that says what a new thing is. */
const TAGLINE =
  /^(?:built|natively|towards|frontier|introducing|our|your|the|a|an|now|new|state-of-the-art|faster|smarter)$/;

export function byName(scene: Scene): Draft[] {
  const { nodes, clauses, house: own } = scene;
  if (scene.sentence.field !== 'title' || nodes.length > 16) return [];
  const first = nodes[0]?.mention;
  const known = first?.entity.kind === 'product' && first.entity.owner ? first : undefined;
  const ours = own !== null && known?.entity.owner === own.slug;
  // The name ends at a colon, or where a preposition goes on.
  const stop = nodes.findIndex((node) => /^[:—–]$/.test(node.text) || /^(?:for|on|with)$/.test(node.lower));
  const colon = stop >= 0 && /^[:—–]$/.test(nodes[stop]?.text ?? '') ? stop : -1;
  const end = stop >= 0 ? stop : nodes.length;
  const text = nodeText(scene, 0, end - 1);
  const last = text.split(' ').at(-1)?.toLowerCase() ?? '';
  const named = (from: number, to: number): boolean =>
    nodes.slice(from, to).every((node) => node.capital || node.pos === 'NUM' || node.lower === 'and');
  if (end === 0) return [];
  if (own) {
    // "Foo Bar is available to all", "Foo is here".
    const be = clauses.verbs.find((verb) => verb.lemma === 'be' && verb.form === 'finite' && !verb.negated);
    const phrase = be?.subject?.phrases[0];
    const told = be ? lowerText(scene, be.to + 1, be.reach) : '';
    if (
      phrase?.from === 0 &&
      named(0, phrase.to + 1) &&
      /^(?:now |finally )?(?:generally )?(?:available|here|live)\b/.test(told)
    )
      return [tell(nodeText(scene, 0, phrase.to))];
  }
  if (NO_NEWS.test(text)) return [];
  if (own) {
    // "Foo for Teachers", of the house Foo or of its product.
    const whole = nodes[1]?.lower === 'for' && nodes.length < 6 && named(2, nodes.length);
    if (whole && nodes.length > 2 && (first?.entity.slug === own.slug || ours))
      return [tell(nodeText(scene, 0, nodes.length - 1))];
    if (named(0, end - 1) && end < 8 && ours && (THING.test(last) || (/^\d/.test(last) && end > 2)))
      return [tell(text)];
    if (named(0, end) && end > 1 && end < 6 && /^(?:apis?|sdks?|library|beta)$/.test(last)) return [tell(text)];
    // "FooBench: evals made easy": one coined word, and what it is.
    const coined = /^\p{Lu}\p{L}*[\p{Lu}\d][\p{L}\d.-]*$/u.test(text);
    if (end === 1 && colon === 1 && coined && first?.entity.slug === undefined) return [tell(text)];
  }
  // "[phones] Foo app, now on tablets".
  const at = nodes[0]?.text === '[' ? nodes.findIndex((node) => node.text === ']') + 1 : 0;
  const app = nodes[at]?.mention;
  const comma = nodes[at + 1]?.text === ',' ? at + 1 : nodes[at + 2]?.text === ',' ? at + 2 : -1;
  if (app?.entity.kind === 'product' && app.entity.owner && comma > 0 && nodes[comma + 1]?.lower === 'now')
    return [
      tell(nodeText(scene, at, comma - 1), { text: nodeText(scene, at, comma - 1), entity: app.entity, node: at }),
    ];
  if (!known) return [];
  // "Foo Voice Control", and nothing else.
  const words = text.split(' ').length;
  if (
    named(0, end) &&
    colon < 0 &&
    named(end + 1, nodes.length) &&
    words > 2 &&
    words < 7 &&
    clauses.verbs.length === 0 &&
    THING.test(last)
  )
    return [tell(text)];
  // "Foo 3 Flash: built for speed".
  const item: Label = { text: known.text, entity: known.entity, node: 0 };
  return end === 1 && colon === 1 && /\d/.test(known.text) && TAGLINE.test(nodes[2]?.lower ?? '')
    ? [tell(known.text, item)]
    : [];

  function tell(name: string, item?: Label): Draft {
    const draft = newDraft(scene, 'launch', 0, null, 'announced');
    draft.background = false;
    for (const part of item ? [name] : name.split(/ and (?=\p{Lu})/u)) {
      const label: Label = item ?? { text: part, entity: null, node: 0 };
      if (own) draft.args.push(ownProduct(scene, label, own));
      else {
        const entity = item?.entity ?? scene.entities.adopt(part, 'product');
        if (known?.entity.owner) entity.owner ??= known.entity.owner;
        draft.args.push(productArg({ ...label, entity }));
      }
    }
    addParties(draft, 'org', maker(scene, draft.args[0]?.party?.entity ?? null));
    return draft;
  }
}

/** "Quiet Hours in Foo": what is new stands before the product that it is in, in capitals. */
export function byPlace(scene: Scene): Draft[] {
  const { nodes, clauses } = scene;
  if (scene.sentence.field !== 'title' || clauses.verbs.length > 0 || nodes.length > 8) return [];
  const at = nodes.findIndex((node) => node.lower === 'in');
  const home = nodes[at + 1]?.mention;
  if (at < 1 || at + 2 !== nodes.length || !home?.entity.owner || home.entity.kind !== 'product') return [];
  const words = nodes.slice(0, at);
  const what = nodeText(scene, 0, at - 1);
  if (!words.every((node) => node.capital && node.pos !== 'DET') || NO_NEWS.test(what) || at > 4) return [];
  if (nodes[0]?.mention && (nodes[0].mention.entity.kind === 'person' || nodes[0].mention.entity.slug)) return [];
  const noun = words.at(-1);
  if (!(KINDS.test(noun?.lower ?? '') || THING.test(noun?.lower ?? '') || /s$/.test(noun?.lower ?? ''))) return [];
  const draft = newDraft(scene, 'launch', 0, null, 'announced');
  draft.background = false;
  addParties(draft, 'org', maker(scene, home.entity));
  draft.args.push(productArg({ text: what, entity: null, node: 0 }));
  draft.args.push(productArg({ text: home.text, entity: home.entity, node: at + 1 }));
  return [draft];
}
