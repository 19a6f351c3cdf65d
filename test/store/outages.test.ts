import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { channel, DAY, delivery, HOUR, MINUTE, NOON, SLACK_CHANNEL, subscription } from '../support/fixtures.ts';
import { openTestStore, storeFact } from '../support/store.ts';

const WORKSPACE = { platform: 'slack', workspace: SLACK_CHANNEL.workspace };
const elsewhere = channel('C0009', { workspace: 'T0002' });
const untold = (store: Store, now = NOON) => store.outages.takeUntold(now, ['slack'], 10);
const unchecked = (store: Store, now: number) => store.outages.takeUnchecked(now, ['slack'], 10);

async function withPaused(...places: (typeof SLACK_CHANNEL)[]): Promise<Store> {
  const store = await openTestStore();
  for (const place of places) await store.subscriptions.put(subscription({ channel: place }));
  for (const place of places) await store.subscriptions.pause(place, 'archived', NOON);
  return store;
}

describe('an outage', () => {
  it('is to be told once, and looked at ever less often, by the platforms that run here', async () => {
    const store = await withPaused(SLACK_CHANNEL);
    expect(await store.outages.takeUntold(NOON, ['discord'], 10)).toEqual([]);
    expect(await untold(store)).toEqual([{ channel: SLACK_CHANNEL, reason: 'archived' }]);
    expect(await untold(store, NOON + DAY)).toEqual([]);
    expect(await unchecked(store, NOON + 14 * MINUTE)).toEqual([]);
    expect(await unchecked(store, NOON + 15 * MINUTE)).toHaveLength(1);
    expect(await unchecked(store, NOON + 29 * MINUTE)).toEqual([]);
    expect(await unchecked(store, NOON + 30 * MINUTE)).toHaveLength(1);
    expect(await unchecked(store, NOON + 59 * MINUTE)).toEqual([]);
  });

  it('is taken by one of several that ask at once', async () => {
    const store = await withPaused(SLACK_CHANNEL, channel('C0002'), elsewhere);
    const taken = (await Promise.all([untold(store), untold(store), untold(store)])).flat();
    expect(taken.map((it) => it.channel.channel).sort()).toEqual(['C0001', 'C0002', 'C0009']);
  });

  it('is over with the first message that is sent after it was thought mended', async () => {
    const store = await withPaused(SLACK_CHANNEL);
    await untold(store);
    const fact = await storeFact(store);
    const send = async () => {
      const owed = delivery({ factId: fact.id });
      await store.deliveries.insert(owed);
      await store.deliveries.settle(owed.id, { state: 'sent', at: NOON, message: 'm' });
    };
    const told = async () => {
      await store.subscriptions.resume(SLACK_CHANNEL);
      await store.subscriptions.pause(SLACK_CHANNEL, 'archived', NOON + HOUR);
      return (await untold(store, NOON + HOUR)).length;
    };
    expect(await told()).toBe(0);
    await send();
    expect(await told()).toBe(0);
    await store.subscriptions.resume(SLACK_CHANNEL);
    await send();
    expect(await told()).toBe(1);
  });
});

describe('a workspace that is forgotten', () => {
  it('leaves nothing, and nothing of another is touched', async () => {
    const store = await withPaused(SLACK_CHANNEL, elsewhere);
    const fact = await storeFact(store);
    for (const place of [SLACK_CHANNEL, elsewhere])
      await store.deliveries.insert(delivery({ factId: fact.id, channel: place }));
    await store.subscriptions.pause(WORKSPACE, 'removed', NOON, { removed: true });
    expect(await store.outages.removedBefore(NOON - 1)).toEqual([]);
    expect(await store.outages.removedBefore(NOON)).toEqual([WORKSPACE]);
    await store.outages.forget(WORKSPACE);
    expect(await store.outages.removedBefore(NOON)).toEqual([]);
    expect(await store.subscriptions.of(SLACK_CHANNEL)).toEqual([]);
    expect(await store.deliveries.channelsOf(fact.id)).toEqual([elsewhere]);
    expect(await store.subscriptions.of(elsewhere)).toHaveLength(1);
    expect((await store.counts()).facts).toBe(1);
  });

  it('which the bot is back in before is not forgotten', async () => {
    const store = await withPaused(SLACK_CHANNEL);
    await store.subscriptions.pause(WORKSPACE, 'removed', NOON, { removed: true });
    expect(await store.outages.recheck(WORKSPACE, NOON + DAY)).toBe(1);
    expect(await store.outages.removedBefore(NOON + 40 * DAY)).toEqual([]);
    expect(await unchecked(store, NOON + DAY)).toHaveLength(1);
  });
});
