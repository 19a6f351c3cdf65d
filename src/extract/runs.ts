import type { Lexeme } from './dictionary.ts';
import { signsOf } from './figures.ts';
import { spells } from './spotter.ts';
import type { Token } from './tokens.ts';
import { wordOf } from './vocabulary.ts';

/**
 * A run of characters between spaces, with all that can be told of it alone. Texts share most of their runs, so each is read
 * once: its tokens, and how English it is. What every article asks stands first, so that it is fetched together.
 */
export class Run {
  readonly text: string;
  readonly hash: number;
  /** What it may be a part of a figure for, as `values.ts` has it. */
  readonly figures: number;
  /** Its words and their language, as `tongueOf` packs them. */
  readonly tongue: number;
  /** Holds a mark that may end a sentence. */
  readonly stops: boolean;
  /** Its only token, or null where it has several. */
  readonly piece: Token | null;
  /** The lists of cues that know one of its words, as `frames/gate.ts` numbers them; null until that is asked. */
  cues: Int32Array | null = null;
  /** The dictionary takes it apart into its tokens, each read as where it stands alone; null until that is asked. */
  plain: boolean | null = null;
  readonly #pieces: readonly Token[] | null;
  /** How the dictionary reads it: one reading for each set of its tokens that is read in small letters, one bit a token. */
  readings: (Reading | undefined)[] | null = null;

  constructor(text: string, hash: number) {
    this.text = text;
    this.hash = hash;
    this.figures = signsOf(text);
    this.tongue = tongueOf(text);
    this.stops = /[.!?…]/.test(text);
    const pieces = tokenize(text, 0, text.length);
    this.piece = pieces.length === 1 ? (pieces[0] as Token) : null;
    this.#pieces = this.piece ? null : pieces;
  }

  /** Its tokens, at their places in the run. */
  get pieces(): readonly Token[] {
    return this.#pieces ?? [this.piece as Token];
  }

  /** With straight apostrophes, as the tagger wants them. */
  get straight(): string {
    return this.text.replaceAll('’', "'");
  }
}

/** How the dictionary reads a run as the tagger should see it, beside the run's own tokens. */
export interface Reading {
  lexemes: readonly Lexeme[];
  spelt: boolean;
  matches: readonly (Match | null)[];
}

/** Which lexemes stand for a token: the `first` to the `last`, or none. */
export interface Match {
  first: number;
  last: number;
  /** The lexeme takes in more than the token ("millionto"). */
  within: boolean;
}

/** A run at its place in a field. */
export interface PlacedRun {
  run: Run;
  start: number;
  end: number;
  /** Something else than plain spaces stands between it and the run before. */
  broken: boolean;
}

const TOKEN =
  /(\d+-(?:year|month|day|week|person|man|member|point|nation|country|city|page|hour|minute|acre|square)(?:-[\p{L}]+)*|\d{1,3}[-–]\d{1,3}(?![\d.,\p{L}%]))|(\d+(?:,\d{2,3})*(?:\.\d+)?)|(['’]s(?![\p{L}\p{N}])|(?<=s)['’](?![\p{L}\p{N}]))|(['’](?:re|ve|ll|m|d)(?![\p{L}\p{N}]))|((?:\p{Lu}\.){2,}(?:-\p{Ll}+)*(?![\p{L}\p{N}])|(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Capt|Lt|Sgt)\.(?![\p{L}\p{N}])|\p{L}[\p{L}\p{M}\p{N}]*(?:(?:[.&+/]|['’](?!(?:re|ve|ll|m|d)(?![\p{L}\p{N}]))|[-‑–](?=[\p{L}\p{N}]))(?!['’]?s(?![\p{L}\p{N}]))[\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*\+?)|[^\s]/gu;

export function tokenize(text: string, start: number, end: number): Token[] {
  const tokens: Token[] = [];
  const pattern = TOKEN;
  pattern.lastIndex = start;
  for (let match = pattern.exec(text); match && match.index < end; match = pattern.exec(text)) {
    // By place, not by name: an object of named groups for every word costs as much as finding it.
    const [, aged, number, possessive, clitic, plain] = match;
    let word = match[0];
    if (match.index + word.length > end) word = word.slice(0, end - match.index);
    const kind = number ? 'number' : possessive ? 'possessive' : plain || clitic || aged ? 'word' : 'mark';
    let at = match.index;
    let whole = wordOf(word);
    while (kind === 'word' && whole.seam !== null) {
      const first = wordOf(whole.text.slice(0, whole.seam));
      tokens.push({ word: first, text: first.text, lower: first.lower, kind, start: at, end: at + whole.seam });
      at += whole.seam;
      whole = wordOf(whole.text.slice(whole.seam));
    }
    tokens.push({ word: whole, text: whole.text, lower: whole.lower, kind, start: at, end: at + whole.text.length });
  }
  return tokens;
}

const ENGLISH = new Set(
  'the of and to in for is on that with as its it from by at are was has have will be this an said after over about into than not more their new or but which who up out can'.split(
    ' ',
  ),
);
const FOREIGN = new Set(
  'der die das und ist nicht mit von für auf ein eine den dem des im zu sich wird le la les des et est une du dans pour sur que qui el los las una por con para del se su il di che per con della è não uma os na em het een van en voor met op och att som är til av nie jest dla się że na do w z'.split(
    ' ',
  ),
);
const OTHER_LETTER = /[^\P{L}\p{Script=Latin}]/u;
/** Eight bits each; no run has more words that count. */
const MOST = 255;

/** What the words of a text say of its language: how many there are, how many English, how many foreign, and any other script. */
export function tongueOf(text: string): number {
  let words = 0;
  let english = 0;
  let foreign = 0;
  for (const word of text.toLowerCase().match(/[\p{L}]+/gu) ?? []) {
    words++;
    if (ENGLISH.has(word)) english++;
    if (FOREIGN.has(word)) foreign++;
  }
  const script = OTHER_LETTER.test(text) ? 1 << 24 : 0;
  return Math.min(words, MOST) | (Math.min(english, MOST) << 8) | (Math.min(foreign, MOST) << 16) | script;
}
export const wordsIn = (tongue: number): number => tongue & MOST;
export const englishIn = (tongue: number): number => (tongue >> 8) & MOST;
export const foreignIn = (tongue: number): number => (tongue >> 16) & MOST;
export const otherScript = (tongue: number): boolean => tongue >> 24 !== 0;

/**
 * The runs that were read, by a hash of their characters: a stretch of a text is looked up where it stands, without being cut
 * out. Memory is bounded; what came before is forgotten when it is full.
 */
class Runs {
  static readonly #LIMIT = 50_000;
  static readonly #SLOTS = 1 << 16;
  readonly #slots = new Array<Run | null>(Runs.#SLOTS).fill(null);
  #kept = 0;

  find(text: string, start: number, end: number, hash: number): Run {
    const mask = Runs.#SLOTS - 1;
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (let run = this.#slots[slot]; run; run = this.#slots[slot]) {
      if (run.hash === hash && spells(run.text, text, start, end)) return run;
      slot = (slot + 1) & mask;
    }
    const run = new Run(text.slice(start, end), hash);
    if (this.#kept === Runs.#LIMIT) {
      this.#slots.fill(null);
      this.#kept = 0;
      slot = (hash ^ (hash >>> 15)) & mask;
    }
    this.#slots[slot] = run;
    this.#kept++;
    return run;
  }
}
const known = new Runs();

/** The run that a stretch of a text is, at its place. */
export function placedAt(text: string, start: number, end: number, broken: boolean): PlacedRun {
  let hash = 0;
  for (let at = start; at < end; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  return { run: known.find(text, start, end, hash), start, end, broken };
}

/** What `\s` means; the common ones first. */
const isSpace = (code: number): boolean =>
  code === 32 ||
  (code <= 13 && code >= 9) ||
  (code >= 0xa0 &&
    (code === 0xa0 ||
      code === 0x1680 ||
      (code >= 0x2000 && code <= 0x200a) ||
      code === 0x2028 ||
      code === 0x2029 ||
      code === 0x202f ||
      code === 0x205f ||
      code === 0x3000 ||
      code === 0xfeff));
/** Those of them that are nothing but spaces for the tagger. */
const isPlain = (code: number): boolean =>
  code === 32 ||
  code === 0xa0 ||
  (code >= 0x2002 && code <= 0x2005) ||
  code === 0x2009 ||
  code === 0x200a ||
  code === 0x202f ||
  code === 0x205f;

/** The runs of a text up to a limit, which may cut the last one short. */
export function runsOf(text: string, limit: number): PlacedRun[] {
  const placed: PlacedRun[] = [];
  let at = 0;
  for (;;) {
    let broken = false;
    while (at < limit) {
      const code = text.charCodeAt(at);
      if (!isSpace(code)) break;
      if (!isPlain(code)) broken = true;
      at++;
    }
    if (at >= limit) return placed;
    const start = at;
    let hash = 0;
    for (; at < limit; at++) {
      const code = text.charCodeAt(at);
      if (isSpace(code)) break;
      hash = (Math.imul(hash, 31) + code) | 0;
    }
    placed.push({ run: known.find(text, start, at, hash), start, end: at, broken });
  }
}
