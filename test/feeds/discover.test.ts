import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { discoverFeed } from '../../src/feeds/discover.ts';
import { createFetcher } from '../../src/feeds/fetch.ts';
import { createFeedParser } from '../../src/feeds/parse-pool.ts';
import { type FeedServer, rss, startFeedServer } from '../support/feed-server.ts';

const parser = createFeedParser();
const fetcher = createFetcher({ allowPrivateAddresses: true, timeoutMs: 5_000 });
afterAll(async () => {
  await parser.close();
  await fetcher.close();
});

let server: FeedServer;
beforeEach(async () => {
  server = await startFeedServer();
});
afterEach(() => server.close());

const feed = { document: rss([{ title: 'One', link: '/1' }]) };
const page = (head: string, body = '') => ({
  document: `<!doctype html><html><head>${head}</head><body>${body}</body></html>`,
  type: 'text/html',
});
const discover = (path = '/') => discoverFeed(server.url + path, { fetcher, parser });

test('an address that is a feed is found as it is, where it redirects to', async () => {
  server.serve('/old', { status: 301, headers: { location: '/feed.xml' } });
  server.serve('/feed.xml', feed);
  expect(await discover('/old')).toMatchObject({
    outcome: 'found',
    url: `${server.url}/feed.xml`,
    title: 'Test feed',
    others: [],
  });
});

test('a page’s feeds are tried in its order, those of comments last; the others are named', async () => {
  const link = (href: string, title: string) =>
    `<link rel="alternate" type="application/rss+xml" href="${href}" title="${title}">`;
  server.serve('/', page(link('/comments/feed', 'Comments') + link('/broken', 'Broken') + link('news.xml', 'News')));
  server.serve('/news.xml', feed);
  server.serve('/broken', page(''));
  const found = await discover();
  expect(found).toMatchObject({ outcome: 'found', url: `${server.url}/news.xml`, feed: { items: [{ title: 'One' }] } });
  expect(found.outcome === 'found' && found.others.map((other) => other.title)).toEqual(['Broken', 'Comments']);
});

test('a page that names none may link to one, or have one in a usual place', async () => {
  server.serve('/linked', page('', '<a href="/blog/rss.xml">RSS</a>'));
  server.serve('/blog/rss.xml', feed);
  expect(await discover('/linked')).toMatchObject({ outcome: 'found', url: `${server.url}/blog/rss.xml` });
  server.serve('/', page(''));
  server.serve('/atom.xml', feed);
  expect(await discover()).toMatchObject({ outcome: 'found', url: `${server.url}/atom.xml` });
});

test('what is no feed and has none says so', async () => {
  server.serve('/', page('<title>Hello</title>'));
  expect(await discover()).toEqual({
    outcome: 'none',
    why: 'no-feed',
    reason: expect.stringContaining('names none'),
  });
  expect(await discover('/missing')).toEqual({
    outcome: 'none',
    why: 'unreachable',
    reason: expect.stringContaining('404'),
  });
  expect(await discoverFeed('what is this', { fetcher, parser })).toMatchObject({ outcome: 'none' });
});

test('a site without https is found though no scheme was typed', async () => {
  server.serve('/', feed);
  expect(await discoverFeed(`127.0.0.1:${server.port}`, { fetcher, parser })).toMatchObject({
    outcome: 'found',
    url: `${server.url}/`,
  });
});

test('the scheme may be left out, and feed: is understood', async () => {
  const asked: string[] = [];
  const deaf = {
    fetch: async (url: string) => {
      asked.push(url);
      return { outcome: 'failed' as const, kind: 'network' as const, message: 'x' };
    },
  };
  for (const typed of [' x.example/feed ', 'feed:https://x.example/', 'feed://x.example/', 'http://x.example/'])
    await discoverFeed(typed, { fetcher: deaf, parser });
  expect(asked).toEqual([
    'https://x.example/feed',
    'http://x.example/feed',
    'https://x.example/',
    'http://x.example/',
    'http://x.example/',
  ]);
});
