import type { Lexeme } from './dictionary.ts';
import { signsOf } from './figures.ts';
import { spells } from './spotter.ts';
import type { Token } from './tokens.ts';
import { wordOf } from './vocabulary.ts';

/**
 * A run of characters between spaces, with all that can be told of it alone. Texts share most of their runs, so each is read
 * once: its tokens, and how English it is.
 */
export class Run {
  readonly text: string;
  /** With straight apostrophes, as the tagger wants them. */
  readonly straight: string;
  /** Its tokens, at their places in the run. */
  readonly pieces: readonly Token[];
  /** Its words, and those of them that mark English or another language. */
  readonly tongue: Tongue;
  /** Holds a mark that may end a sentence. */
  readonly stops: boolean;
  /** What it may be a part of a figure for, as `values.ts` has it. */
  readonly figures: number;
  /** The dictionary takes it apart into its tokens, each read as where it stands alone; null until that is asked. */
  plain: boolean | null = null;
  /** How the dictionary reads it: one reading for each set of its tokens that is read in small letters, one bit a token. */
  readonly readings: (Reading | undefined)[] = [];
  /** The lists of cues that know one of its words, as `frames/gate.ts` numbers them; null until that is asked. */
  cues: Int32Array | null = null;

  constructor(text: string) {
    this.text = text;
    this.straight = text.replaceAll('’', "'");
    this.pieces = tokenize(text, 0, text.length);
    this.tongue = tongueOf(text);
    this.stops = /[.!?…]/.test(text);
    this.figures = signsOf(text);
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

export interface Tongue {
  words: number;
  english: number;
  foreign: number;
  /** Has letters that are not Latin. */
  script: boolean;
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

/** What the words of a text say of its language. */
export function tongueOf(text: string): Tongue {
  const tongue = { words: 0, english: 0, foreign: 0, script: OTHER_LETTER.test(text) };
  for (const word of text.toLowerCase().match(/[\p{L}]+/gu) ?? []) {
    tongue.words++;
    if (ENGLISH.has(word)) tongue.english++;
    if (FOREIGN.has(word)) tongue.foreign++;
  }
  return tongue;
}

/**
 * The runs that were read, by a hash of their characters: a stretch of a text is looked up where it stands, without being cut
 * out. Memory is bounded; what came before is forgotten when it is full.
 */
class Runs {
  static readonly #LIMIT = 50_000;
  static readonly #SLOTS = 1 << 17;
  #slots = new Int32Array(Runs.#SLOTS);
  #hashes = new Int32Array(Runs.#LIMIT);
  #runs: Run[] = [];

  find(text: string, start: number, end: number, hash: number): Run {
    const mask = Runs.#SLOTS - 1;
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (let at = this.#slots[slot] as number; at !== 0; at = this.#slots[slot] as number) {
      const run = this.#runs[at - 1] as Run;
      if (this.#hashes[at - 1] === hash && spells(run.text, text, start, end)) return run;
      slot = (slot + 1) & mask;
    }
    const run = new Run(text.slice(start, end));
    if (this.#runs.length === Runs.#LIMIT) {
      this.#runs = [];
      this.#slots.fill(0);
      slot = (hash ^ (hash >>> 15)) & mask;
    }
    this.#hashes[this.#runs.length] = hash;
    this.#slots[slot] = this.#runs.push(run);
    return run;
  }
}
const known = new Runs();

/** The run that a stretch of a text is. */
export function runAt(text: string, start: number, end: number): Run {
  let hash = 0;
  for (let at = start; at < end; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  return known.find(text, start, end, hash);
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
