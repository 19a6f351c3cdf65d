import { readState, type ScheduleState } from '../feeds/schedule.ts';
import type { FeedRow } from '../store/store.ts';

const DAY = 86_400_000;
/** Failing for this long, a feed is dead: that is told once. */
const DEAD_MS = 3 * DAY;
/** So many failures are wanted besides: a bot that was off for a week has seen a single one. */
const DEAD_FAILURES = 3;
/** No feed counts as silent before; nor before 5 times its usual interval, or twice its longest. */
const LEAST_SILENCE_MS = 14 * DAY;
/** For feeds whose items tell no habit. */
const SILENCE_MS = 30 * DAY;

/** What is wrong with a feed for so long that managers should know. */
export type Trouble = 'failing' | 'gone' | 'silent';

/** What is remembered of a feed's health, beside the schedule's own state in its row. Times are epoch ms. */
export interface Health {
  /** Since when every answer was a failure of the feed's own; null while it is read. No network at all does not count. */
  failingSince: number | null;
  /** When something new last came: by the item's date in the first document, afterwards by when it was seen. */
  newAt: number | null;
  /** Its habit: how long nothing new must come before it counts as silent, ms. Null: its items do not tell. */
  silentAfterMs: number | null;
  /** The trouble that was told: not told again, also after a restart, until it is over. */
  told: Trouble | null;
}

const NONE: Health = { failingSince: null, newAt: null, silentAfterMs: null, told: null };

/** From a row's JSON; what cannot be read counts as none. */
export function readHealth(row: Pick<FeedRow, 'schedule' | 'newestItem' | 'lastItem'>): Health {
  const before = { ...NONE, newAt: row.newestItem ?? row.lastItem };
  try {
    const found = (JSON.parse(row.schedule ?? '{}') as { health?: Partial<Health> } | null)?.health;
    return typeof found === 'object' && found !== null ? { ...before, ...found } : before;
  } catch {
    return before;
  }
}

/**
 * How long a feed must show nothing new to count as silent, ms, by the dates of the items in a document (epoch ms): five
 * times their usual distance or twice the longest, at least two weeks. Null where fewer than three have a date.
 */
export function silentAfter(dates: readonly number[]): number | null {
  const sorted = [...new Set(dates)].sort((a, b) => a - b);
  const gaps = sorted.slice(1).map((date, i) => date - (sorted[i] ?? date));
  gaps.sort((a, b) => a - b);
  // One item of long ago that is kept on top says nothing of the habit.
  if (gaps.length >= 10) gaps.pop();
  if (gaps.length < 2) return null;
  const usual = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  return Math.round(Math.max(LEAST_SILENCE_MS, 5 * usual, 2 * (gaps.at(-1) ?? 0)));
}

/** What a poll learnt of a feed's health. */
export type Sign =
  /** `dates`: of the document's items; absent where the document is unchanged. `first`: nothing was read before. */
  | { kind: 'read'; news: boolean; first: boolean; dates?: readonly number[] }
  | { kind: 'failed' | 'gone' }
  /** Nothing was learnt of the feed itself. */
  | { kind: 'offline' | 'postponed' };

/** What is remembered after a poll; `told` is still that of before. */
export function healthAfter(before: Health, sign: Sign, now: number): Health {
  switch (sign.kind) {
    case 'read': {
      const dates = sign.dates?.filter((date) => date <= now) ?? [];
      const newest = dates.length ? dates.reduce((a, b) => Math.max(a, b)) : now;
      const newAt = sign.first ? newest : sign.news ? now : (before.newAt ?? now);
      return {
        ...before,
        failingSince: null,
        newAt,
        silentAfterMs: silentAfter(dates) ?? before.silentAfterMs,
      };
    }
    case 'failed':
    case 'gone':
      return { ...before, failingSince: before.failingSince ?? now };
    default:
      return before;
  }
}

/** The trouble that a feed is in for long, if it is. */
export function troubleOf(
  health: Health,
  { gone, failures }: Pick<ScheduleState, 'gone' | 'failures'>,
  now: number,
): Trouble | null {
  if (gone) return 'gone';
  if (health.failingSince !== null)
    return now - health.failingSince >= DEAD_MS && failures >= DEAD_FAILURES ? 'failing' : null;
  if (health.newAt !== null && now - health.newAt >= (health.silentAfterMs ?? SILENCE_MS)) return 'silent';
  return null;
}

/** How a feed fares at a moment, for people. */
export type Condition =
  | { is: 'fine'; lastNew: number | null }
  /** Not asked yet. */
  | { is: 'waiting' }
  /** Its site asked to be left alone until then. */
  | { is: 'resting'; until: number }
  /** `since`: when it was last read, or null for never. `long`: for days, which was told. */
  | { is: 'failing'; since: number | null; error: string | null; long: boolean }
  /** It answered 410: it is tried again once a month. */
  | { is: 'gone'; since: number | null }
  | { is: 'silent'; since: number };

/** `siteRestsUntil`: what another feed of the same site was told, epoch ms. */
export function conditionOf(row: FeedRow, now: number, siteRestsUntil = 0): Condition {
  const state = readState(row.schedule);
  const health = readHealth(row);
  const trouble = troubleOf(health, state, now);
  if (trouble === 'gone') return { is: 'gone', since: health.failingSince ?? row.lastSuccess };
  const failing = { is: 'failing', since: row.lastSuccess, error: row.lastError } as const;
  if (trouble === 'failing') return { ...failing, long: true };
  const until = Math.max(state.siteWaitsUntil ?? 0, siteRestsUntil);
  if (until > now) return { is: 'resting', until };
  if (row.lastError !== null) return { ...failing, long: false };
  if (row.lastSuccess === null) return { is: 'waiting' };
  if (trouble === 'silent') return { is: 'silent', since: health.newAt ?? row.lastSuccess };
  return { is: 'fine', lastNew: health.newAt };
}
