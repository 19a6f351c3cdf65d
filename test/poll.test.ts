import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Article } from '../src/domain/article.ts';
import type { FeedSpec } from '../src/domain/company.ts';
import { createFetcher, type Fetcher } from '../src/feeds/fetch.ts';
import { createFeedParser } from '../src/feeds/parse-pool.ts';
import { createIntake, type Intake } from '../src/intake.ts';
import { createPoller, type Poller } from '../src/poll.ts';
import { openStore, type Store, StoreError } from '../src/store/index.ts';
import { type FeedServer, type MadeItem, rss, startFeedServer } from './support/feed-server.ts';
import { DAY, HOUR, MINUTE, NOON } from './support/fixtures.ts';

const parser = createFeedParser();
afterAll(() => parser.close());

const folder = mkdtempSync(join(tmpdir(), 'dealwire-poll-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Line {
  level: 'debug' | 'info' | 'warn' | 'error';
  fields: Record<string, unknown>;
  message: string;
}

let server: FeedServer;
let store: Store;
let fetcher: Fetcher;
let poller: Poller;
let now: number;
let lines: Line[];
let taken: { article: Article; quiet: boolean; outcome: string }[];
let file = 0;

const log = Object.fromEntries(
  (['debug', 'info', 'warn', 'error'] as const).map((level) => [
    level,
    (fields: object, message: string) => void lines.push({ level, fields: fields as Record<string, unknown>, message }),
  ]),
) as Record<Line['level'], (fields: object, message: string) => void>;

const told = (level: Line['level']) => lines.filter((line) => line.level === level);

function spec(id: string, path: string, over: Partial<FeedSpec> = {}): FeedSpec {
  return {
    id,
    outlet: 'Example Wire',
    title: id,
    url: path.startsWith('http') ? path : server.url + path,
    tier: 1,
    ...over,
  };
}

async function poll(feeds: FeedSpec[], over: { fetchArticles?: boolean; random?: () => number } = {}): Promise<Poller> {
  await store.feeds.sync(feeds, now);
  const real = createIntake({ store, now: () => now });
  const intake: Intake = {
    take: async (article, extraction, options) => {
      const result = await real.take(article, extraction, options);
      taken.push({ article: result.article, quiet: options.quiet, outcome: result.outcome });
      return result;
    },
  };
  poller = createPoller({
    store,
    catalogue: { feeds },
    parser,
    extract: async () => ({ mentions: [], claims: [] }),
    intake,
    fetcher,
    pollMs: 10 * MINUTE,
    fetchArticles: over.fetchArticles ?? false,
    log,
    now: () => now,
    random: over.random ?? (() => 0.5),
  });
  return poller;
}

const at = (ms: number) => new Date(ms).toUTCString();
const item = (n: number, over: Partial<MadeItem> = {}): MadeItem => ({
  title: `Story ${n}`,
  link: `https://wire.example/${n}`,
  guid: `g${n}`,
  date: at(NOON - 10 * HOUR + n * MINUTE),
  description: `What story ${n} tells.`,
  ...over,
});
const titles = () => taken.map((t) => t.article.title);
/** On to the next poll, whatever the schedule made of the last one. */
async function later(ms = HOUR) {
  now += ms;
  taken = [];
  return poller.pollOnce();
}

beforeEach(async () => {
  server = await startFeedServer();
  store = await openStore(join(folder, `${++file}.db`));
  fetcher = createFetcher({ allowPrivateAddresses: true, timeoutMs: 5_000 });
  now = NOON;
  lines = [];
  taken = [];
});
afterEach(async () => {
  await poller.stop();
  await fetcher.close();
  await store.close();
  await server.close();
});

describe('a first document', () => {
  test('is stored quietly, oldest first, and primes the feed', async () => {
    server.serve('/f', { document: rss([item(3), item(2), item(1)]) });
    await poll([spec('f', '/f')]);
    const report = await poller.pollOnce();
    expect(report).toMatchObject({ asked: 1, failed: 0, unchanged: 0 });
    expect(report.results.map((r) => r.outcome)).toEqual(['new', 'new', 'new']);
    expect(titles()).toEqual(['Story 1', 'Story 2', 'Story 3']);
    expect(taken.every((t) => t.quiet)).toBe(true);
    expect(await store.feeds.get('f')).toMatchObject({
      primed: true,
      failures: 0,
      lastSuccess: NOON,
      lastItem: NOON,
      newestItem: NOON - 10 * HOUR + 3 * MINUTE,
      leasedUntil: null,
    });
  });

  test('that cannot be read primes nothing: the one after it is still the first', async () => {
    server.serve('/f', { status: 500 }, { document: '<html><body>Sorry' }, { document: rss([item(1)]) });
    await poll([spec('f', '/f')]);
    await poller.pollOnce();
    await later();
    expect((await store.feeds.get('f'))?.primed).toBe(false);
    await later(DAY);
    expect(taken).toMatchObject([{ quiet: true, outcome: 'new' }]);
  });
});

describe('later documents', () => {
  beforeEach(async () => {
    server.serve('/f', { document: rss([item(2), item(1)]) });
    await poll([spec('f', '/f')]);
    await poller.pollOnce();
  });

  test('only what is unseen is taken, and it is news', async () => {
    server.serve('/f', { document: rss([item(4), item(3), item(2), item(1)]) });
    const report = await later();
    expect(report.results).toHaveLength(2);
    expect(taken.map((t) => [t.article.title, t.quiet])).toEqual([
      ['Story 3', false],
      ['Story 4', false],
    ]);
  });

  test('the same document again, or its items in another order, gives nothing', async () => {
    expect((await later()).results).toEqual([]);
    server.serve('/f', { document: rss([item(1), item(2)]) });
    expect((await later()).results).toEqual([]);
    expect(taken).toEqual([]);
  });

  test('an unseen item that is more than three days older than the newest is stored quietly', async () => {
    const newest = NOON - 10 * HOUR + 2 * MINUTE;
    server.serve('/f', {
      document: rss([
        item(3, { date: at(newest - 3 * DAY - MINUTE) }),
        item(4, { date: at(newest - 3 * DAY + MINUTE) }),
        item(5, { date: 'no date' }),
      ]),
    });
    await later();
    expect(taken.map((t) => [t.article.title, t.quiet])).toEqual([
      ['Story 3', true],
      ['Story 4', false],
      ['Story 5', false],
    ]);
  });

  test('an edit is no new article: same id, new words, once', async () => {
    const before = await store.articles.find('f', 'g1');
    server.serve('/f', { document: rss([item(2), item(1, { title: 'Story 1, corrected', date: at(NOON) })]) });
    await later();
    expect(taken).toMatchObject([{ outcome: 'edited', article: { id: before?.id, title: 'Story 1, corrected' } }]);
    expect(await store.articles.get(before?.id ?? '')).toMatchObject({
      title: 'Story 1, corrected',
      published: before?.published,
    });
    await later();
    expect(taken).toEqual([]);
    expect((await store.counts()).articles).toBe(2);
  });

  test('a guid that is given to another story makes a new article, which is then known', async () => {
    const reused = item(9, { guid: 'g1', title: 'Quite another matter', date: at(NOON + 3 * DAY) });
    server.serve('/f', { document: rss([reused, item(2)]) });
    await later(4 * DAY);
    expect(taken).toMatchObject([{ outcome: 'new', article: { title: 'Quite another matter' } }]);
    await later();
    expect(taken).toEqual([]);
    server.serve('/f', { document: rss([{ ...reused, title: 'Quite another matter, corrected' }, item(2)]) });
    await later();
    expect(taken).toMatchObject([{ outcome: 'edited', article: { title: 'Quite another matter, corrected' } }]);
    expect((await store.counts()).articles).toBe(3);
  });

  test('a new story under an address that every story has is a new article, days later', async () => {
    const page = 'https://wire.example/changes';
    const version = (n: number, days: number) =>
      item(n, { link: page, title: `Version ${n}`, date: at(NOON + days * DAY) });
    server.serve('/f', { document: rss([version(7, 0)]) });
    await later();
    server.serve('/f', { document: rss([version(8, 3)]) });
    await later(4 * DAY);
    expect(taken).toMatchObject([{ outcome: 'new', article: { title: 'Version 8', url: `${page}#g8` } }]);
    expect((await later()).results).toEqual([]);
  });

  test('an edit that changes the headline, the address and the date is still an edit', async () => {
    const known = await store.articles.find('f', 'g1');
    const edit = item(1, { title: 'Story 1 grows', link: 'https://wire.example/1-grows', date: at(NOON + 5 * DAY) });
    server.serve('/f', { document: rss([edit, item(2)]) });
    await later(6 * DAY);
    expect(taken).toMatchObject([{ outcome: 'edited', article: { id: known?.id, title: 'Story 1 grows' } }]);
  });

  test('a guid that changes is no new article while the page stays the same, tracking parameters aside', async () => {
    server.serve('/f', {
      document: rss([item(2, { guid: 'other', link: 'http://wire.example/2?utm_source=rss#top' }), item(1)]),
    });
    await later();
    expect(taken).toEqual([]);
  });

  test('a date in the future counts as now, and does not make all that follows look old', async () => {
    server.serve('/f', { document: rss([item(3, { date: at(NOON + 400 * DAY) })]) });
    await later();
    expect(taken).toMatchObject([{ quiet: false, article: { published: now } }]);
    server.serve('/f', { document: rss([item(4, { date: at(now) })]) });
    await later();
    expect(taken).toMatchObject([{ quiet: false }]);
  });

  test('a guid that several items share does not make one story of them', async () => {
    server.serve('/f', {
      document: rss([item(3, { guid: 'same' }), item(4, { guid: 'same' }), item(5, { guid: 'same' })]),
    });
    expect((await later()).results).toHaveLength(3);
    expect((await later()).results).toHaveLength(0);
  });
});

describe('two feeds of one outlet', () => {
  test('show the same item as one article', async () => {
    server.serve('/a', { document: rss([item(1, { guid: 'a1' })]) });
    server.serve('/b', { document: rss([item(1, { guid: 'b1', link: 'https://wire.example/1?utm_campaign=b' })]) });
    await poll([spec('a', '/a'), spec('b', '/b'), spec('other', '/b', { outlet: 'Other Wire' })]);
    const report = await poller.pollOnce();
    expect(report.results.map((r) => r.article.outlet).sort()).toEqual(['Example Wire', 'Other Wire']);
  });
});

describe('politeness', () => {
  test('validators come back, 304 is a success and costs nothing more', async () => {
    server.serve('/f', { document: rss([item(1)]), etag: '"v1"', lastModified: 'Wed, 18 Jun 2025 08:00:00 GMT' });
    await poll([spec('f', '/f')]);
    await poller.pollOnce();
    const report = await later();
    expect(report).toMatchObject({ asked: 1, unchanged: 1, failed: 0 });
    expect(server.requests[1]?.headers).toMatchObject({
      'if-none-match': '"v1"',
      'if-modified-since': 'Wed, 18 Jun 2025 08:00:00 GMT',
    });
    expect(await store.feeds.get('f')).toMatchObject({ lastSuccess: now, failures: 0, etag: '"v1"' });
  });

  test('the base interval is kept: nobody is asked early', async () => {
    server.serve('/f', { document: rss([item(1)]) });
    await poll([spec('f', '/f')]);
    await poller.pollOnce();
    for (let minute = 1; minute < 10; minute++) await later(MINUTE);
    expect(server.count('/f')).toBe(1);
    await later(2 * MINUTE);
    expect(server.count('/f')).toBe(2);
  });

  test.each([
    ['ttl', { document: rss([item(1)], '<ttl>120</ttl>') }, 2 * HOUR],
    ['max-age', { document: rss([item(1)]), headers: { 'cache-control': 'max-age=5400' } }, 1.5 * HOUR],
    ['Retry-After in seconds', { status: 503, headers: { 'retry-after': '7200' } }, 2 * HOUR],
    ['Retry-After as a date', { status: 429, headers: { 'retry-after': at(NOON + 3 * HOUR) } }, 3 * HOUR],
  ])('%s is waited for', async (_, answer, wait) => {
    server.serve('/f', answer);
    fetcher = createFetcher({ allowPrivateAddresses: true, now: () => now });
    await poll([spec('f', '/f')]);
    await poller.pollOnce();
    await later(wait - MINUTE);
    expect(server.count('/f')).toBe(1);
    await later(wait * 0.1 + 2 * MINUTE);
    expect(server.count('/f')).toBe(2);
  });

  test('skipHours and skipDays are kept, by the clock of the feed (UTC)', async () => {
    server.serve('/f', {
      document: rss(
        [item(1)],
        '<skipHours><hour>12</hour><hour>13</hour></skipHours><skipDays><day>Thursday</day></skipDays>',
      ),
    });
    await poll([spec('f', '/f')]);
    await poller.pollOnce();
    const next = new Date((await store.feeds.get('f'))?.nextAt ?? 0);
    expect(next.getUTCHours()).toBe(14);
    // The day after NOON is a Thursday.
    now = NOON + 11.9 * HOUR;
    await later(0);
    expect(new Date((await store.feeds.get('f'))?.nextAt ?? 0).getUTCDay()).toBe(5);
  });

  test('429 and 503 hold for every feed of the domain, and over a restart', async () => {
    server.serve('/a', { status: 429, headers: { 'retry-after': '3600' } });
    server.serve('/b', { document: rss([item(1)]) });
    const feeds = [spec('a', '/a'), spec('b', '/b')];
    await poll(feeds);
    await poller.pollOnce();
    expect([server.count('/a'), server.count('/b')]).toEqual([1, 0]);
    await poller.stop();
    await poll([...feeds, spec('c', '/b')]);
    await later(30 * MINUTE);
    expect(server.count('/b')).toBe(0);
    await later(40 * MINUTE);
    expect(server.count('/b')).toBe(2);
  });

  test.each([429, 503])(
    '%i holds for the registrable domain, its other hosts included, and for no other',
    async (status) => {
      fetcher = createFetcher({
        allowPrivateAddresses: true,
        lookup: (_, __, done) => done(null, [{ address: '127.0.0.1', family: 4 }]),
      });
      server.serve('/a', { status, headers: { 'retry-after': '7200' } });
      for (const path of ['/b', '/c', '/d']) server.serve(path, { document: rss([item(1)]) });
      const on = (id: string, host: string) => spec(id, `http://${host}:${server.port}/${id}`);
      await poll([on('a', 'feeds.one.co.uk')]);
      await poller.pollOnce();
      await poller.stop();
      await poll([
        on('a', 'feeds.one.co.uk'),
        on('b', 'www.one.co.uk'),
        on('c', 'two.co.uk'),
        // Somebody else on a host that many share.
        on('d', 'one.github.io'),
      ]);
      await later(HOUR);
      expect(['/a', '/b', '/c', '/d'].map(server.count)).toEqual([1, 0, 1, 1]);
      await later(1.5 * HOUR);
      expect(server.count('/b')).toBe(1);
    },
  );

  test('jitter spreads feeds that were asked together, and only ever lengthens a wait', async () => {
    const feeds = Array.from({ length: 20 }, (_, i) => spec(`f${i}`, `/f${i}`));
    for (const { id } of feeds) server.serve(`/${id}`, { document: rss([item(1)], '<ttl>60</ttl>') });
    let drawn = 0;
    await poll(feeds, { random: () => (drawn++ % 20) / 20 });
    await poller.pollOnce();
    await later(HOUR - 1);
    expect(server.requests).toHaveLength(20);
    const asked: number[] = [];
    for (let minute = 0; minute < 7; minute++) {
      await later(minute ? MINUTE : 1);
      asked.push(server.requests.length - 20);
    }
    expect(asked.at(-1)).toBe(20);
    expect(new Set(asked).size).toBeGreaterThan(5);
  });

  test('what was learnt survives a restart: when to ask again, and the validators', async () => {
    server.serve('/f', { document: rss([item(1)], '<ttl>120</ttl>'), etag: '"v1"' });
    await poll([spec('f', '/f')]);
    await poller.pollOnce();
    await poller.stop();
    await store.close();
    store = await openStore(join(folder, `${file}.db`));
    await poll([spec('f', '/f')]);
    await later(HOUR);
    expect(server.count('/f')).toBe(1);
    expect(await later(1.2 * HOUR)).toMatchObject({ asked: 1, unchanged: 1 });
    expect(server.requests[1]?.headers['if-none-match']).toBe('"v1"');
  });

  test('failures are asked ever less often, up to a day', async () => {
    server.serve('/f', { status: 500 });
    await poll([spec('f', '/f')]);
    await poller.pollOnce();
    const waits: number[] = [];
    for (let i = 0; i < 12; i++) {
      const next = (await store.feeds.get('f'))?.nextAt ?? 0;
      waits.push((next - now) / MINUTE);
      await later(next - now);
    }
    expect(waits.slice(0, 4)).toEqual([10.5, 21, 42, 84]);
    expect(Math.max(...waits)).toBe(24 * 60 * 1.05);
    expect(await store.feeds.get('f')).toMatchObject({
      failures: 13,
      lastError: expect.stringContaining('answered 500'),
    });
  });

  test('410 mutes a feed for a month', async () => {
    server.serve('/f', { status: 410 });
    await poll([spec('f', '/f')]);
    await poller.pollOnce();
    for (let day = 0; day < 29; day++) await later(DAY);
    expect(server.count('/f')).toBe(1);
    expect((await store.feeds.get('f'))?.lastError).toMatch(/gone for good/);
  });

  test('one request at a time a host, whatever the number of its feeds', async () => {
    server.delay(20);
    const feeds = Array.from({ length: 6 }, (_, i) => spec(`f${i}`, `/f${i}`));
    for (const [i] of feeds.entries()) server.serve(`/f${i}`, { document: rss([item(i)]) });
    await poll(feeds);
    await poller.pollOnce();
    expect(server.requests).toHaveLength(6);
    expect(server.requests.map((r) => r.together)).toEqual([1, 1, 1, 1, 1, 1]);
  });

  test('a permanent redirect is followed each time until it proved stable, then asked directly', async () => {
    server.serve('/old', { status: 301, headers: { location: '/new' } });
    server.serve('/new', { document: rss([item(1)]), etag: '"1"' });
    await poll([spec('f', '/old')]);
    await poller.pollOnce();
    await later(12 * HOUR);
    expect((await store.feeds.get('f'))?.url).toBe(`${server.url}/old`);
    await later(12 * HOUR);
    expect((await store.feeds.get('f'))?.url).toBe(`${server.url}/new`);
    await later(12 * HOUR);
    expect([server.count('/old'), server.count('/new')]).toEqual([3, 4]);
  });

  test('a redirect that comes and goes is not kept', async () => {
    const away = { status: 301, headers: { location: '/elsewhere' } };
    const home = { document: rss([item(1)]) };
    server.serve('/f', away, away, home, away, away, home);
    server.serve('/elsewhere', home);
    await poll([spec('f', '/f')]);
    for (let i = 0; i < 6; i++) await later(DAY);
    expect((await store.feeds.get('f'))?.url).toBe(`${server.url}/f`);
  });

  test('a document that broke off is asked for whole, without validators', async () => {
    const whole = rss([item(1), item(2)]);
    server.serve(
      '/f',
      { document: whole.slice(0, whole.indexOf('</item>') + 40), etag: '"1"' },
      { document: whole, etag: '"1"' },
    );
    await poll([spec('f', '/f')]);
    await poller.pollOnce();
    expect(titles()).toEqual(['Story 1']);
    await later();
    expect(server.requests[1]?.headers['if-none-match']).toBeUndefined();
    expect(titles()).toEqual(['Story 2']);
  });
});

describe('failures', () => {
  test('one warning when it begins, debug lines after, one line when it is over', async () => {
    server.serve('/f', { status: 404 }, { status: 404 }, { status: 404 }, { document: rss([item(1)]) });
    server.serve('/ok', { document: rss([item(2)]) });
    await poll([spec('f', '/f'), spec('ok', '/ok')]);
    for (let i = 0; i < 4; i++) await later(DAY);
    expect(told('warn')).toHaveLength(1);
    expect(told('warn')[0]).toMatchObject({
      fields: { feed: 'f' },
      message: expect.stringContaining('404 (not found)'),
    });
    expect(told('debug')).toHaveLength(2);
    expect(told('info')).toMatchObject([{ message: 'the feed is read again' }]);
    expect(told('error')).toEqual([]);
  });

  test('no network at all is one quiet line, and no feed is put off for it', async () => {
    const dead = server.url;
    await server.close();
    const feeds = [1, 2, 3].map((n) => spec(`f${n}`, `${dead}/${n}`));
    await poll(feeds);
    for (let i = 0; i < 5; i++) await later(11 * MINUTE);
    expect(lines.filter((line) => line.level !== 'debug')).toMatchObject([
      { level: 'info', message: expect.stringContaining('no feed can be reached') },
    ]);
    for (const row of await store.feeds.all()) {
      expect(row).toMatchObject({ failures: 5, lastError: expect.stringContaining('cannot be reached') });
      expect(row.nextAt - now).toBeLessThanOrEqual(11 * MINUTE);
    }
    server = await startFeedServer();
  });

  test('one dead host among others is that feed’s own failure', async () => {
    server.serve('/ok', { document: rss([item(1)]) });
    await poll([spec('dead', 'http://127.0.0.1:9/feed'), spec('ok', '/ok')]);
    await poller.pollOnce();
    expect(told('warn')).toMatchObject([{ fields: { feed: 'dead' } }]);
    expect(await store.feeds.get('dead')).toMatchObject({ failures: 1 });
  });

  test('a web page, an empty body, a redirect loop: the feed is marked and the others go on', async () => {
    server.serve('/page', { document: '<!doctype html><p>Welcome', type: 'text/html' });
    server.serve('/empty', { document: '' });
    server.serve('/loop', { status: 302, headers: { location: '/loop' } });
    server.serve('/ok', { document: rss([item(1)]) });
    await poll(['page', 'empty', 'loop', 'ok'].map((name) => spec(name, `/${name}`)));
    const report = await poller.pollOnce();
    expect(report).toMatchObject({ asked: 4, failed: 3 });
    expect(report.results).toHaveLength(1);
    const errors = (await store.feeds.all()).map((row) => [row.id, row.lastError]);
    expect(Object.fromEntries(errors)).toMatchObject({
      page: 'This is a web page, not a feed.',
      empty: 'The document is empty.',
      loop: expect.stringContaining('redirected'),
      ok: null,
    });
  });

  test('an article that the intake fails on is tried again, even if the feed has nothing newer', async () => {
    server.serve('/f', { document: rss([item(2), item(1)]), etag: '"1"' });
    await poll([spec('f', '/f')]);
    let faults = 1;
    const transaction = store.transaction.bind(store);
    store.transaction = (work) => {
      if (faults-- > 0) return Promise.reject(new Error('disk full'));
      return transaction(work);
    };
    await poller.pollOnce();
    expect(titles()).toEqual(['Story 2']);
    expect(told('error')).toHaveLength(1);
    await later();
    expect(titles()).toEqual(['Story 1']);
  });

  test('what extraction fails on is stored without claims', async () => {
    server.serve('/f', { document: rss([item(1)]) });
    await poll([spec('f', '/f')]);
    await poller.stop();
    poller = createPoller({
      store,
      catalogue: { feeds: [spec('f', '/f')] },
      parser,
      extract: () => Promise.reject(new Error('worker ended')),
      intake: createIntake({ store }),
      fetcher,
      pollMs: 10 * MINUTE,
      fetchArticles: false,
      log,
      now: () => now,
    });
    expect((await poller.pollOnce()).results).toMatchObject([{ outcome: 'new', claims: [] }]);
  });
});

describe('long trouble', () => {
  const longTold = () => told('warn').filter((line) => /days|longer than usual/.test(line.message));

  test('a feed that is dead for three days is told once, also over a restart, and once more that it is back', async () => {
    server.serve('/f', { status: 500 });
    server.serve('/ok', { document: rss([item(1)]) });
    const feeds = [spec('f', '/f'), spec('ok', '/ok')];
    await poll(feeds);
    await poller.pollOnce();
    for (let day = 0; day < 2; day++) await later(DAY * 1.1);
    expect(longTold()).toEqual([]);
    await later(DAY * 1.1);
    expect(longTold()).toMatchObject([{ fields: { feed: 'f', since: new Date(NOON).toISOString() } }]);
    await poller.stop();
    await poll(feeds);
    for (let day = 0; day < 5; day++) await later(DAY * 1.1);
    expect(told('warn')).toHaveLength(2);
    server.serve('/f', { document: rss([item(2)]) });
    await later(DAY * 1.1);
    expect(told('info').filter((line) => line.fields.feed === 'f')).toMatchObject([
      { message: 'the feed is read again' },
    ]);
  });

  test('a feed that is silent for much longer than its habit is told once, and when it has news again', async () => {
    const weekly = [1, 2, 3, 4].map((n) => item(n, { date: at(NOON - n * 7 * DAY) }));
    server.serve('/f', { document: rss(weekly), etag: '"1"' });
    await poll([spec('f', '/f')]);
    await poller.pollOnce();
    for (let week = 1; week < 4; week++) await later(7 * DAY);
    expect(longTold()).toEqual([]);
    for (let week = 0; week < 6; week++) await later(7 * DAY);
    expect(longTold()).toMatchObject([
      {
        fields: { feed: 'f', since: new Date(NOON - 7 * DAY).toISOString() },
        message: expect.stringContaining('longer than usual'),
      },
    ]);
    server.serve('/f', { document: rss([item(9, { date: at(now) }), ...weekly]), etag: '"2"' });
    await later(DAY);
    expect(told('info')).toMatchObject([{ message: 'the feed has news again' }]);
  });

  test('no network, for however long, is no trouble of the feeds', async () => {
    const dead = server.url;
    await server.close();
    await poll([1, 2].map((n) => spec(`f${n}`, `${dead}/${n}`)));
    for (let day = 0; day < 10; day++) await later(DAY);
    expect(told('warn')).toEqual([]);
    server = await startFeedServer();
  });
});

describe('feeds that a manager added', () => {
  test('are polled with the rest, and their articles carry their outlet', async () => {
    server.serve('/added', { document: rss([item(1)]) });
    await poll([]);
    await store.feeds.offer({ ...spec('added', '/added'), outlet: 'Added Gazette', tier: 2 }, 'U1', now);
    await poller.pollOnce();
    expect(server.requests).toEqual([]);
    await store.feeds.list('added', now);
    await poller.pollOnce();
    expect(taken).toMatchObject([{ quiet: true, article: { outlet: 'Added Gazette', tier: 2, feedId: 'added' } }]);
    server.serve('/added', { document: rss([item(2), item(1)]) });
    await later();
    expect(taken).toMatchObject([{ quiet: false, article: { title: 'Story 2' } }]);
    await store.feeds.unlist('added', now);
    await later();
    expect(server.count('/added')).toBe(2);
    expect((await store.counts()).articles).toBe(2);
  });
});

describe('while the database takes nothing', () => {
  test('feeds are not lost to leases that could not be given back', async () => {
    server.serve('/f', { document: rss([item(1)]) });
    await poll([spec('f', '/f'), spec('g', '/refused')]);
    const { settle } = store.feeds;
    store.feeds.settle = () => Promise.reject(new StoreError('full', 'There is no room left on the disk.'));
    await poller.pollOnce();
    expect((await store.feeds.get('f'))?.leasedUntil).toBeGreaterThan(now);
    await later(10 * MINUTE);
    store.feeds.settle = settle;
    const { asked } = await later(MINUTE);
    expect(asked).toBe(2);
    expect(await store.feeds.get('f')).toMatchObject({ leasedUntil: null, failures: 0, primed: true });
    expect(await store.feeds.get('g')).toMatchObject({ leasedUntil: null, failures: 1 });
  });
});

describe('stopping', () => {
  test('in the middle of a first document leaves the rest for a first document still', async () => {
    server.serve('/f', { document: rss([item(3), item(2), item(1)]), etag: '"1"' });
    await poll([spec('f', '/f')]);
    const transaction = store.transaction.bind(store);
    let stopped: Promise<void> | undefined;
    store.transaction = (work) => {
      stopped ??= poller.stop();
      return transaction(work);
    };
    await poller.pollOnce();
    await stopped;
    expect(titles()).toEqual(['Story 1']);
    expect(await store.feeds.get('f')).toMatchObject({ primed: false, etag: null, failures: 0 });
    await poll([spec('f', '/f')]);
    await later();
    expect(taken.map((t) => [t.article.title, t.quiet])).toEqual([
      ['Story 2', true],
      ['Story 3', true],
    ]);
  });

  test('during extraction leaves the article for the next start, which reads it whole', async () => {
    server.serve('/f', { document: rss([item(1)]) });
    await poll([spec('f', '/f')]);
    await poller.stop();
    const catalogue = { feeds: [spec('f', '/f')] };
    const common = { store, catalogue, parser, intake: createIntake({ store }), fetcher, fetchArticles: false, log };
    let stopped: Promise<void> | undefined;
    poller = createPoller({
      ...common,
      pollMs: 10 * MINUTE,
      now: () => now,
      // As a worker does that is ended in the middle.
      extract: async () => {
        stopped ??= poller.stop();
        return { mentions: [], claims: [] };
      },
    });
    expect((await poller.pollOnce()).results).toEqual([]);
    await stopped;
    await poll(catalogue.feeds);
    await later();
    expect(titles()).toEqual(['Story 1']);
  });

  test('ends a request under way, and the feed stays due without a mark', async () => {
    const asked = new Promise<void>((resolve) => server.serve('/f', () => resolve()));
    await poll([spec('f', '/f')]);
    poller.start();
    await asked;
    await poller.stop();
    expect(await store.feeds.get('f')).toMatchObject({ failures: 0, leasedUntil: null, nextAt: NOON });
  });
});

describe('the linked page', () => {
  const paragraph =
    'The companies signed the papers on Tuesday, two people who read them said, and the money moves this week. ';
  const page = (text: string, head = '') =>
    `<html><head><title>Story</title>${head}</head><body><nav>Home, News, About</nav><article><h1>Story</h1>${text}</article></body></html>`;
  const long = Array.from({ length: 10 }, (_, i) => `<p>${i}: ${paragraph}</p>`).join('');
  const linked = (n: number, over: Partial<MadeItem> = {}) => item(n, { link: `${server.url}/story/${n}`, ...over });

  beforeEach(async () => {
    server.serve('/f', { document: rss([linked(1)]) });
    server.serve('/story/2', { document: page(long), type: 'text/html' });
    await poll([spec('f', '/f')], { fetchArticles: true });
    await poller.pollOnce();
    expect(server.count('/story/1')).toBe(0);
  });

  test('is read where the feed has a summary only, after robots.txt, which is asked for once', async () => {
    server.serve('/story/3', { document: page(long), type: 'text/html' });
    server.serve('/f', { document: rss([linked(3), linked(2), linked(1)]) });
    await later();
    expect(taken.map((t) => t.article.text)).toEqual([
      expect.stringContaining('two people who read them'),
      expect.stringContaining('9:'),
    ]);
    expect(server.requests.map((r) => r.path)).toEqual(['/f', '/f', '/robots.txt', '/story/2', '/story/3']);
    expect(Math.max(...server.requests.map((r) => r.together))).toBe(1);
    await later();
    expect(taken).toEqual([]);
    expect(server.count('/story/2')).toBe(1);
  });

  test('is left alone where the feed has the text', async () => {
    server.serve('/f', { document: rss([linked(2, { description: paragraph.repeat(20) })]) });
    await later();
    expect(server.count('/story/2')).toBe(0);
    expect(taken).toHaveLength(1);
  });

  test.each([
    [
      'closed by robots.txt',
      () => server.serve('/robots.txt', { status: 200, body: 'User-agent: *\nDisallow: /story/' }),
    ],
    ['of a site whose robots.txt cannot be had', () => server.serve('/robots.txt', { status: 503 })],
  ])('a page %s is not asked for', async (_, prepare) => {
    prepare();
    server.serve('/f', { document: rss([linked(2)]) });
    await later();
    expect(server.count('/story/2')).toBe(0);
    expect(taken).toMatchObject([{ article: { text: 'What story 2 tells.' } }]);
  });

  test.each([
    ['a paywall', page('<p>Subscribe to continue reading this story and much more.</p>')],
    [
      'a consent page',
      page(
        `<p>Before you continue: accept all cookies. ${'We value your privacy, and so do our partners. '.repeat(15)}</p>`,
      ),
    ],
    ['an empty shell', '<html><body><div id="app"></div><script>start()</script></body></html>'],
  ])('the summary stands against %s', async (_, html) => {
    server.serve('/story/2', { document: html, type: 'text/html' });
    server.serve('/f', { document: rss([linked(2)]) });
    await later();
    expect(taken).toMatchObject([{ outcome: 'new', article: { text: 'What story 2 tells.' } }]);
  });

  test('gives the canonical address, if that is the site’s own', async () => {
    const canonical = (href: string) => ({
      document: page(long, `<link rel="canonical" href="${href}">`),
      type: 'text/html',
    });
    server.serve('/story/2', canonical('/2025/story-two'));
    server.serve('/story/3', canonical('https://elsewhere.example/stolen'));
    server.serve('/f', { document: rss([linked(3), linked(2)]) });
    await later();
    expect(taken.map((t) => t.article.url)).toEqual([`${server.url}/2025/story-two`, `${server.url}/story/3`]);
  });

  test('an edit of the summary reads the page again; the same summary does not', async () => {
    server.serve('/f', { document: rss([linked(2)]) });
    await later();
    await later();
    expect(server.count('/story/2')).toBe(1);
    server.serve('/story/2', { document: page(long.replaceAll('Tuesday', 'Monday')), type: 'text/html' });
    server.serve('/f', { document: rss([linked(2, { description: 'What story 2 tells, corrected.' })]) });
    await later();
    expect(server.count('/story/2')).toBe(2);
    expect(taken).toMatchObject([{ outcome: 'edited', article: { text: expect.stringContaining('on Monday') } }]);
  });
});

describe('a document from elsewhere', () => {
  test('no article holds a NUL, nor does what identifies it', async () => {
    await poll([spec('wire', '/wire')]);
    const document = {
      version: 'https://jsonfeed.org/version/1.1',
      title: 'Example Wire',
      items: [{ id: 'a\u0000b', title: 'Vorland\u0000 hires', content_text: 'Vorland hires a\u0000 chief, it said.' }],
    };
    const read = () =>
      poller.readDocument({ bytes: Buffer.from(JSON.stringify(document)), feed: spec('wire', '/wire') });
    await read();
    const words = taken.map(({ article: { identity, title, text } }) => [identity, title, text].join('|'));
    expect(words).toEqual([expect.stringContaining('Vorland hires a\ufffd chief')]);
    expect(words[0]).not.toContain('\u0000');
    // Known by the same identity the next time.
    await read();
    expect(taken).toHaveLength(1);
  });

  test('counts as a later poll: its items are news, its relative links resolved', async () => {
    await poll([]);
    const read = await poller.readDocument({
      bytes: Buffer.from(rss([item(1, { link: '/a' })])),
      base: 'https://wire.example/feed',
      feed: spec('file', 'https://wire.example/feed'),
    });
    expect(read.results).toMatchObject([
      { outcome: 'new', article: { url: 'https://wire.example/a', feedId: 'file' } },
    ]);
    expect(taken).toMatchObject([{ quiet: false }]);
  });

  test('that cannot be read says why', async () => {
    await poll([]);
    const read = await poller.readDocument({
      bytes: Buffer.from('hello'),
      feed: spec('file', 'https://wire.example/'),
    });
    expect(read).toMatchObject({ results: [], parsed: { error: expect.stringContaining('not a feed') } });
  });
});
