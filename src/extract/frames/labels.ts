import type { Group, Node, Phrase } from '../clauses.ts';
import { isOrg, nodeText, type Party, type Scene } from '../scene.ts';
import { DEMONYMS, DESCRIPTORS, ROLE_WORDS } from '../words.ts';

/** The name of a product as the article words it, and the catalogue's entity if it knows one. */
export interface Label {
  text: string;
  /** First and last node. */
  from: number;
  to: number;
  party: Party | null;
}

/** Nouns that say what kind of thing a product is; by themselves they name nothing. */
const KINDS = new Set(
  `model tool app application feature update service platform product product-line version assistant chatbot bot agent software system solution suite
  capability option offering technology tech device hardware chip gpu processor api sdk library framework browser plugin extension integration
  toolkit family lineup series line generator editor engine function mode upgrade edition preview beta release collection dataset program programme
  initiative plan tier subscription website site page portal hub experience interface robot camera headset phone smartphone laptop tablet
  speaker wearable glass glasses toolset stack package kit pack set range llm slm copilot ai ais variant way alternative network card wallet account studio
  marketplace store workspace environment layer lab server cloud region workflow skill connector pilot control format overhaul`.split(
    /\s+/,
  ),
);
/** Words before a label that describe it. */
const DESCRIBING = new Set(
  `new newest latest first own free open open-source open-weight opensource next next-gen next-generation ai ai-powered ai-driven ai-based ai-native ai-enabled ai-first generative genai agentic
  advanced powerful updated upgraded improved major big several more many various other additional two three four five six seven smarter faster cheaper better
  biggest smallest largest smart enterprise dedicated standalone custom customised customized flagship so-called public private limited early
  redesigned revamped paid premium experimental multimodal specialized specialised frontier native full self-developed in-house proprietary special
  key global local interactive popular much-anticipated long-awaited highly-anticipated autonomous its their his her our your my the a an this these those
  some any all another single both affordable low-cost budget revolutionary innovative intelligent digital automated end-to-end lightweight compact small large
  tiny mini new-look high-performance low-latency real-time exclusive official upcoming long-running cutting-edge state-of-the-art industry-first world-first`.split(
    /\s+/,
  ),
);

export const kindNoun = (node: Node): boolean => {
  const lower = node.lower.replace(/.*-/, '');
  return KINDS.has(lower) || KINDS.has(lower.replace(/s$/, '')) || KINDS.has(lower.replace(/ies$/, 'y'));
};

/** The words of a phrase that name something: without owner, articles and what merely describes. */
function nameStart(scene: Scene, phrase: Phrase): number {
  const { nodes } = scene;
  let from = phrase.from;
  for (let k = phrase.from; k <= phrase.head; k++) {
    const node = nodes[k] as Node;
    if (node.lower === "'s" || (node.lower === "'" && node.pos === 'PART')) from = k + 1;
  }
  while (from < phrase.head) {
    const node = nodes[from] as Node;
    const skip =
      !node.mention &&
      (node.pos === 'DET' ||
        node.pos === 'ADV' ||
        node.pos === 'PUNCT' ||
        node.value !== undefined ||
        DESCRIBING.has(node.lower) ||
        DEMONYMS.has(node.lower) ||
        ROLE_WORDS.has(node.lower) ||
        /-(?:powered|driven|based|native|enabled|focused|like|ready|generation|source|weights?|scale|sized)$/.test(
          node.lower,
        ) ||
        /^\d/.test(node.lower) ||
        (node.pos === 'ADJ' && !node.capital));
    if (!skip) break;
    from++;
  }
  return from;
}

const asProduct = (scene: Scene, node: number, own: ReadonlySet<unknown>): boolean => {
  const mention = scene.nodes[node]?.mention;
  if (!mention || own.has(mention.entity)) return false;
  const { entity } = mention;
  if (entity.kind === 'person' || entity.kind === 'place' || entity.kind === 'outlet') return false;
  if (entity.kind === 'product') return true;
  return !entity.slug && !entity.sure && !entity.authority;
};

/**
 * The label in one phrase: "Foo Studio" of "its new Foo Studio platform". Null where the words only describe
 * ("a new chatbot"). `own` are the entities that act, which no product is.
 */
export function labelOf(scene: Scene, phrase: Phrase, own: ReadonlySet<unknown>): Label | null {
  const { nodes } = scene;
  const make = (from: number, to: number): Label => {
    const mention = nodes[to]?.mention ?? nodes[from]?.mention;
    return {
      text: nodeText(scene, from, to),
      from,
      to,
      party:
        mention && mention.entity.kind === 'product' && mention.entity.owner
          ? { entity: mention.entity, text: mention.text, node: to, coreferent: false }
          : null,
    };
  };
  const from = nameStart(scene, phrase);
  const head = nodes[phrase.head] as Node;
  if (head.mention) return asProduct(scene, phrase.head, own) ? make(phrase.head, phrase.head) : null;
  // "the Foo Studio platform": the name before a word for its kind.
  let name = -1;
  for (let k = from; k < phrase.head; k++) if (asProduct(scene, k, own)) name = k;
  if (name >= 0) {
    const rest = nodes.slice(name + 1, phrase.head + 1);
    const owned = nodes[name + 1]?.lower === "'s";
    if (owned) return null;
    if (rest.every((node) => kindNoun(node) || DESCRIBING.has(node.lower) || node.value || DESCRIPTORS.has(node.lower)))
      return make(name, name);
    if (rest.length <= 3) return make(name, phrase.head);
    return make(name, name);
  }
  if (kindNoun(head) && !distinctive(scene, from, phrase.head)) return null;
  const length = phrase.head - from + 1;
  if (length < 2 || length > 5) return null;
  for (let k = from; k <= phrase.head; k++) {
    const node = nodes[k] as Node;
    if (node.mention && !own.has(node.mention.entity) && isOrg(node.mention.entity) && node.mention.entity.slug)
      return null;
    if (node.value || node.pos === 'PRON' || node.pos === 'PUNCT') return null;
  }
  return make(from, phrase.head);
}

/** A word for a kind of thing, told apart by at least two words before it, or by capitals inside a plain sentence. */
function distinctive(scene: Scene, from: number, head: number): boolean {
  const { nodes, sentence } = scene;
  if (from >= head) return false;
  const words = nodes.slice(from, head);
  if (!sentence.titleCase && nodes[head]?.capital && words.every((node) => node.capital)) return true;
  return false;
}

/** Names in quotation marks or after "called", "dubbed", "known as". */
export function calledAfter(scene: Scene, at: number, limit: number, own: ReadonlySet<unknown>): Label | null {
  const { nodes, clauses } = scene;
  for (let k = at; k < Math.min(limit, nodes.length); k++) {
    const node = nodes[k] as Node;
    if (
      /^(?:called|dubbed|named|codenamed|branded|titled|nicknamed|christened)$/.test(node.lower) ||
      (node.lower === 'as' && /^(?:known|branded|marketed|rebranded)$/.test(nodes[k - 1]?.lower ?? '')) ||
      (/^(?:name|brand|codename)$/.test(node.lower) && /^(?:the|code)$/.test(nodes[k - 1]?.lower ?? ''))
    ) {
      let next = k + 1;
      while (/^[“"‘'”:]$|^the$/.test(nodes[next]?.lower ?? '')) next++;
      if (asProduct(scene, next, own)) {
        const mention = nodes[next]?.mention;
        return {
          text: mention?.text ?? '',
          from: next,
          to: next,
          party: mention?.entity.owner
            ? { entity: mention.entity, text: mention.text, node: next, coreferent: false }
            : null,
        };
      }
      const phrase = clauses.phraseAt(next);
      if (phrase && nodes[next]?.capital && phrase.to - next < 4)
        return { text: nodeText(scene, next, phrase.to), from: next, to: phrase.to, party: null };
    }
  }
  return null;
}

/** What stands in quotation marks right in an object: "the ‘Foo-bar’: a set of tools". */
export function quoted(scene: Scene, from: number, limit: number): Label | null {
  const { nodes } = scene;
  for (let k = from; k < Math.min(limit, nodes.length, from + 8); k++) {
    if (!/^[“"‘]$/.test(nodes[k]?.text ?? '')) continue;
    for (let end = k + 1; end < Math.min(nodes.length, k + 7); end++) {
      if (!/^[”"’]$/.test(nodes[end]?.text ?? '')) continue;
      if (end - k < 2 || end - k > 5) return null;
      return { text: nodeText(scene, k + 1, end - 1), from: k + 1, to: end - 1, party: null };
    }
  }
  return null;
}

/** All labels of a group; after its last phrase, an apposition may name the thing. */
export function labelsOf(scene: Scene, group: Group, own: ReadonlySet<unknown>, limit: number): Label[] {
  const { nodes, clauses } = scene;
  const found: Label[] = [];
  for (const phrase of group.phrases) {
    const label = labelOf(scene, phrase, own);
    if (label && !found.some((other) => other.text === label.text)) found.push(label);
  }
  const named = found.some((label) => nodes.slice(label.from, label.to + 1).some((node) => node.mention));
  if (named) return found;
  const called = calledAfter(scene, group.to + 1, Math.min(limit, group.to + 14), own);
  if (called) return [called];
  const inQuotes = quoted(scene, group.from, limit);
  if (inQuotes) return [inQuotes];
  const next = nodes[group.to + 1];
  if (next && /^[,—–(:]$/.test(next.text)) {
    const inner = clauses.groupAt(group.to + 2);
    if (inner && inner.from === group.to + 2 && inner.from < limit && nodes[inner.from]?.mention) {
      const label = labelOf(scene, inner.phrases[0] as Phrase, own);
      const after = nodes[inner.to + 1];
      if (label && (!after || /^[,.)—–;:]$/.test(after.text) || after.pos === 'ADP' || after.pos === 'PRON'))
        return [label];
    }
  }
  return found;
}
