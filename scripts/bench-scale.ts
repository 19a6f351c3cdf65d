// How many deliveries and feeds 1, 2 and 4 processes take through one PostgreSQL, against platforms and hosts that answer
// at once and cost nothing: what is left is ours and the database's.
//   npm run bench -- scale [--deliveries 100000] [--feeds 10000] [--seconds 30] [--workers 1,2,4]
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import pg from 'pg';
import type { Adapter } from '../src/chat/adapter.ts';
import type { Log } from '../src/log.ts';
import { createOutbox } from '../src/outbox.ts';
import { dueChannels } from '../src/store/deliveries.ts';
import { dueFeeds } from '../src/store/feeds.ts';
import { connect, openStore } from '../src/store/index.ts';
import { startPostgres } from '../test/support/postgres/server.ts';

const SELF = fileURLToPath(import.meta.url);
const COMPANY = 'acme';
/** Channels among which the deliveries are shared out. */
const PER_CHANNEL = 10;
/** As the store makes it, of the nth. */
const KEY = "'slack/T' || n % 10000 || '/C' || n";

interface Task {
  url: string;
  work: 'deliveries' | 'feeds';
}

const complain = (fields: object, message: string) => console.error(message, fields);
const silent: Log = { debug() {}, info() {}, warn: complain, error: complain };

/** A process of the bot that does nothing else, till the time is over. Gives how many it took through. */
async function work({ url, work }: Task): Promise<number> {
  const store = await openStore(url);
  await store.recover(Date.now(), 0);
  // Starting is not what is measured: all begin together.
  process.send?.('ready');
  const [until] = (await once(process, 'message')) as [number];
  let done = 0;
  if (work === 'deliveries') {
    const adapter: Adapter = {
      name: 'slack',
      start: async () => {},
      stop: async () => {},
      health: () => ({ state: 'up', detail: '' }),
      send: async (channel) => ({ outcome: 'sent', ref: { channel, message: `m${++done}` } }),
      reply: async (ref) => ({ outcome: 'sent', ref }),
      edit: async (ref) => ({ outcome: 'sent', ref }),
      find: async () => null,
    };
    const card = { summary: '', title: '', blocks: [], buttons: [] };
    const present = { alert: () => card, update: () => ({ edited: card, reply: card }), digest: () => card };
    const adapters = new Map([['slack', adapter]]);
    const outbox = createOutbox({ store, adapters, present, log: silent, by: `${process.pid}` });
    outbox.start();
    await new Promise((resolve) => setTimeout(resolve, until - Date.now()));
    await outbox.stop();
  } else {
    while (Date.now() < until) {
      const rows = await store.feeds.lease(100, Date.now(), 900_000);
      if (!rows.length) break;
      // As the poller: eight hosts at once, each held while it is asked.
      const next = async (): Promise<void> => {
        const row = rows.pop();
        if (!row || Date.now() >= until) return;
        await (await store.hold(new URL(row.url).host))();
        await store.sites.leftUntil(row.id);
        await store.feeds.settle({ ...row, nextAt: Date.now() + 600_000 });
        done++;
        return next();
      };
      await Promise.all(Array.from({ length: 8 }, next));
    }
  }
  await store.close();
  return done;
}

async function fill(url: string, deliveries: number, feeds: number): Promise<void> {
  const store = await openStore(url);
  const now = Date.now();
  const about = {
    id: 'article',
    feedId: 'f',
    identity: 'i',
    title: 'Acme buys Widget',
    text: 'Acme buys Widget.',
    url: 'https://a.example/1',
    outlet: 'Herald',
    tier: 1 as const,
    published: now,
    seen: now,
    demo: false,
  };
  await store.articles.insert(about);
  await store.close();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const channels = Math.ceil(deliveries / PER_CHANNEL);
  const state = JSON.stringify({
    type: 'acquisition',
    status: 'announced',
    certainty: 'confirmed',
    background: false,
    companies: [COMPANY],
    parties: [],
    fields: {},
    conflicts: [],
    firstAt: now,
    lastAt: now,
  });
  await client.query(
    `insert into facts (id, hex, short_id, type, status, certainty, background, first_at, last_at, changed_at, demo, state)
     values ('fact', 'fac0', 'fac0', 'acquisition', 'announced', 'confirmed', 0, ${now}, ${now}, ${now}, 0, $1)`,
    [state],
  );
  await client.query(
    `insert into channels (key, platform, workspace, channel, next_at, quiet_until)
     select ${KEY}, 'slack', 'T' || n % 10000, 'C' || n, ${now}, 0 from generate_series(1, ${channels}) n`,
  );
  await client.query(
    `insert into subscriptions (id, channel_key, company, types, min_amount, cadence, created_by, created_at, paused)
     select 's' || n, ${KEY}, '${COMPANY}', '[]', null, 'instant', 'U', ${now}, null from generate_series(1, ${channels}) n`,
  );
  await client.query(
    `insert into deliveries (id, key, channel_key, seq, fact_id, with_facts, kind, daily, created_at, state, due_at, attempts, look, crashes)
     select 'd' || i, 'k' || i, ${KEY}, i, 'fact', '[]', 'alert', 0, ${now}, 'due', ${now}, 0, 0, 0
     from generate_series(1, ${deliveries}) i, lateral (select i % ${channels} + 1 as n) as channel`,
  );
  await client.query(
    `insert into feeds (id, url, listed_url, listed, next_at, primed, failures)
     select 'f' || n, 'https://f' || n || '.example/feed', 'https://f' || n || '.example/feed', 1, ${now}, 1, 0
     from generate_series(1, ${feeds}) n`,
  );
  await client.query('vacuum analyze');
  await client.end();
}

/** How Postgres finds what is claimed. */
async function plans(url: string): Promise<{ what: string; plan: string[] }[]> {
  const { reader, close } = await connect(url);
  const now = Date.now();
  const asked = [
    ['channels that are due', dueChannels(reader, ['slack'], now, 16).select('key').forNoKeyUpdate().skipLocked()],
    ['feeds that are due', dueFeeds(reader, now, 100).select('id').forNoKeyUpdate().skipLocked()],
  ] as const;
  const found: { what: string; plan: string[] }[] = [];
  for (const [what, query] of asked)
    found.push({ what, plan: (await query.explain()).map((row) => String(Object.values(row)[0]).trim()) });
  await close();
  return found;
}

async function measure(url: string, workers: number, seconds: number, what: Task['work']): Promise<number> {
  const children = Array.from({ length: workers }, () =>
    fork(SELF, ['worker'], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] }),
  );
  const message = async (child: ChildProcess) => ((await once(child, 'message')) as unknown[])[0];
  const ready = children.map(message);
  for (const child of children) child.send({ url, work: what } satisfies Task);
  await Promise.all(ready);
  const until = Date.now() + seconds * 1_000;
  const counts = children.map(message) as Promise<number>[];
  for (const child of children) child.send(until);
  let sum = 0;
  for (const count of counts) sum += await count;
  for (const child of children) if (child.connected) child.disconnect();
  return sum;
}

if (process.argv[2] === 'worker') {
  const [task] = (await once(process, 'message')) as [Task];
  process.send?.(await work(task));
} else {
  const { values } = parseArgs({
    args: process.argv.slice(3),
    options: {
      deliveries: { type: 'string', default: '100000' },
      feeds: { type: 'string', default: '10000' },
      seconds: { type: 'string', default: '30' },
      workers: { type: 'string', default: '1,2,4' },
    },
  });
  const seconds = Number(values.seconds);
  const server = await startPostgres({ durable: true, settings: { shared_buffers: '256MB' } });
  try {
    console.log('workers  deliveries/s  feeds/s');
    for (const workers of values.workers.split(',').map(Number)) {
      const client = new pg.Client({ connectionString: server.url });
      await client.connect();
      await client.query(`create database scale_${workers}`);
      await client.end();
      const url = new URL(server.url);
      url.pathname = `/scale_${workers}`;
      await fill(url.href, Number(values.deliveries), Number(values.feeds));
      if (workers === Number(values.workers.split(',')[0]))
        for (const { what, plan } of await plans(url.href)) {
          const indexed = plan.some((step) => /Index (?:Only )?Scan|Bitmap Index Scan/.test(step));
          console.log(`${what}: ${indexed ? 'by an index' : 'NOT by an index'}\n  ${plan.join('\n  ')}`);
        }
      const sent = await measure(url.href, workers, seconds, 'deliveries');
      const read = await measure(url.href, workers, seconds, 'feeds');
      console.log(
        `${String(workers).padStart(7)}  ${(sent / seconds).toFixed(0).padStart(12)}  ${(read / seconds).toFixed(0).padStart(7)}`,
      );
    }
    console.log(`deadlocks in the server's log: ${server.log().match(/deadlock detected/g)?.length ?? 0}`);
  } finally {
    await server.close();
  }
}
