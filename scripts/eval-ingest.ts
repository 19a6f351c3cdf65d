import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { identify } from '../src/feeds/identity.ts';
import { parseFeed } from '../src/feeds/parse.ts';
import { openStore } from '../src/store/index.ts';

// Serves every feed document of a folder on loopback, lets the real program poll them twice, and holds what is stored
// against what the documents show: each item once, and nothing more after the second poll.
//   npm run eval -- ingest FOLDER
const folder = process.argv[3];
if (!folder || !existsSync(folder)) {
  console.error('usage: npm run eval -- ingest FOLDER   (a folder of feed documents)');
  process.exit(2);
}
const files = readdirSync(folder).filter((file) => /\.(?:xml|rss|atom|json)$/.test(file) && file !== 'MANIFEST.json');
const main = fileURLToPath(new URL('../src/main.js', import.meta.url));
const POLL_MINUTES = 0.05;
const PATIENCE_MS = 180_000;

const polls = new Map<string, number>();
const server = createServer((request, response) => {
  const file = decodeURIComponent((request.url ?? '/').slice(1));
  if (!files.includes(file)) return void response.writeHead(404).end();
  polls.set(file, (polls.get(file) ?? 0) + 1);
  response.writeHead(200, { 'content-type': 'application/xml' }).end(readFileSync(join(folder, file)));
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const { port } = server.address() as AddressInfo;
const work = mkdtempSync(join(tmpdir(), 'dealwire-ingest-'));
const database = join(work, 'dealwire.db');
const addressOf = (file: string) => `http://127.0.0.1:${port}/${encodeURIComponent(file)}`;
const polledTimes = (times: number, but: readonly string[] = []) =>
  files.every((file) => but.includes(file) || (polls.get(file) ?? 0) >= times);
const idOf = (file: string) =>
  file
    .toLowerCase()
    .replace(/\.\w+$/, '')
    .replace(/[^a-z0-9]+/g, '-');
writeFileSync(
  join(work, 'feeds.json'),
  JSON.stringify(
    files.map((file) => ({ id: idOf(file), outlet: idOf(file), title: file, tier: 2, url: addressOf(file) })),
  ),
);

const environment = {
  PATH: process.env.PATH,
  DATABASE_URL: `sqlite:${database}`,
  FEEDS_FILE: join(work, 'feeds.json'),
  ALLOW_PRIVATE_ADDRESSES: 'true',
  FETCH_ARTICLES: 'false',
  POLL_MINUTES: String(POLL_MINUTES),
  LOG_LEVEL: 'warn',
};

function startBot(): ChildProcess {
  return spawn(process.execPath, [main, 'start'], {
    stdio: ['pipe', 'ignore', 'inherit'],
    env: environment,
  });
}

const ended = (child: ChildProcess) => new Promise((resolve) => child.once('exit', resolve));

async function stop(bot: ChildProcess): Promise<void> {
  bot.kill('SIGTERM');
  await ended(bot);
}

async function until(done: () => Promise<boolean> | boolean, what: string): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await done())) {
    if (Date.now() > deadline) throw new Error(`gave up waiting: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

async function restful(): Promise<string[]> {
  const asked = await Promise.all(
    files.map(async (file) => ({ file, hints: (await parseFeed(readFileSync(join(folder as string, file)))).hints })),
  );
  return asked.filter(({ hints }) => Object.keys(hints).length > 0).map(({ file }) => file);
}

/** What each document shows, and how much of it is not stored; and the number of articles in the store. */
async function look(): Promise<{ documents: { file: string; shown: number; missing: number }[]; articles: number }> {
  const store = await openStore(database);
  try {
    // The console reads the demo edition too.
    await store.forgetDemo();
    const documents = [];
    for (const file of files) {
      const { items } = await parseFeed(readFileSync(join(folder as string, file)), { base: addressOf(file) });
      const shown = identify(items);
      const missing = await store.articles.unseen(idOf(file), shown);
      documents.push({ file, shown: shown.length, missing: missing.size });
    }
    return { documents, articles: (await store.counts()).articles };
  } finally {
    await store.close();
  }
}

const bot = startBot();
let failed = false;
try {
  const started = Date.now();
  await until(() => polledTimes(1), 'the first poll of every document');
  const first = Date.now();
  // A document that asks for a longer rest (ttl) is read again by hand: as one poll would.
  const resting = await restful();
  await until(() => polledTimes(2, resting), 'the second poll of every document');
  // What a poll brought is stored by the time of the next one.
  const once = await look();
  await until(() => polledTimes(4, resting), 'the fourth poll of every document');
  for (const file of resting) {
    await ended(spawn(process.execPath, [main, 'ingest', addressOf(file)], { env: environment, stdio: 'ignore' }));
  }
  const again = await look();
  const shown = once.documents.reduce((sum, document) => sum + document.shown, 0);
  for (const document of once.documents) {
    if (document.missing)
      console.log(`MISS ${document.file}: ${document.missing} of ${document.shown} items are not stored`);
    else console.log(`ok   ${document.file}: ${document.shown} items`);
  }
  failed =
    once.documents.some((document) => document.missing > 0) || once.articles !== shown || again.articles !== shown;
  console.log(
    `\n${files.length} documents show ${shown} items; ${once.articles} articles after the first poll, ${again.articles} after ${[...polls.values()].reduce((a, b) => a + b)} in all`,
  );
  console.log(`every document was asked for within ${((first - started) / 1000).toFixed(1)} s`);
} catch (error) {
  failed = true;
  console.error((error as Error).message, Object.fromEntries(polls));
} finally {
  await stop(bot);
  server.close();
  server.closeAllConnections();
  rmSync(work, { recursive: true, force: true });
}
process.exitCode = failed ? 1 : 0;
