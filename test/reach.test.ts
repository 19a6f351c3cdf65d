import { beforeEach, describe, expect, it } from 'vitest';
import { richText } from '../src/chat/text.ts';
import type { Fact } from '../src/domain/fact.ts';
import type { ChannelRef } from '../src/domain/subscription.ts';
import { createOutbox } from '../src/outbox.ts';
import { outageCard } from '../src/present/index.ts';
import { createReach, KEPT_MS, type Reach } from '../src/reach.ts';
import type { Store } from '../src/store/store.ts';
import { channel, DAY, delivery, HOUR, hexId, MINUTE, NOON, SLACK_CHANNEL, subscription } from './support/fixtures.ts';
import { type FakePlatform, fakePlatform, memoryLog, plainPresenter } from './support/outbox.ts';
import { openTestStore, storeFact } from './support/store.ts';

const WORKSPACE = { platform: 'slack', workspace: SLACK_CHANNEL.workspace };
const ARCHIVED = { outcome: 'gone', reason: 'the channel is archived' } as const;

let clock: number;
let store: Store;
let slack: FakePlatform;
let reach: Reach;
let fact: Fact;
let log: ReturnType<typeof memoryLog>;

beforeEach(async () => {
  clock = NOON;
  store = await openTestStore();
  slack = fakePlatform();
  log = memoryLog();
  reach = newReach();
  fact = await storeFact(store, { id: hexId('3f9a') });
  await store.subscriptions.put(subscription());
});

function newReach(): Reach {
  return createReach({
    store,
    adapters: new Map([['slack', slack]]),
    present: (outage, companies) => outageCard(outage, companies, () => undefined),
    log,
    now: () => clock,
    onReachable: () => {},
  });
}

/** What is owed is tried, then what became of it is seen to. */
async function goOn(ms = 0): Promise<void> {
  clock += ms;
  await createOutbox({
    store,
    adapters: new Map([['slack', slack]]),
    present: plainPresenter,
    log,
    now: () => clock,
    by: 'test',
  }).drain();
  await reach.round();
}
const owe = async (place: ChannelRef = SLACK_CHANNEL) => {
  await store.deliveries.insert(delivery({ factId: fact.id, channel: place, createdAt: clock }));
};
const paused = async (place = SLACK_CHANNEL) => (await store.subscriptions.of(place)).map((s) => s.paused);
const posted = () => slack.messages.map((m) => m.channel);
const told = () => slack.told.map(({ user }) => user);

describe('a channel that cannot be reached', () => {
  it('is told of once to who asked for its alerts, with the reason, and what it misses is kept', async () => {
    await store.subscriptions.put(subscription({ company: 'openai', createdAt: NOON }));
    slack.reach.set('C0001', { state: 'closed', reason: ARCHIVED.reason });
    await owe();
    slack.fates = [ARCHIVED];
    await goOn();
    const [message] = slack.told;
    expect(message?.user).toBe('U0001');
    expect(message?.card.summary).toBe('Alerts on scale-ai and openai are on hold: the channel is archived.');
    const words = message?.card.blocks.map((block) => (block.kind === 'text' ? richText(block.text) : '')).join(' ');
    expect(words).toContain('in #C0001, and they cannot be posted there');
    for (let i = 0; i < 8; i++) {
      await owe();
      await goOn(DAY);
    }
    reach = newReach();
    await goOn(DAY);
    expect(told()).toEqual(['U0001']);
    expect(await paused()).toEqual([ARCHIVED.reason, ARCHIVED.reason]);
    expect(posted()).toEqual([]);
  });

  it('goes on by itself once a look shows that it is mended; looks come ever less often, and post nothing', async () => {
    slack.reach.set('C0001', { state: 'closed', reason: 'a right is missing' });
    await owe();
    slack.fates = [ARCHIVED];
    await goOn();
    const looks: number[] = [];
    for (let minutes = 0; minutes < 48 * 60; minutes += 15) {
      slack.calls = [];
      await goOn(15 * MINUTE);
      if (slack.calls.length) looks.push(minutes + 15);
      expect(slack.calls.filter((call) => call !== 'look at C0001')).toEqual([]);
    }
    expect(looks.slice(0, 4)).toEqual([15, 30, 60, 120]);
    expect(looks.length).toBeLessThan(15);
    slack.reach.delete('C0001');
    await goOn(6 * HOUR);
    await goOn();
    expect(posted()).toEqual(['C0001']);
    expect(await paused()).toEqual([null]);
  });

  it('goes on at once when the platform says that it is mended', async () => {
    await owe();
    slack.fates = [ARCHIVED];
    await goOn();
    await reach.reachable(SLACK_CHANNEL);
    await goOn();
    expect(posted()).toEqual(['C0001']);
  });

  it('is not told of again where the mend was none, but is where something else is wrong', async () => {
    await owe();
    slack.fates = [ARCHIVED];
    await goOn();
    for (let i = 0; i < 3; i++) {
      await reach.reachable(SLACK_CHANNEL);
      slack.fates = [ARCHIVED];
      await goOn(HOUR);
    }
    expect(told()).toHaveLength(1);
    await reach.reachable(SLACK_CHANNEL);
    slack.fates = [{ outcome: 'refused', reason: 'no right to post', permission: true }];
    await goOn(HOUR);
    expect(told()).toHaveLength(2);
    await reach.reachable(SLACK_CHANNEL);
    await goOn(HOUR);
    expect(posted()).toHaveLength(1);
    // It worked since: this is a new outage.
    await owe();
    slack.fates = [{ outcome: 'refused', reason: 'no right to post', permission: true }];
    await goOn(HOUR);
    expect(told()).toHaveLength(3);
  });

  it('is told of to the next who follows something there, where the first takes no messages', async () => {
    await store.subscriptions.put(subscription({ company: 'openai', createdBy: 'U0002', createdAt: NOON }));
    slack.tellFates = [{ outcome: 'refused', reason: 'takes none' }];
    await reach.unreachable(SLACK_CHANNEL, 'deleted');
    await reach.round();
    expect(told()).toEqual(['U0002']);
    slack.tellFates = [
      { outcome: 'gone', reason: 'left' },
      { outcome: 'refused', reason: 'takes none' },
    ];
    await reach.reachable(SLACK_CHANNEL);
    await reach.unreachable(SLACK_CHANNEL, 'deleted again');
    await reach.round();
    await reach.round();
    expect(told()).toEqual(['U0002']);
    expect(log.lines.map((line) => line.message)).toContainEqual(expect.stringContaining('nobody who follows'));
  });

  it('is told of later where the platform says later, and not at all where it was mended meanwhile', async () => {
    const later = { outcome: 'later', waitMs: 5 * MINUTE, reason: 'busy' } as const;
    slack.tellFates = [later];
    await reach.unreachable(SLACK_CHANNEL, 'archived');
    await goOn();
    await goOn(4 * MINUTE);
    expect(told()).toEqual([]);
    await goOn(MINUTE);
    expect(told()).toEqual(['U0001']);
    await reach.reachable(SLACK_CHANNEL);
    slack.tellFates = [later];
    await reach.unreachable(SLACK_CHANNEL, 'archived for good');
    await goOn();
    await reach.reachable(SLACK_CHANNEL);
    await goOn(HOUR);
    expect(told()).toEqual(['U0001']);
  });

  it('is told of to nobody where who asked has just read it', async () => {
    await reach.unreachable(SLACK_CHANNEL, 'not invited', { told: true });
    await goOn(MINUTE);
    expect(told()).toEqual([]);
    expect(await paused()).toEqual(['not invited']);
  });

  it('from which somebody took the bot out waits to be asked back, though it could post', async () => {
    await reach.unreachable(SLACK_CHANNEL, 'removed from the channel', { removed: true });
    await owe();
    await reach.reachable(WORKSPACE);
    for (let i = 0; i < 5; i++) await goOn(DAY);
    expect(slack.calls).toEqual([]);
    expect(told()).toEqual(['U0001']);
    await reach.reachable(SLACK_CHANNEL);
    await goOn();
    expect(posted()).toEqual(['C0001']);
  });
});

describe('a platform that is out for longer than messages are tried', () => {
  it('gets what was given up once it takes messages again, and nobody is told', async () => {
    await owe();
    slack.fates = Array.from({ length: 24 }, () => ({ outcome: 'later', waitMs: 0, reason: 'down' }) as const);
    for (let i = 0; i < 24; i++) await goOn(HOUR);
    expect((await store.counts()).deliveries.held).toBe(1);
    await goOn(15 * MINUTE);
    await goOn();
    expect(posted()).toEqual(['C0001']);
    expect(told()).toEqual([]);
  });
});

describe('a workspace that the bot was taken out of', () => {
  const other = channel('C0009', { workspace: 'T0002' });
  beforeEach(async () => {
    await store.subscriptions.put(subscription({ channel: other }));
    await owe();
    await owe(other);
    await goOn();
    await reach.unreachable(WORKSPACE, 'dealwire was removed', { removed: true });
    slack.reach.set('C0001', { state: 'removed', reason: 'dealwire was removed' });
  });

  it('is told to nobody, and what is kept of it is deleted after 30 days, of it alone', async () => {
    await goOn(KEPT_MS - MINUTE);
    expect(await paused()).toEqual(['dealwire was removed']);
    await goOn(DAY);
    expect(await paused()).toEqual([]);
    expect(await store.deliveries.channelsOf(fact.id)).toEqual([other]);
    expect(await paused(other)).toEqual([null]);
    expect(told()).toEqual([]);
  });

  it('and which has it back goes on', async () => {
    await goOn(29 * DAY);
    slack.reach.delete('C0001');
    await reach.reachable(WORKSPACE);
    await goOn();
    await goOn(3 * DAY);
    expect(await paused()).toEqual([null]);
    expect((await store.deliveries.channelsOf(fact.id)).length).toBe(2);
  });

  it('is found out by a look, where the removal itself went unnoticed', async () => {
    await reach.unreachable(other, 'hidden');
    slack.reach.set('C0009', { state: 'removed', reason: 'no longer here' });
    await goOn(HOUR);
    expect(await store.outages.removedBefore(clock)).toEqual([WORKSPACE, { platform: 'slack', workspace: 'T0002' }]);
  });
});
