import type { ChannelSettings } from '../domain/settings.ts';
import type { Read } from './values.ts';

const said = (typed: string) => typed.trim().slice(0, 40);

/** Minutes since midnight of "9", "09:00", "8.30", "9am", "6:30 pm", "noon", "midnight"; null for what is no time of day. */
function minuteOf(typed: string): number | null {
  const text = typed.trim().toLowerCase().replace(/\s+/g, '');
  if (text === 'noon') return 720;
  if (text === 'midnight') return 0;
  const match = /^(\d{1,2})(?:[:.h](\d{2}))?h?(am|pm|a\.m\.|p\.m\.)?$/.exec(text);
  if (!match) return null;
  const half = match[3]?.charAt(0);
  const minute = Number(match[2] ?? 0);
  let hour = Number(match[1]);
  if (half && (hour < 1 || hour > 12)) return null;
  if (half) hour = (hour % 12) + (half === 'p' ? 12 : 0);
  return hour <= 24 && minute < 60 && hour * 60 + minute <= 1440 ? (hour * 60 + minute) % 1440 : null;
}

export function readHour(typed: string): Read<number> {
  const value = minuteOf(typed);
  return value === null
    ? { ok: false, problem: `digest-hour cannot be “${said(typed)}”: give a time of day, as in 9, 8:30 or 6 pm.` }
    : { ok: true, value };
}

/** "22-7", "22:00 to 07:00", "10pm–7am"; null for "none" and "off". */
export function readQuiet(typed: string): Read<ChannelSettings['quiet']> {
  const text = typed.trim();
  if (/^(?:none|off|no|never|0|-)$/i.test(text)) return { ok: true, value: null };
  const help = 'give from when to when, as in 22-7, or none.';
  const [from, to, ...more] = text.split(/\s*(?:-|–|—|\bto\b|\btill\b|\buntil\b)\s*/i).map(minuteOf);
  if (from == null || to == null || more.length)
    return { ok: false, problem: `quiet-hours cannot be “${said(text)}”: ${help}` };
  if (from === to) return { ok: false, problem: `quiet-hours of a whole day would tell nothing: ${help}` };
  return { ok: true, value: { from, to } };
}

const ZONES: readonly string[] = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];
const fold = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim();
const city = (zone: string) => fold(zone.slice(zone.lastIndexOf('/') + 1));

/** Zones that begin so, or whose city does; then those that hold it. */
export function zonesLike(typed: string, limit: number): string[] {
  const wanted = fold(typed);
  if (!wanted) return ZONES.slice(0, limit);
  const begins = (zone: string) => fold(zone).startsWith(wanted) || city(zone).startsWith(wanted);
  const found = ZONES.filter(begins);
  return [...found, ...ZONES.filter((zone) => !found.includes(zone) && fold(zone).includes(wanted))].slice(0, limit);
}

/** A time zone by its name, or its city's: "Europe/Berlin", "berlin", "New York", "UTC", "EST". */
export function readZone(typed: string): Read<string> {
  const wanted = fold(typed);
  const found =
    ZONES.find((zone) => fold(zone) === wanted) ?? ZONES.find((zone) => city(zone) === wanted) ?? known(typed);
  if (found) return { ok: true, value: found };
  const like = zonesLike(typed, 3);
  return {
    ok: false,
    problem: `time-zone cannot be “${said(typed)}”: ${like.length ? `did you mean ${like.join(' or ')}?` : 'name a city, as in Europe/Berlin, or UTC.'}`,
  };
}

/** Names that the time zone database keeps for what they were called before, and abbreviations. */
function known(typed: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: typed.trim() }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
