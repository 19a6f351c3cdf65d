import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { sql } from 'kysely';
import pg from 'pg';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { StoreError } from '../../src/store/errors.ts';
import { connect as open, openStore } from '../../src/store/index.ts';
import { explainPostgres, labelOf } from '../../src/store/postgres-errors.ts';
import type { Store } from '../../src/store/store.ts';
import { channel, delivery, MINUTE, NOON, subscription } from '../support/fixtures.ts';
import { inPostgres, postgresWithTables, tempPostgres } from '../support/postgres/databases.ts';
import { openTestStore, storeFact } from '../support/store.ts';

const GRACE = 5_000;
const SECOND = 1_000;

/** Cuts every connection of the bot to this database, as a restart of the server does. */
const cutAll = (url: string) =>
  inPostgres(
    (client) =>
      client.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'dealwire'",
      ),
    url,
  );

describe('several processes at one Postgres', () => {
  async function processes(count: number): Promise<{ url: string; stores: Store[] }> {
    const url = await postgresWithTables();
    return { url, stores: await Promise.all(Array.from({ length: count }, () => openTestStore(url))) };
  }

  it('lease each delivery once, and each feed once, however much at the same time', async () => {
    const { stores } = await processes(4);
    const [one] = stores as [Store];
    for (let n = 0; n < 40; n++) await one.deliveries.insert(delivery({ channel: channel(`C${n}`) }));
    const feeds = Array.from({ length: 40 }, (_, n) => ({ id: `f${n}`, url: `https://f${n}.example/feed` }));
    await one.feeds.sync(feeds, NOON);
    const leased = await Promise.all(
      stores.flatMap((store, n) =>
        [1, 2, 3, 4].map((call) => store.deliveries.lease(5, NOON, MINUTE, `${n}.${call}`, ['slack'])),
      ),
    );
    const ids = leased.flat().map((it) => it.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBe(40);
    const read = (await Promise.all(stores.map((store) => store.feeds.lease(20, NOON, MINUTE)))).flat();
    expect(new Set(read.map((feed) => feed.id)).size).toBe(read.length);
  });

  it('wait for the disk before they answer, but for what may be kept soon after', async () => {
    const { transact, close } = await open(await postgresWithTables());
    const waits = async (db: Parameters<Parameters<typeof transact>[0]>[0]) =>
      (await sql<{ synchronous_commit: string }>`show synchronous_commit`.execute(db)).rows[0]?.synchronous_commit;
    expect(await transact(waits, 'at once')).toBe('on');
    expect(await transact(waits, 'soon')).toBe('off');
    expect(await transact(waits, 'at once')).toBe('on');
    await close();
  });

  it('take turns in transactions, so that what one read is still so when it writes', async () => {
    const { stores } = await processes(3);
    await Promise.all(
      stores.flatMap((store) =>
        [1, 2, 3].map(() =>
          store.transaction(async (tx) => {
            const { total } = await tx.facts.of({ company: 'scale-ai', limit: 1, offset: 0 });
            if (total === 0) await storeFact(tx, { companies: ['scale-ai'] });
          }),
        ),
      ),
    );
    expect((await stores[0]?.counts())?.facts).toBe(1);
  });

  it('settle and owe in one channel at the same time without losing or blocking each other', async () => {
    const { stores } = await processes(2);
    const [one, two] = stores as [Store, Store];
    const owed = Array.from({ length: 20 }, () => delivery());
    const owing = Promise.all(owed.map((it) => two.deliveries.insert(it)));
    const sent = new Set<string>();
    for (let n = 0; sent.size < owed.length && n < 500; n++)
      for (const next of await one.deliveries.lease(5, NOON, MINUTE, `one.${n}`, ['slack'])) {
        await one.deliveries.settle(next.id, { state: 'sent', at: NOON, message: next.id }, { by: `one.${n}` });
        sent.add(next.id);
      }
    await owing;
    expect(sent.size).toBe(owed.length);
  });

  it('hear each other ring', async () => {
    const { stores } = await processes(2);
    const [one, two] = stores as [Store, Store];
    await two.recover(NOON, GRACE);
    const heard = vi.fn();
    two.onRing(heard);
    one.ring();
    await vi.waitFor(() => expect(heard).toHaveBeenCalled(), 5_000);
  });

  it('work under one key one after the other', async () => {
    const { stores } = await processes(2);
    const [one, two] = stores as [Store, Store];
    for (const store of stores) await store.recover(NOON, GRACE);
    const release = await one.hold('a.example');
    const order: string[] = [];
    const second = two.hold('a.example').then(async (free) => {
      order.push('second');
      await free();
    });
    await (await two.hold('b.example'))();
    order.push('first');
    await release();
    await second;
    expect(order).toEqual(['first', 'second']);
  });

  it('leave a site in peace that any of them was sent away from', async () => {
    const { stores } = await processes(2);
    const [one, two] = stores as [Store, Store];
    await one.sites.leave('a.example', NOON + MINUTE);
    await two.sites.leave('a.example', NOON);
    expect(await two.sites.leftUntil('a.example')).toBe(NOON + MINUTE);
    expect(await two.sites.leftUntil('b.example')).toBeNull();
  });

  it('relieve one that died within seconds, and none that only lost its connection', async () => {
    const { url, stores } = await processes(3);
    const [lives, dies, looks] = stores as [Store, Store, Store];
    const [a, b] = [delivery({ channel: channel('CA') }), delivery({ channel: channel('CB') })];
    for (const store of stores) await store.recover(NOON, GRACE);
    await lives.deliveries.insert(a);
    await lives.deliveries.lease(1, NOON, MINUTE, 'lives', ['slack']);
    await lives.deliveries.insert(b);
    await dies.deliveries.lease(1, NOON, MINUTE, 'dies', ['slack']);
    await cutAll(url);
    await dies.close();
    await vi.waitFor(async () => {
      const { rows } = await inPostgres(
        (client) => client.query("select 1 from pg_locks where locktype = 'advisory' and mode = 'ShareLock'"),
        url,
      );
      expect(rows).toHaveLength(2);
    }, 8_000);
    expect(await looks.recover(NOON + SECOND, GRACE)).toEqual({ deliveries: 0, feeds: 0 });
    expect(await looks.recover(NOON + 3 * SECOND, GRACE)).toEqual({ deliveries: 0, feeds: 0 });
    expect(await looks.recover(NOON + 6 * SECOND, GRACE)).toEqual({ deliveries: 1, feeds: 0 });
    expect((await looks.deliveries.get(b.id))?.progress).toMatchObject({
      state: 'due',
      at: NOON + 6 * SECOND,
      look: true,
    });
    expect((await looks.deliveries.get(a.id))?.progress.state).toBe('leased');
  });
});

describe('a connection to Postgres that breaks', () => {
  const servers = new Set<ReturnType<typeof createServer>>();
  afterEach(() => {
    for (const server of servers) server.close();
    servers.clear();
  });

  /** A way to the database that cuts every connection on which something passes that fits; `after`: once it has passed. */
  async function fragile(url: string) {
    const to = new URL(url);
    const target = Number(to.port);
    const state = { cut: null as RegExp | null, after: false, cuts: 0, down: false };
    const server = createServer((client: Socket) => {
      const upstream = connect(target, '127.0.0.1');
      for (const socket of [client, upstream]) socket.on('error', () => {});
      client.on('close', () => upstream.destroy());
      upstream.on('close', () => client.destroy());
      upstream.on('data', (bytes) => client.write(bytes));
      client.on('data', (bytes) => {
        if (state.down) return void client.destroy();
        if (!state.cut?.test(bytes.toString('latin1'))) return void upstream.write(bytes);
        state.cuts++;
        state.cut = null;
        if (!state.after) return void client.destroy();
        // The server does it; that it did is never heard.
        upstream.removeAllListeners('data');
        upstream.write(bytes);
        upstream.once('data', () => client.destroy());
      });
    }).listen(0, '127.0.0.1');
    servers.add(server);
    await once(server, 'listening');
    to.port = String((server.address() as { port: number }).port);
    return { url: to.href, state };
  }

  it('is another one for the next lookup and the next write, without anybody noticing', async () => {
    const url = await postgresWithTables();
    const store = await openTestStore(url);
    await store.subscriptions.put(subscription());
    await cutAll(url);
    expect(await store.subscriptions.following(['scale-ai'])).toHaveLength(1);
    await cutAll(url);
    await storeFact(store);
    expect((await store.counts()).facts).toBe(1);
    expect(store.trouble()).toBeNull();
  });

  it('in the middle of a transaction lets it begin anew, once', async () => {
    const way = await fragile(await postgresWithTables());
    const store = await openTestStore(way.url);
    way.state.cut = /insert into "facts"/;
    await store.transaction((tx) => storeFact(tx));
    expect(way.state.cuts).toBe(1);
    expect((await store.counts()).facts).toBe(1);
  });

  it('while a lease is committed gives the same deliveries again, and none is lost to nobody', async () => {
    const url = await postgresWithTables();
    const way = await fragile(url);
    const store = await openTestStore(way.url);
    const owed = delivery();
    await store.deliveries.insert(owed);
    Object.assign(way.state, { cut: /commit/, after: true });
    const leased = await store.deliveries.lease(5, NOON, MINUTE, 'me.1', ['slack']);
    expect(way.state.cuts).toBe(1);
    expect(leased.map((it) => it.id)).toEqual([owed.id]);
    Object.assign(way.state, { cut: /commit/, after: true });
    expect(await store.deliveries.settle(owed.id, { state: 'sent', at: NOON, message: 'm' }, { by: 'me.1' })).toBe(
      false,
    );
    expect((await store.deliveries.get(owed.id))?.progress.state).toBe('sent');
  });

  it('while a transaction is committed is told, since nobody knows whether it was kept', async () => {
    const way = await fragile(await postgresWithTables());
    const store = await openTestStore(way.url);
    Object.assign(way.state, { cut: /commit/, after: true });
    await expect(store.transaction((tx) => storeFact(tx))).rejects.toMatchObject({ fault: 'lost', again: 'unsure' });
    expect(store.trouble()).toBe('lost');
  });

  it('for longer than a write waits is told, and over when it is back', async () => {
    const way = await fragile(await postgresWithTables());
    const store = await openTestStore(way.url, { waitMs: 300 });
    way.state.down = true;
    await expect(store.subscriptions.put(subscription())).rejects.toMatchObject({ fault: 'lost' });
    await expect(store.counts()).rejects.toMatchObject({ fault: 'lost' });
    way.state.down = false;
    expect(await store.subscriptions.put(subscription())).toBe('made');
  });
});

describe('a lock that another program holds on Postgres', () => {
  it('is waited for, then told', async () => {
    const url = await postgresWithTables();
    const store = await openTestStore(url, { waitMs: 200 });
    await store.subscriptions.put(subscription());
    await inPostgres(async (client) => {
      await client.query('begin; lock table subscriptions in access exclusive mode');
      await expect(store.subscriptions.remove(subscription().channel, 'all')).rejects.toMatchObject({
        fault: 'locked',
      });
      await client.query('rollback');
    }, url);
    expect(await store.subscriptions.remove(subscription().channel, 'all')).toBe(1);
  });
});

describe('what Postgres says', () => {
  it.each([
    ['40001', 'locked', 'yes'],
    ['40P01', 'locked', 'yes'],
    ['55P03', 'locked', 'no'],
    ['57P01', 'lost', 'yes'],
    ['57P03', 'lost', 'yes'],
    ['08006', 'lost', 'yes'],
    ['25006', 'read-only', 'yes'],
    ['28P01', 'unreachable', 'no'],
    ['3D000', 'unreachable', 'no'],
    ['53100', 'full', 'no'],
    ['53300', 'unreachable', 'yes'],
    ['58030', 'disk', 'no'],
    ['XX001', 'damaged', 'no'],
    ['42501', 'read-only', 'no'],
  ])('by %s is told as %s, to be done again: %s', (code, fault, again) => {
    const error = Object.assign(new pg.DatabaseError('raw', 3, 'error'), { code });
    expect(explainPostgres('db.example/dealwire', error)).toMatchObject({ name: 'StoreError', fault, again });
  });

  it('of our own faults comes as it is', () => {
    const error = Object.assign(new pg.DatabaseError('raw', 3, 'error'), { code: '42703' });
    expect(explainPostgres('db.example/dealwire', error)).toBe(error);
  });

  it('names the database without its user and password', () => {
    expect(labelOf('postgres://bot:s3cret@db.example:6432/deals?sslmode=require')).toBe('db.example:6432/deals');
  });

  it('when it is not there, or the database is not, is told in words', async () => {
    const missing = new URL(await tempPostgres());
    missing.pathname = '/not_there';
    const error = await openStore(missing.href, { waitMs: 0 }).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(StoreError);
    expect(error).toMatchObject({ fault: 'unreachable', message: expect.stringContaining('createdb') });
    await expect(openStore('postgres://u:pw@127.0.0.1:1/x', { waitMs: 0 })).rejects.toMatchObject({
      fault: 'lost',
      message: expect.not.stringContaining('pw'),
    });
  });

  it('of numbers comes as numbers', async () => {
    const { writer, close } = await open(await postgresWithTables());
    await writer.insertInto('sites').values({ site: 'a', left_until: NOON }).execute();
    expect(await writer.selectFrom('sites').selectAll().execute()).toEqual([{ site: 'a', left_until: NOON }]);
    await close();
  });
});
