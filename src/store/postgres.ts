/** All that is PostgreSQL's own: connections, transactions over them, what is there when it is opened. */
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  sql,
} from 'kysely';
import pg from 'pg';
import { withoutNul } from '../domain/article.ts';
import type { Connections, Purpose } from './connections.ts';
import { StoreError } from './errors.ts';
import { patiently } from './patience.ts';
import { breaksConnection, explainPostgres, labelOf } from './postgres-errors.ts';
import { postgresPresence } from './postgres-presence.ts';
import { clientOptions, settle } from './postgres-session.ts';
import type { Tables } from './schema.ts';

/** The addresses of databases that it opens. */
export const POSTGRES = /^postgres(?:ql)?:\/\//;

const CONNECTIONS = 12;
/** A query that is not answered in this time is given up, with its connection; changes of tables may take longer. */
const QUERY_MS = 60_000;

/**
 * Opens the database at this address, which must be there. One that is not ours to use (another program's, a newer
 * dealwire's) is refused before anything is written. `waitMs`: how long a write waits for what other programs hold.
 * Throws `StoreError`.
 */
export async function openPostgres(
  url: string,
  newest: number,
  waitMs: number,
  purpose: Purpose = 'to use',
): Promise<Connections> {
  const label = labelOf(url);
  const pool = new pg.Pool({
    ...clientOptions(url, waitMs),
    max: CONNECTIONS,
    onConnect: async (client) => void (await settle(client, waitMs)),
  });
  // A connection that breaks says so where it is used; without a listener it would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  try {
    await inspect(pool, label, newest, purpose);
  } catch (error) {
    await pool.end();
    throw explainPostgres(label, error);
  }
  const presence = postgresPresence(url, waitMs, (sql) => pool.query(sql));
  const writer = kysely(poolDriver(pool, label));
  return {
    writer,
    transact: (work, kept) =>
      writer.transaction().execute(async (db) => {
        if (kept === 'soon') await sql`set local synchronous_commit to off`.execute(db);
        return work(db);
      }),
    reader: kysely(readingDriver(pool, label, waitMs)),
    identity: url,
    concurrent: true,
    waitMs,
    // It packs long texts by itself.
    pack: (text) => text,
    presence,
    close: async () => {
      await presence.leave();
      await pool.end();
    },
  };
}

const kysely = (driver: Driver): Kysely<Tables> =>
  new Kysely<Tables>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => driver,
      createIntrospector: (k) => new PostgresIntrospector(k),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });

async function inspect(pool: pg.Pool, label: string, newest: number, purpose: Purpose): Promise<void> {
  const { rows } = await pool.query<{ name: string }>(
    'select tablename as name from pg_tables where schemaname = current_schema()',
  );
  const tables = new Set(rows.map((row) => row.name));
  if (!tables.size) return;
  const refuse = (fault: 'foreign' | 'newer' | 'moved', words: string): never => {
    throw new StoreError(fault, `The PostgreSQL database ${label} ${words}`);
  };
  if (tables.has('moving')) {
    if (purpose === 'to move') return;
    refuse('moved', 'is being filled by dealwire migrate-store, which did not end: run that again.');
  }
  if (!tables.has('schema_version'))
    refuse('foreign', 'is another program’s: it was left as it is. Name another database in DATABASE_URL.');
  const found = await pool.query<{ version: number | null }>('select max(version) as version from schema_version');
  const version = found.rows[0]?.version ?? 0;
  if (version > newest)
    refuse(
      'newer',
      `was written by a newer dealwire (its version is ${version}, this program knows ${newest}): it was left as it is. Install the newer dealwire again, or name another database in DATABASE_URL.`,
    );
}

interface Pooled extends DatabaseConnection {
  client: pg.PoolClient;
  broken: boolean;
}

/** Text with a NUL is no text to Postgres. */
export const bindable = (value: unknown): unknown => (typeof value === 'string' ? withoutNul(value) : value);

const queryOf = ({ sql, parameters, query }: CompiledQuery) => ({
  text: sql,
  values: parameters.map(bindable),
  ...(/^(?:Create|Alter|Drop)/.test(query.kind) ? {} : { query_timeout: QUERY_MS }),
});

const CHANGES = /^(?:INSERT|UPDATE|DELETE)$/;

const resultOf = <R>({ command, rowCount, rows }: pg.QueryResult): QueryResult<R> => ({
  rows: rows ?? [],
  ...(CHANGES.test(command) ? { numAffectedRows: BigInt(rowCount ?? 0) } : {}),
});

const noStream = (): never => {
  throw new Error('Nothing here reads in streams.');
};

/** Transactions, each on a connection of its own. */
function poolDriver(pool: pg.Pool, label: string): Driver {
  const say = async (connection: DatabaseConnection, sql: string): Promise<void> => {
    const pooled = connection as Pooled;
    try {
      await pooled.client.query({ text: sql, query_timeout: QUERY_MS } as pg.QueryConfig);
    } catch (error) {
      if (breaksConnection(error)) pooled.broken = true;
      throw explainPostgres(label, error);
    }
  };
  return {
    init: async () => {},
    async acquireConnection(): Promise<Pooled> {
      const client = await pool.connect().catch((error: unknown) => {
        throw explainPostgres(label, error);
      });
      const connection: Pooled = {
        client,
        broken: false,
        async executeQuery<R>(query: CompiledQuery) {
          try {
            return resultOf<R>(await client.query(queryOf(query)));
          } catch (error) {
            if (breaksConnection(error)) connection.broken = true;
            throw explainPostgres(label, error);
          }
        },
        streamQuery: noStream,
      };
      return connection;
    },
    beginTransaction: (connection) => say(connection, 'begin'),
    async commitTransaction(connection) {
      try {
        await say(connection, 'commit');
      } catch (error) {
        // Nobody can say whether the server still did it.
        if (error instanceof StoreError && (connection as Pooled).broken)
          throw new StoreError(error.fault, error.message, error.cause, 'unsure');
        throw error;
      }
    },
    // Where that cannot be said, the server does it by itself; saying so would hide the true error.
    rollbackTransaction: (connection) => say(connection, 'rollback').catch(() => {}),
    async releaseConnection(connection) {
      const { client, broken } = connection as Pooled;
      client.release(broken);
    },
    destroy: async () => {},
  };
}

/** Single lookups: each on whatever connection is free, and again on another where it broke. */
function readingDriver(pool: pg.Pool, label: string, waitMs: number): Driver {
  const connection: DatabaseConnection = {
    async executeQuery<R>(query: CompiledQuery) {
      return patiently(
        waitMs,
        async () => {
          try {
            return resultOf<R>(await pool.query(queryOf(query)));
          } catch (error) {
            throw pool.ending ? error : explainPostgres(label, error);
          }
        },
        (error) => error instanceof StoreError && error.again === 'yes',
      );
    },
    streamQuery: noStream,
  };
  const none = async () => {};
  return {
    init: none,
    acquireConnection: async () => connection,
    beginTransaction: async () => {
      throw new Error('The reader has no transactions.');
    },
    commitTransaction: none,
    rollbackTransaction: none,
    releaseConnection: none,
    destroy: none,
  };
}
