/** How every connection to Postgres is made and set. */
import pg from 'pg';

/** The server ends a transaction in which nothing happens for so long: its process hangs, and holds locks. */
const IDLE_IN_TRANSACTION_MS = 60_000;

const INT8 = 20;
const NUMERIC = 1700;

/** Moments and counts come as numbers: epoch ms stay exact in them for longer than we last. */
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === INT8 || oid === NUMERIC ? Number : pg.types.getTypeParser(oid, format as 'text'),
};

/** `waitMs`: how long the connection may take. */
export function clientOptions(url: string, waitMs: number): pg.ClientConfig {
  return {
    connectionString: url,
    types,
    keepAlive: true,
    connectionTimeoutMillis: Math.max(1_000, waitMs),
    application_name: 'dealwire',
  };
}

/**
 * `waitMs`: how long a statement waits for a lock. Not in the options of the connection: poolers refuse those. With the keepalives a machine that vanishes is noticed
 * within half a minute, and what it held is free.
 */
export const settle = (client: pg.ClientBase, waitMs: number): Promise<unknown> =>
  client.query(
    `set lock_timeout = ${Math.max(1, Math.round(waitMs))}; set idle_in_transaction_session_timeout = ${IDLE_IN_TRANSACTION_MS};
     set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 4`,
  );
