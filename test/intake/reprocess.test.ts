import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Article, ArticleText } from '../../src/domain/article.ts';
import type { Argument, Claim } from '../../src/domain/claim.ts';
import { type ReprocessOptions, reprocess } from '../../src/intake/reprocess.ts';
import { createIntake, type Intake } from '../../src/intake.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import { percent, usd, who } from '../ledger/told.ts';
import { article, claim, DAY, HOUR, NOON, subscription } from '../support/fixtures.ts';

/** What the rules of a test find in an article, by its id. */
type Rules = Record<string, Claim[]>;

let store: Store;
let intake: Intake;
let clock: number;
beforeEach(async () => {
  clock = NOON;
  store = await openStore(':memory:', { now: () => clock });
  intake = createIntake({ store, now: () => clock });
});
afterEach(() => store.close());

function said(type: Claim['type'], args: Argument[], over: Partial<Claim> = {}): Claim {
  const quote = args.map((arg) => arg.text).join(', ');
  return claim({ type, args, evidence: { field: 'text', start: 0, end: quote.length, quote }, ...over });
}
const [meta, scale] = [who('investor', 'Meta'), who('target', 'Scale AI')];
const investment = (...more: Argument[]) => said('investment', [meta, scale, ...more]);

/** Takes in an article of this id, told by an outlet of its own, an hour after the one before. */
async function take(id: string, claims: Claim[]): Promise<Article> {
  clock += HOUR;
  const item = article({
    id,
    feedId: `feed-${id}`,
    outlet: `Outlet ${id}`,
    title: `Told by ${id}`,
    published: clock,
    seen: clock,
  });
  await intake.take(item, { mentions: [], claims }, { quiet: false });
  return item;
}
function run(rules: Rules, options: ReprocessOptions = {}, more: { name?: string; batch?: number } = {}) {
  const extract = async ({ id }: ArticleText) => ({ mentions: [], claims: structuredClone(rules[id] ?? []) });
  clock += HOUR;
  return reprocess({ store, extract, rules: more.name ?? 'new', now: () => clock, batch: more.batch ?? 25 }, options);
}
const factsOf = async (company = 'scale-ai') => (await store.facts.of({ company, limit: 50, offset: 0 })).facts;
const amounts = async () =>
  (await factsOf()).map((fact) => fact.fields.find((it) => it.role === 'amount')?.present[0]?.text ?? null);

describe('reading everything again', () => {
  it('changes nothing where the rules find what they found', async () => {
    const rules = { a: [investment(usd('$14.3 billion'))], b: [investment(percent('stake', 49))] };
    for (const [id, claims] of Object.entries(rules)) await take(id, claims);
    const before = await factsOf();
    const result = await run(rules);
    expect(result).toMatchObject({
      finished: true,
      resumed: false,
      articles: { total: 2, done: 2 },
      claims: { kept: 2, made: 0, gone: 0 },
      facts: { total: 1, made: [], changed: [], gone: [] },
    });
    expect(await factsOf()).toEqual(before);
  });

  it('brings in what better rules find, under the number that people know, and says what changed', async () => {
    await take('a', [investment(usd('$14 billion'))]);
    await take('b', [investment()]);
    const [before] = await factsOf();
    const layoffs = said('layoffs', [who('org', 'Scale AI')]);
    const result = await run({ a: [investment(usd('$14.3 billion'))], b: [investment(percent('stake', 49)), layoffs] });
    const facts = await factsOf();
    expect(facts.map((fact) => fact.type).sort()).toEqual(['investment', 'layoffs']);
    const kept = facts.find((fact) => fact.type === 'investment');
    expect(kept).toMatchObject({ id: before?.id, shortId: before?.shortId });
    expect(result.claims).toEqual({ kept: 0, made: 3, gone: 2 });
    expect(result.facts?.made.map((fact) => fact.state.type)).toEqual(['layoffs']);
    expect(result.facts?.changed).toMatchObject([
      {
        fact: { id: before?.id },
        differences: [
          { field: 'amount', before: '$14 billion', after: '$14.3 billion' },
          { field: 'stake', before: null, after: '49%' },
        ],
      },
    ]);
  });

  it('takes out what no rule finds any more', async () => {
    await take('a', [investment(), said('launch', [who('org', 'Scale AI'), { role: 'product', text: 'Widget' }])]);
    const result = await run({ a: [investment()] });
    expect((await factsOf()).map((fact) => fact.type)).toEqual(['investment']);
    expect(result.facts?.gone.map((fact) => fact.state.type)).toEqual(['launch']);
    expect(await store.counts()).toMatchObject({ claims: 1, facts: 1 });
  });

  it('owes nobody anything, and messages stay with their facts', async () => {
    await store.subscriptions.put(subscription());
    await take('a', [investment(usd('$14 billion'))]);
    const [fact] = await factsOf();
    const alert = await store.deliveries.alertOf(subscription().channel, fact?.id ?? '');
    await store.deliveries.settle(alert?.delivery.id ?? '', { state: 'sent', at: clock, message: 'm1' });
    const before = await store.counts();
    await run({ a: [investment(usd('$20 billion')), said('layoffs', [who('org', 'Scale AI')])] });
    expect((await store.counts()).deliveries).toEqual(before.deliveries);
    expect(await amounts()).toContain('$20 billion');
    expect(await store.deliveries.alertOf(subscription().channel, fact?.id ?? '')).toMatchObject({
      ref: { message: 'm1' },
    });
    // What comes next of it changes that message.
    await take('b', [{ ...investment(usd('$20 billion')), status: 'closed' }]);
    expect((await store.counts()).deliveries.due).toBe(1);
  });

  it('keeps the number of an event though, article by article, all its claims change their names and figures', async () => {
    const old: Rules = {};
    const rules: Rules = {};
    const pact = (name: string, sum: string) =>
      said('agreement', [who('party', 'OpenAI'), who('party', name), usd(sum)]);
    for (const id of ['a', 'b', 'c', 'd', 'e']) {
      old[id] = [pact('Old Wrong Name', '$1 billion')];
      rules[id] = [pact('Nimbus', '$38 billion')];
      await take(id, old[id]);
    }
    const [before] = await factsOf('openai');
    const result = await run(rules, {}, { batch: 1 });
    expect(await factsOf('openai')).toMatchObject([{ id: before?.id, shortId: before?.shortId }]);
    expect(result.facts).toMatchObject({ made: [], gone: [], changed: [{ fact: { id: before?.id } }] });
  });

  it('parts what was one by mistake: the larger part keeps the number', async () => {
    for (const id of ['a', 'b', 'c']) await take(id, [investment(usd('$14.3 billion'))]);
    const [before] = await factsOf();
    const other = said('investment', [who('investor', 'SoftBank'), scale, usd('$500 million')]);
    const result = await run({
      a: [investment(usd('$14.3 billion'))],
      b: [investment(usd('$14.3 billion'))],
      c: [other],
    });
    const facts = await factsOf();
    expect(facts).toHaveLength(2);
    expect(facts.find((fact) => fact.claims.length === 2)?.id).toBe(before?.id);
    expect(result.facts?.made).toHaveLength(1);
  });

  it('keeps the demo edition apart', async () => {
    await take('a', [investment()]);
    const item = article({ id: 'demo', feedId: 'demo', outlet: 'Demo', demo: true, published: clock, seen: clock });
    await intake.take(item, { mentions: [], claims: [investment()] }, { quiet: true });
    await run({ a: [investment(percent('stake', 49))], demo: [investment(usd('$14.3 billion'))] });
    expect((await factsOf()).map((fact) => [fact.demo, fact.claims.length]).sort()).toEqual([
      [false, 1],
      [true, 1],
    ]);
  });
});

describe('an interrupted run', () => {
  const begin = async () => {
    const rules: Rules = {};
    for (let i = 0; i < 6; i += 1) {
      await take(`${i}`, [said('launch', [who('org', 'Scale AI'), { role: 'product', text: `Old${i}` }])]);
      clock += 30 * DAY;
      rules[`${i}`] = [said('launch', [who('org', 'Scale AI'), { role: 'product', text: `New${i}` }])];
    }
    return rules;
  };
  const stopAfter = (done: number): ReprocessOptions => {
    const stop = new AbortController();
    return { signal: stop.signal, onProgress: (at) => at >= done && stop.abort() };
  };

  it('goes on where it was, and tells the whole of what changed', async () => {
    const rules = await begin();
    const first = await run(rules, stopAfter(2), { batch: 2 });
    expect(first).toMatchObject({ finished: false, articles: { total: 6, done: 2 }, facts: null });
    const seen: number[] = [];
    const second = await run(rules, { onProgress: (done) => seen.push(done) }, { batch: 2 });
    expect(seen).toEqual([2, 4, 6]);
    expect(second).toMatchObject({ finished: true, resumed: true, claims: { kept: 0, made: 6, gone: 6 } });
    expect(second.facts?.changed).toHaveLength(6);
    expect(second.facts).toMatchObject({ made: [], gone: [] });
    expect((await run(rules)).resumed).toBe(false);
  });

  it('begins anew under other rules', async () => {
    const rules = await begin();
    await run(rules, stopAfter(2), { batch: 2 });
    const seen: number[] = [];
    await run(rules, { onProgress: (done) => seen.push(done) }, { name: 'newer', batch: 3 });
    expect(seen).toEqual([0, 3, 6]);
  });

  it('that another run has replaced ends without harm', async () => {
    const rules = await begin();
    let other: Promise<unknown> | undefined;
    const both = run(
      rules,
      {
        onProgress: () => {
          other ??= run(rules, {}, { batch: 6 });
        },
      },
      { batch: 1 },
    );
    await expect(both).rejects.toThrow('Another reprocess has begun');
    await other;
    expect((await factsOf()).every((fact) => fact.fields.some((it) => it.present[0]?.text.startsWith('New')))).toBe(
      true,
    );
  });

  it('leaves an article alone that was edited while it was read', async () => {
    const item = await take('a', [investment()]);
    const extract = async () => {
      await intake.take(
        { ...item, title: 'Corrected', text: 'Other words altogether.' },
        { mentions: [], claims: [investment(usd('$14.3 billion'))] },
        { quiet: true },
      );
      return { mentions: [], claims: [] };
    };
    await reprocess({ store, extract, rules: 'new', now: () => clock });
    expect(await amounts()).toEqual(['$14.3 billion']);
  });
});
