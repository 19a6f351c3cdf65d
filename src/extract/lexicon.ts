import model from 'wink-eng-lite-web-model';
import createCache, { type Cache } from 'wink-nlp/src/cache.js';
import compileRegexes from 'wink-nlp/src/compile-trex.js';
import wrap, { type Raw } from 'wink-nlp/src/dd-wrapper.js';
import its from 'wink-nlp/src/its.js';
import createTokenizer from 'wink-nlp/src/tokenizer.js';
import { readAutomaton, TAGS } from './automaton.ts';

/**
 * The dictionary and the tagger of wink-nlp, put together from its own parts. wink-nlp reads documents; here its tokenizer
 * and its dictionary are asked once for each run of characters between spaces, which is all that they look at, and its
 * two machines then choose among the tags of a sentence's words. The tags are wink-nlp's: a test holds that.
 */

/** Universal part-of-speech tags, as wink-nlp gives them. */
export type Pos =
  | 'NOUN'
  | 'PROPN'
  | 'VERB'
  | 'AUX'
  | 'ADJ'
  | 'ADV'
  | 'ADP'
  | 'DET'
  | 'PRON'
  | 'NUM'
  | 'PART'
  | 'CCONJ'
  | 'SCONJ'
  | 'PUNCT'
  | 'SYM'
  | 'INTJ'
  | 'X';

/** A token of wink-nlp's as its dictionary has it; tags by their number in the model. */
export class Lexeme {
  // What every sentence asks stands first, so that it is fetched together.
  readonly pos: number;
  /** What the machines see in place of the tag, or 0. */
  readonly hint: number;
  /** A part of a contraction ("is" of "isn't") keeps its tag. */
  readonly fixed: boolean;
  private lastTag = -1;
  private lastLemma = '';
  /** The tags that it can have, and those that were asked for, one bit each. */
  private allowed = 0;
  private asked = 0;
  readonly value: string;
  /** In the dictionary; false for names and coinages. */
  readonly known: boolean;
  private readonly cache: Cache;
  private readonly normal: number;
  private readonly lemmaOf: (pos: number) => string;
  /** By the tag. */
  private readonly lemmas: (string | undefined)[] = [];

  constructor(cache: Cache, word: number, packed: number, annotation: number, lemmaOf: (pos: number) => string) {
    this.fixed = annotation !== 0;
    this.pos = this.fixed ? (annotation & POS_MASK) >>> POS_BITS : cache.posOf(cache.mappedSpelling(word)) || NOUN;
    const hint = Number(cache.property(word, 'posHint'));
    this.hint = hint ? hint + TAGS : 0;
    this.value = cache.value(word);
    this.known = word < cache.intrinsicSize();
    this.cache = cache;
    this.normal = packed > 0xffff ? cache.nox(packed) : cache.normal(word);
    this.lemmaOf = lemmaOf;
  }

  /** Whether the word can have a tag at all. */
  allows(pos: number): boolean {
    if (pos > 30) return this.cache.isMemberPOS(this.normal, pos);
    const bit = 1 << pos;
    if ((this.asked & bit) === 0) {
      this.asked |= bit;
      if (this.cache.isMemberPOS(this.normal, pos)) this.allowed |= bit;
    }
    return (this.allowed & bit) !== 0;
  }

  /** In small letters. */
  lemma(pos: number): string {
    if (pos === this.lastTag) return this.lastLemma;
    let lemma = this.lemmas[pos];
    if (lemma === undefined) {
      lemma = this.lemmaOf(pos).toLowerCase();
      this.lemmas[pos] = lemma;
    }
    this.lastTag = pos;
    this.lastLemma = lemma;
    return lemma;
  }

  /** Whether another is read in every way as this is. */
  like(other: Lexeme): boolean {
    return (
      this.value === other.value &&
      this.pos === other.pos &&
      this.hint === other.hint &&
      this.fixed === other.fixed &&
      this.normal === other.normal &&
      this.cache === other.cache
    );
  }
}

export interface Lexicon {
  /** The lexemes of a run of characters without spaces. */
  read(run: string): Lexeme[];
  /** The tags of the words of a sentence, in their order. */
  tag(lexemes: readonly Lexeme[]): number[];
  posName(pos: number): Pos;
  /** What a lexeme's lemma may be, whatever its tag. */
  lemmas(lexeme: Lexeme): string[];
}

/** Where the parts of a token's four numbers begin. */
const POS_BITS = 20;
const POS_MASK = 0x3f0_0000;
/** The tag of a word of which the model has none. */
const NOUN = 8;

interface Model {
  core(): { trex: unknown; tcat: { hash: Record<string, number> }; preserve: unknown };
  pos(): { machines: string[] };
  featureFn: unknown;
  addons: unknown;
}

export function createLexicon(): Lexicon {
  const { core, pos, featureFn, addons } = model as unknown as Model;
  const data = core();
  const cache: Cache = createCache(data, featureFn);
  const tokenize = createTokenizer(compileRegexes(data.trex), data.tcat.hash, data.preserve);
  const machines = pos().machines.map(readAutomaton);
  let events = new Uint8Array(256);
  const posNames: Pos[] = [];
  const posName = (tag: number): Pos => {
    posNames[tag] ??= cache.valueOf('pos', tag) as Pos;
    return posNames[tag];
  };
  // Words of other kinds are their own lemmas.
  const inflected = Array.from({ length: TAGS }, (_, tag) => tag).filter((tag) =>
    ['ADJ', 'NOUN', 'VERB'].includes(posName(tag)),
  );

  const lexemeOf = (word: number, packed: number, annotation: number): Lexeme =>
    new Lexeme(cache, word, packed, annotation, (tag) => {
      const tokens = [word, packed, annotation !== 0 ? annotation : tag << POS_BITS, 0];
      return its.lemma(0, { cache, tokens, nonBreakingSpaces: {} }, addons);
    });

  return {
    read: (run) => {
      const raw: Raw = { cache, tokens: [], nonBreakingSpaces: {} };
      tokenize(wrap(raw), run);
      const lexemes: Lexeme[] = [];
      for (let k = 0; k < raw.tokens.length; k += 4)
        lexemes.push(lexemeOf(raw.tokens[k] ?? 0, raw.tokens[k + 1] ?? 0, raw.tokens[k + 2] ?? 0));
      return lexemes;
    },
    tag: (lexemes) => {
      const { length } = lexemes;
      const tags = new Array<number>(length);
      if (events.length < length) events = new Uint8Array(2 * length);
      for (let k = 0; k < length; k++) tags[k] = (lexemes[k] as Lexeme).pos;
      const choose = (at: number, tag: number): void => {
        if (tag < 0) tags[at] = -tag;
        else if (lexemes[at]?.allows(tag)) tags[at] = tag;
      };
      for (const read of machines) {
        for (let k = 0; k < length; k++) events[k] = (lexemes[k] as Lexeme).hint || (tags[k] as number);
        read(events, length, choose);
      }
      for (let k = 0; k < length; k++) if ((lexemes[k] as Lexeme).fixed) tags[k] = (lexemes[k] as Lexeme).pos;
      return tags;
    },
    posName,
    lemmas: (lexeme) => [lexeme.pos, ...inflected].map((tag) => lexeme.lemma(tag)),
  };
}
