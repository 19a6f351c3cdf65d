import { beforeEach, describe, expect, it } from 'vitest';
import type { Card } from '../src/chat/card.ts';
import type { Argument, Claim } from '../src/domain/claim.ts';
import type { Delivery } from '../src/domain/delivery.ts';
import { digestDay, nextDigest } from '../src/domain/digest.ts';
import type { Subscription } from '../src/domain/subscription.ts';
import { bringForward } from '../src/intake/when.ts';
import { createIntake, type Intake } from '../src/intake.ts';
import { weightOf } from '../src/ledger/index.ts';
import { createOutbox, type OutboxParts } from '../src/outbox.ts';
import { createPresenter } from '../src/present/index.ts';
import type { Store } from '../src/store/store.ts';
import { percent, usd, who } from './ledger/told.ts';
import { names } from './present/story.ts';
import {
  article,
  channel,
  claim,
  DAY,
  fresh,
  HOUR,
  MINUTE,
  NOON,
  SLACK_CHANNEL,
  subscription,
} from './support/fixtures.ts';
import { type FakePlatform, fakePlatform, memoryLog, plainPresenter } from './support/outbox.ts';
import { openTestStore, tempDatabase } from './support/store.ts';

/** Nine in the morning after `NOON`. */
const MORNING = NOON + 21 * HOUR;

let clock: number;
let file: string;
let store: Store;
let intake: Intake;
let slack: FakePlatform;
let cards: Card[];

beforeEach(async () => {
  clock = NOON;
  file = await tempDatabase();
  await open();
  slack = fakePlatform();
  cards = [];
  const { send } = slack;
  slack.send = (where, card, key) => {
    cards.push(card);
    return send(where, card, key);
  };
  clock = NOON;
});

async function open(): Promise<void> {
  store = await openTestStore(file);
  intake = createIntake({ store, now: () => clock });
}
async function restart(): Promise<void> {
  await store.close();
  await open();
}

const outboxOf = (over: Partial<OutboxParts> = {}) =>
  createOutbox({
    store,
    adapters: new Map([['slack', slack]]),
    present: plainPresenter,
    log: memoryLog(),
    now: () => clock,
    by: 'test',
    random: () => 1,
    leaseMs: MINUTE,
    ...over,
  });
/** Lets time pass till then, and sends what becomes due on the way. */
async function until(at: number, over: Partial<OutboxParts> = {}): Promise<void> {
  await outboxOf(over).drain();
  for (let next = await store.deliveries.nextDue(); next !== null && next <= at; ) {
    clock = Math.max(clock, next);
    await outboxOf(over).drain();
    next = await store.deliveries.nextDue();
  }
  clock = at;
}
const titles = () => slack.messages.map((message) => message.title);

let place = 0;
function said(type: Claim['type'], args: Argument[], over: Partial<Claim> = {}): Claim {
  const quote = `${fresh('sentence')} about ${args.map((arg) => arg.text).join(', ')}`;
  place += 100;
  return claim({ type, args, evidence: { field: 'text', start: place, end: place + quote.length, quote }, ...over });
}
const meta = who('investor', 'Meta');
const scale = who('target', 'Scale AI');
const invests = (amount = '$14.3 billion', over: Partial<Claim> = {}) =>
  said('investment', [meta, scale, usd(amount), percent('stake', 49)], over);
const leaves = (over: Partial<Claim> = {}) =>
  said('executive_move', [who('person', 'Alexandr Wang'), who('from_org', 'Scale AI'), who('to_org', 'Meta')], over);
const ends = (other: string) => said('agreement', [who('party', other), who('party', 'Scale AI')], { status: 'ended' });
const hires = (over: Partial<Claim> = {}) =>
  said('hiring', [who('employer', 'Meta'), who('from_org', 'OpenAI'), usd('$100 million')], over);

/** An outlet tells this now, in an article of its own; resolves with the short ids of the facts, one for each claim. */
async function tell(...claims: Claim[]): Promise<string[]> {
  const outlet = fresh('outlet');
  const item = article({ feedId: outlet, outlet, title: `${outlet} tells`, published: clock, seen: clock });
  const { facts } = await intake.take(item, { mentions: [], claims }, { quiet: false });
  return claims.map(({ type }) => `#${facts.find(({ fact }) => fact.type === type)?.fact.shortId}`);
}
const follow = (over: Partial<Subscription> = {}) => store.subscriptions.put(subscription(over));
const daily = (over: Partial<Subscription> = {}) => follow({ cadence: 'daily', ...over });
/** As `/subscribe` does it. */
async function change(over: Partial<Subscription>): Promise<void> {
  await follow(over);
  await bringForward(store, SLACK_CHANNEL, clock);
}

describe('the hour of the digest', () => {
  it('comes once a day', () => {
    expect(nextDigest(NOON)).toBe(MORNING);
    expect(nextDigest(MORNING - 1)).toBe(MORNING);
    expect(nextDigest(MORNING)).toBe(MORNING + DAY);
    expect(digestDay(MORNING - 1)).toBe('2025-06-18');
    expect(digestDay(MORNING)).toBe('2025-06-19');
  });
});

describe('a daily digest', () => {
  it('tells in one message at its hour what became known since the last', async () => {
    await daily();
    const [deal] = await tell(invests());
    clock += HOUR;
    const [end] = await tell(ends('Google'));
    await until(MORNING - 1);
    expect(titles()).toEqual([]);
    await until(MORNING);
    expect(titles()).toEqual([`digest for scale-ai: ${deal} announced; ${end} ended`]);
    await until(MORNING + 3 * DAY);
    expect(titles()).toHaveLength(1);
    clock -= HOUR;
    const [next] = await tell(ends('OpenAI'));
    await until(MORNING + 4 * DAY);
    expect(titles()[1]).toBe(`digest for scale-ai: ${next} ended`);
  });

  it('says what happened, the weightiest first, with how sure, the short id and a link', async () => {
    await daily();
    const present = createPresenter(names, weightOf);
    const [end] = await tell(ends('Google'));
    clock += HOUR;
    const [deal] = await tell(invests());
    await until(MORNING, { present });
    const [block] = cards[0]?.blocks ?? [];
    expect(cards[0]?.title).toBe('Digest of 19 June 2025: 2 new facts');
    expect(block).toMatchObject({
      kind: 'list',
      items: [
        [
          {
            text: 'Meta is investing $14.3 billion in Scale AI for a 49% stake',
            link: expect.stringMatching(/^https:/),
          },
          expect.stringMatching(new RegExp(`^ · confirmed.* · ${deal}$`)),
        ],
        [{ text: expect.stringContaining('Google') }, expect.stringContaining(end ?? '?')],
      ],
    });
  });

  it('with nothing in it is not sent', async () => {
    await daily();
    await until(MORNING + 2 * DAY);
    expect(slack.calls).toEqual([]);
  });

  it('tells a fact that changed within the day once, as it is now', async () => {
    await daily();
    const [deal] = await tell(said('investment', [meta, scale], { status: 'talks', certainty: 'reported' }));
    clock += HOUR;
    const [, move] = await tell(invests(), leaves());
    clock += HOUR;
    await tell(invests('$14.3 billion', { status: 'closed' }));
    await until(MORNING + DAY);
    expect(titles()).toEqual([`digest for scale-ai: ${deal} closed; ${move} announced`]);
  });

  it('tells a later change of what it told in the next one, and edits nothing', async () => {
    await daily();
    const [deal] = await tell(invests());
    await until(MORNING + HOUR);
    await tell(invests('$14.3 billion', { status: 'closed' }));
    clock += HOUR;
    const [end] = await tell(ends('Google'));
    await until(MORNING + 2 * DAY);
    expect(titles()).toEqual([
      `digest for scale-ai: ${deal} announced`,
      `digest for scale-ai: ${deal} status announced → closed; ${end} ended`,
    ]);
    expect(slack.calls.filter((call) => call.startsWith('edit'))).toEqual([]);
  });

  it('says nothing of what came back to where it was', async () => {
    await daily();
    const item = article({ feedId: 'a', outlet: 'Alpha', published: clock, seen: clock });
    const take = (title: string, claims: Claim[]) =>
      intake.take({ ...item, title, text: title }, { mentions: [], claims }, { quiet: false });
    await take('First', [invests('$14 billion')]);
    await until(MORNING + HOUR);
    await take('Second', [invests('$20 billion')]);
    await take('Third', [invests('$14 billion')]);
    await until(MORNING + 2 * DAY);
    expect(titles()).toHaveLength(1);
    expect((await store.counts()).deliveries).toMatchObject({ due: 0, waiting: 0, held: 0 });
  });

  it('is one for each channel', async () => {
    await daily();
    await daily({ channel: channel('C2') });
    await tell(invests());
    await until(MORNING);
    expect(slack.messages.map((message) => message.channel).sort()).toEqual(['C0001', 'C2']);
    expect(new Set(slack.messages.map((message) => message.key)).size).toBe(2);
  });

  it('goes late, and once, where the bot was down at its hour', async () => {
    await daily();
    const [deal] = await tell(invests());
    clock = MORNING + 26 * HOUR;
    await until(clock);
    const [end] = await tell(ends('Google'));
    await until(MORNING + 3 * DAY);
    expect(titles()).toEqual([`digest for scale-ai: ${deal} announced`, `digest for scale-ai: ${end} ended`]);
  });
});

describe('exactly once', () => {
  const killed = async () => {
    throw new Error('killed');
  };

  it('though the bot is restarted before the hour, at it, and after', async () => {
    await daily();
    await tell(invests());
    await restart();
    await until(MORNING);
    await restart();
    await until(MORNING + HOUR);
    await restart();
    await until(MORNING + 2 * DAY);
    expect(titles()).toHaveLength(1);
  });

  it.each(['sent', 'unknown, and does not stand'] as const)(
    'though the bot is killed before it can note what came of it (%s)',
    async (fate) => {
      await daily();
      const [deal] = await tell(invests());
      clock = MORNING;
      slack.fates = [fate];
      await outboxOf({ store: { ...store, deliveries: { ...store.deliveries, settleAll: killed } } }).drain();
      await restart();
      await until(MORNING + 2 * DAY);
      expect(titles()).toEqual([`digest for scale-ai: ${deal} announced`]);
      expect(slack.calls.map((call) => call.split(' ')[0])).toEqual(
        fate === 'sent' ? ['send', 'find'] : ['send', 'find', 'send'],
      );
      expect(new Set(slack.calls.map((call) => call.split(' ')[1])).size).toBe(1);
    },
  );

  it('with what came in while it had to wait told in it, and not again', async () => {
    await daily();
    const [deal] = await tell(invests());
    slack.fates = [{ outcome: 'later', waitMs: 2 * HOUR, reason: 'down' }];
    await until(MORNING + HOUR);
    await tell(invests('$14.3 billion', { status: 'closed' }));
    const [end] = await tell(ends('Google'));
    await until(MORNING + 2 * DAY);
    expect(titles()).toEqual([`digest for scale-ai: ${deal} closed`, `digest for scale-ai: ${end} ended`]);
  });

  it('with one line for what changed twice, before and while it had to wait', async () => {
    await daily();
    const [deal] = await tell(said('investment', [meta, scale], { status: 'talks' }));
    await until(MORNING + HOUR);
    await tell(said('investment', [meta, scale]));
    slack.fates = [{ outcome: 'later', waitMs: 2 * HOUR, reason: 'down' }];
    await until(MORNING + DAY + HOUR);
    await tell(said('investment', [meta, scale], { status: 'closed' }));
    await until(MORNING + 3 * DAY);
    expect(titles()).toEqual([
      `digest for scale-ai: ${deal} talks`,
      `digest for scale-ai: ${deal} status talks → closed`,
    ]);
  });

  it('though two facts in it turn out to be one', async () => {
    await daily({ company: 'openai' });
    const pact = (args: Argument[]) => said('agreement', [who('party', 'OpenAI'), ...args]);
    const [first] = await tell(pact([who('party', 'Nimbus'), usd('$38 billion')]));
    await until(MORNING + HOUR);
    clock += 20 * DAY;
    await tell(pact([who('party', 'Cirrus')]));
    clock += HOUR;
    await tell(pact([who('party', 'Cirrus'), who('party', 'Nimbus'), usd('$38 billion')]));
    const [fact] = (await store.facts.of({ company: 'openai', limit: 5, offset: 0 })).facts;
    await until(clock + 2 * DAY);
    expect(titles()).toEqual([
      `digest for openai: ${first} announced`,
      `digest for openai: #${fact?.shortId} announced`,
    ]);
  });

  it('without what was withdrawn meanwhile', async () => {
    await daily();
    const item = article({ feedId: 'a', outlet: 'Alpha', published: clock, seen: clock });
    await intake.take(item, { mentions: [], claims: [ends('Google')] }, { quiet: false });
    const [deal] = await tell(invests());
    await intake.take({ ...item, text: 'A clarification.' }, { mentions: [], claims: [] }, { quiet: false });
    await until(MORNING);
    expect(titles()).toEqual([`digest for scale-ai: ${deal} announced`]);
  });
});

describe('a channel that follows one company daily and another at once', () => {
  beforeEach(async () => {
    await daily();
    await follow({ company: 'openai' });
  });

  it('hears of each as it asked, also where one article tells both', async () => {
    const [deal, hiring] = await tell(invests(), hires());
    await until(NOON);
    expect(titles()).toEqual([`alert ${hiring} announced`]);
    await until(MORNING);
    expect(titles()[1]).toBe(`digest for openai, scale-ai: ${deal} announced`);
  });

  it('hears at once what is new in a story of which the rest waits', async () => {
    const [deal] = await tell(invests());
    clock += HOUR;
    const [, hiring] = await tell(invests(), hires());
    await until(NOON + HOUR);
    expect(titles()).toEqual([`alert ${hiring} announced`]);
    await until(MORNING);
    expect(titles()[1]).toBe(`digest for openai, scale-ai: ${deal} announced`);
  });

  it('hears at once what concerns both', async () => {
    const [end] = await tell(ends('OpenAI'));
    await until(MORNING);
    expect(titles()).toEqual([`alert ${end} ended`]);
  });

  it('hears at once what an instant subscription asks for only since it changed', async () => {
    await follow({ company: 'meta', minAmount: 15e9 });
    const [deal] = await tell(said('investment', [meta, scale], { status: 'talks' }));
    await until(NOON + HOUR);
    expect(titles()).toEqual([]);
    await tell(invests('$20 billion'));
    await until(NOON + HOUR);
    expect(titles()).toEqual([`alert ${deal} announced`]);
    await until(MORNING + DAY);
    expect(titles()).toHaveLength(1);
  });

  it('is told in the digest what changed about a fact that rode in an alert', async () => {
    await follow({ company: 'meta', types: ['hiring'] });
    const [hiring] = await tell(hires());
    await until(NOON + HOUR);
    const [deal] = await tell(invests());
    await until(MORNING + HOUR);
    await tell(invests('$14.3 billion', { status: 'closed' }));
    await tell(hires({ status: 'closed' }));
    await until(MORNING + HOUR);
    expect(slack.calls.filter((call) => call.startsWith('edit'))).toEqual(['edit m1']);
    await until(MORNING + 2 * DAY);
    expect(titles().filter((title) => !title.startsWith(hiring ?? '?'))).toEqual([
      `alert ${hiring} announced`,
      `digest for meta, openai, scale-ai: ${deal} announced`,
      `digest for meta, openai, scale-ai: ${deal} status announced → closed`,
    ]);
  });
});

describe('switching', () => {
  it('to instant sends what waits, and later news at once', async () => {
    await daily();
    const [deal] = await tell(invests());
    await change({ cadence: 'instant' });
    await until(NOON);
    expect(titles()).toEqual([`alert ${deal} announced`]);
    const [end] = await tell(ends('Google'));
    await until(MORNING + 2 * DAY);
    expect(titles()).toEqual([`alert ${deal} announced`, `alert ${end} ended`]);
  });

  it('to instant sends nothing that only another, daily subscription asks for', async () => {
    await daily();
    await daily({ company: 'meta', types: ['legal'] });
    const [deal] = await tell(invests());
    await change({ company: 'meta', types: ['legal'], cadence: 'instant' });
    await until(MORNING - 1);
    expect(titles()).toEqual([]);
    await until(MORNING);
    expect(titles()).toEqual([expect.stringContaining(`${deal} announced`)]);
  });

  it('is not what following another company at once is: what was known before it waits on', async () => {
    await daily();
    await tell(invests());
    clock += HOUR;
    await change({ company: 'meta', createdAt: clock });
    await until(MORNING - 1);
    expect(titles()).toEqual([]);
  });

  it('to instant after a digest tells later changes at once, in messages of their own', async () => {
    await daily();
    const [deal] = await tell(invests());
    await until(MORNING + HOUR);
    await change({ cadence: 'instant' });
    await tell(invests('$14.3 billion', { status: 'closed' }));
    await until(MORNING + 2 * DAY);
    expect(titles()).toEqual([`digest for scale-ai: ${deal} announced`, `${deal}: status announced → closed`]);
    expect(slack.messages[1]?.thread).toBeUndefined();
    expect(slack.calls.filter((call) => call.startsWith('edit'))).toEqual([]);
  });

  it('to daily puts changes of what was alerted into the digest', async () => {
    await follow();
    const [deal] = await tell(invests());
    await until(NOON + HOUR);
    await change({ cadence: 'daily' });
    await tell(invests('$14.3 billion', { status: 'closed' }));
    await until(MORNING + 2 * DAY);
    expect(titles()).toEqual([`alert ${deal} announced`, `digest for scale-ai: ${deal} status announced → closed`]);
    expect(slack.messages[0]?.edits).toEqual([]);
  });

  it('to daily leaves what is due already to go as it would have', async () => {
    await follow();
    slack.fates = [{ outcome: 'later', waitMs: HOUR, reason: 'down' }];
    const [deal] = await tell(invests());
    await until(NOON + MINUTE);
    await change({ cadence: 'daily' });
    await until(MORNING + 2 * DAY);
    expect(titles()).toEqual([`alert ${deal} announced`]);
  });

  it('back to instant goes on editing the alert, whatever a digest told of it since', async () => {
    await follow();
    const [deal] = await tell(said('investment', [meta, scale], { status: 'talks' }));
    await until(NOON + HOUR);
    await change({ cadence: 'daily' });
    await tell(invests());
    await until(MORNING + HOUR);
    await change({ cadence: 'instant' });
    await tell(invests('$14.3 billion', { status: 'closed' }));
    await until(MORNING + 2 * DAY);
    expect(slack.messages).toMatchObject([
      { title: `alert ${deal} talks`, edits: [`edited ${deal} closed`] },
      { title: expect.stringContaining('digest for scale-ai') },
      { title: `${deal}: status announced → closed`, thread: 'm1' },
    ]);
  });

  it('to instant makes an alert of what is new in a story that a digest told', async () => {
    await daily();
    const [deal] = await tell(invests());
    await until(MORNING + HOUR);
    await change({ cadence: 'instant' });
    const [, move] = await tell(invests(), leaves());
    await until(MORNING + 2 * DAY);
    expect(titles()).toEqual([`digest for scale-ai: ${deal} announced`, `alert ${move} announced`]);
  });

  it('there and back loses nothing and tells nothing twice', async () => {
    await daily();
    const [deal] = await tell(invests());
    await change({ cadence: 'instant' });
    await change({ cadence: 'daily' });
    const [end] = await tell(ends('Google'));
    await change({ cadence: 'instant' });
    await until(MORNING + 2 * DAY);
    expect(titles()).toEqual([`alert ${deal} announced`, `alert ${end} ended`]);
  });
});

describe('unsubscribing', () => {
  it('drops what is owed, also if the channel subscribes again before the hour', async () => {
    await daily();
    await tell(invests());
    await store.subscriptions.remove(SLACK_CHANNEL, 'all');
    await change({ cadence: 'daily' });
    await until(MORNING + DAY);
    expect(slack.calls).toEqual([]);
    expect((await store.counts()).deliveries).toMatchObject({ due: 0, waiting: 0, held: 0 });
    const [deal] = await tell(invests('$14.3 billion', { status: 'closed' }));
    await until(MORNING + 2 * DAY);
    expect(titles()).toEqual([`digest for scale-ai: ${deal} closed`]);
  });

  it('of one company keeps what another is followed for', async () => {
    await daily();
    await daily({ company: 'openai' });
    await tell(invests());
    clock += 3 * HOUR;
    const [hiring] = await tell(hires());
    await store.subscriptions.remove(SLACK_CHANNEL, 'scale-ai');
    await until(MORNING);
    expect(titles()).toEqual([`digest for openai: ${hiring} announced`]);
  });

  it('of one of the companies of an article leaves its facts untold: they are news after subscribing again', async () => {
    await daily({ company: 'meta', types: ['investment'] });
    await daily({ company: 'openai' });
    const [deal, hiring] = await tell(invests(), hires());
    await store.subscriptions.remove(SLACK_CHANNEL, 'meta');
    await until(MORNING + HOUR);
    await daily({ company: 'scale-ai' });
    await tell(invests('$14.3 billion', { status: 'closed' }));
    await until(MORNING + 2 * DAY);
    expect(titles()).toEqual([
      `digest for openai: ${hiring} announced`,
      expect.stringMatching(new RegExp(`: ${deal} closed$`)),
    ]);
  });

  it('while the digest waits for the platform takes the facts out of it', async () => {
    await daily();
    await daily({ company: 'openai' });
    const [deal] = await tell(invests());
    clock += 3 * HOUR;
    const [hiring] = await tell(hires());
    slack.fates = [{ outcome: 'later', waitMs: HOUR, reason: 'down' }];
    await until(MORNING + MINUTE);
    await store.subscriptions.remove(SLACK_CHANNEL, 'scale-ai');
    await until(MORNING + 2 * HOUR);
    expect(titles()).toEqual([`digest for openai: ${hiring} announced`]);
    await daily();
    await tell(invests('$14.3 billion', { status: 'closed' }));
    await until(MORNING + DAY);
    expect(titles()[1]).toContain(deal);
  });

  it('from all while it waits sends nothing, and what happens after subscribing again is news', async () => {
    await daily();
    await tell(invests());
    slack.fates = [{ outcome: 'later', waitMs: HOUR, reason: 'down' }];
    await until(MORNING + MINUTE);
    await store.subscriptions.remove(SLACK_CHANNEL, 'all');
    await until(MORNING + 2 * HOUR);
    await daily();
    const [deal] = await tell(invests('$14.3 billion', { status: 'closed' }));
    await until(MORNING + 2 * DAY);
    expect(titles()).toEqual([`digest for scale-ai: ${deal} closed`]);
  });
});

describe('a channel that cannot be reached', () => {
  it('gets its digest when it can be again, and what came meanwhile at the next hour', async () => {
    await daily();
    const [deal] = await tell(invests());
    slack.fates = [{ outcome: 'refused', reason: 'no right', permission: true }];
    await until(MORNING + HOUR);
    const [end] = await tell(ends('Google'));
    await until(MORNING + 30 * HOUR);
    expect(titles()).toEqual([]);
    expect((await store.counts()).deliveries).toMatchObject({ held: 2 });
    await store.subscriptions.resume(SLACK_CHANNEL);
    await bringForward(store, SLACK_CHANNEL, clock);
    await until(clock);
    expect(titles()).toEqual([`digest for scale-ai: ${deal} announced`]);
    await until(MORNING + 3 * DAY);
    expect(titles()).toEqual([`digest for scale-ai: ${deal} announced`, `digest for scale-ai: ${end} ended`]);
  });

  it('whose digest the platform will not take still hears of later changes', async () => {
    await daily();
    const [deal] = await tell(invests());
    slack.fates = [{ outcome: 'refused', reason: 'bad message' }];
    await until(MORNING + HOUR);
    await tell(invests('$14.3 billion', { status: 'closed' }));
    await until(MORNING + 2 * DAY);
    expect(titles()).toEqual([`digest for scale-ai: ${deal} status announced → closed`]);
  });
});

it('a digest is made once a day, whatever else becomes due', async () => {
  await daily();
  await tell(invests());
  await until(MORNING + MINUTE);
  await tell(ends('Google'));
  const [waiting] = await store.deliveries.waiting(SLACK_CHANNEL);
  const early: Delivery['progress'] = { state: 'due', at: clock, attempts: 0, lastError: null };
  await store.deliveries.settle(waiting?.id ?? '', early);
  await until(MORNING + DAY - 1);
  expect(titles()).toHaveLength(1);
  await until(MORNING + DAY);
  expect(titles()).toHaveLength(2);
});
