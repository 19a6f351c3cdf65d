/** Of a bot Discord takes so many calls in any second. */
const CALLS = 50;
const WITHIN_MS = 1_000;
/** Between two calls: less than their share of a second, so that what was held up is made up for. */
const APART_MS = 18;
/** So much of what was held up (by other work of the process) is made up for at once. */
const ARREARS_MS = 100;

/**
 * Makes each call when Discord certainly takes it, in order. A call reaches Discord at some moment between its start and its
 * end; so a place that it took is free again a second after its end, however long it was on its way. `now`: ms that never
 * go back.
 */
export function createPace(now: () => number = () => performance.now()): <T>(call: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  /** When the places of calls that ended come free, in order. */
  const ended: number[] = [];
  let underWay = 0;
  let next = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;

  function go(): void {
    clearTimeout(timer);
    for (;;) {
      const time = now();
      while (ended.length && (ended[0] as number) <= time) ended.shift();
      const start = waiting[0];
      if (!start) return;
      const full = underWay + ended.length >= CALLS;
      // Where all places are those of calls under way, the end of one comes back here.
      if (full && !ended.length) return;
      const at = Math.max(next, full ? (ended[0] as number) : time);
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
    try {
      return await call();
    } finally {
      underWay--;
      ended.push(now() + WITHIN_MS);
      go();
    }
  };
}
