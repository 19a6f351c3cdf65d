import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { StoreError } from './errors.ts';
import { SCHEMA_VERSION } from './migrate.ts';
import { POSTGRES } from './postgres.ts';
import { labelOf } from './postgres-errors.ts';
import { explain, inspect, OPENING_MS } from './sqlite.ts';

export interface BackupOptions {
  /** Replaces a file that is there. */
  overwrite?: boolean;
  /** Pages copied, of all. */
  onProgress?: (done: number, total: number) => void;
  /** Ends it; nothing is left behind. */
  signal?: AbortSignal;
}

/** Pages (of 4 KB) copied before others get their turn. */
const STEP = 100;

/**
 * Copies a SQLite database to a file while others read and write it: the copy is as the database was at one moment, with
 * all that was committed till then, and complete in that one file. It gets its name only when it is whole and was checked.
 * Resolves with its size in bytes. Throws `StoreError`, or an error in words for people where the target cannot be.
 */
export async function backUp(database: string, target: string, options: BackupOptions = {}): Promise<number> {
  if (POSTGRES.test(database))
    throw new Error(
      `The database is PostgreSQL (${labelOf(database)}): back it up with its own tool, pg_dump --format=custom --file=${target} "$DATABASE_URL", and restore with pg_restore.`,
    );
  const from = resolve(database);
  const to = resolve(target);
  if (!existsSync(from)) throw new Error(`There is no database at ${from} yet: nothing was copied.`);
  if (!existsSync(dirname(to))) throw new Error(`There is no folder ${dirname(to)}: make it, or name another file.`);
  if (existsSync(to)) {
    const [a, b] = [statSync(from), statSync(to)];
    if (a.ino === b.ino && a.dev === b.dev) throw new Error(`${target} is the database itself: name another file.`);
    if (!b.isFile()) throw new Error(`${target} is not a file: name a file in it.`);
    if (!options.overwrite)
      throw new Error(`${target} is there already: name another file, or say --force to replace it.`);
  }
  inspect(from, SCHEMA_VERSION);
  const partial = join(dirname(to), `.${process.pid}-${Date.now()}.partial`);
  try {
    await copy(from, partial, options);
    check(partial);
    const handle = openSync(partial, 'r+');
    fsyncSync(handle);
    closeSync(handle);
    const { size } = statSync(partial);
    renameSync(partial, to);
    return size;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code === 'EACCES' || code === 'SQLITE_CANTOPEN')
      throw new Error(`${target} cannot be written: check the permissions of its folder.`, { cause: error });
    if (code === 'SQLITE_FULL' || code === 'ENOSPC')
      throw new Error(`There is no room for ${target} on its disk: free some, or name a file elsewhere.`, {
        cause: error,
      });
    throw explain(from, error);
  } finally {
    for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(`${partial}${suffix}`, { force: true });
  }
}

async function copy(from: string, to: string, { onProgress, signal }: BackupOptions): Promise<void> {
  const source = new Database(from, { readonly: true, timeout: OPENING_MS });
  try {
    // Held for the whole copy: without it each write of another program would begin the copy anew.
    source.exec('begin');
    source.prepare('select count(*) from sqlite_master').get();
    let pages = 0;
    await source.backup(to, {
      progress({ totalPages, remainingPages }) {
        pages = totalPages;
        if (signal?.aborted) throw new Error('The backup was interrupted: nothing was written.');
        onProgress?.(totalPages - remainingPages, totalPages);
        return STEP;
      },
    });
    onProgress?.(pages, pages);
  } finally {
    source.close();
  }
}

function check(file: string): void {
  const copied = new Database(file, { fileMustExist: true });
  try {
    // One file, without companions, is what people move about.
    copied.pragma('journal_mode = DELETE');
    const fault = copied.pragma('quick_check(1)', { simple: true });
    if (fault !== 'ok')
      throw new StoreError('damaged', `The copy is damaged (${fault}): check the disk, and try again.`);
  } finally {
    copied.close();
  }
}
