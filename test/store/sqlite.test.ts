import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { accessTo } from '../../src/store/access.ts';
import { createArticles } from '../../src/store/articles.ts';
import { openStore, StoreError } from '../../src/store/index.ts';
import { migrate, SCHEMA_VERSION } from '../../src/store/migrate.ts';
import { explain, openSqlite } from '../../src/store/sqlite.ts';
import { article, NOON, noise, subscription } from '../support/fixtures.ts';
import { openTestStore, storeFact, tempDatabase, tempFolder } from '../support/store.ts';

/** The fault with which opening fails. */
async function faultOf(file: string): Promise<StoreError> {
  const error = await openStore(file, { waitMs: 0 }).then(
    async (store) => {
      await store.close();
      return null;
    },
    (e: unknown) => e,
  );
  expect(error).toBeInstanceOf(StoreError);
  return error as StoreError;
}

describe('opening a SQLite file', () => {
  it('makes the file and its folders', async () => {
    const file = join(await tempFolder(), 'some', 'where', 'dealwire.db');
    const store = await openTestStore(file);
    expect((await store.counts()).articles).toBe(0);
    expect(existsSync(file)).toBe(true);
  });
  it('keeps write-ahead logging, full synchronisation and foreign keys on', async () => {
    const file = await tempDatabase();
    const { writer, close } = await openSqlite(file, SCHEMA_VERSION, 0);
    await migrate(writer, NOON);
    await expect(
      writer
        .insertInto('claims')
        .values({
          id: 'c',
          article_id: 'none',
          type: '',
          status: '',
          certainty: '',
          background: 0,
          body: '',
          superseded: 0,
        })
        .execute(),
    ).rejects.toThrow(/FOREIGN KEY/);
    await close();
    const db = new Database(file);
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    db.close();
  });

  it('waits for the disk before it answers, but for what may be kept soon after', async () => {
    const { writer, transact, close } = await openSqlite(await tempDatabase(), SCHEMA_VERSION, 0);
    await migrate(writer, NOON);
    const [normal, full] = [1, 2];
    const waits = async (db: typeof writer) =>
      (await sql<{ synchronous: number }>`pragma synchronous`.execute(db)).rows[0]?.synchronous;
    expect(await transact(waits, 'at once')).toBe(full);
    expect(await transact(waits, 'soon')).toBe(normal);
    expect(await transact(waits, 'at once')).toBe(full);
    await expect(
      transact(async () => {
        throw new Error('no');
      }, 'soon'),
    ).rejects.toThrow('no');
    expect(await waits(writer)).toBe(full);
    await close();
  });

  it('leaves a database of a newer version as it is, and says which program wrote it', async () => {
    const file = await tempDatabase();
    await (await openStore(file)).close();
    const db = new Database(file);
    db.pragma('journal_mode = DELETE');
    db.prepare('insert into schema_version (version, applied_at) values (?, 1)').run(SCHEMA_VERSION + 1);
    db.close();
    const before = readFileSync(file);
    const error = await faultOf(file);
    expect(error.fault).toBe('newer');
    expect(error.message).toMatch(/newer dealwire \(its version is \d+, this program knows \d+\).*left as it is/);
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(readdirSync(dirname(file))).toEqual(['dealwire.db']);
  });
  it('refuses a file that is no database, in words, and leaves it as it is', async () => {
    const file = await tempDatabase();
    writeFileSync(file, 'Dear diary, today I sold a company. '.repeat(100));
    const error = await faultOf(file);
    expect(error.fault).toBe('not-a-database');
    expect(error.message).toContain(file);
    expect(error.message).toContain('DATABASE_URL');
    expect(readFileSync(file, 'utf8')).toMatch(/^Dear diary/);
  });

  it('takes an empty file as a new database', async () => {
    const file = await tempDatabase();
    writeFileSync(file, '');
    expect((await (await openTestStore(file)).counts()).facts).toBe(0);
  });

  it('refuses a folder, and a path below a file', async () => {
    const folder = await tempFolder();
    mkdirSync(join(folder, 'x.db'));
    expect((await faultOf(join(folder, 'x.db'))).fault).toBe('not-a-database');
    writeFileSync(join(folder, 'file'), '');
    const error = await faultOf(join(folder, 'file', 'dealwire.db'));
    expect(error).toMatchObject({ fault: 'unreachable', message: expect.stringContaining('cannot be made') });
  });

  it('says that another program has locked the database', async () => {
    const file = await tempDatabase();
    await (await openStore(file)).close();
    const db = new Database(file);
    db.pragma('journal_mode = DELETE');
    db.exec('begin exclusive');
    expect(await faultOf(file)).toMatchObject({ fault: 'locked', message: expect.stringContaining('another program') });
    db.exec('rollback');
    db.close();
  });

  it('says that a write found the database locked, and writes once it is free', async () => {
    const file = await tempDatabase();
    let now = NOON;
    const store = await openTestStore(file, { waitMs: 0, now: () => now });
    expect(store.trouble()).toBeNull();
    const db = new Database(file);
    db.exec('begin immediate');
    await expect(store.subscriptions.put(subscription())).rejects.toMatchObject({ fault: 'locked' });
    now += 600_000;
    expect(store.trouble()).toBe('locked');
    expect(await store.subscriptions.following(['scale-ai'])).toEqual([]);
    db.exec('rollback');
    db.close();
    expect(await store.subscriptions.put(subscription())).toBe('made');
    expect(store.trouble()).toBeNull();
  });

  // Root may write everything.
  it.skipIf(process.getuid?.() === 0)('says that the file or its folder may not be written', async () => {
    const file = await tempDatabase();
    await (await openStore(file)).close();
    await chmod(file, 0o444);
    expect(await faultOf(file)).toMatchObject({
      fault: 'read-only',
      message: expect.stringContaining('right to write'),
    });
    await chmod(file, 0o644);
    await chmod(dirname(file), 0o555);
    expect((await faultOf(file)).fault).toBe('read-only');
    await chmod(dirname(file), 0o755);
  });

  it.each([
    ['SQLITE_FULL', 'full', /no room left.*Free some/],
    ['SQLITE_READONLY_DBMOVED', 'read-only', /right to write/],
    ['SQLITE_IOERR_WRITE', 'disk', /gave an error \(SQLITE_IOERR_WRITE\)/],
    ['SQLITE_CORRUPT', 'damaged', /backup/],
    ['SQLITE_CANTOPEN', 'unreachable', /cannot be opened/],
    ['SQLITE_BUSY_SNAPSHOT', 'locked', /another program/],
  ])('tells %s in words with the mend', (code, fault, words) => {
    const told = explain('data/dealwire.db', Object.assign(new Error('raw'), { code }));
    expect(told).toMatchObject({ name: 'StoreError', fault, message: expect.stringMatching(words) });
  });

  it('says that the disk is full, undoes the write, and goes on when there is room again', async () => {
    const file = await tempDatabase();
    const store = await openTestStore(file);
    const cramped = await openSqlite(file, SCHEMA_VERSION, 0);
    const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(cramped.writer);
    await sql.raw(`pragma max_page_count = ${rows[0]?.page_count}`).execute(cramped.writer);
    const tight = accessTo(cramped);
    const large = article({ text: noise(1_000_000) });
    await expect(createArticles(tight).insert(large)).rejects.toMatchObject({ fault: 'full' });
    await sql`pragma max_page_count = 100000`.execute(cramped.writer);
    expect(await createArticles(tight).insert(large)).toBe('inserted');
    expect((await store.counts()).articles).toBe(1);
    await cramped.close();
  });

  it('in memory makes each database its own', async () => {
    const [one, two] = [await openTestStore(':memory:'), await openTestStore(':memory:')];
    await Promise.all([storeFact(one), one.transaction((tx) => storeFact(tx)), storeFact(two)]);
    expect((await one.counts()).facts).toBe(2);
    expect((await two.counts()).facts).toBe(1);
  });
});
