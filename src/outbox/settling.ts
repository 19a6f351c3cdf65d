import type { Delivery } from '../domain/delivery.ts';
import type { Log } from '../log.ts';
import { StoreError } from '../store/errors.ts';
import type { Settled, Store } from '../store/store.ts';
import { within } from './bell.ts';
import type { Verdict } from './verdict.ts';

export interface SettlingParts {
  store: Store;
  log: Log;
  /** Epoch ms. */
  now: () => number;
  /** How many are under way, those that wait to be settled included: where all wait, nothing else is waited for. */
  underWay: () => number;
  /** Resolves when the outbox stops: then nothing is tried again. */
  stopped: Promise<void>;
  /** Called when subscriptions were paused. */
  onPause: () => void;
}

export interface Settling {
  /** Writes the verdict down; while the database cannot take it, tries again as long as the lease holds. Never rejects. */
  settle(delivery: Delivery, by: string, verdict: Verdict): Promise<void>;
}

interface Ended {
  delivery: Delivery;
  by: string;
  verdict: Verdict;
}

/**
 * What ends within this time is one transaction: each waits for the disk. As long a message that stands is not noted yet, so
 * that after a death it is looked for.
 */
const GATHER_MS = 20;
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5_000;

/** Writes down what became of deliveries. */
export function createSettling(parts: SettlingParts): Settling {
  const { store, log, now } = parts;
  let gathered: Ended[] = [];
  let gathering: { timer: NodeJS.Timeout; written: Promise<void>; write: () => void } | null = null;
  let stopping = false;
  void parts.stopped.then(() => {
    stopping = true;
    gathering?.write();
  });

  function gather(ended: Ended): Promise<void> {
    gathered.push(ended);
    if (!gathering) {
      let write = () => {};
      const due = new Promise<void>((resolve) => {
        write = resolve;
      });
      const written = due.then(() => {
        clearTimeout(gathering?.timer);
        gathering = null;
        const together = gathered;
        gathered = [];
        return persist(together);
      });
      gathering = { timer: setTimeout(write, GATHER_MS), written, write };
    }
    const { written, write } = gathering;
    if (stopping || gathered.length >= parts.underWay()) write();
    return written;
  }

  async function persist(together: readonly Ended[]): Promise<void> {
    let left = together;
    for (let pauseMs = FIRST_PAUSE_MS; left.length; pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2)) {
      try {
        return await write(left);
      } catch (error) {
        for (const { delivery, verdict } of left)
          log.error(
            { delivery: delivery.id, state: verdict.progress.state, err: error },
            'what became of a message could not be stored',
          );
        if (!(error instanceof StoreError)) {
          // No trouble of the database's: one of them cannot be written, and the others can.
          if (left.length > 1) await Promise.all(left.map((one) => persist([one])));
          return;
        }
        left = stopping ? [] : left.filter(({ delivery }) => now() + pauseMs < leasedUntil(delivery, now()));
        if (left.length) await within(pauseMs, parts.stopped);
      }
    }
  }

  async function write(ended: readonly Ended[]): Promise<void> {
    const [first] = ended;
    if (first && movesItsChannel(first.verdict)) return writeWithChannel(first);
    await store.deliveries.settleAll(ended.map(settled));
  }

  /** Alone, since it changes more than its row. */
  async function writeWithChannel({ delivery, by, verdict }: Ended): Promise<void> {
    const { pause, watch } = verdict;
    await store.transaction(async (tx) => {
      const { id, progress, more } = settled({ delivery, by, verdict });
      await tx.deliveries.settle(id, progress, more);
      if (pause !== undefined) await tx.subscriptions.pause(delivery.channel, pause, now());
      if (watch !== undefined) await tx.outages.watch(delivery.channel, watch, now());
    });
    if (pause !== undefined) parts.onPause();
  }

  return {
    settle(delivery, by, verdict) {
      const ended = { delivery, by, verdict };
      return movesItsChannel(verdict) ? persist([ended]) : gather(ended);
    },
  };
}

const settled = ({ delivery, by, verdict }: Ended): Settled => ({
  id: delivery.id,
  progress: verdict.progress,
  more: { ...verdict.more, by },
});

const movesItsChannel = ({ pause, watch }: Verdict): boolean => pause !== undefined || watch !== undefined;

const leasedUntil = ({ progress }: Delivery, otherwise: number): number =>
  progress.state === 'leased' ? progress.until : otherwise;
