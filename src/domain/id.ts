/**
 * Ids of rows, as hexadecimal digits: few, since they stand in many tables and indexes; the second first, so that rows which
 * come together lie together there; the others at random, 48 bits. Ids of 32 digits, all at random, are older.
 */
const SECONDS = 8;
const RANDOM = 12;

export const newId = (): string =>
  Math.floor(Date.now() / 1000)
    .toString(16)
    .padStart(SECONDS, '0') + crypto.randomUUID().slice(-RANDOM);

/** The digits of an id in the order in which people type the first few: what is at random comes first. Null for any other text. */
export function digitsOf(id: string): string | null {
  const digits = id.replaceAll('-', '').toLowerCase();
  if (!/^[0-9a-f]{8,64}$/.test(digits)) return null;
  return digits.length === SECONDS + RANDOM ? digits.slice(SECONDS) + digits.slice(0, SECONDS) : digits;
}
