import { createHash, randomInt } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { LOCKS } from './locks.ts';
import { clientOptions, settle } from './postgres-session.ts';
import type { Presence } from './presence.ts';

/** Who has been missing for so long is dead: a server that restarts, or a broken connection, is back with us sooner. */
const MISSING_MS = 5_000;
const RECONNECT_MS = { first: 100, most: 1_000 };
/** Between two looks whether a key is free. */
const HELD_MS = 100;
const CHANNEL = 'dealwire';

/**
 * Presence by locks of one connection that lasts as long as the process: the server lets them go when the connection
 * ends, so they say what no row in a table can. Bells are notifications, heard on the same connection; without it
 * nothing is lost, only later: whoever waits for a bell also looks from time to time.
 */
export function postgresPresence(
  url: string,
  waitMs: number,
  ask: (sql: string) => Promise<{ rows: { id: number }[] }>,
): Presence {
  const holder = randomInt(1, 2 ** 31 - 1);
  const listeners = new Set<() => void>();
  /** Since when holders of leases are not to be seen. */
  let missing = new Map<number | null, number>();
  let session: pg.Client | null = null;
  let joined: Promise<void> | null = null;
  let left = false;
  let rung = false;
  /** What is asked on the session, one after the other. */
  let line: Promise<unknown> = Promise.resolve();

  const heard = () => {
    for (const listener of listeners) listener();
  };

  function say<T extends object>(on: pg.Client, sql: string): Promise<{ rows: T[] }> {
    const turn = line.then(() => on.query<T>(sql));
    line = turn.catch(() => {});
    return turn;
  }

  async function open(): Promise<void> {
    const client = new pg.Client(clientOptions(url, waitMs));
    client.on('error', () => {});
    client.on('notification', heard);
    try {
      await client.connect();
      await settle(client, waitMs);
      // Shared: the server may not have noticed yet that our last connection ended.
      await client.query(`select pg_advisory_lock_shared(${LOCKS.process}, ${holder}); listen ${CHANNEL}`);
    } catch (error) {
      await client.end().catch(() => {});
      throw error;
    }
    client.once('end', () => {
      session = null;
      // What was seen before proves nothing now.
      missing = new Map();
      void reopen();
    });
    session = client;
    if (left) await client.end().catch(() => {});
  }

  async function reopen(): Promise<void> {
    for (let wait = RECONNECT_MS.first; !left; wait = Math.min(wait * 2, RECONNECT_MS.most)) {
      try {
        await open();
        // What rang meanwhile was not heard.
        return heard();
      } catch {
        await delay(wait, undefined, { ref: false });
      }
    }
  }

  const join = (): Promise<void> => {
    joined ??= open().catch((error: unknown) => {
      joined = null;
      throw error;
    });
    return joined;
  };

  return {
    holder,

    async ended(holders, now) {
      const first = joined === null;
      await join();
      // A server that has just come back has not yet heard from those who live.
      if (!session) return new Map();
      const { rows } = await ask(
        `select objid::int8 as id from pg_locks where locktype = 'advisory' and classid = ${LOCKS.process} and objsubid = 2
         and database = (select oid from pg_database where datname = current_database())`,
      );
      const alive = new Set<number | null>(rows.map((row) => row.id));
      const gone = holders.filter((it) => !alive.has(it));
      // Nobody else is there whom a moment's silence could make look dead.
      if (first && [...alive].every((it) => it === holder)) return new Map(gone.map((it) => [it, now]));
      missing = new Map(gone.map((it) => [it, missing.get(it) ?? now]));
      return new Map([...missing].filter(([, since]) => now - since >= MISSING_MS));
    },

    async hold(key) {
      const lock = `${LOCKS.key}, ${createHash('sha256').update(key).digest().readInt32BE()}`;
      for (;;) {
        const on = session;
        // Politeness waits for no database that is out: nothing that is read could be stored.
        if (!on) return async () => {};
        const { rows } = await say<{ got: boolean }>(on, `select pg_try_advisory_lock(${lock}) as got`).catch(() => ({
          rows: [{ got: true }],
        }));
        if (rows[0]?.got) return async () => void (await say(on, `select pg_advisory_unlock(${lock})`).catch(() => {}));
        await delay(HELD_MS * (0.5 + Math.random()));
      }
    },

    ring() {
      if (rung) return;
      rung = true;
      setImmediate(() => {
        rung = false;
        if (!left) ask(`notify ${CHANNEL}`).catch(() => {});
      });
    },

    onRing: (listener) => void listeners.add(listener),

    async leave() {
      left = true;
      await joined?.catch(() => {});
      await session?.end().catch(() => {});
    },
  };
}
