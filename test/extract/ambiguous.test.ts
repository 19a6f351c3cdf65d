import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { loadCatalogue } from '../../src/catalogue.ts';
import { createExtractor } from '../../src/extract/extract.ts';

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const sentences = JSON.parse(readFileSync(at('test/extract/ambiguous.json'), 'utf8')) as {
  text: string;
  slugs: string[];
}[];
const extract = createExtractor(loadCatalogue({ companies: at('data/companies.json'), feeds: at('data/feeds.json') }));

const named = (text: string): string[] =>
  [...new Set(extract({ id: 'a', title: '', text, source: null }).mentions.map((mention) => mention.slug))].sort();

test('names that are also words are companies only where a company is meant', () => {
  expect(sentences.length).toBeGreaterThanOrEqual(100);
  const wrong = sentences.filter(({ text, slugs }) => named(text).join() !== [...slugs].sort().join());
  expect(wrong.map(({ text }) => `${text} → ${named(text).join(', ')}`)).toEqual([]);
});
