import { type ChannelSettings, DEFAULT_SETTINGS } from './settings.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;

/** When the next digest after this moment goes out. Epoch ms. */
export function nextDigest(now: number, { digestAt, zone }: ChannelSettings = DEFAULT_SETTINGS): number {
  return next(now, digestAt, zone);
}

/** The day (in the channel's zone, as `2025-06-18`) of the latest digest hour up to this moment: there is one digest a day. */
export function digestDay(now: number, { digestAt, zone }: ChannelSettings = DEFAULT_SETTINGS): string {
  const today = dayIn(zone, now);
  return atClock(today, digestAt, zone) <= now ? today : shifted(today, -1);
}

/** When the quiet hours end that this moment is in (their end is in none); null where it is in none. */
export function quietTill(now: number, { quiet, zone }: ChannelSettings): number | null {
  if (!quiet || quiet.from === quiet.to) return null;
  const clock = minuteIn(zone, now);
  const within =
    quiet.from < quiet.to ? clock >= quiet.from && clock < quiet.to : clock >= quiet.from || clock < quiet.to;
  return within ? next(now, quiet.to, zone) : null;
}

/** Whether quiet hours end at this moment, and no digest of the day is due. */
export function endsQuiet(at: number, settings: ChannelSettings): boolean {
  return quietTill(at - 1, settings) === at && nextDigest(at - 1, settings) !== at;
}

/** The next moment after `now` at which clocks in the zone show this minute of the day; where they skip it, soon after. */
function next(now: number, minute: number, zone: string): number {
  const today = dayIn(zone, now);
  for (let days = 0; ; days++) {
    const at = atClock(shifted(today, days), minute, zone);
    if (at > now) return at;
  }
}

function atClock(day: string, minute: number, zone: string): number {
  const wall = Date.parse(day) + minute * MINUTE_MS;
  // Twice: the offset that counts is the one of the moment that is found.
  const first = wall - offsetAt(zone, wall);
  return wall - offsetAt(zone, first);
}

const shifted = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

/** How far clocks in the zone are ahead of UTC, in ms. */
function offsetAt(zone: string, at: number): number {
  const seconds = Math.floor(at / 1000) * 1000;
  return wallClock(zone, seconds) - seconds;
}

const dayIn = (zone: string, at: number): string => new Date(wallClock(zone, at)).toISOString().slice(0, 10);

const minuteIn = (zone: string, at: number): number => {
  const minutes = Math.floor(wallClock(zone, at) / MINUTE_MS);
  return ((minutes % DAY_MINUTES) + DAY_MINUTES) % DAY_MINUTES;
};

/** What clocks in the zone show, as if it were UTC, to the second. */
function wallClock(zone: string, at: number): number {
  if (zone === 'UTC') return at;
  const parts = Object.fromEntries(
    clockOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  clocks.set(zone, made);
  return made;
}
