/**
 * All that is SQLite's own: opening the file, its pragmas, its transactions, its errors. Another engine is another
 * file like this one.
 */
import { accessSync, constants, existsSync, mkdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { setImmediate as breath } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { CompiledQuery, Kysely, SqliteAdapter, SqliteDriver, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import { createCheckpoints, KEPT_BYTES, pagesOf, VERY_LONG } from './checkpoints.ts';
import type { Connections, Purpose } from './connections.ts';
import { StoreError } from './errors.ts';
import { pack } from './packing.ts';
import { patiently } from './patience.ts';
import { alone } from './presence.ts';
import type { Tables } from './schema.ts';
import { sqlitePresence } from './sqlite-presence.ts';

const STATEMENTS_KEPT = 300;
/** How long one statement may block the process for another program's lock; the wait for a transaction is longer and does not block. */
const BUSY_MS = 250;
/**
 * The same while it is opened, when nothing else waits for it: another program that opens the file after a crash, or closes it
 * last, has it alone until its disk has everything.
 */
export const OPENING_MS = 5_000;
const MEMORY = ':memory:';

/**
 * Opens the file for reading and writing, making it and its folder where they are missing. A file that is not ours to
 * use (another program's, a newer dealwire's, no database) is refused before anything is written to it.
 * `waitMs`: how long a write transaction waits while another program holds the database. Throws `StoreError`.
 */
export async function openSqlite(
  file: string,
  newest: number,
  waitMs: number,
  purpose: Purpose = 'to use',
): Promise<Connections> {
  const path = file === MEMORY ? MEMORY : resolve(file);
  const opening = Math.min(OPENING_MS, waitMs);
  if (path !== MEMORY) {
    makeFolder(path);
    inspect(path, newest, purpose, opening);
    mustBeWritable(path);
  }
  const write = explained(path, () => {
    const db = new Database(path, { timeout: opening });
    db.pragma('journal_mode = WAL');
    // FULL, not NORMAL: a power cut must not undo "sent", or the message goes out twice.
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    db.pragma(`busy_timeout = ${BUSY_MS}`);
    return db;
  });
  let wrote = 0;
  const writer = kysely(write, path, waitMs, (pages) => {
    wrote += pages;
  });
  const transact: Connections['transact'] = async (work, kept) => {
    if (kept === 'at once') return writer.transaction().execute(work);
    // Nothing else writes meanwhile: transactions of one process take turns. The log is one, so later writes keep this one too.
    write.pragma('synchronous = normal');
    try {
      return await writer.transaction().execute(work);
    } finally {
      write.pragma('synchronous = full');
    }
  };
  const one = { writer, transact, concurrent: false, waitMs, pack };
  if (path === MEMORY)
    return {
      ...one,
      reader: writer,
      identity: `${MEMORY}${++memories}`,
      presence: alone(),
      close: () => writer.destroy(),
    };
  const read = explained(path, () => {
    const db = new Database(path, { readonly: true, timeout: BUSY_MS });
    db.pragma('query_only = ON');
    return db;
  });
  const reader = kysely(read, path, waitMs);
  const checkpoints = createCheckpoints(path, () => write.open && write.pragma('wal_autocheckpoint = 1000'));
  write.pragma(`wal_autocheckpoint = ${VERY_LONG}`);
  write.pragma(`journal_size_limit = ${KEPT_BYTES}`);
  const identity = join(realpathSync(dirname(path)), basename(path));
  const presence = sqlitePresence(identity);
  return {
    ...one,
    reader,
    identity,
    presence,
    transact: async (work, kept) => {
      // Every statement is answered at once: transactions one after the other would let nobody else have a turn.
      await breath();
      await checkpoints.ready();
      wrote = 0;
      try {
        return await transact(work, kept);
      } finally {
        checkpoints.written(wrote);
      }
    },
    close: async () => {
      await presence.leave();
      await checkpoints.stop();
      await reader.destroy();
      // Kysely closes a connection only once it was used; closing twice is no fault.
      read.close();
      await writer.destroy();
      write.close();
    },
  };
}

let memories = 0;

function makeFolder(path: string): void {
  const folder = dirname(path);
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new StoreError(
      'unreachable',
      `The folder ${folder} of the database cannot be made: ${reason(error)}. Make it, or name another file in DATABASE_URL.`,
      error,
    );
  }
}

/** SQLite would open what it may not write, and fail at the first write. It makes files beside its own, so the folder counts too. */
export function mustBeWritable(path: string): void {
  try {
    for (const part of [dirname(path), path]) if (existsSync(part)) accessSync(part, constants.W_OK);
  } catch (error) {
    throw explain(path, Object.assign(new Error(reason(error)), { code: 'SQLITE_READONLY' }));
  }
}

/** Looks at an existing file through a connection that cannot write. */
export function inspect(path: string, newest: number, purpose: Purpose = 'to use', timeout = OPENING_MS): void {
  if (!existsSync(path)) return;
  if (!statSync(path).isFile())
    throw new StoreError(
      'not-a-database',
      `${path} is not a file, so it cannot be the database. Name a file in DATABASE_URL, as in sqlite:data/dealwire.db.`,
    );
  explained(path, () => {
    const db = new Database(path, { readonly: true, fileMustExist: true, timeout });
    try {
      const tables = db.prepare("select name from sqlite_master where type = 'table'").pluck().all();
      if (tables.length === 0) return;
      if (!tables.includes('schema_version'))
        throw new StoreError(
          'foreign',
          `${path} is a database of another program: it was left as it is. Name another file in DATABASE_URL.`,
        );
      if (purpose === 'to use' && tables.includes('moved_to')) {
        const place = db.prepare('select place from moved_to order by at desc').pluck().get();
        throw new StoreError(
          'moved',
          `What ${path} held was moved to the PostgreSQL database ${place}: name that in DATABASE_URL. (To go back to the file, and lose what came since, drop its table moved_to.)`,
        );
      }
      const version = db.prepare('select max(version) from schema_version').pluck().get();
      if (typeof version === 'number' && version > newest)
        throw new StoreError(
          'newer',
          `${path} was written by a newer dealwire (its version is ${version}, this program knows ${newest}): it was left as it is. Install the newer dealwire again, or name another file in DATABASE_URL.`,
        );
    } finally {
      db.close();
    }
  });
}

/** `wrote`: called after each statement that wrote, with the pages that it changed, about. */
function kysely(
  db: Database.Database,
  path: string,
  waitMs: number,
  wrote: (pages: number) => void = () => {},
): Kysely<Tables> {
  const kept = new Map<string, Statement>();
  const driver = new SqliteDriver({
    database: {
      close: () => void db.close(),
      prepare: (sql) => {
        const known = kept.get(sql);
        if (known) return known;
        const made = statement(db, path, sql, wrote);
        kept.set(sql, made);
        if (kept.size > STATEMENTS_KEPT) kept.delete(kept.keys().next().value as string);
        return made;
      },
    },
  });
  return new Kysely<Tables>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () =>
        Object.assign(driver, {
          // A plain `begin` takes the write lock only at the first write, and fails there if another process wrote meanwhile.
          beginTransaction: (connection: Parameters<SqliteDriver['beginTransaction']>[0]) =>
            patiently(
              waitMs,
              async () => void (await connection.executeQuery(CompiledQuery.raw('begin immediate'))),
              (error) => error instanceof StoreError && error.fault === 'locked',
            ),
          // After a full disk SQLite has rolled back by itself; saying so again would hide the true error.
          rollbackTransaction: async (connection: Parameters<SqliteDriver['rollbackTransaction']>[0]) => {
            if (db.inTransaction) await connection.executeQuery(CompiledQuery.raw('rollback'));
          },
        }),
      createIntrospector: (k) => new SqliteIntrospector(k),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  });
}

interface Statement {
  readonly reader: boolean;
  all(parameters: readonly unknown[]): unknown[];
  run(parameters: readonly unknown[]): { changes: number | bigint; lastInsertRowid: number | bigint };
  iterate(parameters: readonly unknown[]): IterableIterator<unknown>;
}

function statement(db: Database.Database, path: string, sql: string, wrote: (pages: number) => void): Statement {
  const made = explained(path, () => db.prepare(sql));
  return {
    reader: made.reader,
    all: (parameters) => explained(path, () => made.all(...parameters)),
    run: (parameters) => {
      const result = explained(path, () => made.run(...parameters));
      wrote(pagesOf(parameters));
      return result;
    },
    iterate: (parameters) => made.iterate(...parameters),
  };
}

function explained<T>(path: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw explain(path, error);
  }
}

/** What an error of SQLite means to the person who runs the bot; errors that are our own fault come back as they are. */
export function explain(path: string, error: unknown): unknown {
  if (error instanceof StoreError || !(error instanceof Error) || !('code' in error)) return error;
  const code = String(error.code);
  const is = (...names: string[]) => names.some((name) => code === name || code.startsWith(`${name}_`));
  const told = (fault: StoreError['fault'], message: string) => new StoreError(fault, message, error);
  if (is('SQLITE_NOTADB'))
    return told(
      'not-a-database',
      `${path} is not a SQLite database. Name another file in DATABASE_URL, or move this one away.`,
    );
  if (is('SQLITE_CORRUPT'))
    return told(
      'damaged',
      `The database ${path} is damaged. Stop the bot, keep a copy of the file, and put back your latest backup.`,
    );
  if (is('SQLITE_BUSY', 'SQLITE_LOCKED'))
    return told(
      'locked',
      `The database ${path} is locked by another program. Close what has it open (a database browser, a second bot, a copy in progress) and try again.`,
    );
  if (is('SQLITE_READONLY'))
    return told(
      'read-only',
      `The database ${path} cannot be written to. Give this user the right to write the file and its folder, or name another file in DATABASE_URL.`,
    );
  if (is('SQLITE_FULL'))
    return told(
      'full',
      `There is no room left on the disk of the database ${path}. Free some; nothing stored is lost.`,
    );
  if (is('SQLITE_CANTOPEN', 'SQLITE_PERM', 'SQLITE_AUTH'))
    return told(
      'unreachable',
      `The database ${path} cannot be opened. See that its folder exists and that this user may read and write in it, or name another file in DATABASE_URL.`,
    );
  if (is('SQLITE_IOERR'))
    return told('disk', `The disk of the database ${path} gave an error (${code}). Check the disk, then start again.`);
  return error;
}

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));
