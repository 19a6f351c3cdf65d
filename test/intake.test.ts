import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Article } from '../src/domain/article.ts';
import type { Argument, Claim } from '../src/domain/claim.ts';
import type { Subscription } from '../src/domain/subscription.ts';
import { createIntake, type Intake } from '../src/intake.ts';
import { openStore, type Store } from '../src/store/index.ts';
import { percent, stance, text, usd, who } from './ledger/told.ts';
import { article, channel, claim, DAY, DISCORD_CHANNEL, fresh, HOUR, NOON, subscription } from './support/fixtures.ts';

let store: Store;
let intake: Intake;
let woken: number;
let clock: number;

beforeEach(async () => {
  clock = NOON;
  woken = 0;
  store = await openStore(':memory:', { now: () => clock });
  intake = createIntake({ store, now: () => clock, onDeliveries: () => (woken += 1) });
});
afterEach(() => store.close());

const meta = who('investor', 'Meta');
const scale = who('target', 'Scale AI');
const FULL: Argument[] = [meta, scale, usd('$14.3 billion'), percent('stake', 49)];

let place = 0;
function said(type: Claim['type'], args: Argument[], over: Partial<Claim> = {}): Claim {
  const quote = `${fresh('sentence')} about ${args.map((arg) => arg.text).join(', ')}`;
  place += 100;
  return claim({ type, args, evidence: { field: 'text', start: place, end: place + quote.length, quote }, ...over });
}
const investment = (args = FULL, over: Partial<Claim> = {}) => said('investment', args, over);
const ended = (a: string, b: string, over: Partial<Claim> = {}) =>
  said('agreement', [who('party', a), who('party', b)], { status: 'ended', ...over });
const wang = () =>
  said('executive_move', [who('person', 'Alexandr Wang'), who('from_org', 'Scale AI'), who('to_org', 'Meta')]);

const told = (outlet: string, over: Partial<Article> = {}): Article =>
  article({
    feedId: `${outlet}-feed`,
    outlet,
    title: `${outlet} tells the news`,
    published: clock,
    seen: clock,
    ...over,
  });
const take = (item: Article, claims: Claim[], quiet = false) => intake.take(item, { mentions: [], claims }, { quiet });
const follow = (over: Partial<Subscription> = {}) => store.subscriptions.put(subscription(over));
const factsOf = async (company = 'scale-ai') => (await store.facts.of({ company, limit: 50, offset: 0 })).facts;

describe('taking an article', () => {
  it('stores it with its claims and makes facts of them', async () => {
    const item = told('alpha');
    const result = await take(item, [investment(), wang()]);
    expect(result).toMatchObject({ outcome: 'new', article: { id: item.id } });
    expect(result.facts.map(({ fact, change }) => [fact.type, change.kind]).sort()).toEqual([
      ['executive_move', 'new'],
      ['investment', 'new'],
    ]);
    expect(await factsOf()).toHaveLength(2);
    expect(await store.counts()).toMatchObject({ articles: 1, claims: 2, facts: 2 });
  });

  it('knows it again and does nothing', async () => {
    const item = told('alpha');
    await follow();
    await take(item, [investment()]);
    const again = await take({ ...item, id: fresh('article') }, [investment()]);
    expect(again).toMatchObject({ outcome: 'known', article: { id: item.id }, facts: [], deliveries: [] });
    expect(await store.counts()).toMatchObject({ articles: 1, claims: 1, deliveries: { due: 1 } });
  });

  it('takes no summary for an edit of what was read in full', async () => {
    const item = told('alpha', { text: 'Meta buys half of Scale AI. The price is $14.3 billion.' });
    await take(item, [investment()]);
    expect((await take({ ...item, text: 'Meta buys half of Scale AI…' }, [])).outcome).toBe('known');
    expect((await take({ ...item, text: '' }, [])).outcome).toBe('known');
    expect((await factsOf())[0]?.claims).toHaveLength(1);
  });

  it('is all or nothing', async () => {
    await follow();
    const broken = createIntake({
      store: { ...store, transaction: (work) => store.transaction((tx) => work({ ...tx, deliveries: failing(tx) })) },
      now: () => clock,
    });
    await expect(
      broken.take(told('alpha'), { mentions: [], claims: [investment()] }, { quiet: false }),
    ).rejects.toThrow('full');
    expect(await store.counts()).toMatchObject({ articles: 0, claims: 0, facts: 0 });
  });
  const failing = (tx: Store): Store['deliveries'] => ({
    ...tx.deliveries,
    insertAll: () => Promise.reject(new Error('disk full')),
  });

  it('keeps the demo edition apart', async () => {
    await take(told('alpha'), [investment()]);
    await take(told('beta', { demo: true }), [investment()]);
    expect((await factsOf()).map((fact) => fact.demo).sort()).toEqual([false, true]);
  });
});

describe('three outlets that tell one story', () => {
  const tellAll = async () => {
    const results = [
      await take(told('alpha'), [ended('OpenAI', 'Scale AI'), investment(), wang()]),
      await take(told('beta'), [investment([meta, scale, usd('$15 billion', 'about')]), wang()]),
      await take(told('gamma'), [
        investment([meta, who('target', 'Scale'), percent('stake', 49)]),
        said('executive_move', [who('person', 'Jason Droege'), who('to_org', 'Scale AI'), text('to_role', 'CEO')]),
      ]),
    ];
    return results.flatMap((result) => result.deliveries);
  };

  it('make one alert for each channel, led by the weightiest fact', async () => {
    await follow();
    await follow({ channel: DISCORD_CHANNEL });
    const deliveries = await tellAll();
    for (const where of [subscription().channel, DISCORD_CHANNEL]) {
      const mine = deliveries.filter((delivery) => delivery.channel.platform === where.platform);
      expect(mine.map((delivery) => delivery.kind)).toEqual(['alert', 'update']);
      const lead = await store.facts.get(mine[0]?.factId ?? '');
      expect(lead).toMatchObject({ type: 'investment', outlets: ['alpha', 'beta', 'gamma'] });
      expect(mine[0]?.withFacts).toHaveLength(2);
    }
    expect(new Set(deliveries.map((delivery) => delivery.key)).size).toBe(4);
    expect(woken).toBe(2);
  });

  it('add what only a later one tells as an update of that message', async () => {
    await follow();
    const [alert, update] = await tellAll();
    expect(update).toMatchObject({ factId: alert?.factId, change: { kind: 'counted' } });
    const rider = await store.facts.get(update?.withFacts[0] ?? '');
    expect(rider?.type).toBe('executive_move');
  });

  it('make one alert in whatever order they come', async () => {
    await follow();
    // The first outlet only recalls the investment that the second tells.
    await take(told('gamma'), [ended('OpenAI', 'Scale AI'), investment([meta, scale], { background: true })]);
    const { deliveries } = await take(told('alpha'), [ended('OpenAI', 'Scale AI'), investment()]);
    expect(deliveries.map((delivery) => delivery.kind)).toEqual(['update']);
  });
});

describe('a new event', () => {
  it('alerts though its article tells again what is known', async () => {
    await follow();
    await take(told('alpha'), [investment()]);
    const { deliveries } = await take(told('beta'), [ended('Google', 'Scale AI'), investment()]);
    expect(deliveries.map((delivery) => delivery.kind)).toEqual(['alert']);
    expect((await store.facts.get(deliveries[0]?.factId ?? ''))?.companies).toEqual(['google', 'scale-ai']);
  });

  it('alerts once the story is old, whoever takes part', async () => {
    await follow();
    await take(told('alpha'), [investment()]);
    clock += 6 * DAY;
    const { deliveries } = await take(told('beta'), [investment(), wang()]);
    expect(deliveries.map((delivery) => delivery.kind)).toEqual(['alert']);
  });

  it('far weightier than what the channel has is a headline of its own', async () => {
    await follow();
    await take(told('alpha'), [wang()]);
    const { deliveries } = await take(told('beta'), [wang(), investment()]);
    expect(deliveries.map((delivery) => delivery.kind)).toEqual(['alert']);
  });

  it('that was only recalled so far is new when it is told', async () => {
    await follow();
    expect((await take(told('alpha'), [investment(FULL, { background: true })])).deliveries).toEqual([]);
    clock += 3 * DAY;
    expect((await take(told('beta'), [investment()])).deliveries).toMatchObject([{ kind: 'alert' }]);
  });
});

describe('a change', () => {
  it('that matters updates the message, and says what changed', async () => {
    await follow();
    const [alert] = (await take(told('alpha'), [investment([meta, scale], { certainty: 'reported' })])).deliveries;
    clock += HOUR;
    const { deliveries } = await take(told('beta'), [investment()]);
    expect(deliveries).toMatchObject([{ kind: 'update', factId: alert?.factId, change: { kind: 'changed' } }]);
    expect(deliveries[0]?.change?.details.map((detail) => detail.field)).toEqual(['certainty', 'amount', 'stake']);
  });

  it('that does not matter is counted, not sent', async () => {
    await follow();
    await take(told('alpha'), [investment()]);
    const result = await take(told('beta'), [investment([meta, scale])]);
    expect(result.facts).toMatchObject([{ change: { kind: 'counted' } }]);
    expect(result.deliveries).toEqual([]);
  });

  it('of a fact that rode in a message updates that message', async () => {
    await follow();
    const [alert] = (await take(told('alpha'), [investment(), ended('OpenAI', 'Scale AI', { certainty: 'reported' })]))
      .deliveries;
    clock += HOUR;
    const { deliveries } = await take(told('beta'), [ended('OpenAI', 'Scale AI')]);
    expect(deliveries).toMatchObject([{ kind: 'update', factId: alert?.withFacts[0] }]);
  });
});

describe('what was known before the subscription', () => {
  it('never alerts, though more outlets tell it', async () => {
    await take(told('alpha'), [investment()]);
    await follow();
    expect((await take(told('beta'), [investment()])).deliveries).toEqual([]);
  });

  it('alerts when it changes in a way that matters', async () => {
    await take(told('alpha'), [investment()]);
    await follow();
    const { deliveries } = await take(told('beta'), [investment(FULL, { status: 'closed' })]);
    expect(deliveries).toMatchObject([{ kind: 'alert' }]);
  });

  it('includes what was taken in quietly', async () => {
    await follow();
    expect((await take(told('alpha'), [investment()], true)).deliveries).toEqual([]);
    expect((await take(told('beta'), [investment()])).deliveries).toEqual([]);
    expect(woken).toBe(0);
  });
});

describe('a subscription', () => {
  it('with a minimum hears of the deal and not of the signing bonus', async () => {
    await follow({ company: 'meta', minAmount: 50_000_000 });
    const bonus = said('hiring', [who('employer', 'Meta'), who('from_org', 'OpenAI'), usd('$100 million')]);
    expect((await take(told('alpha'), [bonus])).deliveries).toEqual([]);
    const { deliveries } = await take(told('beta'), [investment(), bonus]);
    expect(deliveries).toMatchObject([{ kind: 'alert', withFacts: [] }]);
  });

  it('to one type hears of that type alone', async () => {
    await follow({ types: ['executive_move'] });
    const { deliveries } = await take(told('alpha'), [investment(), wang()]);
    expect(deliveries).toHaveLength(1);
    expect((await store.facts.get(deliveries[0]?.factId ?? ''))?.type).toBe('executive_move');
  });

  it('that is paused holds what is owed; a daily one waits for the morning', async () => {
    await follow({ channel: channel('paused'), paused: 'the bot was removed' });
    await follow({ channel: channel('daily'), cadence: 'daily' });
    const { deliveries } = await take(told('alpha'), [investment()]);
    const of = (name: string) => deliveries.find((delivery) => delivery.channel.channel === name)?.progress;
    expect(of('paused')).toMatchObject({ state: 'held', cause: 'channel', reason: 'the bot was removed' });
    expect(of('daily')).toMatchObject({ state: 'due', at: NOON + 21 * HOUR });
  });

  it('to both sides of a deal is one message', async () => {
    await follow({ company: 'meta' });
    await follow({ company: 'scale-ai' });
    expect((await take(told('alpha'), [investment()])).deliveries).toHaveLength(1);
  });
});

describe('a fact that many channels follow', () => {
  it('is owed to the first channel of each workspace before the second of any', async () => {
    const channels = ['big', 'big', 'big', 'small', 'other', 'small'].map((workspace, n) => ({
      ...{ platform: 'slack', workspace, channel: `C${n}` },
    }));
    for (const channel of channels) await follow({ channel });
    const { deliveries } = await take(told('alpha'), [investment()]);
    expect(deliveries.map(({ channel }) => channel.workspace)).toEqual([
      ...['big', 'small', 'other'],
      ...['big', 'small'],
      'big',
    ]);
  });

  it('is owed to each of hundreds of them once', async () => {
    for (let n = 0; n < 130; n++) await follow({ channel: channel(`C${n}`) });
    const first = await take(told('alpha'), [investment()]);
    expect(new Set(first.deliveries.map((d) => d.channel.channel)).size).toBe(130);
    expect((await store.counts()).deliveries).toMatchObject({ due: 130 });
    const again = await take(told('beta'), [investment()]);
    expect(again.deliveries).toEqual([]);
  });
});

describe('a reply', () => {
  const reply = (value: 'denied' | 'declined', words: string) =>
    said('response', [who('speaker', 'Scale AI'), stance(value, words)]);

  it('is part of the fact that it answers', async () => {
    await follow();
    const result = await take(told('alpha'), [investment(), reply('declined', 'declined to comment')]);
    expect(result.facts).toHaveLength(1);
    expect(result.facts[0]?.fact.responses).toMatchObject([{ stance: 'declined', outlets: ['alpha'] }]);
    const { deliveries } = await take(told('beta'), [investment(), reply('denied', 'is not so')]);
    expect(deliveries).toMatchObject([{ kind: 'update', change: { details: [{ field: 'stance' }] } }]);
  });

  it('by itself alerts if it says something', async () => {
    await follow();
    expect((await take(told('alpha'), [reply('declined', 'declined to comment')])).deliveries).toEqual([]);
    expect(
      (await take(told('beta', { title: 'Scale AI denies a sale' }), [reply('denied', 'is not so')])).deliveries,
    ).toHaveLength(1);
  });
});

describe('an edited article', () => {
  const edit = (item: Article, title: string) => ({ ...item, title, text: `${title}, and more.` });

  it('tells the same fact in new words: its old claims no longer count', async () => {
    await follow();
    const item = told('alpha');
    const [alert] = (await take(item, [investment([meta, scale, usd('$20 billion')])])).deliveries;
    const result = await take(edit(item, 'Corrected: Meta pays $14.3 billion'), [
      investment([meta, scale, usd('$14.3 billion')]),
    ]);
    expect(result.outcome).toBe('edited');
    expect(result.deliveries).toMatchObject([{ kind: 'update', factId: alert?.factId }]);
    const [fact, ...others] = await factsOf();
    expect(others).toEqual([]);
    expect(fact?.claims).toHaveLength(1);
    expect(fact?.fields.find((field) => field.role === 'amount')).toMatchObject({
      present: [{ text: '$14.3 billion' }],
      others: [],
    });
    expect((await store.articles.get(item.id))?.title).toBe('Corrected: Meta pays $14.3 billion');
  });

  it('that takes its news back leaves the facts to who else tells them', async () => {
    const item = told('alpha');
    await take(item, [investment(), wang()]);
    await take(told('beta'), [investment()]);
    await take(edit(item, 'A clarification'), []);
    expect((await factsOf()).map((fact) => [fact.type, fact.outlets])).toEqual([['investment', ['beta']]]);
  });
});

describe('two facts that turn out to be one', () => {
  it('become one, with the messages of both', async () => {
    await follow({ company: 'openai' });
    const pact = (args: Argument[]) => said('agreement', [who('party', 'OpenAI'), ...args]);
    const first = await take(told('alpha'), [pact([who('party', 'Nimbus'), usd('$38 billion')])]);
    clock += 20 * DAY;
    const second = await take(told('beta'), [pact([who('party', 'Cirrus')])]);
    expect(first.deliveries.length + second.deliveries.length).toBe(2);
    clock += DAY;
    await take(told('gamma'), [pact([who('party', 'Cirrus'), who('party', 'Nimbus'), usd('$38 billion')])]);
    const facts = await factsOf('openai');
    expect(facts).toHaveLength(1);
    for (const { deliveries } of [first, second]) {
      const where = deliveries[0]?.channel ?? channel('none');
      expect(await store.deliveries.alertOf(where, facts[0]?.id ?? '')).not.toBeNull();
    }
  });
});
