import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseFeed as readIndependently } from 'feedsmith';
import { parseDate } from '../src/feeds/dates.ts';
import { decodeDocument } from '../src/feeds/decode.ts';
import type { FeedItem } from '../src/feeds/parse.ts';
import { createFeedParser } from '../src/feeds/parse-pool.ts';
import { headline } from '../src/feeds/text.ts';

// Reads the edge cases and the real documents of a folder through the program's own path (worker and all) and prints each
// with every miss named. A real document is checked against its manifest, and item by item against a second, independent reading.
//   npm run eval -- feeds FOLDER
const folder = process.argv.slice(2).filter((word) => word !== 'feeds')[0];
if (!folder || !existsSync(join(folder, 'edge-cases.json'))) {
  console.error('usage: npm run eval -- feeds FOLDER   (a folder with edge-cases.json and real/MANIFEST.json)');
  process.exit(2);
}

interface EdgeCases {
  base: string;
  cases: { name: string; base64: string; check: string }[];
}
interface Manifest {
  file: string;
  items: number;
  from_: string | null;
  to: string | null;
}
type Loose = Record<string, unknown>;

const json = <T>(path: string): T => JSON.parse(readFileSync(path, 'utf8')) as T;
const parser = createFeedParser();

function row(passed: boolean, name: string, ms: number, misses: readonly string[]): void {
  console.log(`${passed ? 'pass' : 'MISS'}  ${ms.toFixed(0).padStart(5)} ms  ${name}`);
  for (const miss of misses) console.log(`                ${miss}`);
}

async function edgeCases(): Promise<[passed: number, of: number]> {
  const { base, cases } = json<EdgeCases>(join(folder as string, 'edge-cases.json'));
  let passed = 0;
  for (const { name, base64, check } of cases) {
    const start = performance.now();
    const { items, error } = await parser.parse(Buffer.from(base64, 'base64'), { base });
    const ms = performance.now() - start;
    let verdict: unknown;
    try {
      verdict = (new Function(`return (${check})`)() as (found: FeedItem[]) => unknown)(items);
    } catch (fault) {
      verdict = fault;
    }
    if (verdict === true) passed++;
    const shown = `got ${JSON.stringify(items.map(({ text, ...item }) => item)).slice(0, 300)}${error ? `, error: ${error}` : ''}`;
    row(verdict === true, name, ms, verdict === true ? [] : [`wanted ${check}`, shown]);
  }
  return [passed, cases.length];
}

const textOf = (value: unknown): string => {
  if (typeof value === 'string') return value;
  return typeof value === 'object' && value !== null && 'value' in value ? textOf(value.value) : '';
};

/** What feedsmith reads of the document's items, in our shape. */
function independent(bytes: Uint8Array): Omit<FeedItem, 'text'>[] {
  const { feed } = readIndependently(decodeDocument(bytes).trimStart()) as { feed: Loose };
  return ((feed.items ?? feed.entries ?? []) as Loose[]).map((item) => {
    const links = (item.links ?? []) as { href?: string; rel?: string }[];
    const rdf = (item.rdf as Loose | undefined)?.about;
    const dates = [item.pubDate, item.published, item.updated, (item.dc as Loose | undefined)?.date];
    const date = dates.flat().map(textOf).find(Boolean);
    return {
      title: headline(textOf(item.title)),
      link: textOf(item.link) || links.find((l) => !l.rel || l.rel === 'alternate')?.href || null,
      id: textOf(item.id) || textOf(item.guid) || textOf(rdf) || null,
      date: date === undefined ? null : parseDate(date),
    };
  });
}

async function realDocuments(): Promise<[passed: number, of: number]> {
  const manifest = json<Manifest[]>(join(folder as string, 'real', 'MANIFEST.json'));
  let passed = 0;
  for (const { file, items: count, from_, to } of manifest) {
    const bytes = readFileSync(join(folder as string, 'real', file));
    const start = performance.now();
    const { items, error } = await parser.parse(bytes, {});
    const ms = performance.now() - start;
    const misses = error === undefined ? [] : [error];
    if (items.length !== count) misses.push(`${items.length} items, the manifest says ${count}`);
    const dates = items
      .flatMap(({ date }) => (date === null ? [] : [new Date(date).toISOString().slice(0, 10)]))
      .sort();
    if (from_ !== null && (dates[0] !== from_ || dates.at(-1) !== to))
      misses.push(`dated ${dates[0]} to ${dates.at(-1)}, the manifest says ${from_} to ${to}`);
    for (const [i, wanted] of independent(bytes).entries()) {
      const got = items[i];
      for (const field of ['title', 'link', 'id', 'date'] as const) {
        if (got?.[field] !== wanted[field])
          misses.push(
            `item ${i + 1}: ${field} ${JSON.stringify(got?.[field])}, a second reading says ${JSON.stringify(wanted[field])}`,
          );
      }
    }
    if (!misses.length) passed++;
    row(!misses.length, `${file} (${items.length} items)`, ms, misses.slice(0, 10));
  }
  return [passed, manifest.length];
}

try {
  console.log('Edge cases');
  const [edge, ofEdge] = await edgeCases();
  console.log('\nReal documents');
  const [real, ofReal] = await realDocuments();
  console.log(`\nedge cases ${edge} of ${ofEdge}, real documents ${real} of ${ofReal}`);
  process.exitCode = edge === ofEdge && real === ofReal ? 0 : 1;
} finally {
  await parser.close();
}
