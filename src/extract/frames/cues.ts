/**
 * What a sentence must hold for a frame to find anything in it. Each need is a list of words, of which one must be there, or
 * a fact. A word counts in small letters: as it is written, by any lemma that it may have, and each part of a hyphenated
 * word for itself. `=word` is the word as it is written alone, and `wor*` every word that begins so.
 *
 * Needs may stand anywhere, unless an order stands between two of them: `'>'` if the second must follow the first, `'>3'` if
 * within three words of it. `'^'` before a need means that it opens the sentence, `'^4'` that it is among its first four words.
 * `~launch` is the word as a verb: one right behind "the", "its" or "new" is a noun.
 */
export type Cue = readonly (string | Fact | Order)[];
export type Order = '^' | `^${number}` | '>' | `>${number}`;
/** The words of a need, whatever they must be. */
export const wordsOf = (need: string): string => need.replace(/^~/, '');
export const isOrder = (need: string): need is Order => /^[\^>]\d*$/.test(need);

/** Facts of a sentence: what it is, the figures in it, the names in it, and that its frame has told an event before it. */
export type Fact = (typeof KNOWN)[number] | (typeof FIGURES)[number] | (typeof NAMES)[number];

/**
 * `#early`: among the first four; `#house`: of a page that is a tracked company's own; `#lately`: told in one of the two
 * sentences before.
 */
export const KNOWN = ['#title', '#text', '#early', '#house', '#told', '#lately'] as const;
export const FIGURES = ['#money', '#valuation', '#round', '#capacity', '#count', '#percent', '#users'] as const;
/**
 * `#product`: or something of a tracked company's; `#unknown`: a name that nothing
 * makes sure of; `#tracked`: such a company or its product; `#authority`: or a place;
 * `#party`, `#parties`: one or two that may act, by name, by a word that stands for one ("it", "the startup") or by a capital
 * that may make a name; `#pair`: two of them by name or capital; `#joined`: such a one, or a place, that "and" or the like
 * joins to one before.
 */
export const NAMES = [
  '#product',
  '#unknown',
  '#tracked',
  '#person',
  '#place',
  '#authority',
  '#party',
  '#parties',
  '#pair',
  '#joined',
] as const;

/** Every cue with each of some more needs. */
export const each = (cues: readonly Cue[], ...needs: readonly (string | Fact)[]): Cue[] =>
  cues.flatMap((cue) => needs.map((need) => [...cue, need]));

/**
 * The words that a pattern of words knows, as a list for a cue: of "data center" the first, of `valu\w+` its beginning. So a
 * frame's own patterns serve as its cues, and go on serving when they grow. Throws at what is no plain list of words.
 */
export function wordsIn({ source }: RegExp): string {
  let at = 0;
  const fail = (): never => {
    throw new Error(`a cue's pattern is more than a list of words at ${at}: ${source}`);
  };
  const alternatives = (): string[] => {
    const all: string[] = [];
    for (;;) {
      all.push(...sequence());
      if (source[at] !== '|') return all;
      at++;
    }
  };
  const sequence = (): string[] => {
    let all = [''];
    while (at < source.length && source[at] !== '|' && source[at] !== ')') {
      const found = atom();
      const next = source[at] === '?' ? ['', ...found] : found;
      if (source[at] === '?') at++;
      else if (/[*+{]/.test(source[at] ?? '')) fail();
      all = all.flatMap((start) => next.map((end) => start + end));
    }
    return all;
  };
  const atom = (): string[] => {
    const char = source[at++] as string;
    if (char === '^' || char === '$') return [''];
    if (char === '\\') {
      const escaped = source[at++] as string;
      if (escaped === 'b') return [''];
      if (/[^a-z]/i.test(escaped)) return [escaped];
      // "\w+" and the like: anything goes on from here.
      if (!/[wSd]/.test(escaped) || !/[*+]/.test(source[at] ?? '')) fail();
      at++;
      return ['*'];
    }
    if (char === '(') {
      if (!source.startsWith('?:', at)) fail();
      at += 2;
      const found = alternatives();
      if (source[at++] !== ')') fail();
      return found;
    }
    if (char === '[') {
      const end = source.indexOf(']', at);
      const found = [...source.slice(at, end)];
      if (!/^[\w -]+$/.test(source.slice(at, end))) fail();
      at = end + 1;
      return found;
    }
    if (/[.{+*]/.test(char)) fail();
    return [char];
  };
  const words = alternatives().map((text) => text.replace(/\*.*/, '*').split(/[ /]/)[0] as string);
  if (at < source.length || words.some((word) => word.length < 2)) fail();
  return [...new Set(words)].join(' ');
}
