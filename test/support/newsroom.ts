import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MadeItem } from './feed-server.ts';
import { type FeedServer, rss, startFeedServer } from './feed-server.ts';

/** An outlet of a test: its feed is served on loopback. */
export interface Outlet {
  id: string;
  outlet: string;
  tier: 0 | 1 | 2;
}

export const OUTLETS: readonly Outlet[] = [
  { id: 'harbour-post', outlet: 'Harbour Post', tier: 1 },
  { id: 'silicon-courier', outlet: 'Silicon Courier', tier: 1 },
  { id: 'venture-lantern', outlet: 'Venture Lantern', tier: 2 },
];

/** How three outlets told one story, on three days of June 2025. */
export const STORY: Readonly<Record<string, MadeItem>> = {
  'harbour-post': {
    title: 'Meta puts $14.3 billion into Scale AI and takes almost half of it',
    guid: 'hp-1',
    date: 'Fri, 13 Jun 2025 14:00:00 GMT',
    description: `<p>Meta is investing $14.3 billion in Scale AI and will hold a 49% stake in the data-labeling startup, Scale AI said on Friday. The social network will have no voting power at the company, a Scale AI spokesperson said.</p>
<p>The money is one of the largest sums that a technology company has ever paid for a part of a private startup. Work for other customers goes on as before.</p>`,
  },
  'silicon-courier': {
    title: 'Scale AI confirms Meta deal that values it at $29 billion',
    guid: 'sc-77',
    date: 'Fri, 13 Jun 2025 16:30:00 GMT',
    description: `<p>Scale AI confirmed that Meta has invested $14.3 billion in the company for a 49% stake. The deal values Scale AI at $29 billion.</p>
<p>Engineers at rivals had wondered for weeks where Meta would place its next bet.</p>`,
  },
  'venture-lantern': {
    title: 'Meta invests nearly $15 billion in Scale AI, report says',
    guid: 'vl-5',
    date: 'Sat, 14 Jun 2025 08:00:00 GMT',
    description: `<p>Meta has invested nearly $15 billion in Scale AI for a 49% stake, Bloomberg reported. The deal is the biggest of the year in artificial intelligence.</p>
<p>Scale AI prepares the data on which large models are trained.</p>`,
  },
};

export interface Newsroom {
  server: FeedServer;
  /** Holds the database, and `feeds.json`. */
  folder: string;
  /** Environment for a dealwire that reads these outlets. */
  env: Record<string, string>;
  /** Puts items into an outlet's feed, in place of what stood there. */
  publish(id: string, items: readonly MadeItem[]): void;
  close(): Promise<void>;
}

/** Outlets whose feeds are served on loopback, and a folder for the bot that reads them. */
export async function openNewsroom(outlets: readonly Outlet[] = OUTLETS): Promise<Newsroom> {
  const server = await startFeedServer();
  const folder = mkdtempSync(join(tmpdir(), 'dealwire-newsroom-'));
  const feeds = outlets.map(({ id, outlet, tier }) => ({
    id,
    outlet,
    tier,
    title: outlet,
    url: `${server.url}/${id}.xml`,
  }));
  writeFileSync(join(folder, 'feeds.json'), JSON.stringify(feeds));
  const publish = (id: string, items: readonly MadeItem[]) =>
    server.serve(`/${id}.xml`, { document: rss(items), type: 'application/rss+xml' });
  for (const { id } of outlets) publish(id, []);
  return {
    server,
    folder,
    publish,
    env: {
      DATABASE_URL: `sqlite:${join(folder, 'dealwire.db')}`,
      FEEDS_FILE: join(folder, 'feeds.json'),
      ALLOW_PRIVATE_ADDRESSES: 'true',
      FETCH_ARTICLES: 'false',
      LOG_LEVEL: 'silent',
    },
    async close() {
      await server.close();
      rmSync(folder, { recursive: true });
    },
  };
}
