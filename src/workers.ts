import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import PQueue from 'p-queue';
import { Piscina } from 'piscina';

export interface WorkersOptions {
  /** For one job, counting neither its wait nor the start of a worker. */
  deadlineMs: number;
  /** At once; default 1. */
  threads?: number;
  /** Memory of a worker in MB before it is ended; default 512. */
  memoryMb?: number;
  /** After this long without a job a worker ends, and gives back its memory; default 30 s. */
  idleMs?: number;
  /** What a worker is given when it starts (`workerData`, as the second of a pair). */
  data?: unknown;
}

/** What became of a job; `fault` in plain words. */
export type Done<T> = { value: T } | { fault: string };

export interface Workers<Job> {
  /** Never rejects. A job that takes too long or too much ends its worker, and the next one gets a new worker. */
  run<T>(job: Job): Promise<Done<T>>;
  close(): Promise<void>;
}

/**
 * Threads for work on input from outside, so that no document can hold up or end the process. `file` is the source of the
 * worker (`new URL('./worker.ts', import.meta.url)`), whose default export takes a job and, with null, only says that it
 * is there; the compiled file is taken where the program runs compiled.
 */
export function createWorkers<Job>(file: URL, options: WorkersOptions): Workers<Job> {
  const { deadlineMs, threads = 1, memoryMb = 512, idleMs = 30_000, data } = options;
  const pool = new Piscina({
    filename: fileURLToPath(file).replace(/\.ts$/, extname(fileURLToPath(import.meta.url))),
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: idleMs,
    ...(data === undefined ? {} : { workerData: data }),
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    // A histogram that nobody reads.
    recordTiming: false,
  });
  /** There is a worker and it has loaded its modules; of several, nobody knows which of them takes the next job. */
  let loaded = false;
  pool.on('workerDestroy', () => {
    loaded = false;
  });
  // What waits here has not started its deadline.
  const queue = new PQueue({ concurrency: threads });

  async function attempt<T>(job: Job): Promise<Done<T>> {
    const ended = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    try {
      // A worker that must be started first loads its modules: on a busy machine that takes longer than any job.
      if (!loaded) await pool.run(null);
      loaded = threads === 1;
      timer = setTimeout(() => ended.abort(), deadlineMs);
      return { value: (await pool.run(job, { signal: ended.signal })) as T };
    } catch (error) {
      if (ended.signal.aborted) return { fault: `it took longer than ${deadlineMs / 1000} s` };
      return { fault: error instanceof Error ? error.message : String(error) };
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    run: (job) => queue.add(() => attempt(job)),
    async close() {
      queue.clear();
      await pool.destroy();
    },
  };
}
