import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { loadDemo } from './catalogue.ts';
import type { ChannelRef } from './domain/subscription.ts';
import type { Poller } from './poll.ts';
import type { Store } from './store/store.ts';

/** How many articles are looked at in one go. */
const PAGE = 100;

export interface DemoParts {
  store: Pick<Store, 'articles' | 'subscriptions'>;
  poller: Pick<Poller, 'readDocument'>;
  /** Where its alerts go. */
  channel: ChannelRef;
  /** Epoch ms. */
  now: () => number;
  /** Where `demo.json` is; the edition that comes with the program by default. */
  dir?: string;
}

/**
 * Reads the demo edition as if its feeds had just shown it, and lets the channel follow its companies first, so that its
 * alerts are seen. A database that has read it before hears nothing twice, and keeps what was subscribed since.
 * Resolves with the number of articles that were new. Throws `CatalogueError` where the edition is broken.
 */
export async function readDemo({ store, poller, channel, now, dir }: DemoParts): Promise<number> {
  const demo = loadDemo(dir);
  const following = await store.subscriptions.of(channel);
  if (!following.length && !(await wasRead(store, demo.companies))) {
    for (const company of demo.companies) {
      await store.subscriptions.put({
        id: randomUUID(),
        channel,
        company,
        types: [],
        minAmount: null,
        cadence: 'instant',
        createdBy: 'demo',
        createdAt: now(),
        paused: null,
        mutedUntil: null,
      });
    }
  }
  let fresh = 0;
  for (const { file, ...feed } of demo.feeds) {
    const { results } = await poller.readDocument({ bytes: await readFile(file), feed, base: feed.url, demo: true });
    fresh += results.filter((result) => result.outcome === 'new').length;
  }
  return fresh;
}

async function wasRead(store: DemoParts['store'], companies: readonly string[]): Promise<boolean> {
  for (const company of companies) {
    for (let from = 0, more = true; more; from += PAGE) {
      const news = await store.articles.news(company, PAGE, from);
      if (news.some((row) => row.article.demo)) return true;
      more = news.length === PAGE;
    }
  }
  return false;
}
