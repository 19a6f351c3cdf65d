import { isCapital, isLetter, isLetterOrNumber, spells } from './spotter.ts';

/** How a name of the catalogue is written. */
export interface Spelling {
  kind: 'company' | 'person' | 'product' | 'outlet' | 'evidence' | 'exclude';
  text: string;
  /** Its letters alone; it has a comma, ends with a full stop, begins with a capital. */
  letters: string;
  comma: boolean;
  dot: boolean;
  capital: boolean;
  /** It is a word, too, or somebody else's name. */
  ambiguous: boolean;
  /** It begins with an article that may be small ("the Information"). */
  article: boolean;
}

export const lettersOf = (text: string): string => text.replace(/[^\p{L}]/gu, '');

/** Adjectives made of a name: "OpenAI-backed" names OpenAI, "meta-analysis" does not name Meta. */
const NAME_SUFFIX =
  /^[-‑–](?:backed|owned|led|funded|based|powered|built|developed|made|like|trained|run|style|founded|supported|affiliated|controlled|incubated|invested|compatible)\b/i;

/**
 * Whether a name that stands in a text is meant: in its own capitals, and as no part of another word. `headline` allows
 * all names to be in capitals where the whole text is.
 */
export function fits(
  entry: Spelling,
  text: string,
  start: number,
  end: number,
  limit: number,
  headline: boolean,
): boolean {
  const next = end < limit ? text.charCodeAt(end) : 0;
  // A version goes on: "GPT-5" is not in "GPT-5.2".
  if (next === DOT && end + 1 < limit && isDigit(text.charCodeAt(end + 1))) return false;
  if (isDigit(text.charCodeAt(end - 1)) && end < limit && isLetter(text, end)) return false;
  if (start > 0 && isLetterOrNumber(text, start - 1)) return false;
  if (!spells(entry.text, text, start, end)) {
    const { letters } = entry;
    const seen = lettersOf(text.slice(start, end));
    const small = entry.article === true && `T${seen.slice(1)}` === letters;
    if (seen !== letters && !small) {
      const upper = seen === seen.toUpperCase() && seen.length > 1;
      if (entry.ambiguous || entry.kind === 'outlet' || letters.length <= 3) {
        if (!(upper && entry.kind === 'company' && headline && shouts(text))) return false;
      } else if (entry.capital && !isCapital(text, start)) return false;
    }
  }
  if (entry.kind === 'company') {
    // "@Figure", "figure.com" and the like are not the company's name.
    if (next === DOT && end + 1 < limit && isSmall(text.charCodeAt(end + 1)) && !/\.[a-z]/.test(entry.text))
      return false;
    // "the Foo–Bar pact": a dash between capitals joins two names.
    if (entry.ambiguous && isDash(next) && end + 1 < limit && isLetter(text, end + 1)) {
      const joins = next === EN_DASH && isCapital(text, end + 1);
      if (!joins && !NAME_SUFFIX.test(text.slice(end, Math.min(end + 14, limit)))) return false;
    }
  }
  return !(
    entry.ambiguous &&
    start > 1 &&
    isDash(text.charCodeAt(start - 1)) &&
    isLetterOrNumber(text, start - 2) &&
    !/(?<![\p{L}\p{N}])\p{Lu}[\p{L}\p{N}]+–$/u.test(text.slice(Math.max(0, start - 24), start)) &&
    !/\b(?:ex|non|anti|pre|post)[-‑–]$/i.test(text.slice(Math.max(0, start - 6), start))
  );
}

const DOT = 46;
const EN_DASH = 0x2013;
const isDigit = (code: number): boolean => code > 47 && code < 58;
const isSmall = (code: number): boolean => code > 96 && code < 123;
const isDash = (code: number): boolean => code === 45 || code === 0x2011 || code === EN_DASH;
function shouts(headline: string): boolean {
  const letters = lettersOf(headline);
  return letters.length > 20 && letters === letters.toUpperCase();
}
