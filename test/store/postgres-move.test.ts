import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/index.ts';
import { moveStore } from '../../src/store/move.ts';
import { article, channel, delivery, MINUTE, NOON, subscription } from '../support/fixtures.ts';
import { tempPostgres } from '../support/postgres/databases.ts';
import { openTestStore, storeFact, tempFolder } from '../support/store.ts';

/** So long that SQLite packs it. */
const ODD = 'odd \u0000 text – 雑, '.repeat(20);

/** A file as a bot leaves it that was killed: facts, a channel that follows, a message that was being sent. */
async function killedBot() {
  const file = join(await tempFolder(), 'dealwire.db');
  const store = await openTestStore(file);
  const fact = await storeFact(store, {}, { article: { text: ODD } });
  for (let n = 0; n < 20; n++) await store.articles.insert(article());
  await store.subscriptions.put(subscription({ minAmount: 1234.5 }));
  const sending = delivery({ factId: fact.id });
  const owed = delivery({ factId: fact.id, channel: channel('C0OTHER') });
  await store.deliveries.insert(sending);
  await store.deliveries.lease(1, NOON, MINUTE, 'me', ['slack']);
  await store.deliveries.insert(owed);
  await store.feeds.sync([{ id: 'a', url: 'https://a.example/feed' }], NOON);
  await store.feeds.lease(1, NOON, MINUTE);
  await store.close();
  return { file, fact, sending, owed };
}

const move = (from: string, to: string, more: Parameters<typeof moveStore>[2] = {}) =>
  moveStore(from, to, { now: () => NOON + MINUTE, ...more });

describe('moving a bot from SQLite to Postgres', () => {
  it('brings every row, and goes on with what was in flight by looking for it first', async () => {
    const { file, fact, sending, owed } = await killedBot();
    const to = await tempPostgres();
    const shown: [number, number][] = [];
    const moved = await move(file, to, { onProgress: (done, total) => shown.push([done, total]) });
    expect(moved.tables.find((table) => table.name === 'articles')?.rows).toBe(21);
    expect(moved.rows).toBe(moved.tables.reduce((sum, table) => sum + table.rows, 0));
    expect(shown.at(-1)).toEqual([moved.rows * 2, moved.rows * 2]);
    const store = await openTestStore(to);
    const there = await store.facts.get(fact.id);
    expect(there).toEqual(fact);
    expect((await store.articles.get(fact.claims[0]?.articleId ?? ''))?.text).toBe(ODD.replaceAll('\u0000', '\ufffd'));
    expect((await store.subscriptions.following(['scale-ai']))[0]?.minAmount).toBe(1234.5);
    expect((await store.deliveries.get(sending.id))?.progress).toMatchObject({ state: 'due', look: true });
    expect((await store.deliveries.get(owed.id))?.progress).toEqual(owed.progress);
    expect((await store.feeds.get('a'))?.leasedUntil).toBeNull();
  });

  it('leaves a file on which no bot starts any more', async () => {
    const { file } = await killedBot();
    await move(file, await tempPostgres());
    await expect(openStore(file)).rejects.toMatchObject({
      fault: 'moved',
      message: expect.stringMatching(/moved to the PostgreSQL database 127\.0\.0\.1.*name that in DATABASE_URL/),
    });
  });

  it('goes on where it was interrupted, also when the file has changed since, and nobody starts on half of it', async () => {
    const { file, fact } = await killedBot();
    const to = await tempPostgres();
    const stop = new AbortController();
    const halfway = (done: number, total: number) => {
      if (done > total / 3) stop.abort();
    };
    await expect(move(file, to, { onProgress: halfway, signal: stop.signal })).rejects.toThrow();
    await expect(openStore(to)).rejects.toMatchObject({
      fault: 'moved',
      message: expect.stringContaining('run that again'),
    });
    const bot = await openTestStore(file);
    await bot.articles.update(fact.claims[0]?.articleId ?? '', { title: 'edited', text: 'edited' });
    await bot.subscriptions.remove(subscription().channel, 'all');
    await bot.close();
    const moved = await move(file, to);
    expect(moved.found).toBeGreaterThan(0);
    const store = await openTestStore(to);
    expect((await store.articles.get(fact.claims[0]?.articleId ?? ''))?.title).toBe('edited');
    expect(await store.subscriptions.following(['scale-ai'])).toEqual([]);
    expect((await store.counts()).articles).toBe(21);
  });

  it('refuses while a bot is at work on the file', async () => {
    const { file } = await killedBot();
    const bot = await openTestStore(file);
    await bot.recover(NOON, 0);
    await expect(move(file, await tempPostgres())).rejects.toMatchObject({
      fault: 'locked',
      message: expect.stringContaining('stop it first'),
    });
  });

  it('refuses a database that holds data of its own, and leaves it as it is', async () => {
    const { file } = await killedBot();
    const to = await tempPostgres();
    const other = await openTestStore(to);
    await storeFact(other);
    await expect(move(file, to)).rejects.toMatchObject({
      fault: 'foreign',
      message: expect.stringContaining('its own'),
    });
    expect((await other.counts()).facts).toBe(1);
  });

  it('refuses what does not go from a file to Postgres', async () => {
    const to = await tempPostgres();
    await expect(move(to, to)).rejects.toMatchObject({ fault: 'foreign' });
    await expect(move('/no/such/file.db', to)).rejects.toMatchObject({ fault: 'unreachable' });
  });
});
