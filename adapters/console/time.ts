const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
const CLOCK = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const WEEK_MS = 7 * 86_400_000;

/** A moment in this machine's zone: its day, with the time where it is of the last week. */
export function timeWords(now: () => number): (epochMs: number) => string {
  return (time) => {
    if (!Number.isFinite(time) || Math.abs(time) > 8.64e15) return 'no date';
    const recent = Math.abs(now() - time) < WEEK_MS;
    return recent ? `${DAY.format(time)}, ${CLOCK.format(time)}` : DAY.format(time);
  };
}
