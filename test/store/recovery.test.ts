import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { delivery, MINUTE, NOON } from '../support/fixtures.ts';
import { inPostgres } from '../support/postgres/databases.ts';
import { ON_POSTGRES, openTestStore, tempDatabase } from '../support/store.ts';

const STORE = new URL('../../src/store/index.ts', import.meta.url).href;
const LOADER = new URL('../support/typescript-workers.mjs', import.meta.url).href;
const GRACE = 5_000;

const children = new Set<ChildProcess>();
afterEach(async () => {
  for (const child of children) await kill(child);
});

/** Another process that joins, leases what is due, and goes on living. */
async function otherProcess(file: string): Promise<ChildProcess> {
  const script = `
    const { openStore } = await import(${JSON.stringify(STORE)});
    const store = await openStore(${JSON.stringify(file)});
    await store.recover(${NOON}, 0);
    await store.deliveries.lease(1, ${NOON}, ${MINUTE}, 'other', ['slack']);
    await store.feeds.lease(1, ${NOON}, ${MINUTE});
    console.log('leased');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--import', LOADER, '--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.add(child);
  await once(child.stdout, 'data');
  return child;
}

/** `database`: a server at a distance must have noticed that it is gone. */
async function kill(child: ChildProcess, database?: string): Promise<void> {
  children.delete(child);
  if (child.exitCode !== null || child.signalCode !== null) return;
  const before = database === undefined ? 0 : await presentIn(database);
  child.kill('SIGKILL');
  await once(child, 'exit');
  if (database !== undefined && ON_POSTGRES)
    await vi.waitFor(async () => expect(await presentIn(database)).toBe(before - 1), 5_000);
}

/** Processes that joined. */
const presentIn = async (database: string): Promise<number> =>
  ON_POSTGRES
    ? inPostgres(
        async (client) =>
          (await client.query("select 1 from pg_locks where locktype = 'advisory' and mode = 'ShareLock'")).rows.length,
        database,
      )
    : 0;

const feedOf = async (store: Store) => (await store.feeds.all())[0]?.leasedUntil;

describe('what a process had leased when it was killed', () => {
  async function withWork(): Promise<{ file: string; store: Store; id: string }> {
    const file = await tempDatabase();
    const store = await openTestStore(file);
    const owed = delivery();
    await store.deliveries.insert(owed);
    await store.feeds.sync([{ id: 'a', url: 'https://a.example/feed' }], NOON);
    return { file, store, id: owed.id };
  }

  it('comes back at the next start, to be looked for a little later; what is leased since stays leased', async () => {
    const { file, store, id } = await withWork();
    await kill(await otherProcess(file), file);
    expect((await store.deliveries.get(id))?.progress.state).toBe('leased');
    expect(await store.recover(NOON + 1_000, GRACE)).toEqual({ deliveries: 1, feeds: 1 });
    expect((await store.deliveries.get(id))?.progress).toMatchObject({
      state: 'due',
      at: NOON + 1_000 + GRACE,
      attempts: 0,
      crashes: 1,
      look: true,
    });
    expect(await store.deliveries.nextDue()).toBe(NOON + 1_000 + GRACE);
    expect(await feedOf(store)).toBeNull();
    const [again] = await store.deliveries.lease(1, NOON + 10_000, MINUTE, 'me', ['slack']);
    expect(again).toMatchObject({ id, progress: { attempts: 1, crashes: 1, look: true } });
    expect(await store.recover(NOON + 20_000, GRACE)).toEqual({ deliveries: 0, feeds: 0 });
    expect((await store.deliveries.get(id))?.progress.state).toBe('leased');
  });

  it('stays leased while its process lives, and while any other process leases too', async () => {
    const { file, store, id } = await withWork();
    const other = await otherProcess(file);
    expect(await store.recover(NOON + 1_000, GRACE)).toEqual({ deliveries: 0, feeds: 0 });
    await kill(other, file);
    const third = await openTestStore(file);
    expect(await third.recover(NOON + 1_000, GRACE)).toEqual({ deliveries: 0, feeds: 0 });
    expect((await store.deliveries.get(id))?.progress.state).toBe('leased');
    await store.close();
    await third.close();
    const fourth = await openTestStore(file);
    expect(await fourth.recover(NOON + 1_000, GRACE)).toMatchObject({ deliveries: 1 });
  });

  it('is nothing after a stop in order, and in a database in memory', async () => {
    const { file, store } = await withWork();
    await store.recover(NOON, GRACE);
    await store.close();
    expect(await (await openTestStore(file)).recover(NOON, GRACE)).toEqual({ deliveries: 0, feeds: 0 });
    expect(await (await openTestStore(':memory:')).recover(NOON, GRACE)).toEqual({ deliveries: 0, feeds: 0 });
  });
});
