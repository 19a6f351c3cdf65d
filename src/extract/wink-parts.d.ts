/** The parts of wink-nlp that `lexicon.ts` puts together itself; the package types only its whole. */
declare module 'wink-nlp/src/cache.js' {
  /** Words by number: what the dictionary says of each, and of those it has met since. */
  export interface Cache {
    intrinsicSize(): number;
    value(word: number): string;
    normal(word: number): number;
    /** The word of a spelling that the dictionary holds for the same as this. */
    mappedSpelling(word: number): number;
    /** The normal of a part of a contraction. */
    nox(packed: number): number;
    property(word: number, name: string): number;
    posOf(word: number): number;
    isMemberPOS(word: number, pos: number): boolean;
    valueOf(feature: 'pos', index: number): string;
  }
  export default function createCache(model: object, featureFn: unknown): Cache;
}
declare module 'wink-nlp/src/compile-trex.js' {
  export default function compile(trex: unknown): unknown;
}
declare module 'wink-nlp/src/tokenizer.js' {
  export default function createTokenizer(
    trex: unknown,
    categories: unknown,
    preserve: unknown,
  ): (document: object, text: string) => void;
}
declare module 'wink-nlp/src/dd-wrapper.js' {
  import type { Cache } from 'wink-nlp/src/cache.js';
  /** Four numbers a token: word, spaces before it (or its place in a contraction), lemma and tag, flags. */
  export interface Raw {
    cache: Cache;
    tokens: number[];
    nonBreakingSpaces: Record<number, string>;
  }
  export default function wrap(raw: Raw): object;
}
declare module 'wink-nlp/src/its.js' {
  import type { Raw } from 'wink-nlp/src/dd-wrapper.js';

  const its: {
    value(index: number, raw: Raw): string;
    lemma(index: number, raw: Raw, addons: unknown): string;
  };
  export default its;
}
