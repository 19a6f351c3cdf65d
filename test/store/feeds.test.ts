import { describe, expect, it } from 'vitest';
import type { FeedRow } from '../../src/store/store.ts';
import { MINUTE, NOON } from '../support/fixtures.ts';
import { openTestStore, tempDatabase } from '../support/store.ts';

const A = { id: 'alpha', url: 'https://alpha.example/feed' };
const B = { id: 'beta', url: 'https://beta.example/feed' };

async function withFeeds() {
  const store = await openTestStore();
  await store.feeds.sync([A, B], NOON);
  return store;
}
const learnt = (row: FeedRow): FeedRow => ({
  ...row,
  etag: 'W/"1"',
  lastModified: 'Wed, 18 Jun 2025 12:00:00 GMT',
  schedule: '{"backOff":2}',
  nextAt: NOON + 10 * MINUTE,
  lastSuccess: NOON,
  lastItem: NOON,
  newestItem: NOON - MINUTE,
  primed: true,
  failures: 3,
  lastError: 'it was slow',
});

describe('feeds', () => {
  it('that are new are due at once and unprimed', async () => {
    const store = await withFeeds();
    expect(await store.feeds.get('alpha')).toEqual({
      ...A,
      etag: null,
      lastModified: null,
      schedule: null,
      nextAt: NOON,
      leasedUntil: null,
      lastSuccess: null,
      lastItem: null,
      newestItem: null,
      primed: false,
      failures: 0,
      lastError: null,
      added: null,
      listed: true,
      removedAt: null,
    });
    expect(await store.feeds.get('gamma')).toBeNull();
  });

  it('keep what a poll learnt, also when the program starts again', async () => {
    const file = await tempDatabase();
    const first = await openTestStore(file);
    await first.feeds.sync([A], NOON);
    const [row] = await first.feeds.lease(1, NOON, MINUTE);
    await first.feeds.settle(learnt(row!));
    await first.close();
    const store = await openTestStore(file);
    await store.feeds.sync([A], NOON + MINUTE);
    expect(await store.feeds.get('alpha')).toEqual({ ...learnt(row!), leasedUntil: null });
  });

  it('are leased once, most overdue first, and again when the lease runs out', async () => {
    const store = await withFeeds();
    await store.feeds.settle({ ...(await store.feeds.get('beta'))!, nextAt: NOON - MINUTE });
    expect((await store.feeds.lease(5, NOON, MINUTE)).map((f) => [f.id, f.leasedUntil])).toEqual([
      ['beta', NOON + MINUTE],
      ['alpha', NOON + MINUTE],
    ]);
    expect(await store.feeds.lease(5, NOON + MINUTE - 1, MINUTE)).toEqual([]);
    expect(await store.feeds.lease(1, NOON + MINUTE, MINUTE)).toMatchObject([{ id: 'beta' }]);
    expect(await store.feeds.lease(5, NOON + MINUTE, MINUTE)).toMatchObject([{ id: 'alpha' }]);
  });

  it('are not leased before they are due', async () => {
    const store = await withFeeds();
    expect(await store.feeds.lease(5, NOON - 1, MINUTE)).toEqual([]);
  });

  it('that leave the catalogue rest, and go on where they were when they come back', async () => {
    const store = await withFeeds();
    const row = learnt((await store.feeds.get('beta'))!);
    await store.feeds.settle(row);
    await store.feeds.sync([A], NOON);
    expect((await store.feeds.all()).map((f) => f.id)).toEqual(['alpha']);
    expect(await store.feeds.lease(5, NOON + 60 * MINUTE, MINUTE)).toMatchObject([{ id: 'alpha' }]);
    await store.feeds.sync([A, B], NOON);
    expect(await store.feeds.get('beta')).toEqual(row);
  });

  it('keep an address that they moved to, until the catalogue names another', async () => {
    const store = await withFeeds();
    const moved = { ...learnt((await store.feeds.get('alpha'))!), url: 'https://alpha.example/moved' };
    await store.feeds.settle(moved);
    await store.feeds.sync([A, B], NOON);
    expect((await store.feeds.get('alpha'))?.url).toBe('https://alpha.example/moved');
    await store.feeds.sync([{ id: 'alpha', url: 'https://alpha.example/new' }, B], NOON + MINUTE);
    expect(await store.feeds.get('alpha')).toMatchObject({
      url: 'https://alpha.example/new',
      etag: null,
      failures: 0,
      nextAt: NOON + MINUTE,
      primed: true,
      newestItem: moved.newestItem,
    });
  });
});

describe('feeds that managers add and remove', () => {
  const C = { id: 'gamma', url: 'https://gamma.example/feed', outlet: 'Gamma', title: 'Gamma News', tier: 2 as const };
  const LATER = NOON + 60 * MINUTE;
  const ids = async (store: Awaited<ReturnType<typeof withFeeds>>) => (await store.feeds.all()).map((f) => f.id);

  it('are read once they are kept, with their outlet, and stay over a restart', async () => {
    const store = await withFeeds();
    expect(await store.feeds.offer(C, 'U1', NOON)).toBe(true);
    expect(await ids(store)).toEqual(['alpha', 'beta']);
    expect(await store.feeds.list('gamma', LATER)).toBe(true);
    expect(await store.feeds.list('gamma', LATER)).toBe(false);
    expect(await store.feeds.offer(C, 'U1', LATER)).toBe(false);
    await store.feeds.sync([A, B], LATER);
    expect(await ids(store)).toEqual(['alpha', 'beta', 'gamma']);
    expect(await store.feeds.get('gamma')).toMatchObject({
      url: C.url,
      added: { outlet: 'Gamma', title: 'Gamma News', tier: 2 },
      nextAt: LATER,
      primed: false,
    });
    expect((await store.feeds.lease(5, LATER, MINUTE)).map((f) => f.id)).toContain('gamma');
  });

  it('are forgotten a week after an offer that nobody took up, and only those', async () => {
    const store = await withFeeds();
    await store.feeds.offer(C, 'U1', NOON);
    await store.feeds.offer({ ...C, id: 'delta', url: 'https://delta.example/' }, 'U1', NOON);
    await store.feeds.list('delta', NOON);
    await store.feeds.unlist('delta', NOON);
    const week = NOON + 7 * 24 * 60 * MINUTE + 1;
    await store.feeds.offer({ ...C, id: 'epsilon', url: 'https://epsilon.example/' }, 'U1', week);
    expect((await store.feeds.every()).map((f) => f.id)).toEqual(['alpha', 'beta', 'delta', 'epsilon']);
  });

  it('that are removed stay removed over a restart, also those of the catalogue, and keep what was learnt', async () => {
    const store = await withFeeds();
    const row = learnt((await store.feeds.get('beta'))!);
    await store.feeds.settle(row);
    expect(await store.feeds.unlist('beta', NOON)).toBe(true);
    expect(await store.feeds.unlist('beta', NOON)).toBe(false);
    await store.feeds.sync([A, B], LATER);
    await store.feeds.sync([A, { ...B, url: 'https://beta.example/new' }], LATER);
    await store.feeds.sync([A, B], LATER);
    expect(await ids(store)).toEqual(['alpha']);
    expect(await store.feeds.lease(5, LATER, MINUTE)).toMatchObject([{ id: 'alpha' }]);
    expect(await store.feeds.list('beta', LATER)).toBe(true);
    expect(await store.feeds.get('beta')).toMatchObject({ listed: true, removedAt: null, primed: true, nextAt: LATER });
  });

  it('give way where the catalogue comes to list their address', async () => {
    const store = await withFeeds();
    await store.feeds.offer(C, 'U1', NOON);
    await store.feeds.list('gamma', NOON);
    await store.feeds.sync([A, B, { id: 'gamma-news', url: C.url }], LATER);
    expect(await ids(store)).toEqual(['alpha', 'beta', 'gamma-news']);
  });
});
