import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Parser from 'rss-parser';
import { parseFeed } from '../src/feeds/parse.ts';

// How fast the documents of a folder are parsed, all of our care included, beside rss-parser alone on the same documents in
// the same run. rss-parser gets them decoded and trimmed; those it fails on count with the time it took to fail.
//   npm run bench -- feeds FOLDER [--rounds N]
const argv = process.argv.slice(3);
const given = argv.find((word) => !word.startsWith('--')) ?? '';
const folder = existsSync(join(given, 'real')) ? join(given, 'real') : given;
const rounds = Number(argv[argv.indexOf('--rounds') + 1]) || 20;
const files = existsSync(folder) && given ? readdirSync(folder).filter((file) => file.endsWith('.xml')) : [];
if (!files.length) {
  console.error('usage: npm run bench -- feeds FOLDER   (a folder of feed documents, *.xml)');
  process.exit(2);
}

const documents = files.map((file) => readFileSync(join(folder, file)));
const texts = documents.map((bytes) => bytes.toString('utf8').trimStart());
const megabytes = documents.reduce((sum, bytes) => sum + bytes.length, 0) / 1_000_000;
const times: Record<'bare' | 'ours', number[]> = { bare: [], ours: [] };

async function timed(name: keyof typeof times, work: () => Promise<void>): Promise<void> {
  const start = performance.now();
  await work();
  times[name].push(performance.now() - start);
}

for (let round = 0; round < rounds; round++) {
  await timed('bare', async () => {
    for (const text of texts) await new Parser().parseString(text).catch(() => {});
  });
  await timed('ours', async () => {
    for (const bytes of documents) await parseFeed(bytes);
  });
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
const [bare, ours] = [median(times.bare), median(times.ours)];
console.log(`${files.length} documents, ${megabytes.toFixed(2)} MB, median of ${rounds} rounds`);
console.log(
  `rss-parser alone    ${bare.toFixed(1).padStart(7)} ms   ${((megabytes / bare) * 1000).toFixed(1).padStart(6)} MB/s`,
);
console.log(
  `dealwire            ${ours.toFixed(1).padStart(7)} ms   ${((megabytes / ours) * 1000).toFixed(1).padStart(6)} MB/s`,
);
console.log(`dealwire runs at ${(bare / ours).toFixed(2)} of its speed (0.50 is wanted at least)`);
process.exitCode = bare / ours >= 0.5 ? 0 : 1;
