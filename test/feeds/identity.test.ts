import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { authorityOf, canonicalUrl, identify, registrableDomain, siteOf } from '../../src/feeds/identity.ts';
import type { FeedItem } from '../../src/feeds/parse.ts';

const item = (over: Partial<FeedItem> = {}): FeedItem => ({
  title: 'T',
  link: 'https://x.example/1',
  id: null,
  date: null,
  text: '',
  ...over,
});

describe('canonical addresses', () => {
  const page = 'https://www.x.example/2025/story';
  test.each([
    `${page}?utm_source=rss&utm_medium=feed`,
    `${page}?fbclid=abc&gclid=1&mc_cid=2&_hsenc=3`,
    `${page}?ref=rss`,
    `${page}#comments`,
    `${page}?amp=1`,
    `${page}/amp`,
    `${page}/amp/`,
    `${page}.amp`,
    'http://www.x.example/2025/story',
    'HTTPS://WWW.X.Example:443/2025/story',
    'https://user:secret@www.x.example/2025/story',
    'https://amp.x.example/2025/story',
    'https://www.google.com/amp/s/www.x.example/2025/story',
    'https://www-x-example.cdn.ampproject.org/c/s/www.x.example/2025/story',
    `https://www.google.com/url?rct=j&sa=t&url=${encodeURIComponent(page)}&ct=ga`,
  ])('%s', (link) => expect(canonicalUrl(link)).toBe(page));

  test.each([
    'https://x.example/?p=123',
    'https://x.example/watch?v=abc',
    'https://x.example/article?id=7&page=2',
    'https://x.example/search?source=bloomberg',
    'https://x.example/story/',
    'https://x.example/amplifier',
    'https://x.example/lamp',
    'http://127.0.0.1:8080/story',
    'http://localhost:3000/a',
  ])('%s says what is read, and stays', (link) => expect(canonicalUrl(link)).toBe(link));

  test.each([null, '', 'javascript:alert(1)', 'not an address', 'ftp://x.example/'])('%j is none', (link) =>
    expect(canonicalUrl(link)).toBeNull(),
  );

  test('a canonical address is its own canonical address', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (link) => {
        const once = canonicalUrl(link);
        expect(canonicalUrl(once)).toBe(once);
      }),
    );
  });
});

describe('the identity of an item', () => {
  const identities = (...items: FeedItem[]) => identify(items).map((i) => i.identity);

  test('is its guid, else its page, else title and date', () => {
    expect(identities(item({ id: 'g' }))).toEqual(['g']);
    expect(identities(item({ link: 'https://x.example/1?utm_source=a' }))).toEqual(
      identities(item({ link: 'http://www.x.example/1/' })),
    );
    expect(identities(item({ link: null, date: 5 }))).not.toEqual(identities(item({ link: null, date: 6 })));
    expect(identities(item({ link: null, title: '', text: 'Words' }))).toHaveLength(1);
    expect(identities(item({ link: null, title: '' }))).toEqual([]);
  });

  test('is told apart where several items share a guid, and the same item twice is one', () => {
    const shared = identities(item({ id: 'g' }), item({ id: 'g', link: 'https://x.example/2' }), item({ id: 'h' }));
    expect(new Set(shared).size).toBe(3);
    expect(identities(item({ id: 'g' }), item({ id: 'g', title: 'Other words' }))).toEqual(['g']);
    expect(
      identities(item({ id: 'g', link: null, title: 'A' }), item({ id: 'g', link: null, title: 'B' })),
    ).toHaveLength(2);
  });

  test('does not depend on the order of the document', () => {
    const some = fc.record({
      title: fc.constantFrom('A', 'B'),
      link: fc.constantFrom(null, 'https://x.example/1', 'https://x.example/2'),
      id: fc.constantFrom(null, 'g', 'h'),
      date: fc.constantFrom(null, 1),
      text: fc.constant(''),
    });
    fc.assert(
      fc.property(fc.array(some), (items) => {
        expect(identities(...items).sort()).toEqual(identities(...[...items].reverse()).sort());
      }),
    );
  });
});

test.each([
  ['feeds.bbc.co.uk', 'bbc.co.uk'],
  ['www.x.example', 'x.example'],
  ['x.example', 'x.example'],
  ['a.b.news.com.au', 'news.com.au'],
  ['News.Example.', 'news.example'],
  ['blog.city.kawasaki.jp', 'city.kawasaki.jp'],
  ['one.github.io', 'one.github.io'],
  ['cdn.one.github.io', 'one.github.io'],
  ['localhost', 'localhost'],
  ['127.0.0.1', '127.0.0.1'],
  ['[::1]', '[::1]'],
])('the domain of %s is %s', (host, domain) => expect(registrableDomain(host)).toBe(domain));

test.each([
  ['https://news.one.example:8443/feed', 'news.one.example:8443', 'one.example'],
  ['http://127.0.0.1:80/feed', '127.0.0.1', '127.0.0.1'],
  ['no address', 'no address', 'no address'],
])('%s is asked at %s, of the site %s', (url, authority, site) => {
  expect([authorityOf(url), siteOf(url)]).toEqual([authority, site]);
});
