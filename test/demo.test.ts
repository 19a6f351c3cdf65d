import { readFileSync } from 'node:fs';
import Parser from 'rss-parser';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundledData, loadCatalogue, loadDemo } from '../src/catalogue.ts';

const demo = loadDemo();
const { companies } = loadCatalogue({ companies: bundledData('companies.json'), feeds: bundledData('feeds.json') });
const document = (id: string) => readFileSync(demo.feeds.find((f) => f.id === id)?.file ?? '', 'utf8');

interface Item {
  title: string;
  link: string;
  date: string;
  text: string;
}
const items = new Map<string, Item[]>();

beforeAll(async () => {
  const parser = new Parser<object, { 'content:encoded'?: string }>();
  for (const feed of demo.feeds) {
    // Strict: throws on a document that is not well formed.
    const parsed = await parser.parseString(readFileSync(feed.file, 'utf8'));
    expect(parsed.title).toBe(feed.outlet);
    items.set(
      feed.id,
      parsed.items.map((item) => ({
        title: item.title ?? '',
        link: item.link ?? '',
        date: item.isoDate ?? item.pubDate ?? '',
        text: (item['content:encoded'] ?? item.content ?? '').replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' '),
      })),
    );
  }
});

const story = () => ['demo-wire', 'demo-ledger', 'demo-dispatch'].flatMap((id) => items.get(id) ?? []);
const tellers = (pattern: RegExp) =>
  ['demo-wire', 'demo-ledger', 'demo-dispatch'].filter((id) =>
    (items.get(id) ?? []).some((i) => pattern.test(`${i.title} ${i.text}`)),
  );

describe('the demo edition', () => {
  it('has at least four documents, RSS 2.0 and Atom', () => {
    expect(demo.feeds.length).toBeGreaterThanOrEqual(4);
    const kinds = demo.feeds.map(
      (f) => /<rss version="2\.0"|<feed xmlns="http:\/\/www\.w3\.org\/2005\/Atom"/.exec(document(f.id))?.[0],
    );
    expect(new Set(kinds)).toEqual(new Set(['<rss version="2.0"', '<feed xmlns="http://www.w3.org/2005/Atom"']));
  });

  it('subscribes the console to companies of the catalogue', () => {
    expect(demo.companies).toEqual(['scale-ai', 'openai', 'meta']);
    const slugs = companies.map((c) => c.slug);
    for (const slug of demo.companies) expect(slugs).toContain(slug);
  });

  it('poses as no real outlet: every link and feed address is under demo.invalid', () => {
    for (const feed of demo.feeds) {
      expect(feed.url).toMatch(/^https:\/\/demo\.invalid\//);
      expect(feed.outlet).toMatch(/^Demo /);
      const links =
        document(feed.id)
          .replace(/xmlns(:\w+)?="[^"]*"/g, '')
          .match(/https?:\/\/[^\s"'<>]+/g) ?? [];
      expect(links.length).toBeGreaterThan(0);
      for (const link of links) expect(link).toMatch(/^https:\/\/demo\.invalid\//);
    }
  });

  it('dates every item in June 2025 and links each to a page of its own', () => {
    const all = [...items.values()].flat();
    for (const item of all) expect(new Date(item.date).toISOString(), item.title).toMatch(/^2025-06-/);
    expect(new Set(all.map((i) => i.link)).size).toBe(all.length);
  });

  it('carries whole articles, so that nothing has to be fetched', () => {
    for (const item of story()) expect(item.text.length, item.title).toBeGreaterThan(300);
    for (const item of items.get('demo-notebook') ?? []) expect(item.text.length, item.title).toBeGreaterThan(100);
  });

  it.each([
    ['the $14.3 billion', /\$14\.3 billion/, 2],
    ['a rounded sum', /nearly \$15 billion/, 1],
    ['the 49%', /49%/, 3],
    ['that the stake has no votes', /without voting rights|non-voting|no votes/, 3],
    ['that Wang leaves for Meta', /Alexandr Wang.{0,60}(leaving|leaves for|join)/, 3],
    ['that Droege becomes CEO', /Jason Droege.{0,80}(CEO|chief executive)/, 3],
    ['that he is interim', /interim CEO|interim chief executive/, 1],
    ['that OpenAI parts with Scale', /OpenAI.{0,30}(ending|phasing out|cutting ties)/, 3],
    ['that Bloomberg had it first', /Bloomberg (was first|reported|first reported|reports)/, 3],
    ['that an OpenAI spokesperson confirms it', /spokesperson.{0,40}confirmed/, 2],
    ['that Scale did not answer', /did not immediately reply|had not answered/, 2],
    ['that Altman speaks of $100 million', /up to \$100 million.{0,60}Sam Altman/, 1],
  ])('tells %s', (_, pattern, outlets) => {
    expect(tellers(pattern).length).toBeGreaterThanOrEqual(outlets);
  });

  it('has a sheet of things that are no deal news', () => {
    const told = (items.get('demo-notebook') ?? []).map((i) => `${i.title} ${i.text}`).join('\n');
    for (const trap of [
      /Opinion/,
      /at Scale/,
      /Hurricane Harvey/,
      /Amazon rainforest/,
      /meta-analysis/,
      /Shares of Meta/,
      /How to/,
      /preprint/,
    ])
      expect(told).toMatch(trap);
    expect(told).not.toMatch(/\$|billion|acquire|invest(s|ed|ing) in|appoint/);
  });
});
