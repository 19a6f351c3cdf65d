// A child process of scripts/bench/million.ts: the program on a large store, and on an empty one. Prints one line of JSON.
//   node loaded.js LARGE.db EMPTY.db
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { type App, openApp } from '../../src/app.ts';
import { loadCatalogue } from '../../src/catalogue.ts';
import { readConfig } from '../../src/config.ts';
import { ARCHIVE_END, dice } from './archive.ts';
import { catalogueFiles } from './material.ts';

export interface Loaded {
  /** Each in ms: one ingest of a document of `ITEMS` items, turn by turn. */
  ingest: { large: number[]; empty: number[] };
  /** Each in ms: answers to `/deal`, idle and while documents are ingested without a pause. */
  deal: { idle: number[]; busy: number[]; written: number[] };
  /** Most bytes of resident memory that were seen. */
  memory: number;
}

const ITEMS = 60;
const ROUNDS = 12;
const ANSWERS = 400;

const [, , large = '', empty = ''] = process.argv;
const roll = dice(7);
const { companies } = loadCatalogue(catalogueFiles());
const folder = join(dirname(large), 'dealwire-bench-documents');
mkdirSync(folder, { recursive: true });

let memory = 0;
const watch = setInterval(() => {
  memory = Math.max(memory, process.memoryUsage().rss);
}, 100);

const open = (database: string): Promise<App> => {
  const { companies: list, feeds } = catalogueFiles();
  const env = { DATABASE_URL: `sqlite:${database}`, COMPANIES_FILE: list, FEEDS_FILE: feeds, FETCH_ARTICLES: 'false' };
  return openApp(readConfig({ ...env, LOG_LEVEL: 'silent' }, join(folder, 'none')), { adapters: [] });
};

let documents = 0;
/** A feed document of news that nobody has told yet. */
function document(): string {
  const n = ++documents;
  const items = Array.from({ length: ITEMS }, (_, k) => {
    const name = companies[Math.floor(roll() ** 2 * companies.length)]?.name ?? '';
    const other = `Newcomer${n}x${k}`;
    const sum = `$${1 + Math.floor(roll() * 900)} million`;
    const date = new Date(ARCHIVE_END + n * 3_600_000 + k * 1_000).toUTCString();
    return `<item><title>${name} invests ${sum} in ${other}</title><guid>${n}-${k}</guid><link>https://news.invalid/${n}/${k}</link><pubDate>${date}</pubDate><description>${name} has invested ${sum} in ${other}, the startup said. It will hire more engineers.</description></item>`;
  });
  const file = join(folder, `news-${n}.xml`);
  writeFileSync(
    file,
    `<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>${items.join('')}</channel></rss>`,
  );
  return file;
}

async function took(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

const some = () => companies[Math.floor(roll() ** 2 * companies.length)]?.slug ?? '';
const deal = (app: App) =>
  app.host.answer({
    command: 'deal',
    options: { company: some() },
    caller: { user: 'bench', mayManage: false },
    channel: { platform: 'bench', workspace: 'bench', channel: 'bench' },
  });

const result: Loaded = { ingest: { large: [], empty: [] }, deal: { idle: [], busy: [], written: [] }, memory: 0 };
const apps = { large: await open(large), empty: await open(empty) };
try {
  for (let round = 0; round <= ROUNDS; round++)
    for (const side of ['large', 'empty'] as const) {
      const file = document();
      const ms = await took(() => apps[side].ingest(file));
      if (round > 0) result.ingest[side].push(ms);
    }

  const { written, close } = writtenQuery(large);
  for (let n = 0; n < ANSWERS + 20; n++) {
    const idle = await took(() => deal(apps.large));
    const bare = await took(() => written(some()));
    if (n < 20) continue;
    result.deal.idle.push(idle);
    result.deal.written.push(bare);
  }
  close();

  let busy = true;
  const ingesting = [1, 2].map(async () => {
    while (busy) await apps.large.ingest(document());
  });
  for (let n = 0; n < ANSWERS; n++) {
    result.deal.busy.push(await took(() => deal(apps.large)));
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  busy = false;
  await Promise.all(ingesting);
} finally {
  await Promise.all([apps.large.stop(), apps.empty.stop()]);
  clearInterval(watch);
}
process.stdout.write(`${JSON.stringify({ ...result, memory })}\n`);

/** The same rows as an answer needs, by statements prepared by hand, parsed: the newest four facts with their claims. */
function writtenQuery(file: string): { written: (slug: string) => unknown; close: () => void } {
  const db = new Database(file, { readonly: true });
  const newest = db.prepare(
    'SELECT f.id, f.state FROM fact_companies c JOIN facts f ON f.id = c.fact_id WHERE c.slug = ? AND c.background = 0 ORDER BY c.last_at DESC, c.fact_id DESC LIMIT 4',
  );
  const total = db.prepare('SELECT count(*) AS n FROM fact_companies WHERE slug = ? AND background = 0');
  const claims = db.prepare(
    'SELECT k.body, a.title, a.url, a.outlet, a.tier, a.published FROM fact_claims l JOIN claims k ON k.id = l.claim_id JOIN articles a ON a.id = k.article_id WHERE l.fact_id = ? ORDER BY l.position',
  );
  return {
    written: (slug) => [
      total.get(slug),
      (newest.all(slug) as { id: string; state: string }[]).map(({ id, state }) => ({
        ...JSON.parse(state),
        claims: (claims.all(id) as { body: string }[]).map(({ body, ...article }) => ({
          ...article,
          ...JSON.parse(body),
        })),
      })),
    ],
    close: () => void db.close(),
  };
}
