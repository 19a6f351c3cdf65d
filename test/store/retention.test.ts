import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Delivery } from '../../src/domain/delivery.ts';
import { createIntake } from '../../src/intake.ts';
import type { Aged, Store } from '../../src/store/store.ts';
import {
  article,
  channel,
  claim,
  DAY,
  delivery,
  due,
  factState,
  fresh,
  hexId,
  NOON,
  subscription,
} from '../support/fixtures.ts';
import { openTestStore, storeArticle, storeFact } from '../support/store.ts';

/** What is older may go. */
const BEFORE = NOON - 100 * DAY;
const old = (days = 1) => BEFORE - days * DAY;
const at = (moment: number) => ({ article: { seen: moment, published: moment } });
const sent = (moment: number): Delivery['progress'] => ({ state: 'sent', at: moment, message: 'm' });

async function sweep(store: Store, what: Parameters<Store['retention']['sweep']>[0]): Promise<number> {
  let total = 0;
  let after: Aged | null = null;
  do {
    const batch: { dropped: number; next: Aged | null } = await store.retention.sweep(what, BEFORE, after);
    total += batch.dropped;
    after = batch.next;
  } while (after);
  return total;
}
async function sweepAll(store: Store): Promise<void> {
  while (await sweep(store, 'deliveries'));
  await sweep(store, 'facts');
  await sweep(store, 'articles');
}

let store: Store;
beforeEach(async () => {
  store = await openTestStore();
});
const recalled = (moment = old(), over: Parameters<typeof storeFact>[1] = {}) =>
  storeFact(store, { changedAt: moment, ...over }, { ...at(moment), claims: [{ background: true }] });
const there = async (id: string) => (await store.deliveries.get(id)) !== null;

describe('old articles', () => {
  it('that no fact rests on lose their text, claims and mentions, and stay known', async () => {
    const { article: stored } = await storeArticle(store, { seen: old(), published: old() }, [{}], ['scale-ai']);
    await sweepAll(store);
    expect(await store.articles.get(stored.id)).toEqual({ ...stored, text: '', dropped: true });
    expect((await store.articles.news('scale-ai', 5, 0)).length).toBe(0);
    expect((await store.counts()).claims).toBe(0);
    const { feedId, identity, url } = stored;
    expect((await store.articles.unseen(feedId, [{ identity, url }])).size).toBe(0);
    expect((await store.articles.unseen(feedId, [{ identity: 'another', url }])).size).toBe(0);
    expect(await sweep(store, 'articles')).toBe(0);
  });

  it('that a fact rests on stay whole, and so do those that are young', async () => {
    const fact = await storeFact(store, {}, at(old()));
    const { article: stored } = await storeArticle(store, { seen: BEFORE, published: old(300) });
    const before = [await store.articles.get(fact.claims[0]?.articleId ?? ''), stored];
    await sweepAll(store);
    expect([await store.articles.get(before[0]?.id ?? ''), await store.articles.get(stored.id)]).toEqual(before);
    expect(await store.facts.get(fact.id)).toEqual(fact);
  });

  it('that came back with other words are no news and no edit: nobody is told', async () => {
    await store.subscriptions.put(subscription({ createdAt: old(400) }));
    const { article: stored } = await storeArticle(store, { seen: old(), published: old() }, []);
    await sweepAll(store);
    const intake = createIntake({ store, now: () => NOON });
    for (const again of [stored, { ...stored, text: 'Meta takes 49% of Scale AI.' }]) {
      const came = { ...again, id: fresh('again'), seen: NOON };
      const result = await intake.take(came, { mentions: [], claims: [claim()] }, { quiet: false });
      expect(result).toMatchObject({ outcome: 'known', facts: [], deliveries: [] });
    }
    expect((await store.counts()).deliveries.due).toBe(0);
  });

  it('are not read again by a reprocess, and none goes while one is under way', async () => {
    await storeArticle(store, { seen: old(), published: old() }, []);
    await store.reprocessing.begin('run', 'rules', NOON);
    expect(await sweep(store, 'articles')).toBe(0);
    expect(await store.reprocessing.waiting()).toHaveLength(1);
    await store.reprocessing.end();
    expect(await sweep(store, 'articles')).toBe(1);
    expect(await store.reprocessing.waiting()).toEqual([]);
  });

  it('go some at a time, each batch from where the last ended', async () => {
    await store.transaction(async (tx) => {
      for (let n = 0; n < 450; n++) await tx.articles.insert(article({ seen: old(1 + (n % 7)) }));
    });
    const first = await store.retention.sweep('articles', BEFORE, null);
    expect(first.dropped).toBeGreaterThan(0);
    expect(first.dropped).toBeLessThan(450);
    expect(first.next).not.toBeNull();
    expect(first.dropped + (await sweep(store, 'articles'))).toBe(450);
  });
});

describe('old facts', () => {
  it('that articles only recalled in passing go with their claims, and then their articles', async () => {
    const fact = await recalled();
    await sweepAll(store);
    expect(await store.facts.get(fact.id)).toBeNull();
    expect((await store.counts()).claims).toBe(0);
    expect(await store.articles.get(fact.claims[0]?.articleId ?? '')).toMatchObject({ text: '', dropped: true });
  });

  it('of any other kind stay for ever', async () => {
    const fact = await storeFact(store, { changedAt: old(5_000) }, at(old(5_000)));
    await sweepAll(store);
    expect(await store.facts.get(fact.id)).toEqual(fact);
  });

  it('stay where a message, a correction or an open report is about them, or where they changed since', async () => {
    const [messaged, corrected, reported, changed] = [
      await recalled(),
      await recalled(),
      await recalled(),
      await recalled(old(), { changedAt: BEFORE }),
    ];
    await store.deliveries.insert(delivery({ factId: messaged.id, createdAt: old() }));
    const place = { platform: 'slack', workspace: 'T0001' };
    const by = { place, by: 'U1', at: old() };
    const about = { factId: corrected.id, what: { kind: 'retract' as const }, before: null, after: null };
    await store.corrections.put({ id: fresh('correction'), ...about, ...by });
    await store.reports.put({ id: 'r', factId: reported.id, text: 'wrong', ...by });
    expect(await sweep(store, 'facts')).toBe(0);
    for (const { id } of [messaged, corrected, reported, changed]) expect(await store.facts.get(id)).not.toBeNull();
    await store.reports.close('r', null, 'U2', NOON);
    expect(await sweep(store, 'facts')).toBe(1);
    expect(await store.facts.get(reported.id)).toBeNull();
  });
});

describe('old messages', () => {
  const insert = async (over: Partial<Delivery>) => {
    const made = delivery({ createdAt: old(), ...over });
    await store.deliveries.insert(made);
    return made.id;
  };

  it('that are settled go; what is owed, or held for its channel, stays', async () => {
    const { id: factId } = await storeFact(store, { changedAt: old() }, at(old()));
    const held = (cause: 'channel' | 'message' | 'unfollowed', n: number) =>
      insert({
        factId,
        channel: channel(`C${n}`),
        progress: { state: 'held', reason: 'so', attempts: 1, cause },
      });
    const gone = [
      await insert({ factId, progress: sent(old()) }),
      await held('message', 1),
      await held('unfollowed', 2),
    ];
    const stays = [
      await held('channel', 3),
      await insert({ factId, channel: channel('C4'), progress: due(old()) }),
      await insert({ factId, channel: channel('C5'), createdAt: BEFORE, progress: sent(BEFORE) }),
      // Owed long ago, sent lately.
      await insert({ factId, channel: channel('C6'), progress: sent(BEFORE) }),
    ];
    expect(await sweep(store, 'deliveries')).toBe(gone.length);
    expect(await Promise.all(gone.map(there))).toEqual(gone.map(() => false));
    expect(await Promise.all(stays.map(there))).toEqual(stays.map(() => true));
  });

  it('stay while any fact that they tell was told or changed since: they are still to be edited', async () => {
    const quiet = await storeFact(store, { changedAt: old() }, at(old()));
    const told = await storeFact(store, { changedAt: old() }, at(BEFORE));
    const changed = await storeFact(store, { changedAt: BEFORE }, at(old()));
    const ids = [
      await insert({ factId: quiet.id, withFacts: [told.id], progress: sent(old()) }),
      await insert({ factId: changed.id, channel: channel('C1'), progress: sent(old()) }),
    ];
    expect(await sweep(store, 'deliveries')).toBe(0);
    expect(await Promise.all(ids.map(there))).toEqual([true, true]);
    expect((await store.deliveries.alertOf(channel(), told.id))?.delivery.id).toBe(ids[0]);
  });

  it('go after their updates, and not while one of them is owed', async () => {
    const { id: factId } = await storeFact(store, { changedAt: old() }, at(old()));
    const alert = await insert({ factId, progress: sent(old(3)), createdAt: old(3) });
    const update = await insert({ factId, kind: 'update', createdAt: old(2), progress: due(old(2)) });
    expect(await sweep(store, 'deliveries')).toBe(0);
    await store.deliveries.settle(update, sent(old(2)));
    await sweepAll(store);
    expect([await there(alert), await there(update)]).toEqual([false, false]);
  });
});

/** A small ledger at random: articles with claims, each of no fact or of one of five, and messages about those. */
const DAYS = fc.integer({ min: 0, max: 250 });
const LEDGER = fc.record({
  articles: fc.array(
    fc.record({ age: DAYS, edited: fc.boolean(), facts: fc.array(fc.integer({ min: -1, max: 4 }), { maxLength: 3 }) }),
    {
      minLength: 5,
      maxLength: 14,
    },
  ),
  facts: fc.array(fc.record({ background: fc.boolean(), told: fc.constantFrom('no', 'sent', 'due'), age: DAYS }), {
    minLength: 5,
    maxLength: 5,
  }),
});

describe('whatever the ledger', () => {
  it('evidence of a live fact is never dropped, and what is young or owed stays as it is', async () => {
    await fc.assert(
      fc.asyncProperty(LEDGER, async ({ articles, facts }) => {
        const members = facts.map((): Awaited<ReturnType<typeof storeArticle>>['claims'] => []);
        const stored = [];
        for (const { age, edited, facts: of } of articles) {
          const moment = NOON - age * DAY;
          const kept = await storeArticle(
            store,
            { seen: moment, published: moment },
            of.map((n) => ({ background: facts[n]?.background ?? false })),
            ['meta'],
          );
          // Only the claims of no fact: an edit takes them back.
          if (edited && of.every((n) => n < 0)) await store.claims.supersede(kept.article.id);
          of.forEach((n, i) => {
            const told = kept.claims[i];
            if (told) members[n]?.push(told);
          });
          stored.push(kept.article);
        }
        const live = [];
        const owed = [];
        for (const [n, { background, told, age }] of facts.entries()) {
          const claims = members[n] ?? [];
          if (!claims.length) continue;
          const state = factState({ background }, claims);
          const fact = await store.facts.save(
            { ...state, id: hexId(), demo: false, changedAt: state.lastAt },
            claims,
            [],
          );
          const moment = NOON - age * DAY;
          if (told !== 'no') {
            const progress = told === 'sent' ? sent(moment) : due(moment);
            const message = delivery({ factId: fact.id, channel: channel(`C${n}`), createdAt: moment, progress });
            await store.deliveries.insert(message);
            if (told === 'due' || moment >= BEFORE || fact.lastAt >= BEFORE) owed.push({ message, fact });
          }
          if (!background || fact.lastAt >= BEFORE || owed.some((it) => it.fact === fact)) live.push(fact);
        }

        await sweepAll(store);
        for (const fact of live) {
          expect(await store.facts.get(fact.id)).toEqual(fact);
          for (const { articleId, evidence } of fact.claims) {
            const source = await store.articles.get(articleId);
            expect(source?.text.slice(evidence.start, evidence.end)).toBe(evidence.quote);
          }
        }
        for (const { message, fact } of owed) {
          expect(await store.deliveries.get(message.id)).toEqual(message);
          expect((await store.deliveries.alertOf(message.channel, fact.id))?.delivery.id).toBe(message.id);
        }
        const evidence = new Set(live.flatMap((fact) => fact.claims.map((it) => it.articleId)));
        for (const item of stored) {
          const stays = item.seen >= BEFORE || evidence.has(item.id);
          expect(await store.articles.get(item.id)).toEqual(stays ? item : { ...item, text: '', dropped: true });
        }
      }),
      { numRuns: 10 },
    );
  });
});
