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
  run.readings ??= [];
  let reading = run.readings[lowered];
  if (!reading) {
    const { pieces } = run;
    let text = run.straight;
    for (let n = 0; n < pieces.length; n++) if ((lowered & (1 << n)) !== 0) text = small(text, pieces[n] as Token, 0);
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

/** Whether the dictionary takes a run apart into its tokens, and reads each as where it stands alone. */
function isPlain(run: Run): boolean {
  const { pieces } = run;
  const { lexemes, spelt, matches } = readingOf(run, 0);
  return (
    spelt &&
    lexemes.length === pieces.length &&
    matches.every((matched, n) => {
      if (!matched || matched.within || matched.first !== n || matched.last !== n) return false;
      const { word } = pieces[n] as Token;
      if (word.lexeme === undefined) {
        const alone = takeApart(word.text.replaceAll('’', "'"));
        word.lexeme = alone.spelt && alone.lexemes.length === 1 ? (alone.lexemes[0] as Lexeme) : null;
      }
      return word.lexeme?.like(lexemes[n] as Lexeme) === true;
    })
  );
}

/**
 * Tags the tokens of a sentence. `text` is the field that it stands in; the tokens in `lowered` are read in small letters,
 * as a headline's capitals tell nothing.
 */
export function tag(sentence: Sentence, text: string, lowered: ReadonlySet<Token>): Tags {
  const { tokens, runs, broken } = sentence;
  const found = broken ? null : tagRuns(tokens, runs, lowered);
  if (found) return found;
  const { start, end } = sentence.core;
  let plain = text.slice(start, end).replaceAll('’', "'");
  for (const token of lowered) plain = small(plain, token, start);
  const lexemes = lexemesOf(plain);
  const tags = tagsOf(lexemes);
  const places = placesOf(plain, lexemes, start);
  const told: Tags = { pos: [], lemmas: [] };
  match(tokens, places).forEach((matched, k) => {
    put(told, tokens[k] as Token, matched, lexemes, tags, places[matched?.last ?? 0]?.lexeme ?? 0);
  });
  return told;
}

/** Tags the tokens of some runs, or gives null if a run is not spelt by its lexemes. */
function tagRuns(tokens: readonly Token[], runs: readonly PlacedRun[], lowered: ReadonlySet<Token>): Tags | null {
  const lexemes: Lexeme[] = [];
  // The lexeme of each token that is one; of the others, how they match, and where their run's lexemes begin.
  const whole: number[] = [];
  const others: ({ matched: Match | null; base: number } | undefined)[] = [];
  for (let r = 0; r < runs.length; r++) {
    const { run, start } = runs[r] as PlacedRun;
    const length = run.piece ? 1 : run.pieces.length;
    const first = whole.length;
    let small = false;
    if (lowered.size > 0) for (let n = 0; n < length; n++) small ||= lowered.has(tokens[first + n] as Token);
    run.plain ??= isPlain(run);
    if (run.plain && !small) {
      for (let n = 0; n < length; n++) {
        whole.push(lexemes.length);
        lexemes.push((tokens[first + n] as Token).word.lexeme as Lexeme);
      }
      continue;
    }
    const reading = small ? loweredReading(run, start, tokens, first, lowered) : readingOf(run, 0);
    if (!reading.spelt) return null;
    const base = lexemes.length;
    for (const lexeme of reading.lexemes) lexemes.push(lexeme);
    for (const matched of reading.matches) {
      const one = matched !== null && !matched.within && matched.first === matched.last;
      if (!one) others[whole.length] = { matched, base };
      whole.push(one ? base + matched.last : -1);
    }
  }
  const tags = tagsOf(lexemes);
  const found: Tags = { pos: [], lemmas: [] };
  for (let k = 0; k < whole.length; k++) {
    const at = whole[k] as number;
    if (at >= 0) {
      const tag = tags[at] as number;
      found.pos.push(posName(tag));
      found.lemmas.push((lexemes[at] as Lexeme).lemma(tag));
    } else {
      const { matched, base } = others[k] as { matched: Match | null; base: number };
      put(found, tokens[k] as Token, matched, lexemes, tags, matched ? base + matched.last : 0);
    }
  }
  return found;
}

/** The reading of a run of which some tokens are read in small letters; its tokens begin with the one at `first`. */
function loweredReading(
  run: Run,
  start: number,
  tokens: readonly Token[],
  first: number,
  lowered: ReadonlySet<Token>,
): Reading {
  const { length } = run.pieces;
  if (length <= ROOM) {
    let set = 0;
    for (let n = 0; n < length; n++) if (lowered.has(tokens[first + n] as Token)) set |= 1 << n;
    return readingOf(run, set);
  }
  let plain = run.straight;
  for (let n = 0; n < length; n++) {
    const token = tokens[first + n] as Token;
    if (lowered.has(token)) plain = small(plain, token, start);
  }
  return read(run, plain);
}

/** A text with a token of it in small letters; `start` is where the text begins. */
const small = (text: string, token: Token, start: number): string =>
  text.slice(0, token.start - start) + token.text.toLowerCase().replaceAll('’', "'") + text.slice(token.end - start);

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
