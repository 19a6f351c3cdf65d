import { describe, expect, it } from 'vitest';
import { article, claim, DAY, factState, HOUR, hexId, NOON, party } from '../support/fixtures.ts';
import { ON_POSTGRES, openTestStore, storeArticle, storeFact } from '../support/store.ts';

describe('articles', () => {
  it('come back as they were stored', async () => {
    const store = await openTestStore();
    const odd = article({ url: null, published: null, tier: 0, title: '“Ünïcode” 🦄', text: 'a\u0000b\nc' });
    expect(await store.articles.insert(odd)).toBe('inserted');
    // What Postgres cannot hold in a text it marks as unreadable, in the same place.
    expect(await store.articles.get(odd.id)).toEqual(ON_POSTGRES ? { ...odd, text: 'a\ufffdb\nc' } : odd);
    expect(await store.articles.get('other')).toBeNull();
  });

  it('are stored once for each identity of a feed', async () => {
    const store = await openTestStore();
    const first = article({ identity: 'guid-1' });
    await store.articles.insert(first);
    expect(await store.articles.insert(article({ identity: 'guid-1', title: 'Another' }))).toBe('known');
    expect(await store.articles.insert(article({ identity: 'guid-1', feedId: 'other-feed', outlet: 'Other' }))).toBe(
      'inserted',
    );
    expect(await store.articles.find('example-news', 'guid-1')).toEqual(first);
    expect(await store.articles.find('example-news', 'guid-2')).toBeNull();
  });

  it('in two feeds of one outlet are one, and of two outlets two', async () => {
    const store = await openTestStore();
    const url = 'https://news.example/deal';
    const first = article({ feedId: 'all', url });
    await store.articles.insert(first);
    expect(await store.articles.insert(article({ feedId: 'tech', url }))).toBe('known');
    expect(await store.articles.insert(article({ feedId: 'digest', outlet: 'A Digest', url }))).toBe('inserted');
    const same = { url, outlet: 'Example News' };
    expect(await store.articles.find('tech', 'guid-of-tech', same)).toEqual(first);
    expect(await store.articles.find('tech', 'guid-of-tech', { ...same, outlet: 'Third Outlet' })).toBeNull();
    const items = [
      { identity: 'guid-of-tech', url },
      { identity: 'fresh', url: 'https://news.example/fresh' },
      { identity: 'no-link', url: null },
    ];
    expect(await store.articles.unseen('tech', items, { outlet: 'Example News' })).toEqual(
      new Set(['fresh', 'no-link']),
    );
    expect(await store.articles.unseen('tech', items, { outlet: 'Third Outlet' })).toEqual(
      new Set(['guid-of-tech', 'fresh', 'no-link']),
    );
    // Without an outlet, that of the feed's stored articles counts.
    await store.articles.insert(article({ feedId: 'tech', url: null }));
    expect(await store.articles.unseen('tech', items)).toEqual(new Set(['fresh', 'no-link']));
  });

  it('are found by letters in their title or text, the latest first', async () => {
    const store = await openTestStore();
    const long = 'Nothing else was said in the harbour that day. '.repeat(10);
    for (let n = 0; n < 250; n++) await store.articles.insert(article({ title: 'Tides', text: long, seen: NOON + n }));
    const inTitle = article({ title: 'VORLAND waits', text: long, seen: NOON - DAY });
    const inText = article({ title: 'Tides', text: `${long}Then Vorland_1 called.`, seen: NOON - 2 * DAY });
    const inDemo = article({ title: 'Vorland', seen: NOON, demo: true });
    for (const it of [inText, inTitle, inDemo]) await store.articles.insert(it);
    expect(await store.articles.containing('vorland', 10)).toEqual([inTitle, inText]);
    expect(await store.articles.containing('Vorland', 1)).toEqual([inTitle]);
    expect(await store.articles.containing('vorland_1', 10)).toEqual([inText]);
    expect(await store.articles.containing('vorland%1', 10)).toEqual([]);
    expect((await store.articles.containing('tides', 300)).length).toBe(251);
  });

  it('without a link are told apart by identity alone', async () => {
    const store = await openTestStore();
    expect(await store.articles.insert(article({ url: null }))).toBe('inserted');
    expect(await store.articles.insert(article({ url: null }))).toBe('inserted');
  });

  it('that are unseen are found among thousands of items at once', async () => {
    const store = await openTestStore();
    await store.articles.insert(article({ identity: 'item-777' }));
    const items = Array.from({ length: 2_000 }, (_, i) => ({
      identity: `item-${i}`,
      url: `https://news.example/${i}`,
    }));
    const unseen = await store.articles.unseen('example-news', items);
    expect(unseen.size).toBe(1_999);
    expect(unseen.has('item-777')).toBe(false);
    expect(await store.articles.unseen('example-news', [])).toEqual(new Set());
  });

  it('of the demo edition never hide real ones', async () => {
    const store = await openTestStore();
    const demo = article({ identity: 'guid-1', demo: true });
    const real = article({ identity: 'guid-1', url: demo.url });
    await store.articles.insert(demo);
    const item = [{ identity: 'guid-1', url: demo.url }];
    expect(await store.articles.unseen('example-news', item)).toEqual(new Set(['guid-1']));
    expect(await store.articles.unseen('example-news', item, { demo: true })).toEqual(new Set());
    expect(await store.articles.insert(real)).toBe('inserted');
    expect(await store.articles.find('example-news', 'guid-1')).toEqual(real);
    expect(await store.articles.find('example-news', 'guid-1', { demo: true })).toEqual(demo);
  });

  it('that were edited have their new words', async () => {
    const store = await openTestStore();
    const { article: stored } = await storeArticle(store);
    await store.articles.update(stored.id, { title: 'New title', text: 'New text' });
    expect(await store.articles.get(stored.id)).toEqual({ ...stored, title: 'New title', text: 'New text' });
  });
});

describe('news of a company', () => {
  it('are the articles that mention it or tell of it, newest first', async () => {
    const store = await openTestStore();
    const mentioned = await storeArticle(store, { published: NOON }, [], ['scale-ai']);
    const claimed = await storeFact(store, {}, { article: { published: NOON + HOUR } });
    const other = await storeArticle(store, {}, [{ args: [party('org', 'Acme', 'acme')] }]);
    const news = await store.articles.news('scale-ai', 10, 0);
    expect(news.map((row) => [row.article.id, row.factIds])).toEqual([
      [claimed.claims[0]?.articleId, [claimed.id]],
      [mentioned.article.id, []],
    ]);
    expect((await store.articles.news('acme', 10, 0)).map((row) => row.article)).toEqual([other.article]);
    expect((await store.articles.news('scale-ai', 1, 1)).map((row) => row.article.id)).toEqual([mentioned.article.id]);
    expect(await store.articles.news('nobody', 10, 0)).toEqual([]);
  });

  it('hold an article that names the company only as "the startup", once its fact is known', async () => {
    const store = await openTestStore();
    const { article: stored, claims } = await storeArticle(store, {}, [{ args: [party('investor', 'Meta', 'meta')] }]);
    expect(await store.articles.news('scale-ai', 10, 0)).toEqual([]);
    const state = factState({ companies: ['meta', 'scale-ai'] }, claims);
    const fact = await store.facts.save({ ...state, id: hexId(), demo: false, changedAt: NOON }, claims, ['meta']);
    expect(await store.articles.news('scale-ai', 10, 0)).toEqual([{ article: stored, factIds: [fact.id] }]);
  });

  it('are not led for ever by an article whose date lies in the future', async () => {
    const store = await openTestStore();
    const liar = await storeArticle(store, { published: NOON + 400 * DAY, seen: NOON }, [], ['meta']);
    const later = await storeArticle(store, { published: NOON + HOUR, seen: NOON + HOUR }, [], ['meta']);
    expect((await store.articles.news('meta', 10, 0)).map((row) => row.article.id)).toEqual([
      later.article.id,
      liar.article.id,
    ]);
  });
});

describe('claims of an edited article', () => {
  it('stay stored, but are of no fact and no company any more', async () => {
    const store = await openTestStore();
    const { article: stored, claims } = await storeArticle(store, {}, [{}], ['openai']);
    const other = await storeArticle(store);
    const both = [...claims, ...other.claims];
    const fact = await store.facts.save({ ...factState({}, both), id: hexId(), demo: false, changedAt: NOON }, both, [
      'meta',
    ]);
    expect(await store.facts.toldBy(stored.id)).toEqual([fact]);
    await store.claims.supersede(stored.id);
    expect((await store.facts.get(fact.id))?.claims).toEqual(other.claims);
    expect(await store.facts.toldBy(stored.id)).toEqual([]);
    expect(await store.articles.news('openai', 10, 0)).toEqual([]);
    expect((await store.counts()).claims).toBe(1);
  });

  it('can be stored again under the same ids', async () => {
    const store = await openTestStore();
    const { article: stored } = await storeArticle(store, {}, []);
    const row = { ...claim(), id: 'claim-1' };
    await store.claims.insert(stored.id, [], [row]);
    await store.claims.supersede(stored.id);
    await store.claims.insert(stored.id, [], [{ ...row, status: 'closed' }]);
    expect((await store.counts()).claims).toBe(1);
    expect((await store.articles.news('meta', 10, 0)).map((n) => n.article.id)).toEqual([stored.id]);
  });
});
