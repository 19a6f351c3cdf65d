import type { Node, Phrase, Verb } from './clauses.ts';
import type { Party, Want } from './draft.ts';
import type { Entity } from './entities.ts';
import { isOrg, nodeText, type Scene } from './scene.ts';
import { AUTHORITY_WORDS, DEMONYMS, DESCRIPTORS, GENERIC_CAPITALS, PLACES, ROLE_WORDS, TRADE_NAMES } from './words.ts';

/** Nouns that stand for the house before them: "Foo's board", "Foo executives". */
export const METONYMS = new Set(
  `team executive executives official officials board management unit arm division subsidiary business researcher researchers
  staff employee employees leadership spokesperson spokesman spokeswoman representative shareholders investors affiliate lab labs engineers scientists cloud
  lawyers attorneys boss chief parent owner maker developer creator operator`.split(/\s+/),
);

export const party = (node: number, entity: Entity | null, text: string, coreferent = false): Party => ({
  entity,
  text,
  node,
  coreferent,
});

/** Whether a name may be what is wanted. */
export const fits = (entity: Entity, want: Want): boolean =>
  want === 'thing'
    ? entity.kind !== 'place'
    : want === 'any'
      ? entity.kind !== 'place' && entity.kind !== 'product'
      : want === 'org'
        ? isOrg(entity)
        : want === 'product'
          ? entity.kind === 'product'
          : entity.kind === 'person' ||
            (entity.kind === 'org' &&
              !entity.sure &&
              !entity.slug &&
              /^\p{Lu}[\p{L}'’.-]+(?:\s(?:\p{Lu}[\p{L}'’.-]+|de|van|der|von|bin|al|la)){1,3}$/u.test(entity.name));

/** A name that goes on where the reader of names left off; `named` are the nodes of the phrase that are names. */
export function longerName(scene: Scene, phrase: Phrase, named: readonly number[], verb?: Verb): Party | null {
  const { nodes } = scene;
  const head = nodes[phrase.head] as Node;
  const lastNamed = named.at(-1);
  if (lastNamed !== undefined && head.pos === 'NUM' && !head.value && phrase.head === lastNamed + 1) {
    // "Acadia Unit 2".
    const mention = nodes[lastNamed]?.mention;
    if (mention && isOrg(mention.entity) && !mention.entity.slug)
      return party(phrase.head, mention.entity, nodeText(scene, lastNamed, phrase.head));
  }
  if (
    lastNamed !== undefined &&
    head.capital &&
    !ROLE_WORDS.has(head.lower) &&
    !sentenceCased(scene, lastNamed + 1, phrase.head)
  ) {
    // "Cash Access UK", "Foo Global": the name goes on in capitals that the reader of names left out.
    const mention = nodes[lastNamed]?.mention;
    if (
      mention &&
      isOrg(mention.entity) &&
      (!scene.sentence.titleCase || (lastNamed === phrase.head - 1 && PLACES.has(head.lower)))
    )
      return party(phrase.head, mention.entity, nodeText(scene, lastNamed, phrase.head));
  }
  if (head.capital && named[0] === phrase.from && !head.value && scene.sentence.titleCase) {
    // A headline's "Foo India", "Foo's Map Centre": a branch, called with its house.
    const mention = nodes[phrase.from]?.mention;
    const branch =
      PLACES.has(head.lower) ||
      (/^['’]s$/.test(nodes[phrase.from + 1]?.lower ?? '') &&
        /^(?:cent(?:er|re)|institute|foundation|university|council|academy)$/.test(head.lower));
    if (
      branch &&
      mention &&
      isOrg(mention.entity) &&
      nodes.slice(phrase.from, phrase.head).every((node) => node.capital || node.pos === 'PART')
    ) {
      const text = nodeText(scene, phrase.from, phrase.head);
      const same = PLACES.has(head.lower) && phrase.head === phrase.from + 1;
      return party(phrase.head, same ? mention.entity : scene.entities.adopt(text, 'org'), text);
    }
  }
  if (
    scene.sentence.titleCase &&
    phrase.from === 0 &&
    named[0] === 0 &&
    phrase.head <= 2 &&
    head.capital &&
    /s$/.test(head.lower) &&
    !head.value &&
    !METONYMS.has(head.lower) &&
    verb?.from === phrase.to + 1 &&
    verb.form === 'finite' &&
    /[^s]s$/.test(nodes[verb.head]?.lower ?? '') &&
    nodes[verb.head]?.pos === 'VERB'
  ) {
    // "Foo Airports Taps Bar": a plural that takes a verb's s is a name.
    const mention = nodes[0]?.mention;
    if (mention?.entity.kind === 'org' && !mention.entity.slug) {
      const text = nodeText(scene, 0, phrase.head);
      return party(phrase.head, scene.entities.adopt(text, 'org'), text);
    }
  }
  return null;
}

/** A person's whole name, where its last word is a word, too. */
export function surname(scene: Scene, phrase: Phrase, lastNamed: number | undefined): Party | null {
  const { nodes } = scene;
  const head = nodes[phrase.head] as Node;
  if (
    lastNamed !== undefined &&
    head.capital &&
    phrase.head === lastNamed + 1 &&
    !ROLE_WORDS.has(head.lower) &&
    !GENERIC_CAPITALS.has(head.text)
  ) {
    // "appoints Foo Bar": a headline's surname that is also a word.
    const mention = nodes[lastNamed]?.mention;
    if (mention && !mention.entity.sure && !mention.entity.slug) {
      const text = nodeText(scene, lastNamed, phrase.head);
      return party(phrase.head, scene.entities.adopt(text, 'person'), text);
    }
  }
  return null;
}

/** Some word of the stretch is not capitalised. */
function sentenceCased(scene: Scene, from: number, to: number): boolean {
  for (let k = from; k <= to; k++) if (!scene.nodes[k]?.capital) return true;
  return false;
}

/** "Loop, which …", "AI coding startup Cursor": a plain word that capitals and place make a name. */
export function weakName(scene: Scene, phrase: Phrase, want: Want): Party | null {
  const { nodes, sentence } = scene;
  if (want === 'person') return null;
  let from = -1;
  for (let k = phrase.from; k <= phrase.to; k++) {
    const node = nodes[k] as Node;
    if (k === phrase.to && node.capital && sentence.titleCase && k > phrase.from) continue;
    if (DESCRIPTORS.has(node.lower.replace(/.*-/, '')) || ROLE_WORDS.has(node.lower)) from = k;
  }
  const start = from + 1 || phrase.from;
  if (start > phrase.to) return null;
  if (
    /^(?:right|plan|plans|deal|option|bid|offer|push|move|way|race|rush|effort|bot|bots|why|how|what|inside|part|half|most|rest|ownership|people|staff|management|police|media|press|everyone|somebody|someone)$/.test(
      nodes[phrase.to]?.lower ?? '',
    )
  )
    return null;
  const words = nodes.slice(start, phrase.to + 1);
  if (
    words.length > 3 ||
    words.some(
      (node) =>
        !node.capital ||
        node.value ||
        node.pos === 'NUM' ||
        node.pos === 'PRON' ||
        node.pos === 'DET' ||
        DEMONYMS.has(node.lower) ||
        (words.length === 1 && AUTHORITY_WORDS.has(node.lower)) ||
        GENERIC_CAPITALS.has(node.text.toUpperCase()),
    )
  )
    return null;
  const head = nodes[phrase.to] as Node;
  if (from < 0 && !(sentence.titleCase || phrase.from === 0)) return null;
  if (from < 0 && sentence.titleCase && words.length > 1) return null;
  if (from < 0 && (/(?:s|ers|ists|ing|tion|ment|ity)$/.test(head.lower) || (head.pos === 'ADJ' && phrase.to > 0)))
    return null;
  const text = nodeText(scene, start, phrase.to);
  // "$10 Billion In Japan": a headline's capital makes no house of a country.
  if (TRADE_NAMES.test(text) || PLACES.has(text.toLowerCase())) return null;
  const entity = scene.entities.byForm(text) ?? scene.entities.adopt(text, 'org');
  if (!fits(entity, want)) return null;
  return { entity, text, node: phrase.to, coreferent: false };
}
