import { readFileSync } from 'node:fs';
import Parser from 'rss-parser';
import { parseFeed } from '../../src/feeds/parse.ts';
import { type Row, race } from '../measure/row.ts';

/**
 * Parsing feed documents with all our care, beside rss-parser alone. It gets them decoded and trimmed; those it fails on count
 * with the time it took to fail.
 */
export default {
  needs: ['feeds'],
  measure: async ({ feeds }, { rounds }) => {
    const documents = feeds.map((file) => readFileSync(file));
    const texts = documents.map((bytes) => bytes.toString('utf8').trimStart());
    const megabytes = documents.reduce((sum, bytes) => sum + bytes.length, 0) / 1e6;
    const { times, ratio } = await race(
      {
        bare: async () => {
          for (const text of texts) await new Parser().parseString(text).catch(() => {});
        },
        ours: async () => {
          for (const bytes of documents) await parseFeed(bytes);
        },
      },
      rounds * 2,
    );
    const rate = (ms: number): string => `${((megabytes / ms) * 1000).toFixed(1)} MB/s`;
    return [
      {
        what: 'parsing feed documents',
        against: 'rss-parser alone',
        ...ratio('bare', 'ours'),
        unit: '×',
        goal: { least: 0.5 },
        note: `${rate(times.ours.median)} against ${rate(times.bare.median)}`,
      },
    ];
  },
} satisfies Row;
