import { readdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { findMaterial } from './measure/material.ts';
import type { Line, Row } from './measure/row.ts';

// Measures how fast the program is, each thing beside known work in the same run, and prints the ratio beside its goal.
//   npm run bench -- [ROW…] [PATH] [--rounds N] [--json FILE]
// Without rows it measures all that it can. PATH is material outside the project: a file of articles (*.jsonl), or a folder
// with such files and feed documents (feeds/real/*.xml); rows that need material are left out without it. A row is a file of
// scripts/bench/. The exit code is 1 where a goal was missed.
//   npm run bench -- scale [--seconds N]            1, 2 and 4 processes at one PostgreSQL, by itself
if (process.argv[2] === 'scale') {
  await import('./bench-scale.ts');
  process.exit();
}
const argv = process.argv.slice(2);
const option = (name: string): string | undefined => (argv.includes(name) ? argv[argv.indexOf(name) + 1] : undefined);
const rounds = Number(option('--rounds')) || 7;
const words = argv.filter((word, k) => !word.startsWith('--') && !argv[k - 1]?.startsWith('--'));
const folder = new URL('./bench/', import.meta.url);
const known = readdirSync(folder)
  .filter((file) => /\.[jt]s$/.test(file) && !file.endsWith('.d.ts'))
  .map((file) => file.replace(/\.[jt]s$/, ''))
  .sort();
const chosen = words.filter((word) => known.includes(word));
const path = words.find((word) => !known.includes(word));
const material = findMaterial(path);
if (path && material.articles.length + material.feeds.length === 0) {
  console.error(`usage: npm run bench -- [ROW…] [PATH] [--rounds N] [--json FILE]\nrows: ${known.join(', ')}`);
  console.error(`There are neither articles (*.jsonl) nor feed documents (*.xml) at ${path}.`);
  process.exit(2);
}

const met = ({ value, goal }: Line): boolean => ('least' in goal ? value >= goal.least : value <= goal.most);
const figure = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toFixed(value >= 10 ? 1 : 2));
function show(line: Line): void {
  const { what, against, value, spread, unit, goal, note } = line;
  const range = spread ? ` (${figure(spread[0])} to ${figure(spread[1])})` : '';
  const wanted = 'least' in goal ? `≥ ${goal.least}` : `≤ ${goal.most}`;
  console.log(
    `${met(line) ? 'met   ' : 'MISSED'}  ${what}, against ${against}: ${figure(value)} ${unit}${range}, goal ${wanted} ${unit}${note ? `; ${note}` : ''}`,
  );
}

const lines: (Line & { row: string; met: boolean })[] = [];
for (const name of chosen.length > 0 ? chosen : known) {
  const { default: row } = (await import(new URL(`${name}.js`, folder).href)) as { default: Row };
  if (row.needs?.some((kind) => material[kind].length === 0)) {
    console.log(`left out  ${name}: it needs ${row.needs.join(' and ')}; name a path with them`);
    if (chosen.length > 0) process.exitCode = 2;
    continue;
  }
  for (const line of await row.measure(material, { rounds })) {
    show(line);
    lines.push({ row: name, ...line, met: met(line) });
  }
}
const [cpu] = cpus();
const machine = {
  cores: cpus().length,
  cpu: cpu?.model ?? 'unknown',
  memoryGB: Math.round(totalmem() / 2 ** 30),
  node: process.version,
  platform: process.platform,
};
console.log(`${machine.cores} × ${machine.cpu}, ${machine.memoryGB} GB, Node ${machine.node} on ${machine.platform}`);
const file = option('--json');
if (file) writeFileSync(file, `${JSON.stringify({ machine, rounds, lines }, null, 2)}\n`);
if (lines.some((line) => !line.met)) process.exitCode = 1;
