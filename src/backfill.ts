import { setTimeout as pause } from 'node:timers/promises';
import PQueue from 'p-queue';
import type { FeedSpec } from './domain/company.ts';
import type { Fetcher } from './feeds/fetch.ts';
import { authorityOf } from './feeds/identity.ts';
import { olderPage } from './feeds/paging.ts';
import type { Turns } from './feeds/turns.ts';
import type { Poller } from './poll.ts';
import type { Backfill, BackfillTally, Store } from './store/store.ts';

export interface BackfillParts {
  store: Pick<Store, 'backfills'>;
  feeds: readonly FeedSpec[];
  fetcher: Pick<Fetcher, 'fetch'>;
  turns: Turns;
  poller: Pick<Poller, 'readDocument'>;
  /** Ms between two documents of one feed. */
  pauseMs?: number;
  /** Documents of one feed at most. */
  most?: number;
}

export interface BackfillOptions {
  /** Epoch ms: what is older is left out. A run that was interrupted goes on where this is the same. */
  since: number;
  /** After each feed, and once before the first. */
  onProgress?: (done: number, total: number) => void;
  /** Ends it after the documents in hand; the next run goes on from there. */
  signal?: AbortSignal;
}

export interface BackfillResult {
  /** False where it was interrupted. */
  finished: boolean;
  /** Feeds that were done, or begun, by a run before. */
  resumed: number;
  feeds: ({ id: string; done: boolean } & BackfillTally)[];
}

const PAUSE_MS = 1_500;
const MOST = 300;

/**
 * Reads the history of feeds, as far back as they offer it: their present document, then archives and pages (RFC 5005,
 * JSON Feed, WordPress). Everything is stored quietly: nobody is alerted. Feeds are read side by side, each host one
 * request at a time. Throws what the store throws.
 */
export async function backfill(parts: BackfillParts, options: BackfillOptions): Promise<BackfillResult> {
  const { store, feeds } = parts;
  const { since, signal } = options;
  const known = new Map((await store.backfills.of(since)).map((it) => [it.feedId, it]));
  const results = new Map<string, Backfill>();
  const finished = () => [...results.values()].filter((it) => it.next === null).length;
  const queue = new PQueue({ concurrency: 4 });
  options.onProgress?.([...known.values()].filter((it) => it.next === null).length, feeds.length);
  await queue.addAll(
    feeds.map((feed) => async () => {
      const begun = known.get(feed.id) ?? {
        feedId: feed.id,
        next: feed.url,
        tally: { documents: 0, articles: 0, claims: 0 },
      };
      results.set(feed.id, await readBack(feed, begun, parts, options));
      options.onProgress?.(finished(), feeds.length);
    }),
  );
  const done = finished() === feeds.length;
  if (done && !signal?.aborted) await store.backfills.end();
  return {
    finished: done,
    resumed: feeds.filter((feed) => known.has(feed.id)).length,
    feeds: [...results.values()].map(({ feedId, next, tally }) => ({ id: feedId, done: next === null, ...tally })),
  };
}

async function readBack(
  feed: FeedSpec,
  begun: Backfill,
  { store, fetcher, turns, poller, pauseMs = PAUSE_MS, most = MOST }: BackfillParts,
  { since, signal }: BackfillOptions,
): Promise<Backfill> {
  let at = begun;
  const seen = new Set<string>();
  while (at.next !== null && !signal?.aborted) {
    const url: string = at.next;
    if (seen.size) await pause(pauseMs, undefined, signal ? { signal } : {}).catch(() => {});
    if (signal?.aborted) break;
    seen.add(url);
    const answer = await turns.take(authorityOf(url), () => fetcher.fetch(url, signal ? { signal } : {}));
    if (signal?.aborted) break;
    let tally: BackfillTally = { ...at.tally };
    let next: string | null = null;
    if (answer.outcome !== 'ok') {
      // Behind the last page many a site says that there is none: that is the end, no problem.
      const ended =
        answer.outcome === 'failed' && tally.documents > 0 && (answer.status === 404 || answer.status === 410);
      if (!ended)
        tally.problem = answer.outcome === 'failed' ? answer.message : 'The server says that nothing changed.';
    } else {
      const { bytes, finalUrl: base, contentType } = answer;
      const { parsed, results, newest } = await poller.readDocument({
        bytes,
        feed,
        base,
        contentType,
        quiet: true,
        since,
      });
      const fresh = results.filter((result) => result.outcome === 'new');
      tally = {
        documents: tally.documents + 1,
        articles: tally.articles + fresh.length,
        claims: tally.claims + fresh.reduce((n, { claims }) => n + claims.length, 0),
        ...(parsed.error === undefined ? {} : { problem: parsed.error }),
      };
      const older = parsed.error === undefined ? olderPage(bytes, base, contentType) : null;
      // Without items, or with none that is young enough, what comes behind is older still.
      if (older && !seen.has(older) && parsed.items.length && newest !== null && newest >= since) {
        if (tally.documents < most) next = older;
        else tally.problem = `It has more than ${most} documents: the rest was left.`;
      }
    }
    // Only now: what was stored is known, so a document read twice does no harm, and one left out would.
    at = { feedId: feed.id, next, tally };
    await store.backfills.put(at, since);
  }
  return at;
}
