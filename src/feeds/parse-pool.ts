import { createWorkers } from '../workers.ts';
import type { FeedLink, PageText } from './page-text.ts';
import type { ParsedFeed, ParseOptions } from './parse.ts';
import type { Job } from './parse-worker.ts';

export interface FeedParser {
  /** Never rejects: a document that takes too long or ends its worker comes back with `error`. */
  parse(bytes: Uint8Array, options: ParseOptions): Promise<ParsedFeed>;
  /** Null where the page cannot be read in time. */
  page(bytes: Uint8Array, url: string, contentType: string | null): Promise<PageText | null>;
  /** Feeds that a page names, best first; none where it cannot be read. */
  links(bytes: Uint8Array, url: string, contentType: string | null): Promise<FeedLink[]>;
  close(): Promise<void>;
}

export interface FeedParserOptions {
  /** For one document, not counting its wait for a worker; default 5 s. */
  deadlineMs?: number;
  /** Worker threads; default 1. */
  threads?: number;
  /** Memory of a worker in MB before it is ended; default 512. */
  memoryMb?: number;
}

/**
 * Parses in worker threads, so that no document from outside can hold up or end the process: one that takes too long
 * has its worker ended, and the next one gets a new worker.
 */
export function createFeedParser(options: FeedParserOptions = {}): FeedParser {
  const { deadlineMs = 5_000, threads = 1, memoryMb = 512 } = options;
  const workers = createWorkers<Job>(new URL('./parse-worker.ts', import.meta.url), { deadlineMs, threads, memoryMb });

  return {
    async parse(bytes, { base, contentType }) {
      const job: Job = {
        kind: 'feed',
        bytes: own(bytes),
        options: { ...(base === undefined ? {} : { base }), contentType: contentType ?? null },
      };
      const done = await workers.run<ParsedFeed>(job);
      if ('value' in done) return done.value;
      return { title: null, items: [], hints: {}, error: `The document cannot be read (${done.fault}).` };
    },
    async page(bytes, url, contentType) {
      const done = await workers.run<PageText>({ kind: 'page', bytes: own(bytes), url, contentType });
      return 'value' in done ? done.value : null;
    },
    async links(bytes, url, contentType) {
      const done = await workers.run<FeedLink[]>({ kind: 'links', bytes: own(bytes), url, contentType });
      return 'value' in done ? done.value : [];
    },
    close: workers.close,
  };
}

/** A view of its own memory: a message copies the whole buffer that a view looks into, which may be Node's shared one. */
function own(bytes: Uint8Array): Uint8Array {
  return bytes.byteLength === bytes.buffer.byteLength ? bytes : Uint8Array.from(bytes);
}
