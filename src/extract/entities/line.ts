import type { Sentence } from '../document.ts';
import type { Entity, EntityKind, EntityMention } from '../entities.ts';
import type { Named } from '../mentions.ts';
import type { Span, Token } from '../tokens.ts';
import { DESCRIBES, IS_OF_HEAD } from '../traits.ts';
import type { Value } from '../values.ts';
import { OFFICE } from '../vocabulary.ts';
import { PLACES } from '../words.ts';
import { headlineVerb } from './openers.ts';
import type { Register } from './register.ts';
import { capital, generic, timeWord } from './signs.ts';
import type { Spellings } from './spellings.ts';

/** Offices written in capitals: "Group Chief Technology Officer", "Head of Digital Experience". */
const OFFICES =
  /(?<![\p{L}])(?:(?:Group|Global|Senior|Executive|Deputy|Vice|Interim|Acting|Regional|Corporate|Associate|Assistant|Founding|Non-Executive|Independent|Board|Co-?)\s+)*(?:Chief(?:\s+(?:\p{Lu}[\p{L}&]*|and|&|of)){1,5}?\s+Officer|(?:Executive |Senior )?Vice President|Managing Director|General Manager|General Counsel|Board Chair|Chief Scientist|Head of(?:\s+(?:\p{Lu}[\p{L}&-]*|and|&))+|(?<=\s)President|Chair(?:man|woman|person)?)(?![\p{L}])/gu;

/** What is known of an article's names while its sentences are read. */
export interface ArticleNames {
  register: Register;
  spellings: Spellings;
  /** Whether the body writes a word with a capital inside a sentence. */
  inBody(lower: string): boolean;
}

/** A sentence whose names are being read. */
export class Line {
  readonly sentence: Sentence;
  readonly tokens: readonly Token[];
  /** The field that it stands in. */
  readonly field: string;
  readonly figures: readonly Value[];
  /** The catalogue's names in it. */
  readonly catalogue: readonly Named[];
  readonly article: ArticleNames;
  /** A headline of capital letters alone, which tell nothing. */
  readonly shouting: boolean;
  readonly offices: readonly Span[];
  readonly mentions: EntityMention[] = [];
  readonly #names: (boolean | undefined)[] = [];

  constructor(
    sentence: Sentence,
    field: string,
    figures: readonly Value[],
    catalogue: readonly Named[],
    article: ArticleNames,
  ) {
    this.sentence = sentence;
    this.tokens = sentence.tokens;
    this.field = field;
    this.figures = figures;
    this.catalogue = catalogue;
    this.article = article;
    let facts = 0;
    let small = 0;
    for (const { word, kind } of sentence.tokens) {
      facts |= word.facts;
      if (sentence.titleCase && kind === 'word' && word.text.length > 2 && word.text !== word.text.toUpperCase())
        small++;
    }
    this.shouting = sentence.titleCase && small < 3;
    this.offices =
      (facts & OFFICE) === 0 ? [] : officesOf(field.slice(sentence.core.start, sentence.core.end), sentence.core.start);
  }

  /** The catalogue's name that a token is of. */
  nameHere(token: Token | undefined): Named | undefined {
    if (token)
      for (let k = 0; k < this.catalogue.length; k++) {
        const name = this.catalogue[k] as Named;
        if (name.start <= token.start && name.end > token.start) return name;
      }
    return undefined;
  }

  /** Whether the token at a place may be a word of a name. */
  isName(token: Token | undefined, k: number): boolean {
    if (!token || !capital(token)) return false;
    this.#names[k] ??= this.#isName(token, k);
    return this.#names[k];
  }

  #isName(token: Token, k: number): boolean {
    const { sentence, tokens, shouting } = this;
    if (timeWord(token) || token.word.adjective) return false;
    const named = this.nameHere(token) !== undefined;
    if (
      !named &&
      this.offices.some((office) => office.start <= token.start && token.end <= office.end) &&
      (token.word.common || generic(token))
    )
      return false;
    if (this.figures.some((value) => value.start <= token.start && token.start < value.end)) return false;
    if (named) return true;
    const given = tokens[k - 1];
    if (
      sentence.titleCase &&
      given &&
      !shouting &&
      capital(given) &&
      given.word.givenName &&
      !token.word.verb &&
      !given.word.common
    )
      return true;
    // "Appoints Foo Bell as": the surname of one who is given an office may be any word.
    if (
      sentence.titleCase &&
      given &&
      !shouting &&
      capital(given) &&
      !given.word.common &&
      /^(?:appoint|name|hire|tap|poach|promote)$/.test(tokens[k - 2]?.word.headline ?? '') &&
      /^(?:as|to|,|ceo|cto|cfo|coo|president|head|chief)$/.test(tokens[k + 1]?.lower ?? '')
    )
      return true;
    if (
      sentence.field === 'title' &&
      !sentence.titleCase &&
      token.word.verb &&
      token.lower.endsWith('s') &&
      token.word.common &&
      k > 0 &&
      headlineVerb(tokens, k)
    )
      return false;
    if (
      sentence.titleCase &&
      token.word.is(IS_OF_HEAD) &&
      tokens[k + 1]?.lower === 'of' &&
      PLACES.has(tokens[k + 2]?.lower ?? '')
    )
      return true;
    if (sentence.titleCase) {
      if (shouting) return !token.word.common && !generic(token);
      if (token.word.common && (token.word.is(DESCRIBES) || !this.article.inBody(token.lower))) {
        // A word of capitals inside: "OnCall", "PayU".
        return /\p{Ll}\p{Lu}/u.test(token.text) || (/^[A-Z]{2,6}$/.test(token.text) && !generic(token));
      }
      return true;
    }
    return true;
  }

  /** Adds the mention of a name of the catalogue. */
  name(name: Named): void {
    const { start, end, text } = name;
    this.mentions.push({ start, end, text, entity: this.article.register.named(name), weak: false });
  }

  /** Adds the mention of what a stretch of the field names. */
  add(start: number, end: number, kind: EntityKind, sure: boolean, extra: Partial<Entity> = {}): void {
    const text = this.field.slice(start, end);
    this.mentions.push({ start, end, text, entity: this.article.register.add(text, kind, sure, extra), weak: false });
  }

  /** Adds a mention of which only a capital says that it is a name. */
  addWeak(start: number, end: number, kind: EntityKind): void {
    const text = this.field.slice(start, end);
    this.mentions.push({ start, end, text, entity: this.article.register.add(text, kind, false), weak: true });
  }

  /** Whether the words from one token to another are a place's. */
  inPlaces(a: number, b: number): boolean {
    return PLACES.has(this.field.slice((this.tokens[a] as Token).start, (this.tokens[b] as Token).end).toLowerCase());
  }
}

/** Where a text names offices in capitals; `start` is where it begins. */
const officesOf = (text: string, start: number): Span[] =>
  [...text.matchAll(OFFICES)].map((match) => ({
    start: start + match.index,
    end: start + match.index + match[0].length,
  }));
