import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Archive, makeArchive } from '../measure/archive.ts';
import { type Took, withWaits } from '../measure/delay.ts';
import { type Answers, ITEMS, loaded } from '../measure/loaded.ts';
import { late, type Row, sampleOf } from '../measure/row.ts';

/** `BENCH_CLAIMS` makes a smaller one, to try the bench itself. */
const CLAIMS = Number(process.env.BENCH_CLAIMS) || 1_000_000;
const SEED = 1;
const ROUNDS = 12;
const MB = 2 ** 20;

/** The program on a store of a million claims: how ingest, `/deal`, memory and the file bear it. */
export default {
  measure: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dealwire-bench-'));
    try {
      const { file, made, seconds } = await archive(folder);
      const bytes = statSync(file).size;
      const apps = { large: loaded(file, 7), empty: loaded(join(folder, 'empty.db'), 8) };
      const ingest: Record<keyof typeof apps, Answers['ingest'][]> = { large: [], empty: [] };
      for (let round = 0; round <= ROUNDS; round++)
        for (const side of ['large', 'empty'] as const) {
          const answer = await apps[side].ask('ingest');
          if (round > 0) ingest[side].push(answer);
        }
      // The other one holds no memory or processor any more.
      await apps.empty.stop();
      const resting = await apps.large.ask('idle');
      const loadedWith = await apps.large.ask('busy');
      const memory = await apps.large.ask('memory');
      await apps.large.stop();
      const [large, empty] = [ingest.large, ingest.empty].map((all) => sampleOf(all.map((it) => it.ms)));
      const [largeCpu, emptyCpu] = [ingest.large, ingest.empty].map((all) => sampleOf(all.map((it) => it.cpu)));
      if (!large || !empty || !largeCpu || !emptyCpu) return [];
      const each = sampleOf(ingest.empty.map(({ ms }, k) => ms / (ingest.large[k]?.ms ?? ms)));
      const [idle, busy, written] = [resting.deal, loadedWith.deal, resting.written].map((all) =>
        sampleOf(all.map((it) => it.own)),
      );
      if (!idle || !busy || !written) return [];
      const store = `${made.claims} claims`;
      return [
        {
          what: `ingest with ${store} stored`,
          against: 'ingest into an empty store',
          value: empty.median / large.median,
          spread: [each.low, each.high],
          unit: '×',
          goal: { least: 0.8 },
          note: `${large.median.toFixed(0)} ms against ${empty.median.toFixed(0)} ms for ${ITEMS} items; of the processor ${largeCpu.median.toFixed(0)} ms against ${emptyCpu.median.toFixed(0)} ms`,
        },
        {
          what: '/deal at the 99th percentile while ingest runs at full speed',
          against: 'the same, idle',
          value: lateOwn(loadedWith.deal) / lateOwn(resting.deal),
          unit: '×',
          goal: { most: 3 },
          note: `medians ${busy.median.toFixed(1)} and ${idle.median.toFixed(1)} ms`,
        },
        {
          what: '/deal at the 99th percentile while ingest runs at full speed',
          against: store,
          value: lateOwn(loadedWith.deal),
          unit: 'ms',
          goal: { most: 50 },
          note: withWaits(loadedWith.deal),
        },
        {
          what: '/deal',
          against: 'the same rows by statements prepared by hand',
          value: idle.median / written.median,
          unit: '×',
          goal: { most: 3 },
          note: `${idle.median.toFixed(2)} ms against ${written.median.toFixed(2)} ms`,
        },
        {
          what: 'delay of the event loop, 99th percentile',
          against: `ingest at full speed, ${store}`,
          value: lateOwn(loadedWith.delay),
          unit: 'ms',
          goal: { most: 20 },
          note: withWaits(loadedWith.delay),
        },
        { what: 'memory under load', against: store, value: memory / MB, unit: 'MB', goal: { most: 400 } },
        {
          what: 'size of the database',
          against: 'the bytes of its articles’ texts',
          value: bytes / made.textBytes,
          unit: '×',
          goal: { most: 3 },
          note: `${(bytes / MB).toFixed(0)} MB, ${made.articles} articles, ${made.facts} facts; made in ${seconds.toFixed(0)} s`,
        },
      ];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
} satisfies Row;

const lateOwn = (all: readonly Took[]): number => late(all.map((it) => it.own));

async function archive(folder: string): Promise<{ file: string; made: Archive; seconds: number }> {
  const file = join(folder, 'archive.db');
  const start = performance.now();
  const made = await makeArchive(file, CLAIMS, SEED);
  return { file, made, seconds: (performance.now() - start) / 1000 };
}
