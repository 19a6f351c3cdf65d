import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { DAY, factState, HOUR, hexId, NOON, party, sourcedClaim } from '../support/fixtures.ts';
import { openTestStore, storeArticle, storeFact } from '../support/store.ts';

const at = (published: number) => ({ article: { published, seen: published } });

describe('facts', () => {
  it('come back as they were saved, claims in their order', async () => {
    const store = await openTestStore();
    const a = await storeArticle(store, { outlet: 'One', tier: 2, published: NOON });
    const b = await storeArticle(store, { outlet: 'Two', published: NOON + HOUR });
    const claims = [...b.claims, ...a.claims];
    const state = factState(
      {
        conflicts: [{ role: 'amount', values: [{ text: '$20 billion', outlets: ['Two'], claimIds: ['x'] }] }],
        responses: [
          {
            speaker: 'Acme',
            slug: null,
            stance: 'declined',
            text: 'declined to comment',
            outlets: ['One'],
            claimIds: ['y'],
          },
        ],
      },
      claims,
    );
    const id = hexId('3f9a');
    const saved = await store.facts.save({ ...state, id, demo: false, changedAt: NOON + 5 }, claims, ['meta|scale-ai']);
    expect(saved).toEqual({ ...state, id, shortId: '3f9a', claims, demo: false, changedAt: NOON + 5 });
    expect(await store.facts.get(id)).toEqual(saved);
    expect(await store.facts.get('other')).toBeNull();
  });

  it('are replaced by a second save: state, claims, companies and keys', async () => {
    const store = await openTestStore();
    const fact = await storeFact(store, { id: hexId('aaaa') }, { keys: ['old-key'] });
    const more = await storeArticle(store, { published: NOON + HOUR }, [
      { args: [party('investor', 'Meta', 'meta'), party('target', 'Acme', 'acme')] },
    ]);
    const state = factState({ status: 'closed' }, more.claims);
    const saved = await store.facts.save({ ...state, id: fact.id, demo: false, changedAt: NOON + HOUR }, more.claims, [
      'new-key',
    ]);
    expect(saved.shortId).toBe(fact.shortId);
    expect(await store.facts.get(fact.id)).toEqual(saved);
    expect(await store.facts.candidates([sought('old-key')], false)).toEqual([]);
    expect(await store.facts.candidates([sought('new-key')], false)).toEqual([saved]);
    expect((await store.facts.of({ company: 'scale-ai', limit: 9, offset: 0 })).total).toBe(0);
    expect((await store.facts.of({ company: 'acme', limit: 9, offset: 0 })).facts).toEqual([saved]);
    expect((await store.counts()).facts).toBe(1);
  });

  it('may be saved as a whole fact, without storing their claims twice', async () => {
    const store = await openTestStore();
    const fact = await storeFact(store);
    const again = await store.facts.save({ ...fact, status: 'failed' }, fact.claims, fact.companies);
    expect(again).toEqual({ ...fact, status: 'failed' });
    expect(await store.facts.get(fact.id)).toEqual(again);
  });

  it('cannot rest on claims that are not stored', async () => {
    const store = await openTestStore();
    const claims = [sourcedClaim()];
    const unheard = store.facts.save(
      { ...factState({}, claims), id: hexId(), demo: false, changedAt: NOON },
      claims,
      [],
    );
    await expect(unheard).rejects.toThrow(/is not stored/);
    expect((await store.counts()).facts).toBe(0);
  });
});

const sought = (key: string, from = 0, to = NOON + 9 * DAY) => ({ key, from, to });

describe('candidates', () => {
  it('share a key, were told in its time, and are of the same edition; latest told first, each once', async () => {
    const store = await openTestStore();
    const keys = ['meta', 'scale-ai'];
    const old = await storeFact(store, {}, { ...at(NOON - 30 * DAY), keys });
    const recent = await storeFact(store, {}, { ...at(NOON - DAY), keys });
    const newest = await storeFact(store, {}, { ...at(NOON), keys: ['meta'] });
    const demo = await storeFact(store, { demo: true }, { ...at(NOON), keys });
    await storeFact(store, {}, { ...at(NOON), keys: ['other'] });
    const all = (from = 0, to?: number) => keys.map((key) => sought(key, from, to));
    expect(await store.facts.candidates(all(NOON - 2 * DAY), false)).toEqual([newest, recent]);
    expect(await store.facts.candidates(all(NOON - DAY), false)).toEqual([newest, recent]);
    expect(await store.facts.candidates(all(0, NOON - DAY), false)).toEqual([recent, old]);
    expect(await store.facts.candidates([sought('scale-ai')], false)).toEqual([recent, old]);
    // Each key has its own time.
    const apart = [sought('meta', NOON), sought('scale-ai', 0, NOON - 2 * DAY)];
    expect(await store.facts.candidates(apart, false)).toEqual([newest, old]);
    expect(await store.facts.candidates(all(), false, new Set([newest.id, old.id]))).toEqual([recent]);
    expect(await store.facts.candidates(all(), true)).toEqual([demo]);
    expect(await store.facts.candidates([], false)).toEqual([]);
  });
});

describe('facts of a company', () => {
  it('are listed newest first, in pages, with their number', async () => {
    const store = await openTestStore();
    const facts = [];
    for (let i = 0; i < 5; i++) facts.push(await storeFact(store, {}, at(NOON + i * HOUR)));
    const page = await store.facts.of({ company: 'scale-ai', limit: 2, offset: 1 });
    expect(page).toEqual({ facts: [facts[3], facts[2]], total: 5 });
    expect(await store.facts.of({ company: 'scale-ai', limit: 2, offset: 9 })).toEqual({ facts: [], total: 5 });
  });

  it('are filtered by type, by date, and by whether they are only recalled', async () => {
    const store = await openTestStore();
    const deal = await storeFact(store, {}, at(NOON));
    const suit = await storeFact(store, { type: 'legal' }, at(NOON + HOUR));
    const recalled = await storeFact(store, { background: true }, at(NOON + HOUR));
    const of = async (query: object) =>
      (await store.facts.of({ company: 'meta', limit: 9, offset: 0, ...query })).facts;
    expect(await of({})).toEqual([suit, deal]);
    expect(await of({ type: 'legal' })).toEqual([suit]);
    expect(await of({ since: NOON + 1 })).toEqual([suit]);
    expect(await of({ since: NOON + HOUR })).toEqual([suit]);
    expect(await of({ background: true })).toEqual([recalled]);
    expect(await of({ type: 'ipo' })).toEqual([]);
  });
});

describe('short ids', () => {
  const withIds = async (store: Store, ...ids: string[]) => {
    const facts = [];
    for (const id of ids) facts.push(await storeFact(store, { id }));
    return facts.map((fact) => fact.shortId);
  };

  it('are the fewest digits, at least four, that no fact so far starts with', async () => {
    const store = await openTestStore();
    expect(await withIds(store, hexId('3f9a1b'), hexId('3f9a1c'), hexId('3f9a1c7'), hexId('4000'))).toEqual([
      '3f9a',
      '3f9a1c',
      '3f9a1c7',
      '4000',
    ]);
  });

  it('find the fact by any typing that fits one alone', async () => {
    const store = await openTestStore();
    const [a, b, c] = [hexId('3f9a1b'), hexId('3f9a1c'), hexId('4000')];
    await withIds(store, a, b, c);
    const found = async (typed: string) => (await store.facts.byShortId(typed))?.id ?? null;
    expect(await found('3f9a')).toBe(a);
    expect(await found('3F9A')).toBe(a);
    expect(await found('3f9a1b')).toBe(a);
    expect(await found('3f9a1c')).toBe(b);
    expect(await found('3f9a1')).toBeNull();
    expect(await found('3f')).toBeNull();
    expect(await found('4')).toBe(c);
    expect(await found(c)).toBe(c);
    for (const typed of ['', 'zz', '3f9a%', 'ffff', "' or 1=1"]) expect(await found(typed)).toBeNull();
  });

  it('never change, and work for ids with hyphens and for any other', async () => {
    const store = await openTestStore();
    const uuid = '9B2C1d4e-0000-4000-8000-000000000001';
    const fact = await storeFact(store, { id: uuid });
    expect(fact.shortId).toBe('9b2c');
    await store.facts.save({ ...fact, status: 'closed' }, fact.claims, []);
    expect((await store.facts.get(uuid))?.shortId).toBe('9b2c');
    const odd = await storeFact(store, { id: 'not hexadecimal' });
    expect(odd.shortId).toMatch(/^[0-9a-f]{4}$/);
    expect((await store.facts.byShortId(odd.shortId))?.id).toBe('not hexadecimal');
  });
});

describe('the demo edition', () => {
  it('is forgotten with all that came of it, and nothing else', async () => {
    const store = await openTestStore();
    const real = await storeFact(store);
    const demo = await storeFact(store, { demo: true });
    expect(demo.claims[0]?.demo).toBe(true);
    await store.forgetDemo();
    expect(await store.facts.get(demo.id)).toBeNull();
    expect(await store.facts.get(real.id)).toEqual(real);
    expect(await store.counts()).toMatchObject({ articles: 1, claims: 1, facts: 1 });
    expect(await store.articles.news('meta', 9, 0)).toHaveLength(1);
    expect(await store.facts.candidates([sought('meta')], true)).toEqual([]);
  });
});
