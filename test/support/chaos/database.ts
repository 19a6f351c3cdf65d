import { join } from 'node:path';
import Database from 'better-sqlite3';
import pg from 'pg';
import { startPostgres } from '../postgres/server.ts';

/** The database that the bot runs on, as somebody sees it who looks from outside. */
export interface ChaosDatabase {
  url: string;
  /** What it still owes or has set aside. */
  unsettled(): Promise<number>;
  /** The process that is sending something; null where nobody is, or that cannot be told. */
  sender(): Promise<number | null>;
  /** Kills the server of the database, and starts it again a moment later; absent where there is none. */
  crash?(downMs: number): Promise<void>;
  /** Deadlocks that the server told of. */
  deadlocks(): number;
  close(): Promise<void>;
}

const UNSETTLED = "select count(*) as n from deliveries where state not in ('sent', 'folded')";

export function sqliteDatabase(folder: string): ChaosDatabase {
  const file = join(folder, 'dealwire.db');
  return {
    url: `sqlite:${file}`,
    async unsettled() {
      const db = new Database(file, { readonly: true });
      try {
        return Number(db.prepare(UNSETTLED).pluck().get());
      } finally {
        db.close();
      }
    },
    sender: async () => null,
    deadlocks: () => 0,
    close: async () => {},
  };
}

export async function postgresDatabase(): Promise<ChaosDatabase> {
  const server = await startPostgres();
  const ask = async <T extends object>(sql: string): Promise<T[]> => {
    const client = new pg.Client({ connectionString: server.url });
    client.on('error', () => {});
    try {
      await client.connect();
      return (await client.query<T>(sql)).rows;
    } finally {
      await client.end().catch(() => {});
    }
  };
  return {
    url: server.url,
    unsettled: async () => Number((await ask<{ n: string }>(UNSETTLED))[0]?.n ?? 0),
    async sender() {
      const found = await ask<{ by: string }>(
        'select lease_by as by from deliveries where lease_until is not null order by random() limit 1',
      ).catch(() => []);
      return found[0] ? Number.parseInt(found[0].by, 10) : null;
    },
    async crash(downMs) {
      await server.crash();
      await new Promise((resolve) => setTimeout(resolve, downMs));
      await server.start();
    },
    deadlocks: () => server.log().match(/deadlock detected/g)?.length ?? 0,
    close: server.close,
  };
}
