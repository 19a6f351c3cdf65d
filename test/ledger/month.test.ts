import { describe, expect, it } from 'vitest';
import { dice } from '../../scripts/measure/dice.ts';
import type { Fact, FactState, SourcedClaim } from '../../src/domain/fact.ts';
import { asReadIn, retractionOf, standsIn } from '../../src/domain/reading.ts';
import { createCorrections } from '../../src/intake/correct.ts';
import { reprocess } from '../../src/intake/reprocess.ts';
import { createIntake } from '../../src/intake.ts';
import { assemble, group } from '../../src/ledger/index.ts';
import { openStore } from '../../src/store/index.ts';
import { article, DISCORD_CHANNEL, NOON, SLACK_CHANNEL, subscription } from '../support/fixtures.ts';
import { makeMonth, published, shuffle, type Told } from './month.ts';
import { usd } from './told.ts';

/** How many events fell apart into several facts, and how many facts hold several events. */
function faults(told: readonly Told[], facts: readonly (readonly SourcedClaim[])[]) {
  const event = new Map(told.map((it) => [it.claim.articleId, it.event]));
  const held = facts.map((claims) => new Set(claims.map((claim) => event.get(claim.articleId))));
  const count = new Map<number | undefined, number>();
  for (const one of held.flatMap((events) => [...events])) count.set(one, (count.get(one) ?? 0) + 1);
  return {
    split: [...count.values()].filter((times) => times > 1).length,
    joined: held.filter((events) => events.size > 1).length,
  };
}

/** A ledger without the names that arrival gives to things. */
function content(states: readonly FactState[], claims: ReadonlyMap<string, string>): string[] {
  const name = (id: string) => claims.get(id) ?? id;
  return states
    .map((state) =>
      JSON.stringify(state, (key, value) => (key === 'claimIds' ? (value as string[]).map(name).sort() : value)),
    )
    .sort();
}

/** A fact's state without the names that arrival gives to it. */
function stateOf(fact: Fact): FactState {
  const { id: _, shortId: __, claims: ___, changedAt: ____, demo: _____, amended: ______, ...state } = fact;
  return state;
}

describe('a month of 60 events, told by 1 to 12 outlets each', () => {
  it('is found again event by event: at most 2% in pieces, at most 1% wrongly joined', () => {
    let [events, split, joined] = [0, 0, 0];
    for (let seed = 1; seed <= 10; seed += 1) {
      const month = makeMonth(seed);
      const found = faults(month.told, group(month.told.map((it) => it.claim)));
      events += month.events;
      split += found.split;
      joined += found.joined;
    }
    expect(events).toBe(600);
    expect(split / events).toBeLessThanOrEqual(0.02);
    expect(joined / events).toBeLessThanOrEqual(0.01);
  });

  it('makes the same ledger in any of 50 orders', () => {
    const claims = makeMonth(11).told.map((it) => it.claim);
    const names = new Map<string, string>();
    const first = content(group(claims).map(assemble), names);
    const roll = dice(50);
    for (let i = 0; i < 50; i += 1) expect(content(group(shuffle(claims, roll)).map(assemble), names)).toEqual(first);
  });

  it('makes the same ledger when it arrives article by article, in any order, and alerts once for each event', async () => {
    const { told, events } = makeMonth(3);
    const articles = new Map<string, Told[]>();
    for (const it of told) articles.set(it.claim.articleId, [...(articles.get(it.claim.articleId) ?? []), it]);
    const expected = content(group(told.map((it) => it.claim)).map(assemble), new Map());
    const roll = dice(7);
    for (let run = 0; run < 2; run += 1) {
      const store = await openStore(':memory:');
      const companies = new Set(told.flatMap((it) => it.claim.args.flatMap((arg) => arg.slug ?? [])));
      for (const company of companies) await store.subscriptions.put(subscription({ company, createdAt: NOON }));
      const intake = createIntake({ store, now: () => NOON });
      const names = new Map<string, string>();
      const alerted: string[] = [];
      for (const [id, items] of run === 0 ? articles : shuffle([...articles], roll)) {
        const { outlet, tier, title, url, at } = (items[0] as Told).claim;
        const item = article({ id, identity: id, outlet, tier, title, url, published: at, seen: at });
        const result = await intake.take(item, { mentions: [], claims: items.map((it) => it.claim) }, { quiet: false });
        for (const [i, claim] of result.claims.entries()) names.set(claim.id, items[i]?.claim.id ?? '');
        for (const delivery of result.deliveries) if (delivery.kind === 'alert') alerted.push(delivery.factId);
      }
      const facts = new Map<string, FactState>();
      for (const company of companies)
        for (const background of [false, true])
          for (const fact of (await store.facts.of({ company, background, limit: 500, offset: 0 })).facts)
            facts.set(fact.id, fact);
      const bare = [...facts.values()].map((fact) => {
        const {
          id: _,
          shortId: __,
          claims: ___,
          changedAt: ____,
          demo: _____,
          ...state
        } = fact as FactState & Record<string, unknown>;
        return state as unknown as FactState;
      });
      const tracked = expected.filter((state) => !state.includes('"companies":[]'));
      expect(content(bare, names)).toEqual(tracked);
      expect(alerted.length).toBeLessThanOrEqual(events);
      await store.close();
    }
  }, 60_000);

  it.each(['time', 'any'] as const)(
    'with edits and corrections, in order of %s, ends in the same ledger, read again too',
    async (order) => {
      const { told, events } = makeMonth(5);
      const eventOf = new Map(told.map((it) => [it.claim.articleId, it.event]));
      const claims = told.map((it) => it.claim);
      const expected = content(group(claims).map(assemble), new Map()).filter((it) => !it.includes('"companies":[]'));
      const versions = published(told, dice(21), order);
      expect(versions.filter((it) => it.edition === 'first').length).toBeGreaterThan(20);

      const store = await openStore(':memory:');
      const companies = [...new Set(claims.flatMap((claim) => claim.args.flatMap((arg) => arg.slug ?? [])))];
      for (const where of [SLACK_CHANNEL, DISCORD_CHANNEL])
        for (const company of companies)
          await store.subscriptions.put(subscription({ id: `${where.platform} ${company}`, channel: where, company }));
      const intake = createIntake({ store, now: () => NOON });
      const corrections = createCorrections({ store, now: () => NOON });
      const manager = { user: 'U1', channel: SLACK_CHANNEL };
      const names = new Map<string, string>();
      const alerts: string[] = [];
      const corrected = new Map<number, 'amount' | 'retracted'>();
      const late: string[] = [];
      const facts = async (): Promise<Fact[]> => {
        const found = new Map<string, Fact>();
        for (const company of companies)
          for (const background of [false, true])
            for (const fact of (await store.facts.of({ company, background, limit: 500, offset: 0 })).facts)
              found.set(fact.id, fact);
        return [...found.values()];
      };
      for (const [i, { articleId, edition, claims: said }] of versions.entries()) {
        const { outlet, tier, title, url, at } = said[0] as SourcedClaim;
        const text = edition === 'first' ? 'As it was told at first.' : `As it is told in the end by ${outlet}.`;
        const item = article({
          id: articleId,
          identity: articleId,
          outlet,
          tier,
          title,
          text,
          url,
          published: at,
          seen: at,
        });
        const result = await intake.take(item, { mentions: [], claims: said }, { quiet: false });
        for (const [n, claim] of result.claims.entries()) names.set(claim.id, said[n]?.id ?? '');
        for (const delivery of result.deliveries) {
          if (delivery.kind === 'alert') alerts.push(`${delivery.channel.platform} ${delivery.factId}`);
          const fact = await store.facts.get(delivery.factId);
          const event = eventOf.get(fact?.claims[0]?.articleId ?? '') ?? -1;
          if (delivery.channel.platform === 'slack' && corrected.get(event) === 'retracted') late.push(delivery.id);
        }
        // Now and then a manager in Slack puts right what has just been told, or says that it is not so.
        const [fact] = result.facts
          .map((it) => it.fact)
          .filter((it) => !it.background && it.type !== 'response' && it.companies.length > 0);
        if (i % 9 !== 0 || !fact) continue;
        const event = eventOf.get(fact.claims[0]?.articleId ?? '') ?? -1;
        if (corrected.has(event)) continue;
        const kind = i % 18 === 0 ? 'amount' : 'retracted';
        const value = usd('$777 million');
        const done = await (kind === 'amount'
          ? corrections.correct(fact.id, 'amount', value, manager)
          : corrections.retract(fact.id, false, manager));
        expect(done.outcome).toBe('done');
        corrected.set(event, kind);
      }
      expect(corrected.size).toBeGreaterThan(10);

      const check = async () => {
        const stored = await facts();
        expect(content(stored.map(stateOf), names)).toEqual(expected);
        for (const [event, kind] of corrected) {
          const told = stored.filter((fact) => fact.claims.some((claim) => eventOf.get(claim.articleId) === event));
          const here = told.map((fact) => asReadIn(fact, SLACK_CHANNEL)).filter((fact) => fact.corrections);
          expect(here, `event ${event}`).toHaveLength(1);
          if (kind === 'amount') expect(standsIn(here[0] as Fact, 'amount')).toBe('$777 million');
          else expect(retractionOf(here[0] as Fact)).toBeDefined();
          expect(told.every((fact) => !asReadIn(fact, DISCORD_CHANNEL).corrections)).toBe(true);
        }
        return stored.map((fact) => `${fact.id} ${fact.shortId}`).sort();
      };
      const before = await check();
      expect(late).toEqual([]);
      expect(new Set(alerts).size).toBe(alerts.length);
      expect(alerts.length).toBeLessThanOrEqual(2 * events);

      // Better rules find the same in other words: every claim is new, and nothing else is.
      const finals = new Map(versions.filter((it) => it.edition === 'final').map((it) => [it.articleId, it.claims]));
      const owed = (await store.counts()).deliveries;
      const extract = async ({ id }: { id: string }) => ({
        mentions: [],
        claims: (finals.get(id) ?? []).map(({ id: _, ...claim }) => ({ ...claim, terms: 'read anew' })),
      });
      const again = await reprocess({ store, extract, rules: 'new', now: () => NOON });
      expect(again).toMatchObject({ finished: true, facts: { made: [], changed: [], gone: [] } });
      expect(again.claims.kept).toBe(0);
      for (const fact of await facts())
        for (const claim of fact.claims)
          names.set(
            claim.id,
            (finals.get(claim.articleId) ?? []).find((it) => it.evidence.quote === claim.evidence.quote)?.id ?? '',
          );
      expect(await check()).toEqual(before);
      expect((await store.counts()).deliveries).toEqual(owed);
      await store.close();
    },
    60_000,
  );
});
