import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import PQueue from 'p-queue';
import { Piscina } from 'piscina';
import type { ArticleText } from '../domain/article.ts';
import type { Extraction } from '../domain/claim.ts';
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

/** What of an article is read when the whole took too long. */
const BEGINNING = 4_000;

/** Extracts in a worker thread, so that no article can hold up the process. */
export function createExtractionPool(names: Names, options: ExtractionPoolOptions = {}): ExtractionPool {
  const { deadlineMs = 10_000, memoryMb = 512 } = options;
  const here = fileURLToPath(import.meta.url);
  const { companies, outlets, feeds } = names;
  const pool = new Piscina({
    filename: fileURLToPath(new URL(`./worker${extname(here)}`, import.meta.url)),
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: 30_000,
    workerData: { companies, outlets, feeds } satisfies Names,
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
  });
  const queue = new PQueue({ concurrency: 1 });

  async function run(article: ArticleText): Promise<Extraction | null> {
    const ended = new AbortController();
    const timer = setTimeout(() => ended.abort(), deadlineMs);
    try {
      return (await pool.run(article, { signal: ended.signal })) as Extraction;
    } catch {
      return null;
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    extract: (article) =>
      queue.add(async () => {
        const whole = await run(article);
        if (whole) return whole;
        const beginning = { ...article, title: article.title.slice(0, 300), text: article.text.slice(0, BEGINNING) };
        return (await run(beginning)) ?? { mentions: [], claims: [] };
      }),
    async close() {
      queue.clear();
      await pool.destroy();
    },
  };
}
