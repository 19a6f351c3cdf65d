import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { ParsedFeed } from '../../src/feeds/parse.ts';
import { createFeedParser, type FeedParser } from '../../src/feeds/parse-pool.ts';
import { rss } from '../support/feed-server.ts';

const GOOD = Buffer.from(rss([{ title: 'One', link: '/1', guid: 'g' }]));
/** Nested so deeply that building and reading its tree takes minutes. */
const ENDLESS_PAGE = Buffer.from(`<html><body>${'<div>'.repeat(20_000)}text`);

describe('the pool', () => {
  let parser: FeedParser;
  afterEach(() => parser.close());

  test('parses in a worker', async () => {
    parser = createFeedParser();
    const parsed = await parser.parse(GOOD, { base: 'https://x.example/' });
    expect(parsed.items).toMatchObject([{ title: 'One', link: 'https://x.example/1', id: 'g' }]);
  });

  test('ends what takes longer than its deadline, and goes on with what waited behind it', async () => {
    parser = createFeedParser({ deadlineMs: 1_500 });
    const [endless, good] = await Promise.all([
      parser.page(ENDLESS_PAGE, 'https://x.example/', 'text/html'),
      parser.parse(GOOD, {}),
    ]);
    expect(endless).toBeNull();
    expect(good.items).toHaveLength(1);
  });

  test('outlives a worker that runs out of memory', async () => {
    parser = createFeedParser({ memoryMb: 20 });
    const large = Buffer.from(
      rss(Array.from({ length: 9_000 }, (_, n) => ({ title: `${n}`, description: 'x'.repeat(1_000) }))),
    );
    expect(await parser.parse(large, {})).toMatchObject({ items: [], error: expect.stringContaining('memory') });
    expect((await parser.parse(GOOD, {})).items).toHaveLength(1);
  });

  test('a page that cannot be read gives nothing, and names no feeds', async () => {
    parser = createFeedParser();
    expect(await parser.page(Buffer.from(''), 'https://x.example/', null)).toMatchObject({ text: '' });
    expect(await parser.links(Buffer.from([0xff, 0xfe, 0x00]), 'https://x.example/', null)).toEqual([]);
  });
});

describe('documents made to do harm', () => {
  const item = (description: string, title = 'T') =>
    `<rss version="2.0"><channel><title>x</title><item><title>${title}</title><guid>1</guid><description>${description}</description></item></channel></rss>`;
  const laughs = Array.from({ length: 9 }, (_, i) => `<!ENTITY lol${i + 1} "${`&lol${i || ''};`.repeat(10)}">`).join(
    '',
  );
  const one = (read: ParsedFeed) => expect(read.items).toHaveLength(1);
  const none = (read: ParsedFeed) => expect(read).toMatchObject({ items: [], error: expect.any(String) });
  const times: Record<string, string> = {};
  let parser: FeedParser;

  beforeAll(async () => {
    parser = createFeedParser();
    await parser.parse(GOOD, {});
  });
  afterAll(async () => {
    await parser.close();
    console.log('ms for each hostile document, worker and all:', times);
  });

  const cases: [name: string, document: string, check: (read: ParsedFeed) => void][] = [
    ['a billion laughs', `<!DOCTYPE l [<!ENTITY lol "lol">${laughs}]>${item('x', '&lol9;')}`, one],
    [
      'one large entity, a million times',
      `<!DOCTYPE l [<!ENTITY x "${'y'.repeat(1_999)}">]>${item('&x;'.repeat(1_000_000))}`,
      one,
    ],
    [
      'an external entity',
      `<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY % p SYSTEM "http://127.0.0.1:9/x">%p;]>${item('a&x;b')}`,
      (read) => expect(read.items[0]?.text).toBe('a&x;b'),
    ],
    ['160 KB of <p', item('<p'.repeat(80_000)), one],
    ['160 KB of <p in CDATA', item(`<![CDATA[${'<p'.repeat(80_000)}]]>`), one],
    ['160 KB of <p in a title', item('x', '<p'.repeat(80_000)), one],
    [
      'a title nested 100,000 deep',
      item('x', `${'<b>'.repeat(100_000)}deep${'</b>'.repeat(100_000)}`),
      (read) => expect(read.items[0]?.title).toBe('deep'),
    ],
    ['a text nested 100,000 deep', item('<div>'.repeat(100_000)), one],
    ['a text in CDATA nested 100,000 deep', item(`<![CDATA[${'<div><b>'.repeat(50_000)}]]>`), one],
    ['a document nested a million deep', `<rss version="2.0">${'<a>'.repeat(1_000_000)}`, none],
    ['unclosed elements in an item', `<rss><channel><item>${'<a>'.repeat(100_000)}</item></channel></rss>`, none],
    ['a million empty items', `<rss version="2.0"><channel>${'<item/>'.repeat(1_000_000)}</channel></rss>`, none],
    [
      'a million empty items with end tags',
      `<rss version="2.0"><channel>${'<item></item>'.repeat(1_000_000)}</channel></rss>`,
      none,
    ],
    [
      '300,000 items with a title',
      `<rss><channel>${'<item><title>a</title></item>'.repeat(300_000)}</channel></rss>`,
      (read) => expect(read.items).toHaveLength(10_000),
    ],
    [
      'an item with 100,000 links',
      `<rss><channel><item>${'<link>https://x.example/</link>'.repeat(100_000)}</item></channel></rss>`,
      one,
    ],
    [
      '100,000 namespaces',
      `<rss ${Array.from({ length: 100_000 }, (_, i) => `xmlns:a${i}="u"`).join(' ')}><channel><item xmlns:b="c"><title>T</title></item></channel></rss>`,
      one,
    ],
    [
      '__proto__ and its kin',
      '<rss version="2.0"><channel><__proto__>1</__proto__><item><__proto__><polluted>1</polluted></__proto__><constructor>2</constructor><toString/><title __proto__="x" polluted="1">T</title></item></channel></rss>',
      (read) => {
        expect(read.items).toEqual([{ title: 'T', link: null, id: null, date: null, text: '' }]);
        expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
      },
    ],
    [
      'JSON with __proto__',
      '{"version":"https://jsonfeed.org/version/1.1","items":[{"__proto__":{"polluted":1},"id":"1","title":"T"}]}',
      one,
    ],
    ['JSON nested 500,000 deep', `{"version":"https://jsonfeed.org/version/1.1","items":${'['.repeat(500_000)}`, none],
    ['a million comments that never end', `<rss>${'<!--'.repeat(1_000_000)}`, none],
    ['a million CDATA sections that never end', item('<![CDATA['.repeat(1_000_000)), one],
    ['five million angle brackets', '<'.repeat(5_000_000), none],
    ['half a million unbalanced quotes', item('<a "'.repeat(250_000)), one],
    ['scripts that never end', item(`<![CDATA[${'<script>'.repeat(40_000)}]]>`), one],
    ['five million zero bytes', `<rss>${'\0'.repeat(5_000_000)}`, none],
    ['a web page', `<!DOCTYPE html><html><body>${'<p>Hello'.repeat(100_000)}`, none],
    ['nothing', '', none],
  ];

  test.each(cases)('%s', async (name, document, check) => {
    const bytes = Buffer.from(document);
    const start = performance.now();
    const read = await parser.parse(bytes, { base: 'https://x.example/' });
    times[name] = (performance.now() - start).toFixed(0);
    expect(read.error ?? '').not.toMatch(/took longer|memory/);
    check(read);
    for (const { title, text } of read.items) expect(title.length + text.length).toBeLessThan(110_000);
  });
});
