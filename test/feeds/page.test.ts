import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFetcher, type Fetcher } from '../../src/feeds/fetch.ts';
import { createPageReader, type PageReader } from '../../src/feeds/page.ts';
import { createFeedParser } from '../../src/feeds/parse-pool.ts';
import { createTurns } from '../../src/feeds/turns.ts';
import { type FeedServer, startFeedServer } from '../support/feed-server.ts';
import { DAY, HOUR, NOON } from '../support/fixtures.ts';

const parser = createFeedParser();
afterAll(() => parser.close());

const story = Array.from(
  { length: 8 },
  (_, n) => `<p>${n}. The chief executive said that the deal, which both firms had denied, is done now.</p>`,
);
const html = `<html><head><title>Story</title></head><body><header>Menu</header><article><h1>Story</h1>${story.join('')}</article><footer>Imprint</footer></body></html>`;
const page = { document: html, type: 'text/html; charset=utf-8' };

let server: FeedServer;
let other: FeedServer;
let fetcher: Fetcher;
let reader: PageReader;
let now: number;
let slept: number[];

beforeEach(async () => {
  [server, other] = await Promise.all([startFeedServer(), startFeedServer()]);
  fetcher = createFetcher({ allowPrivateAddresses: true, timeoutMs: 5_000 });
  now = NOON;
  slept = [];
  reader = createPageReader({
    fetcher,
    parser,
    turns: createTurns(),
    now: () => now,
    sleep: async (ms) => {
      slept.push(ms);
      now += ms;
    },
  });
  for (const path of ['/1', '/2', '/3']) server.serve(path, page);
});
afterEach(async () => {
  await fetcher.close();
  await Promise.all([server.close(), other.close()]);
});

const read = (path: string, summary = 'Short.') => reader.read(server.url + path, summary);

test('the article is read, without what stands around it, paragraphs apart', async () => {
  const result = await read('/1');
  expect(result).toMatchObject({ outcome: 'read', url: `${server.url}/1` });
  if (result.outcome !== 'read') return;
  expect(result.text.split('\n\n')).toHaveLength(8);
  expect(result.text).not.toMatch(/Menu|Imprint|</);
});

describe('robots.txt', () => {
  const rules = (body: string) => server.serve('/robots.txt', { status: 200, body });

  test('is asked for once a day', async () => {
    rules('User-agent: *\nAllow: /');
    await read('/1');
    await read('/2');
    expect(server.count('/robots.txt')).toBe(1);
    now += DAY + 1;
    await read('/3');
    expect(server.count('/robots.txt')).toBe(2);
  });

  test.each([
    ['User-agent: *\nDisallow: /', 0],
    ['User-agent: dealwire\nDisallow: /\n\nUser-agent: *\nAllow: /', 0],
    ['User-agent: *\nDisallow: /\n\nUser-agent: dealwire\nAllow: /', 1],
    ['User-agent: *\nDisallow: /2', 1],
    ['', 1],
    ['\u0000 not really a robots file <html>', 1],
  ])('%j', async (body, pages) => {
    rules(body);
    const result = await read('/1');
    expect(server.count('/1')).toBe(pages);
    expect(result.outcome).toBe(pages ? 'read' : 'summary');
  });

  test('that is missing closes nothing; that a sick server cannot give closes all, for an hour', async () => {
    expect((await read('/1')).outcome).toBe('read');
    server.serve('/robots.txt', { status: 500 }, { status: 404 });
    now += DAY + 1;
    expect((await read('/2')).outcome).toBe('summary');
    expect((await read('/2')).outcome).toBe('summary');
    expect(server.count('/robots.txt')).toBe(2);
    now += HOUR + 1;
    expect((await read('/2')).outcome).toBe('read');
    expect(server.count('/2')).toBe(1);
  });

  test('sets the pace between pages of its host; a pace too slow leaves the summary', async () => {
    rules('User-agent: *\nCrawl-delay: 10');
    await Promise.all([read('/1'), read('/2'), read('/3')]);
    expect(slept).toEqual([10_000, 10_000]);
    rules('User-agent: *\nCrawl-delay: 600');
    now += DAY + 1;
    expect(await read('/1')).toMatchObject({ outcome: 'summary', reason: expect.stringContaining('longer waits') });
  });

  test('of the site that a redirect leads to counts too', async () => {
    server.serve('/away', { status: 302, headers: { location: `${other.url}/1` } });
    other.serve('/robots.txt', { status: 200, body: 'User-agent: *\nDisallow: /' });
    other.serve('/1', page);
    expect(await read('/away')).toMatchObject({ outcome: 'summary', reason: expect.stringContaining('robots.txt') });
    expect(other.count('/1')).toBe(0);
  });
});

describe('the summary stands', () => {
  test.each([
    ['where the page is no page', { document: 'PDF', type: 'application/pdf' }],
    ['where it says less than the feed', { document: '<html><body><p>Short.</p></body></html>', type: 'text/html' }],
    ['where the server refuses', { status: 403 }],
    ['where nothing is there', { status: 404 }],
    ['where the page is empty', { document: '', type: 'text/html' }],
  ])('%s', async (_, answer) => {
    server.serve('/1', answer);
    expect(await read('/1')).toMatchObject({ outcome: 'summary', reason: expect.any(String) });
  });

  test('where the feed tells more than the page', async () => {
    expect((await read('/1', 'x'.repeat(5_000))).outcome).toBe('summary');
  });

  test('where the link is no address', async () => {
    expect((await reader.read('nowhere', '')).outcome).toBe('summary');
    expect((await reader.read('file:///etc/passwd', '')).outcome).toBe('summary');
  });
});

test('pages of one host are read one at a time, of several hosts together', async () => {
  server.delay(20);
  await Promise.all([read('/1'), read('/2'), read('/3')]);
  expect(Math.max(...server.requests.map((request) => request.together))).toBe(1);
});

test('turns go on after one that fails', async () => {
  const turns = createTurns();
  const order: string[] = [];
  const failing = turns.take('a', async () => {
    order.push('first');
    throw new Error('no');
  });
  const second = turns.take('a', async () => void order.push('second'));
  await expect(failing).rejects.toThrow('no');
  await second;
  expect(order).toEqual(['first', 'second']);
});
