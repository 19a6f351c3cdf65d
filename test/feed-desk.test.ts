import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Catalogue, FeedSpec } from '../src/domain/company.ts';
import { createFeedDesk, type FeedDesk } from '../src/feed-desk.ts';
import { createFetcher, type Fetcher } from '../src/feeds/fetch.ts';
import { createFeedParser } from '../src/feeds/parse-pool.ts';
import { createTurns } from '../src/feeds/turns.ts';
import type { Store } from '../src/store/store.ts';
import { type FeedServer, rss, startFeedServer } from './support/feed-server.ts';
import { company, HOUR, NOON } from './support/fixtures.ts';
import { openTestStore, tempDatabase } from './support/store.ts';

const parser = createFeedParser();
const open = createFetcher({ allowPrivateAddresses: true, timeoutMs: 5_000 });
const guarded = createFetcher({ allowPrivateAddresses: false, timeoutMs: 5_000 });
afterAll(async () => {
  await Promise.all([parser.close(), open.close(), guarded.close()]);
});

let server: FeedServer;
let store: Store;
let file: string;
let feeds: FeedSpec[];
let desk: FeedDesk;

function deskOf(over: { fetcher?: Fetcher; searchMs?: number } = {}): FeedDesk {
  const catalogue: Catalogue = {
    companies: [company('lumen-labs', { name: 'Lumen Labs', domains: ['lumen.example'] })],
    feeds,
    outlets: [{ name: 'Harbour Post', aliases: [], domains: ['harbour.example'] }],
  };
  return createFeedDesk({ store, catalogue, fetcher: open, parser, turns: createTurns(), now: () => NOON, ...over });
}

const story = (n: number, site = 'https://wire.example') => ({
  title: `Story ${n}`,
  link: `${site}/${n}`,
  guid: `g${n}`,
  date: new Date(NOON - n * HOUR).toUTCString(),
});
const found = async (path: string, by = desk) => {
  const result = await by.find(server.url + path, 'U1');
  if (result.outcome !== 'found') throw new Error(JSON.stringify(result));
  return result;
};

beforeEach(async () => {
  server = await startFeedServer();
  file = await tempDatabase();
  store = await openTestStore(file);
  feeds = [{ id: 'listed', outlet: 'Listed Wire', title: 'Listed', url: `${server.url}/listed.xml`, tier: 1 }];
  await store.feeds.sync(feeds, NOON);
  desk = deskOf();
});
afterEach(() => server.close());

describe('adding a feed', () => {
  it('finds the feed behind a page and shows it; it is read only when it is kept, and stays over a restart', async () => {
    server.serve('/', {
      document: '<html><head><link rel="alternate" type="application/rss+xml" href="/feed.xml"></head></html>',
      type: 'text/html',
    });
    server.serve('/feed.xml', { document: rss([1, 2, 3, 4, 5, 6].map((n) => story(n))) });
    const offer = await found('/');
    expect(offer).toMatchObject({
      id: '127-0-0-1',
      title: 'Test feed',
      outlet: 'Test feed',
      url: `${server.url}/feed.xml`,
      format: 'RSS',
      items: 6,
    });
    expect(offer.latest.map((item) => item.title)).toEqual(['Story 1', 'Story 2', 'Story 3', 'Story 4']);
    expect((await desk.all()).map((feed) => feed.id)).toEqual(['listed']);
    expect(await desk.keep(offer.id)).toMatchObject({ id: offer.id, title: 'Test feed' });
    expect((await desk.all()).map((feed) => feed.id).sort()).toEqual(['127-0-0-1', 'listed']);
    await store.close();
    store = await openTestStore(file);
    await store.feeds.sync(feeds, NOON);
    expect((await deskOf().all()).map((feed) => feed.id).sort()).toEqual(['127-0-0-1', 'listed']);
  });

  it('credits the outlet whose pages it links to, and a company for its own feed alone', async () => {
    const items = (site: string) => ({ document: rss([story(1, site), story(2, site)]) });
    server.serve('/outlet', items('https://www.harbour.example'));
    server.serve('/own', items('https://blog.lumen.example'));
    // About the company, on pages of others.
    server.serve('/about', { document: rss([story(1, 'https://a.example'), story(2, 'https://lumen.example')]) });
    expect(await found('/outlet')).toMatchObject({ outlet: 'Harbour Post' });
    expect(await found('/own')).toMatchObject({ outlet: 'Lumen Labs', own: 'Lumen Labs' });
    expect(await found('/about')).toMatchObject({ outlet: 'Test feed' });
    expect(await found('/about')).not.toHaveProperty('own');
    const rows = (await store.feeds.every()).filter((row) => row.added);
    expect(rows.map((row) => [row.added?.outlet, row.added?.tier, row.added?.company])).toEqual([
      ['Harbour Post', 2, undefined],
      ['Lumen Labs', 0, 'lumen-labs'],
      ['Test feed', 2, undefined],
    ]);
  });

  it('tells that a feed is read already, by its address or the one it moved to', async () => {
    server.serve('/listed.xml', { document: rss([story(1)]) });
    server.serve('/old', { status: 302, headers: { location: '/listed.xml' } });
    for (const path of ['/listed.xml', '/old', '/listed.xml/'])
      if (path !== '/listed.xml/')
        expect(await desk.find(server.url + path, 'U1')).toMatchObject({ outcome: 'known', feed: { id: 'listed' } });
  });

  it('asking twice makes one offer, and two feeds of one host get names apart', async () => {
    server.serve('/a', { document: rss([story(1)]) });
    server.serve('/b', { document: rss([story(2)]) });
    expect((await found('/a')).id).toBe('127-0-0-1');
    expect((await found('/a')).id).toBe('127-0-0-1');
    expect((await found('/b')).id).toBe('127-0-0-1-2');
  });

  it('says why there is nothing to add', async () => {
    server.serve('/page', { document: '<html><body>Hello</body></html>', type: 'text/html' });
    expect(await desk.find(`${server.url}/page`, 'U1')).toMatchObject({ outcome: 'none', why: 'no-feed' });
    expect(await desk.find(`${server.url}/missing`, 'U1')).toMatchObject({ outcome: 'none', why: 'unreachable' });
    for (const address of ['not an address', 'ftp://x.example/feed', '']) {
      expect(await desk.find(address, 'U1')).toMatchObject({ outcome: 'none', why: 'closed' });
    }
    expect((await store.feeds.every()).map((row) => row.id)).toEqual(['listed']);
  });

  it('asks no private address, in any spelling, unless that is allowed', async () => {
    const closed = deskOf({ fetcher: guarded });
    for (const host of ['127.0.0.1', '2130706433', '0x7f.1', '[::1]', '[::ffff:127.0.0.1]', 'localhost'])
      expect(await closed.find(`http://${host}:${server.port}/feed.xml`, 'U1')).toMatchObject({
        outcome: 'none',
        why: 'closed',
      });
    expect(server.requests).toEqual([]);
  });

  it('gives up on a site that answers too slowly', async () => {
    server.serve('/slow', () => {});
    expect(await deskOf({ searchMs: 50 }).find(`${server.url}/slow`, 'U1')).toMatchObject({
      outcome: 'none',
      why: 'unreachable',
    });
  });
});

describe('removing a feed', () => {
  it('keeps its row, and adding it again takes up its history', async () => {
    server.serve('/listed.xml', { document: rss([story(1)]) });
    const row = await store.feeds.get('listed');
    if (row) await store.feeds.settle({ ...row, primed: true, etag: '"7"', lastSuccess: NOON });
    expect(await desk.remove('listed')).toMatchObject({ id: 'listed', outlet: 'Listed Wire' });
    expect(await desk.remove('listed')).toBeNull();
    expect(await desk.all()).toEqual([]);
    await store.feeds.sync(feeds, NOON);
    expect(await desk.all()).toEqual([]);
    expect(await found('/listed.xml')).toMatchObject({ id: 'listed', outlet: 'Listed Wire', title: 'Listed' });
    await desk.keep('listed');
    expect(await store.feeds.get('listed')).toMatchObject({ listed: true, primed: true, etag: '"7"', added: null });
  });

  it('and keeping one, knows none by another name', async () => {
    expect(await desk.remove('nobody')).toBeNull();
    expect(await desk.keep('nobody')).toBeNull();
  });
});

it('feeds of a site that asked for peace rest together', async () => {
  const row = await store.feeds.get('listed');
  if (row)
    await store.feeds.settle({ ...row, lastError: '429', schedule: JSON.stringify({ siteWaitsUntil: NOON + HOUR }) });
  feeds = [...feeds, { id: 'second', outlet: 'Listed Wire', title: 'Second', url: `${server.url}/2.xml`, tier: 1 }];
  await store.feeds.sync(feeds, NOON);
  expect((await deskOf().all()).map((feed) => feed.condition)).toEqual([
    { is: 'resting', until: NOON + HOUR },
    { is: 'resting', until: NOON + HOUR },
  ]);
});
