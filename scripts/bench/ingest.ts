import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Parser from 'rss-parser';
import { openApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { type Took, watchLoop, withWaits } from '../measure/delay.ts';
import { catalogueFiles } from '../measure/material.ts';
import { late, type Row, race, sampleOf } from '../measure/row.ts';

/** The whole way from the bytes of feeds to committed facts, in the real program with an empty store, beside rss-parser alone. */
export default {
  needs: ['feeds'],
  measure: async ({ feeds }, { rounds }) => {
    const texts = feeds.map((file) => readFileSync(file, 'utf8').trimStart());
    const folder = mkdtempSync(join(tmpdir(), 'dealwire-bench-'));
    const { companies, feeds: list } = catalogueFiles();
    let stores = 0;
    const opened = () =>
      openApp(
        readConfig(
          {
            DATABASE_URL: `sqlite:${join(folder, `${stores++}.db`)}`,
            COMPANIES_FILE: companies,
            FEEDS_FILE: list,
            FETCH_ARTICLES: 'false',
            LOG_LEVEL: 'silent',
          },
          join(folder, 'none'),
        ),
        { adapters: [] },
      );
    // Opening and stopping are not of the way, nor is the start of the worker threads.
    let app = await opened();
    const delays: Took[][] = [];
    const took: number[] = [];
    const bare: number[] = [];
    try {
      for (let round = 0; round <= Math.min(rounds, 5); round++) {
        const { times } = await race(
          {
            bare: async () => {
              for (const text of texts) await new Parser().parseString(text).catch(() => {});
            },
          },
          0,
        );
        bare.push(times.bare.first);
        await app.ingest(feeds[0] as string).catch(() => {});
        const loop = watchLoop();
        const start = performance.now();
        // As many at once as there are worker threads to read them.
        await Promise.all(feeds.map((file) => app.ingest(file).catch(() => {})));
        took.push(performance.now() - start);
        delays.push(await loop.stop());
        await app.stop();
        app = await opened();
      }
    } finally {
      await app.stop();
      rmSync(folder, { recursive: true, force: true });
    }
    const held = delays.map((all) => late(all.map((it) => it.own)));
    const [ours, theirs, delay] = [took, bare, held].map((values) => sampleOf(values.slice(1)));
    if (!ours || !theirs || !delay) return [];
    const ratios = sampleOf(took.slice(1).map((time, k) => (bare[k + 1] ?? 0) / time));
    return [
      {
        what: 'from the bytes of feeds to committed facts',
        against: 'rss-parser alone',
        value: theirs.median / ours.median,
        spread: [ratios.low, ratios.high],
        unit: '×',
        goal: { least: 0.25 },
        note: `${ours.median.toFixed(0)} ms against ${theirs.median.toFixed(0)} ms for ${feeds.length} documents`,
      },
      {
        what: 'delay of the event loop, 99th percentile',
        against: 'full ingest',
        value: delay.median,
        spread: [delay.low, delay.high],
        unit: 'ms',
        goal: { most: 20 },
        note: withWaits(delays.slice(1).flat()),
      },
    ];
  },
} satisfies Row;
