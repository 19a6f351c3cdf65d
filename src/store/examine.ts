import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { sql } from 'kysely';
import { StoreError } from './errors.ts';
import { SCHEMA_VERSION, versionOf } from './migrate.ts';
import { openPostgres, POSTGRES } from './postgres.ts';
import { labelOf } from './postgres-errors.ts';
import { explain, inspect, mustBeWritable } from './sqlite.ts';

export interface Examined {
  /** What it is called, without any password. */
  name: string;
  /** Of its tables; null where there is no database yet: the first start makes it. */
  version: number | null;
  /** What this program makes of it at its next start. */
  newest: number;
  bytes: number;
  /** The folder that it is in; null where it is on a server. */
  folder: string | null;
}

/** How long a lock of somebody else may last before it is a fault: the bot's own transactions are short. */
const LOCKED_MS = 3_000;

/** Looks at a database without changing it: whose it is, whether it is sound and can be written. Throws `StoreError`. */
export const examineDatabase = (database: string): Promise<Examined> =>
  POSTGRES.test(database) ? examinePostgres(database) : examineFile(database);

async function examinePostgres(database: string): Promise<Examined> {
  const { writer, close } = await openPostgres(database, SCHEMA_VERSION, LOCKED_MS);
  try {
    const version = await versionOf(writer);
    const { rows } = await sql<{ bytes: string }>`select pg_database_size(current_database()) as bytes`.execute(writer);
    return {
      name: labelOf(database),
      version,
      newest: SCHEMA_VERSION,
      bytes: Number(rows[0]?.bytes ?? 0),
      folder: null,
    };
  } finally {
    await close();
  }
}

async function examineFile(file: string): Promise<Examined> {
  const path = resolve(file);
  const folder = dirname(path);
  const found = { name: file, version: null, newest: SCHEMA_VERSION, bytes: 0, folder };
  if (file === ':memory:') return found;
  inspect(path, SCHEMA_VERSION);
  mustBeWritable(path);
  if (!existsSync(path)) return found;
  try {
    const db = new Database(path, { fileMustExist: true, timeout: 250 });
    try {
      const fault = db.pragma('quick_check(1)', { simple: true });
      if (fault !== 'ok') throw Object.assign(new Error(String(fault)), { code: 'SQLITE_CORRUPT' });
      await lockable(db, path);
      const known = db.prepare("select 1 from sqlite_master where name = 'schema_version'").get();
      const version = known ? (db.prepare('select max(version) from schema_version').pluck().get() as number) : null;
      const pages = (name: string) => db.pragma(name, { simple: true }) as number;
      return { ...found, version, bytes: pages('page_count') * pages('page_size') };
    } finally {
      db.close();
    }
  } catch (error) {
    throw explain(path, error);
  }
}

async function lockable(db: Database.Database, path: string): Promise<void> {
  for (const until = Date.now() + LOCKED_MS; ; await delay(100)) {
    try {
      db.exec('begin immediate; rollback');
      return;
    } catch (error) {
      const told = explain(path, error);
      if (!(told instanceof StoreError && told.fault === 'locked') || Date.now() >= until) throw told;
    }
  }
}
