import { expect, it } from 'vitest';
import { type DemoParts, readDemo } from '../src/demo.ts';
import { article, CONSOLE_CHANNEL, MINUTE, NOON } from './support/fixtures.ts';
import { openTestStore, storeArticle } from './support/store.ts';

/** A poller that finds nothing. */
const poller: DemoParts['poller'] = {
  readDocument: async () => ({
    parsed: { title: null, items: [], hints: {} },
    results: [],
    newest: null,
    shown: {},
    complete: true,
  }),
};

it('subscribes a new console to the companies of the demo edition', async () => {
  const store = await openTestStore();
  await readDemo({ store, poller, channel: CONSOLE_CHANNEL, now: () => NOON });
  expect((await store.subscriptions.of(CONSOLE_CHANNEL)).length).toBeGreaterThan(1);
});

it('leaves a console that has unsubscribed from all as it is, however much it has read since', async () => {
  const store = await openTestStore();
  await storeArticle(store, article({ demo: true, published: NOON }), [], ['scale-ai']);
  for (let i = 1; i <= 120; i++) await storeArticle(store, article({ published: NOON + i * MINUTE }), [], ['scale-ai']);
  await readDemo({ store, poller, channel: CONSOLE_CHANNEL, now: () => NOON });
  expect(await store.subscriptions.of(CONSOLE_CHANNEL)).toEqual([]);
});
