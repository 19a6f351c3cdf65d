const DAY_MS = 86_400_000;
/** Hour of the day (UTC) at which a channel that asked for daily news gets its digest. */
const DIGEST_HOUR_MS = 9 * 3_600_000;

/** When the next digest after this moment goes out. Epoch ms. */
export function nextDigest(now: number): number {
  return lastDigest(now) + DAY_MS;
}

/** The day (UTC, as `2025-06-18`) of the latest digest hour up to this moment: there is one digest a day. */
export function digestDay(now: number): string {
  return new Date(lastDigest(now)).toISOString().slice(0, 10);
}

const lastDigest = (now: number): number => Math.floor((now - DIGEST_HOUR_MS) / DAY_MS) * DAY_MS + DIGEST_HOUR_MS;
