import { describe, expect, it } from 'vitest';
import { connect, openStore, StoreError } from '../../src/store/index.ts';
import { migrate, SCHEMA_VERSION } from '../../src/store/migrate.ts';
import { MIGRATIONS } from '../../src/store/migrations/index.ts';
import { NOON, subscription } from '../support/fixtures.ts';
import { openTestStore, storeFact, tempDatabase } from '../support/store.ts';

describe('opening a store', () => {
  it('finds again what was stored, and needs no migration then', async () => {
    const file = await tempDatabase();
    const first = await openTestStore(file, { now: () => NOON });
    const fact = await storeFact(first);
    await first.close();
    const second = await openTestStore(file, { now: () => NOON + 1 });
    expect(await second.facts.get(fact.id)).toEqual(fact);
    const { reader, close } = await connect(file);
    expect(await reader.selectFrom('schema_version').selectAll().orderBy('version').execute()).toEqual(
      Array.from({ length: SCHEMA_VERSION }, (_, i) => ({ version: i + 1, applied_at: NOON })),
    );
    await close();
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

  it('leaves a database of a newer version as it is, and says so', async () => {
    const database = await tempDatabase();
    await (await openStore(database)).close();
    const { writer, close } = await connect(database);
    await writer
      .insertInto('schema_version')
      .values({ version: SCHEMA_VERSION + 1, applied_at: 1 })
      .execute();
    await close();
    const error = await openStore(database).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(StoreError);
    expect(error).toMatchObject({ fault: 'newer', message: expect.stringMatching(/newer dealwire.*left as it is/) });
  });

  it("leaves another program's database as it is", async () => {
    const database = await tempDatabase();
    const { writer, close } = await connect(database);
    await writer.schema.createTable('recipes').addColumn('name', 'text').execute();
    await close();
    await expect(openStore(database)).rejects.toMatchObject({
      fault: 'foreign',
      message: expect.stringContaining('DATABASE_URL'),
    });
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
    const connections = await connect(file);
    await expect(migrate(connections.writer, NOON, steps)).rejects.toThrow('a step that fails');
    await connections.close();
    const again = await connect(file);
    expect(await again.reader.introspection.getTables()).toEqual([]);
    await again.close();
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
    const connections = await connect(file);
    await migrate(connections.writer, NOON + 5, steps);
    expect(await connections.reader.selectFrom('schema_version').selectAll().orderBy('version').execute()).toEqual([
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
});
