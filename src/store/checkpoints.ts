/**
 * SQLite writes to a log beside the file, and now and then somebody must copy the pages of the log into the file. By itself
 * it is whoever commits as the log reaches a thousand pages: some 40 ms in which the process does nothing else. So a thread
 * copies them, meanwhile others read and write on.
 */
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';

export interface Checkpoints {
  /** Resolves when the next transaction may begin: at once, unless the log has grown so long that it must be emptied first. */
  ready(): Promise<void>;
  /** Some pages more, about, were written and are committed. */
  written(pages: number): void;
  /** Ends the thread, in the middle of nothing. */
  stop(): Promise<void>;
}

/** After so many pages a copy is worth the while. */
const PAGES = 500;
/** A log of so many pages must begin anew, which it does once all of it was copied and nobody wrote meanwhile. */
const LONG = 4_000;
/** From so many pages on, whoever commits copies, as ever: the thread is behind, or somebody reads an old state for long. */
export const VERY_LONG = 16_000;
/** Of 4 KB, which is what a page of SQLite has. */
const PAGE = 4096;
/** What a statement that writes changes, with its indexes, besides what it brings. */
const CHANGED = 2;
/** What is left of the log's file when it begins anew, bytes. */
export const KEPT_BYTES = 64 * 2 ** 20;
/** It holds a connection and no data. */
const THREAD = { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 2 };

/** `failed`: the thread is no more, so that the connections must do it themselves. */
export function createCheckpoints(file: string, failed: () => void): Checkpoints {
  let thread: Worker | null = null;
  let ended = false;
  let pages = 0;
  let copying: Promise<void> | null = null;
  let answered: (log: number) => void = () => {};
  let long = false;

  function start(): Worker {
    const source = fileURLToPath(new URL('./checkpoint-worker.ts', import.meta.url));
    const started = new Worker(source.replace(/\.ts$/, extname(fileURLToPath(import.meta.url))), {
      workerData: file,
      resourceLimits: THREAD,
    });
    started.unref();
    started.on('message', (log: number) => answered(log));
    // Its end tells.
    started.on('error', () => {});
    started.once('exit', () => {
      answered(0);
      if (!ended) failed();
      ended = true;
    });
    return started;
  }

  function copy(): Promise<void> {
    thread ??= start();
    const running = thread;
    copying = new Promise<number>((resolve) => {
      answered = resolve;
      running.postMessage('copy');
    }).then((log) => {
      copying = null;
      long = log >= LONG;
    });
    return copying;
  }

  return {
    async ready() {
      if (!long || ended) return;
      // Transactions take turns, so nothing is written meanwhile: all is copied, and the next one begins the log anew, unless
      // somebody reads an older state.
      await copying;
      if (!ended) await copy();
      long = false;
    },
    written(some) {
      pages += some;
      if (pages < PAGES || copying || ended) return;
      pages = 0;
      void copy();
    },
    async stop() {
      if (!thread || ended) return;
      ended = true;
      const running = thread;
      await new Promise<unknown>((resolve) => {
        running.once('exit', resolve);
        running.postMessage('close');
      });
    },
  };
}

/** How many pages a statement writes that was given these values, about. */
export const pagesOf = (parameters: readonly unknown[]): number =>
  CHANGED + parameters.reduce<number>((sum, it) => sum + (typeof it === 'string' ? it.length : 0), 0) / PAGE;
