import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { late } from './row.ts';

/** Linux tells how long the main thread was ready to run and had no core, ns. */
const SCHEDULE = `/proc/self/task/${process.pid}/schedstat`;
const told = existsSync(SCHEDULE);

/** For how long (ms, since the start) this thread waited for a core that other programs had; 0 where nobody tells. */
export const waited = (): number => (told ? Number(readFileSync(SCHEDULE, 'utf8').split(' ')[1]) / 1e6 : 0);

/** A stretch of time: all of it, and without what was spent waiting for a core. ms. */
export interface Took {
  ms: number;
  own: number;
}

export async function took(work: () => unknown): Promise<Took> {
  const [start, before] = [performance.now(), waited()];
  await work();
  const ms = performance.now() - start;
  return { ms, own: Math.max(0, ms - (waited() - before)) };
}

/** How much later than asked a timer of a millisecond comes, again and again, till `stop`. */
export function watchLoop(): { stop(): Promise<Took[]> } {
  let watching = true;
  const seen: Took[] = [];
  const ended = (async () => {
    while (watching) {
      const { ms, own } = await took(() => pause(1));
      seen.push({ ms: Math.max(0, ms - 1), own: Math.max(0, own - 1) });
    }
  })();
  return {
    async stop() {
      watching = false;
      await ended;
      return seen;
    },
  };
}

/** For a note: what the clock says at the 99th percentile, with the waits for a core. */
export const withWaits = (all: readonly Took[]): string =>
  told ? `${late(all.map((it) => it.ms)).toFixed(0)} ms with what it waited for a core that others had` : '';
