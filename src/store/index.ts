import type { Access } from './access.ts';
import { accessTo, accessWithin } from './access.ts';
import { createArticles } from './articles.ts';
import { createBackfills } from './backfills.ts';
import { createChannels } from './channel-settings.ts';
import { createClaims } from './claims.ts';
import type { Connections } from './connections.ts';
import { createCorrections } from './corrections.ts';
import { createDeliveries } from './deliveries.ts';
import { createFacts } from './facts.ts';
import { createFeeds } from './feeds.ts';
import { figures } from './figures.ts';
import { createInstallations, createOnce } from './installations.ts';
import { lockChannels } from './locks.ts';
import { migrate, SCHEMA_VERSION } from './migrate.ts';
import { createOutages } from './outages.ts';
import { openPostgres, POSTGRES } from './postgres.ts';
import type { Presence } from './presence.ts';
import { reckon } from './queue.ts';
import { recover } from './recovery.ts';
import { createReports } from './reports.ts';
import { createReprocessing } from './reprocessing.ts';
import { createRetention } from './retention.ts';
import { createSites } from './sites.ts';
import { openSqlite } from './sqlite.ts';
import type { Counts, Store } from './store.ts';
import { createSubscriptions } from './subscriptions.ts';

export { StoreError, type StoreFault } from './errors.ts';
export type * from './store.ts';

/** How long a write waits while another program holds the database, or the connection to it is lost. */
const WAIT_MS = 10_000;

/** Opens the database of this name, whatever its engine; see `openStore`. Its tables may be older than this program. */
export const connect = (database: string, waitMs = WAIT_MS): Promise<Connections> =>
  POSTGRES.test(database)
    ? openPostgres(database, SCHEMA_VERSION, waitMs)
    : openSqlite(database, SCHEMA_VERSION, waitMs);

/**
 * Opens a database and brings its tables up to date: the Postgres database at a `postgres://` address, else the SQLite
 * file of this path (made where it is missing), or one in memory for `:memory:`. Throws `StoreError`, in words for
 * people, where it cannot serve.
 * `now`: epoch ms. `waitMs`: how long a write waits while another program holds the database, or the connection is lost.
 */
export async function openStore(
  database: string,
  { now = Date.now, waitMs = WAIT_MS }: { now?: () => number; waitMs?: number } = {},
): Promise<Store> {
  const connections = await connect(database, waitMs);
  try {
    await migrate(connections.writer, now());
  } catch (error) {
    await connections.close();
    throw error;
  }
  const access = accessTo(connections, now);
  const { presence } = connections;
  return {
    ...rooms(access, presence),
    trouble: access.trouble,
    recover: (at, graceMs) => recover(access, presence, at, graceMs),
    hold: presence.hold,
    ring: presence.ring,
    onRing: presence.onRing,
    transaction: (work, kept) =>
      access.turn(
        (db) =>
          work({
            ...rooms(accessWithin(db, connections.pack), presence),
            ...presence,
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
        kept,
      ),
    close: connections.close,
  };
}

function rooms(
  access: Access,
  { holder }: Presence,
): Omit<Store, 'transaction' | 'recover' | 'hold' | 'ring' | 'onRing' | 'trouble' | 'close'> {
  return {
    feeds: createFeeds(access, holder),
    sites: createSites(access),
    articles: createArticles(access),
    claims: createClaims(access),
    facts: createFacts(access),
    subscriptions: createSubscriptions(access),
    outages: createOutages(access),
    deliveries: createDeliveries(access, holder),
    channels: createChannels(access),
    corrections: createCorrections(access),
    reports: createReports(access),
    reprocessing: createReprocessing(access),
    retention: createRetention(access),
    installations: createInstallations(access),
    once: createOnce(access),
    counts: () => count(access),
    backfills: createBackfills(access),
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

const forgetDemo = ({ turn }: Access): Promise<void> =>
  turn(async (db) => {
    const demoFacts = db.selectFrom('facts').select('id').where('demo', '=', 1);
    const channels = await db
      .selectFrom('deliveries')
      .select('channel_key')
      .distinct()
      .where('fact_id', 'in', demoFacts)
      .execute();
    await lockChannels(
      db,
      channels.map((row) => row.channel_key),
    );
    await db.deleteFrom('deliveries').where('fact_id', 'in', demoFacts).execute();
    await db.deleteFrom('facts').where('demo', '=', 1).execute();
    await db.deleteFrom('articles').where('demo', '=', 1).execute();
    await reckon(db, ...channels.map((row) => row.channel_key));
  });
