import type { ServerResponse } from 'node:http';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { FeedSpec } from '../../src/domain/company.ts';
import { createFetcher, type Fetcher } from '../../src/feeds/fetch.ts';
import { createFeedParser } from '../../src/feeds/parse-pool.ts';
import { createIntake } from '../../src/intake.ts';
import { createPoller } from '../../src/poll.ts';
import type { Store } from '../../src/store/store.ts';
import { type Answer, type FeedServer, rss, startFeedServer } from '../support/feed-server.ts';
import { HOUR, MINUTE, NOON } from '../support/fixtures.ts';
import { openTestStore } from '../support/store.ts';

const parser = createFeedParser({ deadlineMs: 1_000 });
const times: Record<string, string> = {};
// Starting a worker is no part of what is timed.
beforeAll(async () => void (await parser.parse(Buffer.from(rss([])), {})));
afterAll(async () => {
  await parser.close();
  console.log('ms for one poll of each hostile feed and a good one beside it:', times);
});

const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const GOOD = { title: 'A story', guid: 'g', link: 'https://wire.example/1' };
let server: FeedServer;
let store: Store;
let fetcher: Fetcher;
beforeEach(async () => {
  server = await startFeedServer();
  store = await openTestStore();
  server.serve('/good', { document: rss([GOOD]) });
});
afterEach(async () => {
  await fetcher.close();
  await server.close();
});

const spec = (id: string): FeedSpec => ({ id, outlet: id, title: id, url: `${server.url}/${id}`, tier: 2 });
const pollerOf = (feeds: FeedSpec[], over: { now?: () => number; fetchArticles?: boolean } = {}) =>
  createPoller({
    store,
    catalogue: { feeds },
    parser,
    extract: async () => ({ mentions: [], claims: [] }),
    intake: createIntake({ store }),
    fetcher,
    pollMs: 10 * MINUTE,
    fetchArticles: false,
    log: quiet,
    now: () => NOON,
    ...over,
  });

const forever = (write: (response: ServerResponse) => void, everyMs: number): Answer => {
  return (_, response) => {
    response.writeHead(200, { 'content-type': 'application/rss+xml' });
    response.write('<rss version="2.0"><channel><title>');
    const timer = setInterval(() => write(response), everyMs);
    response.on('close', () => clearInterval(timer));
  };
};
const packed = (coding: string, document: Buffer): Answer => ({ document, headers: { 'content-encoding': coding } });
const zeros = Buffer.alloc(40_000_000);

const cases: [name: string, answer: Answer, marked: RegExp][] = [
  ['a gzip bomb of 40 MB', packed('gzip', gzipSync(zeros, { level: 1 })), /larger than 15 MB|in full/],
  ['a brotli bomb of 40 MB', packed('br', brotliCompressSync(zeros)), /larger than 15 MB|in full/],
  ['a bomb within a bomb', packed('gzip, gzip', gzipSync(gzipSync(zeros))), /larger than 15 MB|in full/],
  [
    'a body without end',
    forever((response) => void response.write(Buffer.alloc(1_000_000, 'x')), 1),
    /larger than 15 MB|in full/,
  ],
  ['a drip of bytes', forever((response) => void response.write('x'), 50), /did not answer in full/],
  ['silence', () => {}, /did not answer in full/],
  ['a connection that is cut', (request) => void request.socket.destroy(), /cannot be reached/],
  ['a redirect loop', { status: 302, headers: { location: '/ill' } }, /redirected more than/],
  ['a redirect to a file', { status: 302, headers: { location: 'file:///etc/passwd' } }, /Only http/],
  ['a web page', { document: '<!doctype html><p>Welcome', type: 'text/html' }, /web page/],
  ['an empty body', { document: '' }, /empty/],
  [
    'a million empty items',
    { document: `<rss><channel>${'<item/>'.repeat(1_000_000)}</channel></rss>` },
    /nothing to read|took longer/,
  ],
  [
    'nesting a million deep',
    { document: `<rss version="2.0">${'<a>'.repeat(1_000_000)}` },
    /neither a title nor items|took longer/,
  ],
  ['bytes of no kind', { document: Buffer.from(Array.from({ length: 50_000 }, (_, i) => (i * 7919) % 256)) }, /./],
];

describe('a hostile feed is marked, and harms neither the process nor the feed beside it', () => {
  test.each(cases)('%s', async (name, answer, marked) => {
    fetcher = createFetcher({ allowPrivateAddresses: true, timeoutMs: 800 });
    server.serve('/ill', answer);
    const feeds = [spec('ill'), spec('good')];
    await store.feeds.sync(feeds, NOON);
    const poller = pollerOf(feeds);
    const start = performance.now();
    const report = await poller.pollOnce();
    times[name] = (performance.now() - start).toFixed(0);
    await poller.stop();
    expect(report).toMatchObject({ asked: 2, failed: 1 });
    expect(await store.feeds.get('ill')).toMatchObject({ failures: 1, lastError: expect.stringMatching(marked) });
    expect(await store.feeds.get('good')).toMatchObject({ failures: 0, lastError: null, primed: true });
    expect((await store.counts()).articles).toBe(1);
  });
});

describe('private addresses', () => {
  test('a feed on one, in whatever spelling, or redirected to one, is marked and never asked', async () => {
    fetcher = createFetcher({ allowPrivateAddresses: false, timeoutMs: 800 });
    const hosts = [
      '127.0.0.1',
      '2130706433',
      '0177.0.0.1',
      '0x7f.1',
      '[::1]',
      '[::ffff:7f00:1]',
      'localhost',
      '0.0.0.0',
    ];
    const feeds = hosts.map((host, i) => ({ ...spec(`f${i}`), url: `http://${host}:${server.port}/good` }));
    await store.feeds.sync(feeds, NOON);
    const poller = pollerOf(feeds);
    await poller.pollOnce();
    await poller.stop();
    expect(server.requests).toEqual([]);
    for (const { id } of feeds)
      expect(await store.feeds.get(id)).toMatchObject({ lastError: expect.stringMatching(/private or local address/) });
  });

  test('an item’s link to one is not read, nor its robots.txt: the summary stands', async () => {
    fetcher = createFetcher({ allowPrivateAddresses: true });
    const guarded = createFetcher({ allowPrivateAddresses: false });
    // The feed may be asked, what it links to is up to the guard.
    const open = fetcher;
    fetcher = {
      fetch: (url, options) => (url.endsWith('/good') ? open : guarded).fetch(url, options),
      close: async () => void (await Promise.all([open.close(), guarded.close()])),
    };
    let now = NOON;
    await store.feeds.sync([spec('good')], NOON);
    const poller = pollerOf([spec('good')], { now: () => now, fetchArticles: true });
    await poller.pollOnce();
    now += HOUR;
    server.serve('/good', {
      document: rss([{ title: 'Another', guid: 'h', link: `${server.url}/admin`, description: 'A summary.' }, GOOD]),
    });
    const { results } = await poller.pollOnce();
    await poller.stop();
    expect(results).toMatchObject([{ outcome: 'new', article: { text: 'A summary.' } }]);
    expect(server.requests.map((request) => request.path)).toEqual(['/good', '/good']);
  });
});
