import type { ArticleText } from '../domain/article.ts';
import type { Extraction } from '../domain/claim.ts';
import { createWorkers } from '../workers.ts';
import type { Names } from './mentions.ts';

export interface ExtractionPool {
  /** Never rejects: an article that takes too long is read again by its beginning, and gives nothing if that fails. */
  extract(article: ArticleText): Promise<Extraction>;
  close(): Promise<void>;
}

export interface ExtractionPoolOptions {
  /** For one article, not counting its wait; default 10 s. */
  deadlineMs?: number;
  /** Memory of the worker in MB before it is ended; default 512. */
  memoryMb?: number;
}

/** To begin again takes a second, which the alert of the next article would wait for: news comes more often than this. */
const IDLE_MS = 10 * 60_000;
/** What of an article is read when the whole took too long. */
const BEGINNING = 4_000;

/** Extracts in a worker thread, so that no article can hold up the process. */
export function createExtractionPool(names: Names, options: ExtractionPoolOptions = {}): ExtractionPool {
  const { deadlineMs = 10_000, memoryMb = 512 } = options;
  const { companies, outlets, feeds } = names;
  const workers = createWorkers<ArticleText>(new URL('./worker.ts', import.meta.url), {
    deadlineMs,
    memoryMb,
    idleMs: IDLE_MS,
    data: { companies, outlets, feeds } satisfies Names,
  });

  async function read(article: ArticleText): Promise<Extraction | null> {
    const done = await workers.run<Extraction>(article);
    return 'value' in done ? done.value : null;
  }

  return {
    async extract(article) {
      const whole = await read(article);
      if (whole) return whole;
      const beginning = { ...article, title: article.title.slice(0, 300), text: article.text.slice(0, BEGINNING) };
      return (await read(beginning)) ?? { mentions: [], claims: [] };
    },
    close: workers.close,
  };
}
