/**
 * What a piece of work locks where several transactions write at once (Postgres). SQLite lets one write at a time, and
 * knows none of this.
 *
 * The order, which rules out deadlocks: first the turn, then channels, then anything that belongs to one of them. Who
 * waits for the locks of more than one channel has the turn; who takes the lock of one waits for no other.
 */
import { type Kysely, PostgresAdapter, type SelectQueryBuilder, sql } from 'kysely';
import type { Tables } from './schema.ts';

type Db = Kysely<Tables>;

/** First half of each advisory lock of this program, by what it locks: no other program's, with any luck. */
export const LOCKS = { turn: 0x6477_0001, process: 0x6477_0002, key: 0x6477_0003 } as const;

const concurrent = (db: Db): boolean => db.getExecutor().adapter instanceof PostgresAdapter;

/** Makes this transaction the only one, over all processes, that changes the ledger; till it ends. */
export async function takeTurn(db: Db): Promise<void> {
  if (concurrent(db)) await sql`select pg_advisory_xact_lock(${sql.lit(LOCKS.turn)}, 0)`.execute(db);
}

type Channels = SelectQueryBuilder<Tables, 'channels', object>;

/** Makes this transaction the only one that touches what is owed to these channels; till it ends. */
const lock = async (db: Db, which: (channels: Channels) => Channels): Promise<void> => {
  if (concurrent(db)) await which(db.selectFrom('channels')).select('key').orderBy('key').forNoKeyUpdate().execute();
};

export const lockChannel = (db: Db, key: string): Promise<void> => lock(db, (it) => it.where('key', '=', key));

export const lockChannels = (db: Db, keys: readonly string[]): Promise<void> =>
  keys.length ? lock(db, (it) => it.where('key', 'in', [...new Set(keys)])) : Promise.resolve();

export const lockPlace = (
  db: Db,
  { platform, workspace, channel }: { platform: string; workspace: string; channel?: string },
): Promise<void> =>
  lock(db, (it) => {
    const all = it.where('platform', '=', platform).where('workspace', '=', workspace);
    return channel === undefined ? all : all.where('channel', '=', channel);
  });

/** The channel of a delivery. */
export const lockChannelOf = (db: Db, deliveryId: string): Promise<void> =>
  lock(db, (it) =>
    it.where('key', '=', (eb) => eb.selectFrom('deliveries').select('channel_key').where('id', '=', deliveryId)),
  );

/** Of the rows (of this table) that the query finds, those that no other transaction is at work on; they are this one's till it ends. */
export function unclaimed<T extends keyof Tables, O>(
  db: Db,
  of: T,
  query: SelectQueryBuilder<Tables, T, O>,
): SelectQueryBuilder<Tables, T, O> {
  return concurrent(db) ? query.forNoKeyUpdate(of as never).skipLocked() : query;
}
