import { beforeEach, describe, expect, it } from 'vitest';
import { createRetention } from '../src/retention.ts';
import type { Store } from '../src/store/store.ts';
import { DAY, delivery, NOON } from './support/fixtures.ts';
import { memoryLog } from './support/outbox.ts';
import { openTestStore, storeArticle, storeFact, tempDatabase } from './support/store.ts';

let file: string;
let store: Store;
let log: ReturnType<typeof memoryLog>;
let clock: number;

beforeEach(async () => {
  clock = NOON;
  file = await tempDatabase();
  store = await openTestStore(file);
  log = memoryLog();
});
const retention = (of: Store = store, days = 100) => createRetention({ store: of, days, log, now: () => clock });
const old = () => storeArticle(store, { seen: NOON - 101 * DAY, published: NOON - 101 * DAY });
const textOf = async (id: string) => (await store.articles.get(id))?.text;

describe('retention', () => {
  it('drops what is older than so many days, once a day whoever does it, and says how much', async () => {
    const first = await old();
    await Promise.all([retention().round(), retention(await openTestStore(file)).round()]);
    expect(await textOf(first.article.id)).toBe('');
    expect(log.lines.filter((line) => line.level === 'info')).toMatchObject([
      { fields: { days: 100, deliveries: 0, facts: 0, articles: 1 } },
    ]);
    const second = await old();
    await retention().round();
    expect(await textOf(second.article.id)).toBe(second.article.text);
    clock += DAY;
    await retention().round();
    expect(await textOf(second.article.id)).toBe('');
  });

  it('counts anew at once where the number of days is another', async () => {
    await retention(store, 200).round();
    const { article } = await old();
    await retention(store, 200).round();
    expect(await textOf(article.id)).toBe(article.text);
    await retention().round();
    expect(await textOf(article.id)).toBe('');
  });

  it('takes messages, then the facts that they told of, then the articles, in one sweep', async () => {
    const moment = NOON - 101 * DAY;
    const from = { article: { seen: moment, published: moment }, claims: [{ background: true }] };
    const { id, claims } = await storeFact(store, { changedAt: moment }, from);
    const message = { factId: id, createdAt: moment, progress: { state: 'sent', at: moment, message: 'm' } } as const;
    const [alert, update] = [delivery(message), delivery({ ...message, kind: 'update' })];
    await store.deliveries.insert(alert);
    await store.deliveries.insert(update);
    await retention().round();
    expect([await store.deliveries.get(alert.id), await store.deliveries.get(update.id)]).toEqual([null, null]);
    expect(await store.facts.get(id)).toBeNull();
    expect(await textOf(claims[0]?.articleId ?? '')).toBe('');
  });

  it('ends after the batch in hand when it is stopped, and goes on another day', async () => {
    await old();
    const sweep = store.retention.sweep;
    let asked = 0;
    const stoppable = retention({
      ...store,
      retention: {
        sweep: async (...about) => {
          asked++;
          void stoppable.stop();
          return { ...(await sweep(...about)), next: { at: 0, id: '' } };
        },
      },
    });
    await stoppable.round();
    // One of each kind.
    expect(asked).toBe(3);
  });
});
