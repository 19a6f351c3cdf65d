/**
 * Ids of rows, as digits and small letters (base 36): few, since they stand in many tables and indexes; the seconds first, so that
 * rows which come together lie together there; the others at random, 46 bits. Older ids are hexadecimal: 8 digits of seconds
 * and 12 at random, and before those 32, all at random.
 */
const BASE = 36;
const SECONDS = 6;
const RANDOM = 9;
/** Seconds are counted from 2020 on, till 2088. */
const FIRST = Date.UTC(2020) / 1000;

const text = (value: number, length: number): string => value.toString(BASE).padStart(length, '0');

/** `seconds`: since 1970. `random`: any 48 bits. */
export const idOf = (seconds: number, random: number): string =>
  text(seconds - FIRST, SECONDS) + text(random % BASE ** RANDOM, RANDOM);

export const newId = (): string =>
  idOf(Math.floor(Date.now() / 1000), Number.parseInt(crypto.randomUUID().slice(-12), 16));

const MADE = new RegExp(`^[0-9a-z]{${SECONDS + RANDOM}}$`);

/** The hexadecimal digits of an id in the order in which people type the first few: what differs most comes first. Null for any other text. */
export function digitsOf(id: string): string | null {
  if (MADE.test(id)) {
    const hex = (part: string, length: number) => Number.parseInt(part, BASE).toString(16).padStart(length, '0');
    const random = [...hex(id.slice(SECONDS), 12)].reverse().join('');
    return random + hex(id.slice(0, SECONDS), 8);
  }
  const digits = id.replaceAll('-', '').toLowerCase();
  if (!/^[0-9a-f]{8,64}$/.test(digits)) return null;
  return digits.length === 20 ? digits.slice(8) + digits.slice(0, 8) : digits;
}
