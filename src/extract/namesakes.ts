import { normal } from './entities.ts';

const letters = (words: readonly string[]): string =>
  words
    .filter((word) => !/^(?:of|and|the|for)$/.test(word))
    .map((word) => word[0] ?? '')
    .join('');

/**
 * Whether two names may be of one: "DeepMind" and "Google DeepMind", "Nationwide" and "Nationwide Building Society",
 * "Changpeng Zhao" and "Zhao", "AWS" and "Amazon Web Services". Alone it proves nothing: Amazon is not Amazon Music.
 */
export function namesakes(a: string, b: string): boolean {
  const [x, y] = [normal(a), normal(b)];
  const [short, long] = x.length <= y.length ? [x, y] : [y, x];
  if (short === long) return true;
  // "Oslo Uni", "Oslo University".
  if (short.includes(' ') && long.startsWith(short)) return true;
  if (short.length >= 4 && (long.startsWith(`${short} `) || long.endsWith(` ${short}`))) return true;
  const words = long.split(' ');
  return words.length >= 3 && /^[a-z]{3,5}$/.test(short) && letters(words) === short;
}
