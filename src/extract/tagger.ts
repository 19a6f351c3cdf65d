import { type Lexeme, lexemesOf, lookUp, type Pos, posName, tagsOf, takeApart } from './dictionary.ts';
import type { Sentence } from './document.ts';
import type { Match, PlacedRun, Reading, Run } from './runs.ts';
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

/** Runs of more tokens than a set has room for are read each time. */
const ROOM = 10;

/** A run with some of its tokens in small letters, one bit each. */
function readingOf(run: Run, lowered: number): Reading {
  let reading = run.readings[lowered];
  if (!reading) {
    let text = run.straight;
    for (let n = 0; n < run.pieces.length; n++)
      if ((lowered & (1 << n)) !== 0) text = small(text, run.pieces[n] as Token, 0);
    reading = read(run, text);
    run.readings[lowered] = reading;
  }
  return reading;
}

function read(run: Run, text: string): Reading {
  const { lexemes, ends, spelt } = takeApart(text);
  const places = ends.map((end, k) => ({ start: ends[k - 1] ?? 0, end }));
  return { lexemes, spelt, matches: match(run.pieces, places) };
}

/**
 * Tags the tokens of a sentence. `text` is the field that it stands in; the tokens in `lowered` are read in small letters,
 * as a headline's capitals tell nothing.
 */
export function tag(sentence: Sentence, text: string, lowered: ReadonlySet<Token>): Tags {
  const { tokens, runs } = sentence;
  if (runs) {
    const read = readingsOf(tokens, runs, lowered);
    if (read) return choose(tokens, runs, read);
  }
  const { start, end } = sentence.core;
  let plain = text.slice(start, end).replaceAll('’', "'");
  for (const token of lowered) plain = small(plain, token, start);
  const lexemes = lexemesOf(plain);
  const tags = tagsOf(lexemes);
  const places = placesOf(plain, lexemes, start);
  const found: Tags = { pos: [], lemmas: [] };
  match(tokens, places).forEach((matched, k) => {
    put(found, tokens[k] as Token, matched, lexemes, tags, places[matched?.last ?? 0]?.lexeme ?? 0);
  });
  return found;
}

/** How each run of a sentence is read, or null if one is not spelt by its lexemes. */
function readingsOf(
  tokens: readonly Token[],
  runs: readonly PlacedRun[],
  lowered: ReadonlySet<Token>,
): Reading[] | null {
  const found: Reading[] = [];
  let k = 0;
  for (const { run, start } of runs) {
    const { length } = run.pieces;
    let reading: Reading;
    if (lowered.size > 0 && length > ROOM) {
      let plain = run.straight;
      for (let n = 0; n < length; n++) {
        const token = tokens[k + n] as Token;
        if (lowered.has(token)) plain = small(plain, token, start);
      }
      reading = read(run, plain);
    } else {
      let set = 0;
      if (lowered.size > 0) for (let n = 0; n < length; n++) if (lowered.has(tokens[k + n] as Token)) set |= 1 << n;
      reading = readingOf(run, set);
    }
    if (!reading.spelt) return null;
    found.push(reading);
    k += length;
  }
  return found;
}

/** A text with a token of it in small letters; `start` is where the text begins. */
const small = (text: string, token: Token, start: number): string =>
  text.slice(0, token.start - start) + token.text.toLowerCase().replaceAll('’', "'") + text.slice(token.end - start);

function choose(tokens: readonly Token[], runs: readonly PlacedRun[], readings: readonly Reading[]): Tags {
  const lexemes: Lexeme[] = [];
  for (let r = 0; r < readings.length; r++) {
    const own = (readings[r] as Reading).lexemes;
    for (let k = 0; k < own.length; k++) lexemes.push(own[k] as Lexeme);
  }
  const tags = tagsOf(lexemes);
  const found: Tags = { pos: [], lemmas: [] };
  let base = 0;
  let k = 0;
  for (let r = 0; r < runs.length; r++) {
    const { lexemes: own, matches } = readings[r] as Reading;
    for (let n = 0; n < matches.length; n++) {
      const matched = matches[n] as Match | null;
      put(found, tokens[k++] as Token, matched, lexemes, tags, matched ? matched.last + base : 0);
    }
    base += own.length;
  }
  return found;
}

/** Adds the tag and the lemma of one token; `at` is the lexeme that it ends with. */
function put(
  { pos, lemmas }: Tags,
  { lower }: Token,
  matched: Match | null,
  lexemes: readonly Lexeme[],
  tags: readonly number[],
  at: number,
): void {
  if (!matched) {
    pos.push('X');
    lemmas.push(lower);
  } else if (matched.within) {
    // One word for the tagger, two for us ("millionto"): each by itself.
    const word = FUNCTION_WORDS[lower] ? null : lookUp(lower);
    pos.push(FUNCTION_WORDS[lower] ?? (word?.known ? word.pos : 'X'));
    lemmas.push(word?.lemma ?? lower);
  } else {
    // A hyphenated word takes the tag of its last part.
    const tag = tags[at] as number;
    pos.push(posName(tag));
    lemmas.push(matched.last === matched.first ? (lexemes[at] as Lexeme).lemma(tag) : lower);
  }
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
