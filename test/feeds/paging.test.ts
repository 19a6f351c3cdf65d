import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { olderPage } from '../../src/feeds/paging.ts';

const AT = 'https://example.com/feed/';
const older = (document: string, url = AT) => olderPage(new TextEncoder().encode(document), url, null);
const atom = (links: string, after = '') =>
  `<feed xmlns="http://www.w3.org/2005/Atom">${links}<entry><title>x</title><link rel="next" href="/of-an-item"/></entry>${after}</feed>`;

describe('the document with older items', () => {
  it.each([
    [
      'the archive before it',
      atom('<link rel="next" href="/p2"/><link rel="prev-archive" href="/2025/05"/>'),
      'https://example.com/2025/05',
    ],
    ['the next page', atom(`<link href='?page=2&amp;x=1' rel='next'>`), 'https://example.com/feed/?page=2&x=1'],
    ['links behind the items', atom('', '<link rel="next" href="/p3"/>'), 'https://example.com/p3'],
    [
      'atom links in RSS',
      '<rss><channel><atom:link rel="next" href="https://example.com/b"/><item><title>x</title></item></channel></rss>',
      'https://example.com/b',
    ],
    [
      'next_url of JSON Feed',
      '{"version":"https://jsonfeed.org/version/1.1","next_url":"/feed.json?p=2","items":[]}',
      'https://example.com/feed.json?p=2',
    ],
    [
      'the second page of WordPress',
      '<rss><channel><generator>https://wordpress.org/?v=6.8</generator><item></item></channel></rss>',
      'https://example.com/feed/?paged=2',
    ],
  ])('is %s', (_, document, expected) => {
    expect(older(document)).toBe(expected);
  });

  it('counts on where WordPress counts', () => {
    const page = '<rss><channel><generator>https://wordpress.org/?v=6.8</generator></channel></rss>';
    expect(older(page, `${AT}?paged=7&cat=ai`)).toBe(`${AT}?paged=8&cat=ai`);
  });

  it.each([
    ['an item links to another', atom('')],
    ['it leads to itself', atom(`<link rel="next" href="${AT}"/>`)],
    ['it leads to no web address', atom('<link rel="next" href="javascript:alert(1)"/>')],
    ['another program wrote it', '<rss><channel><generator>Hugo</generator></channel></rss>'],
    ['it is no feed', '{"next_url": 7'],
  ])('is none where %s', (_, document) => {
    expect(older(document)).toBeNull();
  });

  it('is looked for in any bytes without a fault, and quickly in long ones', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => void olderPage(bytes, AT, null)),
      { numRuns: 50 },
    );
    for (const hostile of ['<link ', '<item>', '<link rel="next" ', '<generator>'])
      expect(older(hostile.repeat(200_000))).toBeNull();
  });
});
