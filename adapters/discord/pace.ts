/** Of a bot Discord takes so many calls in any second. */
const CALLS = 50;
const WITHIN_MS = 1_000;
/** Between two calls: less than their share of a second, so that what was held up is made up for. */
const APART_MS = 18;
/** Of so many calls the shortest way there and back is kept in mind. */
const REMEMBERED = 50;
/** So much of what was held up (by other work of the process) is made up for at once. */
const ARREARS_MS = 100;

/**
 * Makes each call when Discord takes it, in order. A call reaches Discord at some moment between its start and its end,
 * however long that is; so the place that it took is free again a second after its end. Less what any call is on its way at
 * least, since that the next one needs, too: taken to be half of the shortest way there and back of late. `now`: ms that
 * never go back.
 */
export function createPace(now: () => number = () => performance.now()): <T>(call: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  /** When the calls ended whose places are not free yet, in order. */
  const ended: number[] = [];
  /** How long the latest calls took, ms. */
  const ways: number[] = [];
  let underWay = 0;
  let next = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;

  function go(): void {
    clearTimeout(timer);
    const after = WITHIN_MS - (ways.length ? Math.min(...ways) / 2 : 0);
    for (;;) {
      const time = now();
      while (ended.length && (ended[0] as number) + after <= time) ended.shift();
      const start = waiting[0];
      if (!start) return;
      const full = underWay + ended.length >= CALLS;
      // Where all places are those of calls under way, the end of one comes back here.
      if (full && !ended.length) return;
      const at = Math.max(next, full ? (ended[0] as number) + after : time);
      if (at > time) {
        timer = setTimeout(go, Math.ceil(at - time));
        return;
      }
      next = Math.max(next, time - ARREARS_MS) + APART_MS;
      underWay++;
      waiting.shift();
      start();
    }
  }

  return async (call) => {
    await new Promise<void>((resolve) => {
      waiting.push(resolve);
      if (waiting.length === 1) go();
    });
    const started = now();
    try {
      return await call();
    } finally {
      underWay--;
      const end = now();
      ended.push(end);
      ways.push(end - started);
      if (ways.length > REMEMBERED) ways.shift();
      go();
    }
  };
}
