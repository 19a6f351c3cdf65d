import type { Access } from './access.ts';
import { accessTo, accessWithin } from './access.ts';
import { createArticles } from './articles.ts';
import { createClaims } from './claims.ts';
import { createCorrections } from './corrections.ts';
import { createDeliveries } from './deliveries.ts';
import { createFacts } from './facts.ts';
import { createFeeds } from './feeds.ts';
import { figures } from './figures.ts';
import { createInstallations, createOnce } from './installations.ts';
import { migrate, SCHEMA_VERSION } from './migrate.ts';
import { createOutages } from './outages.ts';
import { createPresence } from './presence.ts';
import { reckon } from './queue.ts';
import { recover } from './recovery.ts';
import { createReprocessing } from './reprocessing.ts';
import { openSqlite } from './sqlite.ts';
import type { Counts, Store } from './store.ts';
import { createSubscriptions } from './subscriptions.ts';

export { StoreError, type StoreFault } from './errors.ts';
export type * from './store.ts';

/** How long a write waits while another program holds the database. */
const WAIT_MS = 10_000;

/**
 * Opens (making it where it is missing) the database in this SQLite file, or one in memory for `:memory:`, and brings
 * its tables up to date. Throws `StoreError`, in words for people, where the file cannot serve.
 * `now`: epoch ms. `waitMs`: how long a write waits while another program holds the database.
 */
export async function openStore(
  file: string,
  { now = Date.now, waitMs = WAIT_MS }: { now?: () => number; waitMs?: number } = {},
): Promise<Store> {
  const connections = await openSqlite(file, SCHEMA_VERSION, waitMs);
  try {
    await migrate(connections.writer, now());
  } catch (error) {
    await connections.close();
    throw error;
  }
  const access = accessTo(connections, now);
  const presence = file === ':memory:' ? null : createPresence(connections.identity);
  return {
    ...rooms(access),
    trouble: access.trouble,
    // One in memory starts empty.
    recover: async (at, graceMs) => (presence ? recover(access, presence, at, graceMs) : { deliveries: 0, feeds: 0 }),
    transaction: (work) =>
      access.write((db) =>
        work({
          ...rooms(accessWithin(db)),
          trouble: access.trouble,
          recover: async () => {
            throw new Error('Leases are recovered outside of transactions.');
          },
          transaction: async () => {
            throw new Error('A transaction is open already: use the store that it was given (tx).');
          },
          close: async () => {
            throw new Error('The store cannot be closed inside a transaction.');
          },
        }),
      ),
    close: async () => {
      presence?.leave();
      await connections.close();
    },
  };
}

function rooms(access: Access): Omit<Store, 'transaction' | 'recover' | 'trouble' | 'close'> {
  return {
    feeds: createFeeds(access),
    articles: createArticles(access),
    claims: createClaims(access),
    facts: createFacts(access),
    subscriptions: createSubscriptions(access),
    outages: createOutages(access),
    deliveries: createDeliveries(access),
    corrections: createCorrections(access),
    reprocessing: createReprocessing(access),
    installations: createInstallations(access),
    once: createOnce(access),
    counts: () => count(access),
    figures: () => figures(access),
    forgetDemo: () => forgetDemo(access),
  };
}

async function count({ read }: Access): Promise<Counts> {
  const rowsOf = async (table: 'articles' | 'facts' | 'subscriptions') =>
    Number(
      (
        await read
          .selectFrom(table)
          .select((eb) => eb.fn.countAll<number>().as('n'))
          .executeTakeFirstOrThrow()
      ).n,
    );
  const claims = await read
    .selectFrom('claims')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('superseded', '=', 0)
    .executeTakeFirstOrThrow();
  const states = await read
    .selectFrom('deliveries')
    .select((eb) => ['state', 'cause', 'daily', eb.fn.countAll<number>().as('n')])
    .groupBy(['state', 'cause', 'daily'])
    .execute();
  const deliveries = { due: 0, waiting: 0, leased: 0, sent: 0, held: 0 };
  for (const { state, cause, daily, n } of states) {
    const as = state === 'due' && daily === 1 ? 'waiting' : state;
    if (as in deliveries && cause !== 'unfollowed') deliveries[as as keyof typeof deliveries] += Number(n);
  }
  return {
    articles: await rowsOf('articles'),
    claims: Number(claims.n),
    facts: await rowsOf('facts'),
    subscriptions: await rowsOf('subscriptions'),
    deliveries,
  };
}

const forgetDemo = ({ write }: Access): Promise<void> =>
  write(async (db) => {
    const demoFacts = db.selectFrom('facts').select('id').where('demo', '=', 1);
    const channels = await db
      .selectFrom('deliveries')
      .select('channel_key')
      .distinct()
      .where('fact_id', 'in', demoFacts)
      .execute();
    await db.deleteFrom('deliveries').where('fact_id', 'in', demoFacts).execute();
    await db.deleteFrom('facts').where('demo', '=', 1).execute();
    await db.deleteFrom('articles').where('demo', '=', 1).execute();
    for (const { channel_key } of channels) await reckon(db, channel_key);
  });
