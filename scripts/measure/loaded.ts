// A child process of scripts/bench/million.ts: the program on one store. It does what its parent asks, one thing at a time,
// and answers with figures. (`Loaded` below asks it.)
//   fork('loaded.js', [DATABASE, SEED])
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { type App, openApp } from '../../src/app.ts';
import { loadCatalogue } from '../../src/catalogue.ts';
import { readConfig } from '../../src/config.ts';
import { ARCHIVE_END } from './archive.ts';
import { type Took, took, watchLoop } from './delay.ts';
import { dice } from './dice.ts';
import { catalogueFiles } from './material.ts';

/** What a child can be asked; times in ms. */
export interface Answers {
  /** One document of `ITEMS` items that nobody has told yet is read: by the clock, and of the processor. */
  ingest: { ms: number; cpu: number };
  /** Answers to `/deal`, and the same rows by statements prepared by hand, turn by turn. */
  idle: { deal: Took[]; written: Took[] };
  /** Answers to `/deal` while documents are read without a pause, and the delays of the event loop meanwhile. */
  busy: { deal: Took[]; delay: Took[] };
  /** Most bytes of resident memory that were seen. */
  memory: number;
}

export const ITEMS = 60;
const ANSWERS = 400;
const WARM = 20;

/** A program on a store, in a process of its own. */
export function loaded(
  database: string,
  seed: number,
): {
  ask<K extends keyof Answers>(what: K): Promise<Answers[K]>;
  stop(): Promise<void>;
} {
  const child: ChildProcess = fork(fileURLToPath(import.meta.url), [database, `${seed}`]);
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`the program on ${database} ended (${code})`);
  });
  failed.catch(() => {});
  return {
    async ask(what) {
      const answer = once(child, 'message');
      child.send(what);
      return (await Promise.race([answer, failed]))[0];
    },
    async stop() {
      child.disconnect();
      await failed.catch(() => {});
    },
  };
}

async function run(database: string, seed: number): Promise<void> {
  const roll = dice(seed);
  const { companies: list, feeds } = catalogueFiles();
  const { companies } = loadCatalogue({ companies: list, feeds });
  const folder = mkdtempSync(join(tmpdir(), 'dealwire-bench-'));
  const env = { DATABASE_URL: `sqlite:${database}`, COMPANIES_FILE: list, FEEDS_FILE: feeds, FETCH_ARTICLES: 'false' };
  const app = await openApp(readConfig({ ...env, LOG_LEVEL: 'silent' }, join(folder, 'none')), { adapters: [] });
  let memory = 0;
  setInterval(() => {
    memory = Math.max(memory, process.memoryUsage.rss());
  }, 100).unref();

  let documents = 0;
  function document(): string {
    const n = ++documents;
    const items = Array.from({ length: ITEMS }, (_, k) => {
      const name = companies[Math.floor(roll() ** 2 * companies.length)]?.name ?? '';
      const other = `Newcomer${seed}x${n}x${k}`;
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
  const some = () => companies[Math.floor(roll() ** 2 * companies.length)]?.slug ?? '';
  const deal = (of: App) =>
    of.host.answer({
      command: 'deal',
      options: { company: some() },
      caller: { user: 'bench', mayManage: false },
      channel: { platform: 'bench', workspace: 'bench', channel: 'bench' },
    });

  const answers: { [K in keyof Answers]: () => Promise<Answers[K]> } = {
    async ingest() {
      const file = document();
      const before = process.cpuUsage();
      const { ms } = await took(() => app.ingest(file));
      const { user, system } = process.cpuUsage(before);
      return { ms, cpu: (user + system) / 1000 };
    },
    async idle() {
      const { written, close } = writtenQuery(database);
      const times: Answers['idle'] = { deal: [], written: [] };
      for (let n = 0; n < ANSWERS + WARM; n++) {
        const idle = await took(() => deal(app));
        const bare = await took(() => written(some()));
        if (n < WARM) continue;
        times.deal.push(idle);
        times.written.push(bare);
      }
      close();
      return times;
    },
    async busy() {
      let busy = true;
      const ingesting = [1, 2].map(async () => {
        while (busy) await app.ingest(document());
      });
      const loop = watchLoop();
      const times: Took[] = [];
      for (let n = 0; n < ANSWERS; n++) {
        times.push(await took(() => deal(app)));
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      const delay = await loop.stop();
      busy = false;
      await Promise.all(ingesting);
      return { deal: times, delay };
    },
    memory: async () => memory,
  };
  process.on('message', (what: keyof Answers) => void answers[what]().then((answer) => process.send?.(answer)));
  process.once('disconnect', () => {
    rmSync(folder, { recursive: true, force: true });
    void app.stop().then(() => process.exit());
  });
}

/** The same rows as an answer needs, by statements prepared by hand, parsed: the newest four facts with their claims. */
function writtenQuery(file: string): { written: (slug: string) => unknown; close: () => void } {
  const db = new Database(file, { readonly: true });
  const newest = db.prepare(
    'SELECT f.id, f.state FROM fact_companies c JOIN facts f ON f.id = c.fact_id WHERE c.slug = ? AND c.background = 0 ORDER BY c.last_at DESC, c.fact_id DESC LIMIT 4',
  );
  const total = db.prepare('SELECT count(*) AS n FROM fact_companies WHERE slug = ? AND background = 0');
  const claims = db.prepare(
    'SELECT k.body, a.title, a.url, a.outlet, a.tier, a.published FROM claims k JOIN articles a ON a.id = k.article_id WHERE k.fact_id = ? ORDER BY k.place',
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

if (process.send && process.argv[1] === fileURLToPath(import.meta.url))
  await run(process.argv[2] ?? '', Number(process.argv[3]));
