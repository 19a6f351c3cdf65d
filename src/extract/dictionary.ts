import { createLexicon, type Lexeme, type Lexicon, type Pos } from './lexicon.ts';

export type { Lexeme, Pos } from './lexicon.ts';

/** What the dictionary says of a word by itself. `known` is false for names and coinages. */
export interface Entry {
  known: boolean;
  pos: Pos;
  lemma: string;
}

/** A run of characters between spaces, as the dictionary takes it apart. */
export interface Parts {
  lexemes: Lexeme[];
  /** Where each lexeme ends in the run. */
  ends: number[];
  /** The lexemes spell the run; those of a contraction may not ("won't"). */
  spelt: boolean;
}

/** The dictionary keeps every new word for ever; a fresh one after so many characters of new runs keeps memory flat. */
const FRESH_AFTER = 5_000_000;
/** Runs and words are kept: an article repeats its own, and all articles share most. */
const KEEP = 50_000;

let lexicon: Lexicon | null = null;
let read = 0;
const entries = new Map<string, Entry>();
const runs = new Map<string, Parts>();

function dictionary(): Lexicon {
  if (lexicon === null || read > FRESH_AFTER) {
    lexicon = createLexicon();
    read = 0;
    entries.clear();
    runs.clear();
  }
  return lexicon;
}

/** What the dictionary's tokenizer takes for spaces; line breaks and tabs are tokens for it. */
const SPACES = /[ \u00a0\u2002-\u2005\u2009\u200a\u202f\u205f]+|([\n\r\t]+)/;

export function lookUp(lower: string): Entry {
  const seen = entries.get(lower);
  if (seen) return seen;
  const dict = dictionary();
  read += lower.length;
  let entry: Entry = { known: false, pos: 'X', lemma: lower };
  const lexemes = lower.split(SPACES).flatMap((run) => (run ? dict.read(run) : []));
  const [only] = lexemes;
  if (only && lexemes.length === 1) {
    const tag = dict.tag(lexemes)[0] ?? only.pos;
    entry = { known: only.known, pos: dict.posName(tag), lemma: only.lemma(tag) };
  }
  if (entries.size >= KEEP) entries.clear();
  entries.set(lower, entry);
  return entry;
}

/** Takes a run apart. */
export function takeApart(run: string): Parts {
  const seen = runs.get(run);
  if (seen) return seen;
  const dict = dictionary();
  read += run.length;
  const lexemes = dict.read(run);
  const ends: number[] = [];
  let end = 0;
  let spelt = true;
  for (const { value } of lexemes) {
    if (!run.startsWith(value, end)) spelt = false;
    end += value.length;
    ends.push(end);
  }
  const parts = { lexemes, ends, spelt: spelt && end === run.length };
  if (runs.size >= KEEP) runs.clear();
  runs.set(run, parts);
  return parts;
}

/** The lexemes of a text with its spaces, a run at a time; line breaks and tabs are lexemes of their own. */
export const lexemesOf = (text: string): Lexeme[] =>
  text.split(SPACES).flatMap((run) => (run ? takeApart(run).lexemes : []));

/** The tags of the lexemes of a sentence, in their order. */
export const tagsOf = (lexemes: readonly Lexeme[]): number[] => dictionary().tag(lexemes);
export const posName = (tag: number): Pos => dictionary().posName(tag);

/** Every lemma that the dictionary could give a word or a part of it, in small letters. */
export function lemmasOf(spelling: string): string[] {
  const dict = dictionary();
  return takeApart(spelling.replaceAll('’', "'")).lexemes.flatMap((lexeme) => dict.lemmas(lexeme));
}
