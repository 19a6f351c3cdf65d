import { isDeepStrictEqual } from 'node:util';
import { watchFiles } from './catalogue/watch.ts';
import { bundledData, loadCatalogue } from './catalogue.ts';
import type { ArticleText } from './domain/article.ts';
import type { Extraction } from './domain/claim.ts';
import type { Catalogue, FeedSpec } from './domain/company.ts';
import { createLookup, type Lookup } from './domain/lookup.ts';
import { createExtractionPool, type ExtractionPool } from './extract/pool.ts';
import type { Log } from './log.ts';

/** The catalogue, its names, and the workers that know them, as its files are now. */
export interface Live {
  /** `companies` and `feeds` are those of the moment; outlets come with the program. */
  catalogue: Catalogue;
  lookup: Lookup;
  extract(article: ArticleText): Promise<Extraction>;
  /** Reads the files again. False where one is broken: then all stays as it was, and the log says why. */
  reload(): boolean;
  /** From now on a change of a file is picked up by itself. */
  watch(): void;
  close(): Promise<void>;
}

export interface LiveParts {
  files: { companies: string | null; feeds: string | null };
  log: Log;
  /** Other feeds are listed from now on. */
  onFeeds?: (feeds: readonly FeedSpec[]) => void;
  /** Ms between two looks at the files. */
  lookMs?: number;
}

/** Loads the catalogue. Throws `CatalogueError`; later faults are told in the log alone. */
export function createLive({ files, log, onFeeds, lookMs }: LiveParts): Live {
  let now = loadCatalogue(files);
  let lookup = createLookup(now.companies);
  let pool = counted(createExtractionPool(now));
  const retiring = new Set<Promise<void>>();
  let watcher: { close(): void } | null = null;

  function reload(): boolean {
    let next: Catalogue;
    try {
      next = loadCatalogue(files);
    } catch (error) {
      log.error(
        { reason: (error as Error).message },
        'the catalogue was changed and is broken: companies and feeds stay as they were',
      );
      return false;
    }
    if (!isDeepStrictEqual(next.feeds, now.feeds)) {
      now = { ...now, feeds: next.feeds };
      log.info({ feeds: now.feeds.length }, 'the list of feeds was changed: it holds from now on');
      onFeeds?.(now.feeds);
    }
    if (isDeepStrictEqual(next.companies, now.companies)) return true;
    const before = pool;
    now = { ...now, companies: next.companies };
    lookup = createLookup(now.companies);
    pool = counted(createExtractionPool(now));
    // What is being read keeps its worker till it is done.
    const retired = before.retire().finally(() => retiring.delete(retired));
    retiring.add(retired);
    log.info({ companies: now.companies.length }, 'the catalogue was changed: its companies are read anew');
    return true;
  }

  return {
    catalogue: {
      get companies() {
        return now.companies;
      },
      get feeds() {
        return now.feeds;
      },
      outlets: now.outlets,
    },
    lookup: {
      find: (text) => lookup.find(text),
      suggest: (text, limit) => lookup.suggest(text, limit),
      bySlug: (slug) => lookup.bySlug(slug),
    },
    extract: (article) => pool.extract(article),
    reload,
    watch() {
      const paths = [files.companies ?? bundledData('companies.json'), files.feeds ?? bundledData('feeds.json')];
      watcher ??= watchFiles(paths, reload, lookMs);
    },
    async close() {
      watcher?.close();
      await Promise.all([pool.close(), ...retiring]);
    },
  };
}

/** A pool that can be left once nothing is being read in it. */
function counted(pool: ExtractionPool) {
  const reading = new Set<Promise<Extraction>>();
  return {
    extract(article: ArticleText): Promise<Extraction> {
      const work = pool.extract(article).finally(() => reading.delete(work));
      reading.add(work);
      return work;
    },
    close: pool.close,
    async retire(): Promise<void> {
      while (reading.size) await Promise.allSettled(reading);
      await pool.close();
    },
  };
}
