import type { FeedHints } from './parse.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** No hint of a feed and no back-off puts the next poll further away. */
export const LONGEST_MS = DAY;
/** A server's own Retry-After may, within reason. */
const LONGEST_RETRY_AFTER_MS = 7 * DAY;
/** A feed without news is asked at most this many times less often than the base. */
const MOST_PATIENCE = 6;
/** After "410 Gone" the feed is mute; once in this time it is tried, since people do make mistakes. */
const GONE_MS = 30 * DAY;
/** A permanent redirect is believed after this many polls in a row that met it, and this long after the first. */
const MOVED_POLLS = 3;
const MOVED_MS = DAY;
const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** What the schedule remembers of a feed between polls; kept as JSON in the feed's row. Times are epoch ms. */
export interface ScheduleState {
  /** Failures in a row. */
  failures: number;
  hints: FeedHints;
  /** When a document last held something new; null while none was read. */
  newsAt: number | null;
  /** It answered 410. */
  gone: boolean;
  /** A permanent redirect that has not proved stable yet. */
  moved: { url: string; polls: number; since: number } | null;
  /** The whole site asked for peace until then (429, 503). */
  siteWaitsUntil: number | null;
}

export const FRESH_STATE: ScheduleState = {
  failures: 0,
  hints: {},
  newsAt: null,
  gone: false,
  moved: null,
  siteWaitsUntil: null,
};

/** State from a row's JSON; what cannot be read counts as none. */
export function readState(json: string | null): ScheduleState {
  if (json === null) return FRESH_STATE;
  try {
    const found = JSON.parse(json) as Partial<ScheduleState> | null;
    return typeof found === 'object' && found !== null ? { ...FRESH_STATE, ...found } : FRESH_STATE;
  } catch {
    return FRESH_STATE;
  }
}

/** How a poll went, as far as its timing goes. */
export type PollEvent =
  /** A document, or 304. `hints` are those of the document; absent with 304, which keeps the former ones. */
  | { kind: 'read'; news: boolean; hints?: FeedHints; maxAgeMs?: number; permanentUrl?: string }
  | { kind: 'failed'; retryAfterMs?: number; status?: number }
  | { kind: 'gone' }
  /** Nothing can be reached at all: that says nothing of the feed. */
  | { kind: 'offline' }
  /** Not asked: its site is to be left alone until then. */
  | { kind: 'postponed'; until: number };

export interface Clock {
  now: number;
  /** Base interval. */
  baseMs: number;
  /** In [0, 1): spreads the feeds. */
  random: () => number;
  /**
   * Many feeds started together (the first polls of a large catalogue, or the first after a long pause): their next polls
   * are drawn apart over a whole interval, which the usual jitter would take days for.
   */
  crowded?: boolean;
}

export interface NextPoll {
  state: ScheduleState;
  /** Epoch ms. */
  nextAt: number;
  /** Ask here from now on: the permanent redirect has proved stable. */
  url?: string;
}

/** The first moment at or after `at` that neither skipHours nor skipDays (UTC) rule out. */
function allowed(at: number, hints: FeedHints, random: () => number): number {
  const hours = new Set(hints.skipHours);
  const days = new Set(hints.skipDays);
  // A feed that rules out everything means nothing by it.
  if (hours.size >= 24 || days.size >= 7) return at;
  let moved = at;
  for (let step = 0; step < 8 * 24; step++) {
    const when = new Date(moved);
    if (!hours.has(when.getUTCHours()) && !days.has(DAYS[when.getUTCDay()] ?? '')) {
      // Those who waited for the same hour do not come all at its first minute.
      return moved === at ? at : moved + Math.floor(random() * 20 * MINUTE);
    }
    moved = Math.floor(moved / HOUR) * HOUR + HOUR;
  }
  return at;
}

/**
 * When to ask a feed next, and what to remember: the greatest of the base interval, the feed's ttl, the freshness that
 * the server promised and the patience that a quiet feed earns, at most a day; longer with each failure and never before a
 * Retry-After; in no hour or day that the feed rules out. Pure. Jitter only ever lengthens.
 */
export function nextPoll(before: ScheduleState, event: PollEvent, clock: Clock): NextPoll {
  const { now, baseMs, random } = clock;
  const jitter = clock.crowded ? 1 : 0.1;
  const after = (ms: number) => now + Math.round(ms * (1 + random() * jitter));
  switch (event.kind) {
    case 'read': {
      const hints = event.hints ?? before.hints;
      const newsAt = event.news || before.newsAt === null ? now : before.newsAt;
      const patience = Math.min((now - newsAt) / 24, baseMs * MOST_PATIENCE);
      const wanted = Math.max(baseMs, (hints.ttlMinutes ?? 0) * MINUTE, event.maxAgeMs ?? 0, patience);
      const { moved, url } = followed(before.moved, event.permanentUrl, now);
      return {
        state: { failures: 0, hints, newsAt, gone: false, moved, siteWaitsUntil: null },
        nextAt: allowed(after(Math.min(wanted, Math.max(LONGEST_MS, baseMs))), hints, random),
        ...(url === undefined ? {} : { url }),
      };
    }
    case 'failed': {
      const failures = before.failures + 1;
      const backOff = Math.min(baseMs * 2 ** Math.min(failures - 1, 20), Math.max(LONGEST_MS, baseMs));
      const retryAfter = Math.min(event.retryAfterMs ?? 0, LONGEST_RETRY_AFTER_MS);
      const wait = Math.max(backOff, retryAfter);
      const whole = event.status === 429 || event.status === 503;
      return {
        state: { ...before, failures, moved: null, siteWaitsUntil: whole ? now + wait : null },
        nextAt: allowed(after(wait), before.hints, random),
      };
    }
    case 'gone':
      return { state: { ...before, failures: before.failures + 1, gone: true, moved: null }, nextAt: after(GONE_MS) };
    case 'offline':
      return { state: before, nextAt: after(baseMs) };
    case 'postponed':
      return { state: before, nextAt: event.until + Math.round(random() * 0.1 * baseMs) };
  }
}

function followed(
  before: ScheduleState['moved'],
  permanentUrl: string | undefined,
  now: number,
): { moved: ScheduleState['moved']; url?: string } {
  if (permanentUrl === undefined) return { moved: null };
  const moved =
    before?.url === permanentUrl ? { ...before, polls: before.polls + 1 } : { url: permanentUrl, polls: 1, since: now };
  return moved.polls >= MOVED_POLLS && now - moved.since >= MOVED_MS ? { moved: null, url: permanentUrl } : { moved };
}
