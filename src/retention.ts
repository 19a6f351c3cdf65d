import { setImmediate as breathe } from 'node:timers/promises';
import type { Log } from './log.ts';
import { createBell } from './outbox/bell.ts';
import type { Aged, Store } from './store/store.ts';

export interface RetentionParts {
  store: Store;
  /** What is older may go. */
  days: number;
  log: Log;
  /** Epoch ms. */
  now: () => number;
}

export interface Retention {
  /** Sweeps once a day, until `stop`. */
  start(): void;
  /** Sweeps, unless a process has done so today. Throws `StoreError`: then the next day goes on. */
  round(): Promise<void>;
  /** Ends after the batch in hand. */
  stop(): Promise<void>;
}

const LOOK_MS = 10 * 60_000;
const DAY_MS = 24 * 3_600_000;

/**
 * Keeps the database small: what is older than so many days and needed by nothing goes, in batches between which others
 * get their turn. What counts as needed is the store's to say (`store.retention`).
 */
export function createRetention({ store, days, log, now }: RetentionParts): Retention {
  const bell = createBell();
  let stopping = false;
  let loop: Promise<void> | null = null;

  async function round(): Promise<void> {
    const today = Math.floor(now() / DAY_MS);
    // Of several processes one does it; and another number of days counts at once.
    if (!(await store.once(`retention ${days} ${today}`, (today + 2) * DAY_MS, now()))) return;
    const before = now() - days * DAY_MS;
    // Messages before the facts that they tell, facts before the articles that they rest on.
    const deliveries = await sweepAgain('deliveries', before);
    const facts = await sweep('facts', before);
    const articles = await sweep('articles', before);
    if (deliveries || facts || articles)
      log.info({ days, deliveries, facts, articles }, 'what is old and needed by nothing was deleted');
  }

  async function sweep(what: Parameters<Store['retention']['sweep']>[0], before: number): Promise<number> {
    let dropped = 0;
    let after: Aged | null = null;
    do {
      const batch: Awaited<ReturnType<Store['retention']['sweep']>> = await store.retention.sweep(what, before, after);
      dropped += batch.dropped;
      after = batch.next;
      // SQLite answers without ever letting go of the thread.
      await breathe();
    } while (after && !stopping);
    return dropped;
  }

  /** What went may have been all that referred to something older. */
  async function sweepAgain(what: 'deliveries', before: number): Promise<number> {
    const dropped = await sweep(what, before);
    return dropped && !stopping ? dropped + (await sweepAgain(what, before)) : dropped;
  }

  async function run(): Promise<void> {
    while (!stopping) {
      await round().catch((error: unknown) =>
        log.error({ err: error }, 'what is old could not be deleted; it goes on tomorrow'),
      );
      if (!stopping) await bell.sleep(LOOK_MS);
    }
  }

  return {
    start() {
      if (!stopping) loop ??= run();
    },
    round,
    async stop() {
      stopping = true;
      bell.ring();
      await loop;
    },
  };
}
