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
import { MIGRATIONS } from '../../src/store/migrations/index.ts';
import { explain, openSqlite } from '../../src/store/sqlite.ts';
import { article, NOON, subscription } from '../support/fixtures.ts';
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

describe('opening a store', () => {
  it('makes the file and its folders', async () => {
    const file = join(await tempFolder(), 'some', 'where', 'dealwire.db');
    const store = await openTestStore(file);
    expect((await store.counts()).articles).toBe(0);
    expect(existsSync(file)).toBe(true);
  });

  it('finds again what was stored, and needs no migration then', async () => {
    const file = await tempDatabase();
    const first = await openTestStore(file, { now: () => NOON });
    const fact = await storeFact(first);
    await first.close();
    const second = await openTestStore(file, { now: () => NOON + 1 });
    expect(await second.facts.get(fact.id)).toEqual(fact);
    const db = new Database(file, { readonly: true });
    expect(db.prepare('select * from schema_version').all()).toEqual(
      Array.from({ length: SCHEMA_VERSION }, (_, i) => ({ version: i + 1, applied_at: NOON })),
    );
    db.close();
  });

  it('carries on after a crash with everything that was acknowledged', async () => {
    const file = await tempDatabase();
    const crashed = await openStore(file);
    const fact = await storeFact(crashed);
    // Never closed: the write-ahead log is all that holds the fact.
    const next = await openTestStore(file);
    expect(await next.facts.get(fact.id)).toEqual(fact);
    await crashed.close();
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

  it("leaves another program's database as it is", async () => {
    const file = await tempDatabase();
    const db = new Database(file);
    db.exec('create table recipes (name text)');
    db.close();
    const before = readFileSync(file);
    expect(await faultOf(file)).toMatchObject({ fault: 'foreign', message: expect.stringContaining('DATABASE_URL') });
    expect(readFileSync(file).equals(before)).toBe(true);
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
    const large = article({ text: 'x'.repeat(1_000_000) });
    await expect(createArticles(tight).insert(large)).rejects.toMatchObject({ fault: 'full' });
    await sql`pragma max_page_count = 100000`.execute(cramped.writer);
    expect(await createArticles(tight).insert(large)).toBe('inserted');
    expect((await store.counts()).articles).toBe(1);
    await cramped.close();
  });
});

describe('migrations', () => {
  it('happen all or not at all', async () => {
    const file = await tempDatabase();
    const steps = [
      ...MIGRATIONS,
      async () => {
        throw new Error('a step that fails');
      },
    ];
    const connections = await openSqlite(file, steps.length, 0);
    await expect(migrate(connections.writer, NOON, steps)).rejects.toThrow('a step that fails');
    await connections.close();
    const db = new Database(file);
    expect(db.prepare("select name from sqlite_master where type = 'table'").all()).toEqual([]);
    db.close();
  });

  it('add only what is missing, and keep what is there', async () => {
    const file = await tempDatabase();
    const old = await openTestStore(file, { now: () => NOON });
    const fact = await storeFact(old);
    await old.close();
    const steps = [
      ...MIGRATIONS,
      async (db: Parameters<(typeof MIGRATIONS)[number]>[0]) =>
        db.schema.createTable('extra').addColumn('a', 'text').execute(),
    ];
    const connections = await openSqlite(file, steps.length, 0);
    await migrate(connections.writer, NOON + 5, steps);
    expect(await connections.reader.selectFrom('schema_version').selectAll().execute()).toEqual([
      ...MIGRATIONS.map((_, i) => ({ version: i + 1, applied_at: NOON })),
      { version: steps.length, applied_at: NOON + 5 },
    ]);
    expect(await connections.reader.selectFrom('facts').select('id').execute()).toEqual([{ id: fact.id }]);
    await connections.close();
  });

  it('of two programs that start together happen once', async () => {
    const file = await tempDatabase();
    const stores = await Promise.all([openTestStore(file), openTestStore(file), openTestStore(file)]);
    for (const store of stores) expect((await store.counts()).facts).toBe(0);
  });
});

describe('a transaction', () => {
  it('happens wholly or not at all', async () => {
    const store = await openTestStore();
    const failed = store.transaction(async (tx) => {
      await storeFact(tx);
      expect((await tx.counts()).facts).toBe(1);
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    expect(await store.counts()).toMatchObject({ articles: 0, claims: 0, facts: 0 });
  });

  it('is not seen from outside before it ends, and lookups do not wait for it', async () => {
    const store = await openTestStore();
    let seen: number | null = null;
    await store.transaction(async (tx) => {
      await storeFact(tx);
      seen = (await store.counts()).facts;
    });
    expect(seen).toBe(0);
    expect((await store.counts()).facts).toBe(1);
  });

  it('takes its turn behind the others', async () => {
    const store = await openTestStore();
    const order: string[] = [];
    const step = (name: string) =>
      store.transaction(async (tx) => {
        order.push(`${name} begins`);
        await storeFact(tx);
        await Promise.resolve();
        order.push(`${name} ends`);
      });
    await Promise.all([step('a'), step('b'), storeFact(store), step('c')]);
    expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
    expect((await store.counts()).facts).toBe(4);
  });

  it('takes its turn also when the file is open twice in one process', async () => {
    const file = await tempDatabase();
    const [one, two] = [await openTestStore(file, { waitMs: 0 }), await openTestStore(file, { waitMs: 0 })];
    await Promise.all([1, 2, 3, 4, 5].flatMap(() => [storeFact(one), two.transaction((tx) => storeFact(tx))]));
    expect((await one.counts()).facts).toBe(10);
    expect((await two.counts()).facts).toBe(10);
  });

  it('inside another is a fault that is told, not a wait for ever', async () => {
    for (const file of [await tempDatabase(), ':memory:']) {
      const store = await openTestStore(file);
      await store.transaction(async (tx) => {
        await expect(tx.transaction(async () => {})).rejects.toThrow(/open already/);
        await expect(store.transaction(async () => {})).rejects.toThrow(/use the store that it was given/);
        await expect(store.subscriptions.put(subscription())).rejects.toThrow(/use the store that it was given/);
        await expect(tx.close()).rejects.toThrow(/inside a transaction/);
      });
      expect(await store.subscriptions.put(subscription())).toBe('made');
    }
  });

  it('works the same in memory, where each database is its own', async () => {
    const [one, two] = [await openTestStore(':memory:'), await openTestStore(':memory:')];
    await Promise.all([storeFact(one), one.transaction((tx) => storeFact(tx)), storeFact(two)]);
    expect((await one.counts()).facts).toBe(2);
    expect((await two.counts()).facts).toBe(1);
  });
});
