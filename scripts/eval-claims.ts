import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadCatalogue } from '../src/catalogue.ts';
import type { ArticleText } from '../src/domain/article.ts';
import { createExtractor } from '../src/extract/extract.ts';

// Extracts every labelled set of a folder (*.jsonl with `claims`) and prints the tables of the scorer found there.
//   npm run eval -- claims FOLDER [--only NAME] [--errors N]
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
const extract = createExtractor(
  loadCatalogue({ companies: join(root, 'data', 'companies.json'), feeds: join(root, 'data', 'feeds.json') }),
);
const out = mkdtempSync(join(tmpdir(), 'claims-'));
try {
  for (const name of readdirSync(folder)
    .filter((file) => file.endsWith('.jsonl'))
    .sort()) {
    if (option('--only') && !name.includes(option('--only') ?? '')) continue;
    const rows = readFileSync(join(folder, name), 'utf8')
      .split('\n')
      .filter((line) => line.trim())
      .map((line) => JSON.parse(line) as ArticleText & { claims?: unknown });
    if (!rows.some((row) => row.claims)) continue;
    const file = join(out, name);
    writeFileSync(
      file,
      rows
        .map(({ id, title, text, url, source, published }) =>
          JSON.stringify({
            id,
            ...extract({
              id,
              title: title ?? '',
              text: text ?? '',
              url: url ?? null,
              source: source ?? null,
              published: published ?? null,
            }),
          }),
        )
        .join('\n'),
    );
    console.log(`\n=== ${name}`);
    const run = spawnSync(
      process.execPath,
      [join(folder, 'score.mjs'), join(folder, name), file, '--errors', option('--errors') ?? '0'],
      { encoding: 'utf8' },
    );
    console.log(run.stdout.trimEnd());
    if (run.status !== 0) console.error(run.stderr);
  }
} finally {
  rmSync(out, { recursive: true, force: true });
}
