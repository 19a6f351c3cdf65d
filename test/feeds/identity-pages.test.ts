import { describe, expect, it } from 'vitest';
import { identify } from '../../src/feeds/identity.ts';

const item = (id: string | null, title: string, link: string | null) => ({ id, title, link, date: null, text: '' });

describe('items that lead to one page', () => {
  const changelog = 'https://tool.example/changelog';

  it('are articles of their own under guids and titles of their own, each with an address that leads there', () => {
    const items = identify([item('r2', 'Version 2', changelog), item('r1', 'Version 1', changelog)]);
    expect(items.map((it) => it.identity)).toEqual(['r2', 'r1']);
    expect(items.map((it) => it.url)).toEqual([`${changelog}#r2`, `${changelog}#r1`]);
    expect(items.every((it) => it.ownPage)).toBe(false);
  });

  it('keep one address where only the guid differs: one item told twice', () => {
    const items = identify([item('a', 'One story', changelog), item('b', 'One story', changelog)]);
    expect(new Set(items.map((it) => it.url))).toEqual(new Set([changelog]));
  });

  it('an item alone on its page has that address', () => {
    expect(identify([item('a', 'One story', 'https://x.example/1?utm_source=rss')])).toMatchObject([
      { url: 'https://x.example/1', ownPage: true },
    ]);
  });
});
