import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Archive, makeArchive } from '../measure/archive.ts';
import type { Loaded } from '../measure/loaded.ts';
import { late, type Row, sampleOf } from '../measure/row.ts';

/** `BENCH_CLAIMS` makes a smaller one, to try the bench itself. */
const CLAIMS = Number(process.env.BENCH_CLAIMS) || 1_000_000;
const SEED = 1;
const MB = 2 ** 20;

/** The program on a store of a million claims: how ingest, `/deal`, memory and the file bear it. */
export default {
  measure: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dealwire-bench-'));
    try {
      const { file, made, seconds } = await archive(folder);
      const bytes = statSync(file).size;
      const child = fileURLToPath(new URL('../measure/loaded.js', import.meta.url));
      const { stdout } = await promisify(execFile)(process.execPath, [child, file, join(folder, 'empty.db')]);
      const { ingest, deal, memory } = JSON.parse(stdout) as Loaded;
      const [large, empty] = [sampleOf(ingest.large), sampleOf(ingest.empty)];
      const each = sampleOf(ingest.empty.map((ms, k) => ms / (ingest.large[k] ?? ms)));
      const [idle, busy, written] = [sampleOf(deal.idle), sampleOf(deal.busy), sampleOf(deal.written)];
      const store = `${made.claims} claims`;
      return [
        {
          what: `ingest with ${store} stored`,
          against: 'ingest into an empty store',
          value: empty.median / large.median,
          spread: [each.low, each.high],
          unit: '×',
          goal: { least: 0.8 },
          note: `${large.median.toFixed(0)} ms against ${empty.median.toFixed(0)} ms for 60 items`,
        },
        {
          what: '/deal at the 99th percentile while ingest runs at full speed',
          against: 'the same, idle',
          value: late(deal.busy) / late(deal.idle),
          unit: '×',
          goal: { most: 3 },
          note: `medians ${busy.median.toFixed(1)} and ${idle.median.toFixed(1)} ms`,
        },
        {
          what: '/deal at the 99th percentile while ingest runs at full speed',
          against: store,
          value: late(deal.busy),
          unit: 'ms',
          goal: { most: 50 },
        },
        {
          what: '/deal',
          against: 'the same rows by statements prepared by hand',
          value: idle.median / written.median,
          unit: '×',
          goal: { most: 3 },
          note: `${idle.median.toFixed(2)} ms against ${written.median.toFixed(2)} ms`,
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

async function archive(folder: string): Promise<{ file: string; made: Archive; seconds: number }> {
  const file = join(folder, 'archive.db');
  const start = performance.now();
  const made = await makeArchive(file, CLAIMS, SEED);
  return { file, made, seconds: (performance.now() - start) / 1000 };
}
