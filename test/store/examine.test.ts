import { describe, expect, it } from 'vitest';
import { examineDatabase } from '../../src/store/examine.ts';
import { subscription } from '../support/fixtures.ts';
import { ON_POSTGRES, openTestStore, storeFact, tempDatabase } from '../support/store.ts';

describe('looking at a database', () => {
  it('says what stands there, and makes nothing', async () => {
    const database = await tempDatabase();
    for (let i = 0; i < 2; i++) expect(await examineDatabase(database)).toMatchObject({ version: null });
    await openTestStore(database);
    const { version, newest, bytes, folder, name } = await examineDatabase(database);
    expect(version).toBe(newest);
    expect(bytes).toBeGreaterThan(10_000);
    expect(folder === null).toBe(ON_POSTGRES);
    expect(name).not.toMatch(/@/);
  });
});

describe('the tables in numbers', () => {
  it('are counted by what the rows are', async () => {
    const store = await openTestStore();
    await storeFact(store, { type: 'legal', demo: true });
    await storeFact(store, { type: 'legal' });
    await store.subscriptions.put(subscription());
    const claims = await store.counts();
    expect(await store.figures()).toEqual({
      articles: expect.arrayContaining([
        { demo: true, n: 1 },
        { demo: false, n: 1 },
      ]),
      claims: [{ type: 'investment', n: claims.claims }],
      facts: [{ type: 'legal', n: 2 }],
      subscriptions: [{ platform: 'slack', n: 1 }],
      deliveries: [],
    });
  });
});
