import { type Lexeme, lexemesOf, lookUp, type Pos, posName, tagsOf, takeApart } from './dictionary.ts';
import type { Sentence } from './document.ts';
import type { Run } from './runs.ts';
import type { Token } from './tokens.ts';

/** The tags and lemmas of a sentence's tokens, one of each for every token. */
export interface Tags {
  pos: Pos[];
  lemmas: string[];
}

const FUNCTION_WORDS: Record<string, Pos> = Object.fromEntries(
  (
    [
      ['ADP', 'in on of for from by with at after amid before during like'],
      ['PART', 'to'],
      ['DET', 'a the'],
      ['CCONJ', 'and but'],
      ['SCONJ', 'that as while'],
      ['AUX', 'is was has have will'],
    ] as const
  ).flatMap(([pos, list]) => list.split(' ').map((word) => [word, pos])),
);

/** Which lexemes stand for a token: the `first` to the `last`, or none. */
interface Match {
  first: number;
  last: number;
  /** The lexeme takes in more than the token ("millionto"). */
  within: boolean;
}

interface Place {
  start: number;
  end: number;
}

/** The lexemes that each token meets, both in the order of the text. */
function match(tokens: readonly (Place & Pick<Token, 'kind'>)[], places: readonly Place[]): (Match | null)[] {
  let first = 0;
  return tokens.map(({ start, end, kind }) => {
    while (first < places.length && (places[first] as Place).end <= start) first++;
    let last = first;
    while (last + 1 < places.length && (places[last + 1] as Place).start < end) last++;
    const place = places[last];
    if (!place || place.start >= end) return null;
    const within =
      kind === 'word' &&
      last === first &&
      (place.start < start || place.end > end) &&
      place.end - place.start > end - start + 1;
    return { first, last, within };
  });
}

/** How the dictionary reads a run as the tagger should see it, beside the run's own tokens. */
interface Reading {
  lexemes: Lexeme[];
  spelt: boolean;
  matches: (Match | null)[];
}

const readings = new WeakMap<Run, Map<string, Reading>>();
function readingOf(run: Run, text: string): Reading {
  let known = readings.get(run);
  if (!known) {
    known = new Map();
    readings.set(run, known);
  }
  let reading = known.get(text);
  if (!reading) {
    const { lexemes, ends, spelt } = takeApart(text);
    const places = ends.map((end, k) => ({ start: ends[k - 1] ?? 0, end }));
    reading = { lexemes, spelt, matches: match(run.pieces, places) };
    known.set(text, reading);
  }
  return reading;
}

/**
 * Tags the tokens of a sentence. `text` is the field that it stands in; the tokens in `lowered` are read in small letters,
 * as a headline's capitals tell nothing.
 */
export function tag(sentence: Sentence, text: string, lowered: ReadonlySet<Token>): Tags {
  const { tokens, runs } = sentence;
  const lexemes: Lexeme[] = [];
  const matches: (Match | null)[] = [];
  if (runs) {
    let k = 0;
    let spelt = true;
    for (const { run, start } of runs) {
      let plain = run.straight;
      if (lowered.size > 0)
        for (let n = 0; n < run.pieces.length; n++) {
          const token = tokens[k + n] as Token;
          if (lowered.has(token)) plain = small(plain, token, start);
        }
      const reading = readingOf(run, plain);
      if (!reading.spelt) {
        spelt = false;
        break;
      }
      const base = lexemes.length;
      for (const lexeme of reading.lexemes) lexemes.push(lexeme);
      for (const found of reading.matches)
        matches.push(
          found && base > 0 ? { first: found.first + base, last: found.last + base, within: found.within } : found,
        );
      k += run.pieces.length;
    }
    if (spelt) return choose(tokens, lexemes, matches, (k$) => k$);
  }
  const { start, end } = sentence.core;
  let plain = text.slice(start, end).replaceAll('’', "'");
  for (const token of lowered) plain = small(plain, token, start);
  const all = lexemesOf(plain);
  const places = placesOf(plain, all, start);
  return choose(tokens, all, match(tokens, places), (k) => places[k]?.lexeme ?? 0);
}

/** A text with a token of it in small letters; `start` is where the text begins. */
const small = (text: string, token: Token, start: number): string =>
  text.slice(0, token.start - start) + token.text.toLowerCase().replaceAll('’', "'") + text.slice(token.end - start);

function choose(
  tokens: readonly Token[],
  lexemes: readonly Lexeme[],
  matches: readonly (Match | null)[],
  lexemeAt: (place: number) => number,
): Tags {
  const tags = tagsOf(lexemes);
  const pos: Pos[] = [];
  const lemmas: string[] = [];
  for (let k = 0; k < tokens.length; k++) {
    const { lower } = tokens[k] as Token;
    const found = matches[k];
    if (!found) {
      pos.push('X');
      lemmas.push(lower);
    } else if (found.within) {
      // One word for the tagger, two for us ("millionto"): each by itself.
      const word = FUNCTION_WORDS[lower] ? null : lookUp(lower);
      pos.push(FUNCTION_WORDS[lower] ?? (word?.known ? word.pos : 'X'));
      lemmas.push(word?.lemma ?? lower);
    } else {
      // A hyphenated word takes the tag of its last part.
      const lexeme = lexemeAt(found.last);
      const tag$ = tags[lexeme] as number;
      pos.push(posName(tag$));
      lemmas.push(found.last === found.first ? (lexemes[lexeme] as Lexeme).lemma(tag$) : lower);
    }
  }
  return { pos, lemmas };
}

/** Where lexemes stand in a text that some of them do not spell: each at the next place that does, if one is near. */
function placesOf(text: string, lexemes: readonly Lexeme[], start: number): (Place & { lexeme: number })[] {
  const places: (Place & { lexeme: number })[] = [];
  let at = 0;
  lexemes.forEach(({ value }, lexeme) => {
    const from = text.indexOf(value, at);
    if (from < 0 || from > at + 40) return;
    at = from + value.length;
    places.push({ lexeme, start: from + start, end: at + start });
  });
  return places;
}
