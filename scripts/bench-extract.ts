import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import model from 'wink-eng-lite-web-model';
import winkNLP from 'wink-nlp';
import { loadCatalogue } from '../src/catalogue.ts';
import type { ArticleText } from '../src/domain/article.ts';
import { createExtractor } from '../src/extract/extract.ts';

// How fast the claims of articles are read, beside a bare pass of wink-nlp (all its stages) over the same texts in the
// same run, turn by turn. The first turn, with nothing warm yet, is told apart from the median of the others.
//   npm run bench -- extract PATH [--rounds N]    a file of articles, one a line (*.jsonl), or a folder of such files
const argv = process.argv.slice(3);
const path = argv.find((word) => !word.startsWith('--')) ?? '';
const rounds = (argv.includes('--rounds') && Number(argv[argv.indexOf('--rounds') + 1])) || 7;
const isFolder = existsSync(path) && statSync(path).isDirectory();
const files = isFolder
  ? readdirSync(path)
      .filter((file) => file.endsWith('.jsonl'))
      .map((file) => join(path, file))
  : existsSync(path)
    ? [path]
    : [];
const articles = files
  .flatMap((file) => readFileSync(file, 'utf8').split('\n'))
  .filter((line) => line.trim())
  .map((line): ArticleText => {
    const { id, title, text, url, source, published } = JSON.parse(line) as Partial<ArticleText>;
    return {
      id: String(id ?? ''),
      title: title ?? '',
      text: text ?? '',
      url: url ?? null,
      source: source ?? null,
      published: published ?? null,
    };
  });
if (!articles.length) {
  console.error('usage: npm run bench -- extract PATH   (a file of articles, *.jsonl, or a folder of them)');
  process.exit(2);
}

/** What the bare pass takes is the goal; beyond so many times of it the bench fails. */
const LIMIT = 3;
let root = resolve(fileURLToPath(new URL('..', import.meta.url)));
while (!existsSync(join(root, 'data', 'companies.json')) && root !== '/') root = resolve(root, '..');
const extract = createExtractor(
  loadCatalogue({ companies: join(root, 'data', 'companies.json'), feeds: join(root, 'data', 'feeds.json') }),
);
const nlp = winkNLP(model);
const times: Record<'bare' | 'ours', number[]> = { bare: [], ours: [] };

function timed(name: keyof typeof times, work: (article: ArticleText) => void): void {
  const start = performance.now();
  for (const article of articles) work(article);
  times[name].push(performance.now() - start);
}

for (let round = 0; round <= rounds; round++) {
  timed('bare', (article) => void nlp.readDoc(`${article.title}\n${article.text}`));
  timed('ours', (article) => void extract(article));
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
const [bare, ours] = [median(times.bare.slice(1)), median(times.ours.slice(1))];
const characters = articles.reduce((sum, { title, text }) => sum + title.length + text.length, 0);
const line = (name: string, list: readonly number[], middle: number) =>
  `${name.padEnd(20)}${middle.toFixed(0).padStart(7)} ms   ${(articles.length / (middle / 1000)).toFixed(0).padStart(7)} articles/s   first round ${(list[0] ?? 0).toFixed(0)} ms`;
console.log(
  `${articles.length} articles, ${(characters / 1_000_000).toFixed(2)} million characters, median of ${rounds} rounds`,
);
console.log(line('wink-nlp alone', times.bare, bare));
console.log(line('dealwire', times.ours, ours));
console.log(
  `dealwire takes ${(ours / bare).toFixed(2)} times as long (1.00 or less is the goal, ${LIMIT.toFixed(2)} the limit)`,
);
process.exitCode = ours / bare <= LIMIT ? 0 : 1;
