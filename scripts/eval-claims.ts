import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { loadCatalogue } from '../src/catalogue.ts';
import type { ArticleText } from '../src/domain/article.ts';
import type { Argument, Claim } from '../src/domain/claim.ts';
import { createExtractor } from '../src/extract/extract.ts';

// Extracts every labelled set of a folder (*.jsonl with `claims`), prints the tables of the scorer found there, and
// at the end each measure of the extractor beside its goal.
//   npm run eval -- claims FOLDER [--only NAME] [--errors N]
type Cell = { hit: number; gold: number; predicted: number };
interface Score {
  articles: number;
  events: Cell;
  types: Record<string, Cell>;
  arguments: Cell;
  roles: Record<string, Cell>;
  outlets: Cell;
  status: [number, number];
  certainty: [number, number];
  background: [number, number];
  quiet: [number, number];
  deniedAsConfirmed: number;
  unfaithful: unknown[][];
  errors: unknown[];
}
type Labelled = ArticleText & { claims: Claim[]; partial?: string[] };
interface Scorer {
  score(gold: Labelled[], predicted: { id: string; claims: Claim[] }[]): Score;
  sameArgument(gold: Argument, predicted: Argument): boolean;
}

const argv = process.argv.slice(2).filter((word) => word !== 'claims');
const folder = argv.find((word) => !word.startsWith('--'));
const option = (name: string): string | undefined => (argv.includes(name) ? argv[argv.indexOf(name) + 1] : undefined);
if (!folder || !existsSync(join(folder, 'score.mjs'))) {
  console.error('usage: npm run eval -- claims FOLDER   (a folder with score.mjs and labelled *.jsonl)');
  process.exit(2);
}
let root = resolve(fileURLToPath(new URL('..', import.meta.url)));
while (!existsSync(join(root, 'data', 'companies.json')) && root !== '/') root = resolve(root, '..');
if (root === '/') root = process.cwd();
const { score, sameArgument } = (await import(pathToFileURL(resolve(folder, 'score.mjs')).href)) as Scorer;
const catalogue = loadCatalogue({
  companies: join(root, 'data', 'companies.json'),
  feeds: join(root, 'data', 'feeds.json'),
});
const extract = createExtractor(catalogue);

const linesOf = <T>(file: string): T[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => JSON.parse(line) as T);
const read = ({ id, title, text, url, source, published }: Partial<ArticleText>) =>
  extract({
    id: id ?? '',
    title: title ?? '',
    text: text ?? '',
    url: url ?? null,
    source: source ?? null,
    published: published ?? null,
  });

const percent = (x: number): string => (Number.isNaN(x) ? '  –  ' : (100 * x).toFixed(1).padStart(5));
const ratesOf = ({ hit, gold, predicted }: Cell): { p: number; r: number; f1: number } => ({
  p: predicted ? hit / predicted : Number.NaN,
  r: gold ? hit / gold : Number.NaN,
  f1: gold + predicted ? (2 * hit) / (gold + predicted) : Number.NaN,
});
const line = (name: string, cell: Cell): void => {
  const { p, r, f1 } = ratesOf(cell);
  const counts = `(gold ${cell.gold}, predicted ${cell.predicted}, right ${cell.hit})`;
  console.log(`${name.padEnd(18)} P ${percent(p)}  R ${percent(r)}  F1 ${percent(f1)}   ${counts}`);
};

function printScore(name: string, found: Score): void {
  console.log(`\n=== ${name}\n${found.articles} articles`);
  line('EVENTS', found.events);
  for (const type of Object.keys(found.types).sort()) line(`  ${type}`, found.types[type] as Cell);
  line('ARGUMENTS', found.arguments);
  for (const role of Object.keys(found.roles).sort()) line(`  ${role}`, found.roles[role] as Cell);
  line('OUTLETS', found.outlets);
  for (const field of ['status', 'certainty', 'background', 'quiet'] as const) {
    const [right, all] = found[field];
    console.log(`${field.padEnd(18)} ${percent(right / all)}   (${right} of ${all})`);
  }
  console.log(`denied or failed told as confirmed: ${found.deniedAsConfirmed}`);
  console.log(`unfaithful spans: ${found.unfaithful.length}`);
  for (const span of found.unfaithful.slice(0, 5)) console.log('  ', ...span);
  for (const error of found.errors.slice(0, Number(option('--errors') ?? 0))) console.log(JSON.stringify(error));
}

/** Of the labelled acquisitions, how many were found with every buyer and bought party that the label names. */
function bothParties(gold: readonly Labelled[], predicted: readonly { claims: Claim[] }[]): number {
  let all = 0;
  let right = 0;
  gold.forEach((row, index) => {
    const left = (predicted[index]?.claims ?? []).filter((claim) => claim.type === 'acquisition');
    for (const deal of row.claims.filter((claim) => claim.type === 'acquisition')) {
      all++;
      const sides = deal.args.filter((arg) => arg.role === 'acquirer' || arg.role === 'target');
      const at = left.findIndex((claim) => sides.every((side) => claim.args.some((arg) => sameArgument(side, arg))));
      if (at < 0) continue;
      right++;
      left.splice(at, 1);
    }
  });
  return right / all;
}

/** Of the claims read in headlines that end in "(Author/Outlet)", how many list that outlet. */
function bracketOutlets(rows: readonly ArticleText[]): { right: number; all: number } {
  let all = 0;
  let right = 0;
  for (const row of rows) {
    const outlet = /\((?:[^()]*\/)?([^()/]+)\)\s*$/.exec(row.title ?? '')?.[1];
    // A bare "(@handle)" names a person, no outlet.
    if (!outlet || row.source !== 'Techmeme' || /\(@[^()/]*\)\s*$/.test(row.title)) continue;
    for (const claim of read(row).claims) {
      if (claim.evidence.field !== 'title') continue;
      all++;
      if (claim.outlets.includes(outlet)) right++;
    }
  }
  return { right, all };
}

/** Of the project's own sentences with doubtful names (`test/extract/ambiguous.json`), the tracked names wrongly found and missed. */
function doubtfulNames(): { wrong: number; missed: number; sentences: number } {
  const cases = JSON.parse(readFileSync(join(root, 'test', 'extract', 'ambiguous.json'), 'utf8')) as {
    title?: string;
    text: string;
    slugs: string[];
  }[];
  let wrong = 0;
  let missed = 0;
  for (const { title, text, slugs } of cases) {
    const found = new Set(read({ title: title ?? '', text }).mentions.map((mention) => mention.slug));
    if ([...found].some((slug) => !slugs.includes(slug))) wrong++;
    if (slugs.some((slug) => !found.has(slug))) missed++;
  }
  return { wrong, missed, sentences: cases.length };
}

interface Measure {
  name: string;
  on: string;
  value: number;
  goal: number;
  /** Counts must not exceed the goal; rates must reach it. */
  atMost?: boolean;
  count?: boolean;
}
const measures: Measure[] = [];
const sum = (cells: readonly (Cell | undefined)[]): Cell =>
  cells.reduce<Cell>(
    (total, cell) => ({
      hit: total.hit + (cell?.hit ?? 0),
      gold: total.gold + (cell?.gold ?? 0),
      predicted: total.predicted + (cell?.predicted ?? 0),
    }),
    { hit: 0, gold: 0, predicted: 0 },
  );
/** Roles that hold organisations and people. */
const PARTIES = `investor target acquirer seller party person from_org to_org employer org plaintiff defendant partner
  speaker`.split(/\s+/);

let told = 0;
let unfaithful = 0;
for (const name of readdirSync(folder)
  .filter((file) => file.endsWith('.jsonl'))
  .sort()) {
  const on = name.replace('.jsonl', '');
  if (option('--only') && !name.includes(option('--only') ?? '')) continue;
  const rows = linesOf<Labelled>(join(folder, name));
  if (!rows.some((row) => row.claims)) {
    const { right, all } = bracketOutlets(rows);
    if (all > 0) measures.push({ name: `outlet of the bracket, ${all} claims`, on, value: right / all, goal: 0.99 });
    continue;
  }
  const predicted = rows.map((row) => ({ id: row.id, ...read(row) }));
  const found = score(rows, predicted);
  printScore(name, found);
  told += found.deniedAsConfirmed;
  unfaithful += found.unfaithful.length;
  const add = (measure: string, value: number, goal: number): void => {
    measures.push({ name: measure, on, value, goal });
  };
  const f1 = (...roles: string[]): number => ratesOf(sum(roles.map((role) => found.roles[role]))).f1;
  if (on === 'ai-news-dev') {
    add('event F1', ratesOf(found.events).f1, 0.92);
    add('event precision', ratesOf(found.events).p, 0.95);
    add('argument F1', ratesOf(found.arguments).f1, 0.9);
    add('parties F1', f1(...PARTIES), 0.92);
    add('amount F1', f1('amount'), 0.95);
    add('stake and valuation F1', f1('stake', 'valuation'), 0.92);
  }
  if (on === 'ai-news-single') add('event F1', ratesOf(found.events).f1, 0.88);
  if (on === 'articles-dev') add('event F1', ratesOf(found.events).f1, 0.85);
  if (on === 'ai-news-dev' || on === 'articles-dev')
    for (const field of ['status', 'certainty', 'background'] as const)
      add(`${field} accuracy`, found[field][0] / found[field][1], 0.95);
  if (on === 'fire-dev' || on === 'core-dev')
    add('acquisition recall with both parties right', bothParties(rows, predicted), 0.75);
  if (on === 'seed') {
    add('claims found', found.events.hit / found.events.gold, 1);
    add('argument F1', ratesOf(found.arguments).f1, 1);
  }
}
const zero = (name: string, value: number): void => {
  measures.push({ name, on: 'every labelled set', value, goal: 0, atMost: true, count: true });
};
zero('denied or failed told as confirmed', told);
zero('unfaithful spans', unfaithful);
if (existsSync(join(root, 'test', 'extract', 'ambiguous.json'))) {
  const { wrong, missed, sentences } = doubtfulNames();
  const on = `${sentences} sentences of our own`;
  measures.push({ name: 'false mentions', on, value: wrong / sentences, goal: 0.02, atMost: true });
  measures.push({ name: 'missed mentions', on, value: missed / sentences, goal: 0.02, atMost: true });
}

console.log('\n=== measures');
for (const { name, on, value, goal, atMost, count } of measures) {
  const shown = (x: number): string => (count ? String(x).padStart(5) : percent(x));
  const met = atMost ? value <= goal : value >= goal;
  console.log(
    `${name.padEnd(44)} ${on.padEnd(26)} ${shown(value)}   ${atMost ? 'at most ' : 'at least'} ${shown(goal)}   ${met ? 'met' : 'MISSED'}`,
  );
}
