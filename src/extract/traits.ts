import {
  AUXILIARY,
  DEMONYMS,
  DESCRIPTORS,
  MONTHS,
  ORG_ENDINGS,
  RELATIVE,
  ROLE_WORDS,
  SUBORDINATE,
  TIME_WORDS,
  WEEKDAYS,
} from './words.ts';

/**
 * The lists that a word stands in, one bit each. Words are asked for them again and again, where tagging is mended, names
 * are found and phrases read; so the answers are kept with the word (`Word.is`).
 */
const LISTS = [
  RELATIVE,
  AUXILIARY,
  SUBORDINATE,
  WEEKDAYS,
  MONTHS,
  TIME_WORDS,
  DEMONYMS,
  DESCRIPTORS,
  ROLE_WORDS,
  ORG_ENDINGS,
] as const;
export const [
  IS_RELATIVE,
  IS_AUXILIARY,
  IS_SUBORDINATE,
  IS_WEEKDAY,
  IS_MONTH,
  IS_TIME_WORD,
  IS_DEMONYM,
  IS_DESCRIPTOR,
  IS_ROLE,
  IS_ORG_ENDING,
] = LISTS.map((_, k) => 1 << k) as [number, number, number, number, number, number, number, number, number, number];
/** The part behind its last hyphen is a descriptor or an office. */
export const DESCRIBES = 1 << LISTS.length;
/** Heads a name with "of": "Bank of", "University of". */
export const IS_OF_HEAD = 2 << LISTS.length;
export const IS_CONTRACTED = 4 << LISTS.length;
export const IS_YEAR = 8 << LISTS.length;

const OF_HEADS =
  /^(?:bank|university|institute|ministry|department|authority|board|bureau|council|association|school|college|court|house|state|city|kingdom|government|society|union|federation|chamber|secretary|commission|republic|academy|museum|church|bank|office|league|academy|church|bay|center|centre|district|port|attorney general|group)$/;
const CONTRACTED = /^\p{L}+n['’]t$/u;
const YEAR = /^(?:19|20)\d\d$/;

export function traitsOf(lower: string): number {
  let traits = 0;
  LISTS.forEach((list, k) => {
    if (list.has(lower)) traits |= 1 << k;
  });
  const base = lower.slice(lower.lastIndexOf('-') + 1);
  if (DESCRIPTORS.has(base) || ROLE_WORDS.has(base)) traits |= DESCRIBES;
  if (OF_HEADS.test(lower)) traits |= IS_OF_HEAD;
  if (CONTRACTED.test(lower)) traits |= IS_CONTRACTED;
  if (YEAR.test(lower)) traits |= IS_YEAR;
  return traits;
}
