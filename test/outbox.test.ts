import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Delivery } from '../src/domain/delivery.ts';
import type { Fact } from '../src/domain/fact.ts';
import { createOutbox, type OutboxParts } from '../src/outbox.ts';
import type { Store } from '../src/store/store.ts';
import {
  change,
  channel,
  DISCORD_CHANNEL,
  delivery,
  due,
  HOUR,
  hexId,
  MINUTE,
  NOON,
  SLACK_CHANNEL,
  subscription,
} from './support/fixtures.ts';
import { type FakePlatform, fakePlatform, memoryLog, plainPresenter } from './support/outbox.ts';
import { openTestStore, storeFact, tempDatabase } from './support/store.ts';

let clock = NOON;
let store: Store;
let slack: FakePlatform;
let log: ReturnType<typeof memoryLog>;
let fact: Fact;

beforeEach(async () => {
  clock = NOON;
  store = await openTestStore();
  slack = fakePlatform();
  log = memoryLog();
  fact = await storeFact(store, { id: hexId('3f9a') });
  await store.subscriptions.put(subscription());
});
afterEach(() => {
  vi.useRealTimers();
});

/** Lets this many ms of made-up time pass, a little at a time: the store takes real turns of the event loop. */
const pass = async (ms: number): Promise<void> => {
  const turns = async () => {
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
  };
  await turns();
  for (let left = ms; left > 0; left -= 50) {
    await vi.advanceTimersByTimeAsync(Math.min(50, left));
    await turns();
  }
};

const outboxOf = (over: Partial<OutboxParts> = {}) =>
  createOutbox({
    store,
    adapters: new Map([['slack', slack]]),
    present: plainPresenter,
    log,
    now: () => clock,
    by: 'test',
    random: () => 1,
    ...over,
  });
const drain = (over: Partial<OutboxParts> = {}) => outboxOf(over).drain();
const owe = async (over: Partial<Delivery> = {}): Promise<Delivery> => {
  const owed = delivery({ factId: fact.id, createdAt: clock, ...over });
  await store.deliveries.insert(owed);
  return owed;
};
const update = (over: Partial<Delivery> = {}) => owe({ kind: 'update', ...over });
const stateOf = async (d: Delivery) => (await store.deliveries.get(d.id))?.progress;
const titles = (platform = slack) => platform.messages.map((m) => m.title);
/** The fact as it is from now on. */
const becomes = (status: Fact['status']) => store.facts.save({ ...fact, status }, fact.claims, fact.companies);

describe('an alert', () => {
  it('is sent once, under its key, and its message is kept', async () => {
    const owed = await owe({ key: 'key-of-the-alert' });
    await drain();
    await drain();
    expect(slack.calls).toEqual(['send key-of-the-alert']);
    expect(await stateOf(owed)).toEqual({ state: 'sent', at: NOON, message: 'm1' });
  });

  it('tells the fact as it is when it is sent', async () => {
    await owe();
    await becomes('closed');
    await drain();
    expect(titles()).toEqual(['alert #3f9a closed']);
  });

  it('carries the other facts of its article', async () => {
    const other = await storeFact(store, { id: hexId('77b0'), status: 'talks' });
    await owe({ withFacts: [other.id, 'one that was withdrawn'] });
    await drain();
    expect(titles()).toEqual(['alert #3f9a announced, #77b0 talks']);
  });

  it('tells what its waiting updates would have told, and they go with it', async () => {
    const other = await storeFact(store, { id: hexId('77b0'), status: 'talks' });
    const owed = await owe();
    const waiting = await update({ withFacts: [other.id] });
    await drain();
    expect(titles()).toEqual(['alert #3f9a announced, #77b0 talks']);
    expect(await stateOf(waiting)).toEqual({ state: 'folded', into: owed.id });
    await update({ factId: other.id });
    await drain();
    expect(slack.messages[0]?.edits).toEqual(['edited #3f9a announced, #77b0 talks']);
  });

  it('is not sent before it is due, nor on a platform that is not here', async () => {
    const later = await owe({ progress: due(NOON + 1) });
    const elsewhere = await owe({ channel: DISCORD_CHANNEL });
    await drain();
    expect(slack.calls).toEqual([]);
    expect(await stateOf(later)).toMatchObject({ state: 'due' });
    expect(await stateOf(elsewhere)).toMatchObject({ state: 'due', attempts: 0 });
    clock = NOON + 1;
    await drain();
    expect(await stateOf(later)).toMatchObject({ state: 'sent' });
  });

  it('is not sent where nobody follows its companies any more', async () => {
    await store.subscriptions.remove(SLACK_CHANNEL, 'all');
    await store.subscriptions.put(subscription({ company: 'openai' }));
    const owed = await owe();
    await drain();
    expect(slack.calls).toEqual([]);
    expect(await stateOf(owed)).toMatchObject({ state: 'held', cause: 'unfollowed' });
  });

  it('waits where the subscription is paused, and goes when it is resumed', async () => {
    await store.subscriptions.pause(SLACK_CHANNEL, 'the bot was removed', clock);
    const owed = await owe();
    await drain();
    expect(await stateOf(owed)).toEqual({
      state: 'held',
      since: clock,
      reason: 'paused: the bot was removed',
      attempts: 0,
      cause: 'channel',
    });
    await store.subscriptions.resume(SLACK_CHANNEL);
    await store.deliveries.release(SLACK_CHANNEL, clock);
    await drain();
    expect(titles()).toEqual(['alert #3f9a announced']);
  });

  it('goes if one of the companies is followed, though another is paused', async () => {
    await store.subscriptions.pause(SLACK_CHANNEL, 'muted', clock);
    await store.subscriptions.put(subscription({ company: 'meta' }));
    await owe();
    await drain();
    expect(titles()).toHaveLength(1);
  });

  it('of a fact that is no more is owed no more', async () => {
    const owed = await owe({ factId: 'withdrawn' });
    await drain();
    expect(await stateOf(owed)).toMatchObject({
      state: 'held',
      cause: 'unfollowed',
      reason: expect.stringContaining('withdrawn'),
    });
    expect((await store.counts()).deliveries.held).toBe(0);
  });
});

describe('when a message cannot go now', () => {
  it('it is due again after the wait that the platform asks for', async () => {
    slack.fates = [{ outcome: 'later', waitMs: 30_000, reason: 'rate limit' }];
    const owed = await owe();
    await drain();
    expect(await stateOf(owed)).toEqual({ state: 'due', at: NOON + 30_000, attempts: 1, lastError: 'rate limit' });
    clock = NOON + 30_000;
    await drain();
    expect(slack.calls).toEqual([`send ${owed.key}`, `send ${owed.key}`]);
    expect(await stateOf(owed)).toMatchObject({ state: 'sent' });
  });

  it('since its platform had asked to wait, that is no try, and it waits no longer', async () => {
    const owed = await owe();
    for (let i = 0; i < 30; i++) {
      slack.fates = [{ outcome: 'later', waitMs: 30_000, reason: 'rate limit', held: true }];
      await drain();
      clock += 30_000;
      expect(await stateOf(owed)).toEqual({ state: 'due', at: clock, attempts: 0, lastError: 'rate limit' });
    }
    await drain();
    expect(await stateOf(owed)).toMatchObject({ state: 'sent' });
  });

  it('the rest of its channel waits with it, in order, and other channels do not', async () => {
    const other = channel('C2');
    await store.subscriptions.put(subscription({ channel: other }));
    slack.fates = [{ outcome: 'later', waitMs: 30_000, reason: 'rate limit' }];
    const [first, second] = [await owe(), await owe()];
    const elsewhere = await owe({ channel: other });
    await drain();
    expect(slack.messages.map((m) => m.key)).toEqual([elsewhere.key]);
    clock = NOON + 30_000;
    await drain();
    expect(slack.messages.map((m) => m.key)).toEqual([elsewhere.key, first.key, second.key]);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, -5])('a wait of %d ms is not believed', async (waitMs) => {
    slack.fates = [{ outcome: 'later', waitMs, reason: 'odd' }];
    const owed = await owe();
    await drain();
    expect(await stateOf(owed)).toMatchObject({ state: 'due', at: NOON + 2_000 });
  });

  it('the waits double up to an hour, half of each by chance, and then it is set aside, not dropped', async () => {
    const owed = await owe();
    const waits: number[] = [];
    for (;;) {
      slack.fates = [{ outcome: 'later', waitMs: 0, reason: 'down' }];
      await drain({ random: () => (waits.length % 2 ? 0 : 1) });
      const state = await stateOf(owed);
      if (state?.state !== 'due') break;
      waits.push(state.at - clock);
      clock = state.at;
    }
    expect(waits.slice(0, 4)).toEqual([2_000, 2_000, 8_000, 8_000]);
    expect(waits).toHaveLength(23);
    expect(Math.max(...waits)).toBe(HOUR);
    expect(await stateOf(owed)).toEqual({
      state: 'held',
      since: clock,
      reason: 'given up after 24 tries: down',
      attempts: 24,
      cause: 'channel',
    });
    await store.deliveries.release(SLACK_CHANNEL, clock);
    await drain();
    expect(titles()).toHaveLength(1);
  });
});

describe('when the channel cannot be reached', () => {
  it.each([
    { outcome: 'gone', reason: 'the channel is archived' } as const,
    { outcome: 'refused', reason: 'the bot may not write here', permission: true } as const,
  ])('($outcome) its subscriptions are paused with the reason, and all that is owed waits', async (fate) => {
    await store.subscriptions.put(subscription({ company: 'openai' }));
    const [first, second] = [await owe(), await owe()];
    slack.fates = [fate];
    await drain();
    expect(slack.calls).toHaveLength(1);
    expect((await store.subscriptions.of(SLACK_CHANNEL)).map((s) => s.paused)).toEqual([fate.reason, fate.reason]);
    expect(await stateOf(first)).toMatchObject({ state: 'held', reason: fate.reason, cause: 'channel' });
    expect(await stateOf(second)).toMatchObject({ state: 'held', cause: 'channel' });
    await store.subscriptions.resume(SLACK_CHANNEL);
    await store.deliveries.release(SLACK_CHANNEL, clock);
    await drain();
    expect(slack.messages.map((m) => m.key)).toEqual([first.key, second.key]);
  });
});

describe('when the platform refuses a message', () => {
  it('it is set aside, the subscription stays, and the next goes', async () => {
    slack.fates = [{ outcome: 'refused', reason: 'too long' }];
    const [bad, good] = [await owe(), await owe()];
    await drain();
    expect(await stateOf(bad)).toEqual({
      state: 'held',
      since: clock,
      reason: 'too long',
      attempts: 1,
      cause: 'message',
    });
    expect(await stateOf(good)).toMatchObject({ state: 'sent' });
    expect(await store.subscriptions.of(SLACK_CHANNEL)).toMatchObject([{ paused: null }]);
  });
});

describe('when a message may have been sent', () => {
  it.each(['unknown, and stands', 'throws, and stands'] as const)(
    '(%s) it is found, and not sent again',
    async (fate) => {
      slack.fates = [fate];
      const owed = await owe();
      await drain();
      expect(await stateOf(owed)).toMatchObject({ state: 'due', at: NOON + 2_000, look: true });
      clock += 2_000;
      await drain();
      expect(slack.calls).toEqual([`send ${owed.key}`, `find ${owed.key}`]);
      expect(await stateOf(owed)).toEqual({ state: 'sent', at: clock, message: 'm1' });
    },
  );

  it.each(['unknown, and does not stand', 'throws, and does not stand'] as const)(
    '(%s) it is sent again',
    async (fate) => {
      slack.fates = [fate, fate];
      const owed = await owe();
      for (let i = 0; i < 3; i++) {
        await drain();
        clock += MINUTE;
      }
      expect(slack.calls).toEqual(['send', 'find', 'send', 'find', 'send'].map((call) => `${call} ${owed.key}`));
      expect(slack.messages).toHaveLength(1);
    },
  );

  it('and a later answer says that it surely was not, it needs no more looking', async () => {
    slack.fates = ['unknown, and does not stand', { outcome: 'later', waitMs: 0, reason: 'busy' }];
    const owed = await owe();
    for (let i = 0; i < 3; i++) {
      await drain();
      clock += MINUTE;
    }
    expect(slack.calls).toEqual(['send', 'find', 'send', 'send'].map((call) => `${call} ${owed.key}`));
  });

  it('it is not sent as long as looking fails', async () => {
    slack.fates = ['unknown, and stands'];
    slack.findFates = ['throws', 'throws'];
    const owed = await owe();
    for (let i = 0; i < 4; i++) {
      await drain();
      clock += MINUTE;
    }
    expect(slack.calls).toEqual(['send', 'find', 'find', 'find'].map((call) => `${call} ${owed.key}`));
    expect(slack.messages).toHaveLength(1);
    expect(await stateOf(owed)).toMatchObject({ state: 'sent' });
  });

  it('where nobody can look, it is sent again, or set aside, as was chosen', async () => {
    slack.fates = ['unknown, and stands', 'unknown, and stands'];
    slack.findFates = ['unknowable', 'unknowable'];
    const [one, two] = [await owe(), await owe()];
    await drain();
    clock += 1_000;
    await drain();
    clock += MINUTE;
    await drain({ whenUnsure: 'send' });
    expect(slack.messages.map((m) => m.key)).toEqual([one.key, two.key, one.key, two.key]);
    slack.fates = ['unknown, and stands'];
    slack.findFates = ['unknowable'];
    const three = await owe();
    await drain();
    clock += MINUTE;
    await drain({ whenUnsure: 'hold' });
    expect(slack.messages).toHaveLength(5);
    expect(await stateOf(three)).toMatchObject({ state: 'held', cause: 'message', look: true });
  });

  it('where nobody can look, a workspace has its own choice', async () => {
    const there = { ...SLACK_CHANNEL, workspace: 'T-OTHER' };
    await store.subscriptions.put(subscription({ channel: there }));
    await store.channels.setWhenUnsure(there, 'hold');
    slack.fates = ['unknown, and stands', 'unknown, and stands'];
    slack.findFates = ['unknowable', 'unknowable'];
    const [here, other] = [await owe(), await owe({ channel: there })];
    await drain();
    clock += MINUTE;
    await drain({ whenUnsure: 'send' });
    expect(slack.calls.filter((call) => call === `send ${here.key}`)).toHaveLength(2);
    expect(slack.calls.filter((call) => call === `send ${other.key}`)).toHaveLength(1);
    expect(await stateOf(other)).toMatchObject({ state: 'held', cause: 'message', look: true });
  });

  it('after enough tries it is set aside, still to be looked for first', async () => {
    const owed = await owe();
    for (let i = 0; i < 3; i++) {
      slack.fates = ['unknown, and does not stand'];
      await drain({ maxAttempts: 3 });
      clock += HOUR;
    }
    expect(await stateOf(owed)).toMatchObject({ state: 'held', attempts: 3, cause: 'channel', look: true });
    await store.deliveries.release(SLACK_CHANNEL, clock);
    slack.calls = [];
    await drain();
    expect(slack.calls).toEqual([`find ${owed.key}`, `send ${owed.key}`]);
  });

  it('because the bot died while sending, the next start looks first', async () => {
    const owed = await owe();
    await store.deliveries.lease(1, clock, MINUTE, 'the one that died', ['slack']);
    await slack.send(SLACK_CHANNEL, plainPresenter.alert(fact, owed, []), owed.key);
    clock += MINUTE;
    await drain();
    expect(slack.messages).toHaveLength(1);
    expect(await stateOf(owed)).toEqual({ state: 'sent', at: clock, message: 'm1' });
  });

  it('an update that arrived meanwhile is told by an edit, since the message shows the older state', async () => {
    slack.fates = ['unknown, and stands'];
    await owe();
    await drain();
    await update();
    clock += MINUTE;
    await drain();
    expect(slack.messages).toMatchObject([{ edits: ['edited #3f9a announced'] }, { thread: 'm1' }]);
  });

  /** As it is leased, with no death that counts. */
  const leased = async (d: Delivery) => {
    const progress = await stateOf(d);
    return progress?.state === 'leased'
      ? { state: 'leased', until: progress.until, by: progress.by, attempts: progress.attempts, look: true }
      : null;
  };

  const dies = async (times: number, limit = 1) => {
    for (let i = 0; i < times; i++) {
      await store.deliveries.expire(clock);
      await store.deliveries.lease(limit, clock, MINUTE, `killed ${i}`, ['slack']);
      clock += MINUTE;
    }
  };

  it('that killed the bot each time, it is set aside and shown', async () => {
    const owed = await owe();
    await dies(3);
    await drain({ maxCrashes: 3 });
    expect(slack.calls).toEqual([]);
    expect(await stateOf(owed)).toEqual({
      state: 'held',
      since: clock,
      reason: 'the bot died 3 times in a row while sending it',
      attempts: 0,
      cause: 'message',
      look: true,
    });
    expect((await store.counts()).deliveries.held).toBe(1);
  });

  it('is acquitted once the bot outlived it: what dies later, while the platform hangs, died of something else', async () => {
    const owed = await owe();
    await dies(5);
    slack.fates = ['never answers', 'never answers'];
    const box = outboxOf({ alibiMs: 0, stopMs: 0, maxCrashes: 6 });
    box.start();
    await vi.waitFor(async () => expect(await stateOf(owed)).toEqual({ ...(await leased(owed)), attempts: 1 }));
    clock += 3 * MINUTE;
    await store.deliveries.expire(clock);
    expect(await stateOf(owed)).toMatchObject({ state: 'due', crashes: 1 });
    await box.stop();
  });

  it('that hangs when an error is left uncaught is blamed for the stop; what hangs when it is asked to stop is not', async () => {
    const owed = await owe();
    for (const [fault, crashes] of [
      [false, undefined],
      [true, 1],
      [true, 2],
      [false, 2],
    ] as const) {
      slack.fates = ['never answers'];
      const box = outboxOf({ stopMs: 0 });
      box.start();
      await vi.waitFor(() => expect(slack.calls.at(-1)).toMatch(/^send/));
      slack.calls = [];
      await box.stop(fault);
      expect(await stateOf(owed)).toMatchObject({ state: 'due', attempts: 0, look: true, ...(crashes && { crashes }) });
    }
  });

  it('deaths of the bot lengthen no wait, and are forgotten with the first try that comes to its end', async () => {
    const owed = await owe();
    await dies(7);
    slack.fates = [{ outcome: 'later', waitMs: 0, reason: 'down' }];
    await drain();
    expect(await stateOf(owed)).toEqual({ state: 'due', at: clock + 2_000, attempts: 1, lastError: 'down' });
    clock += 2_000;
    await dies(7);
    await drain();
    expect(titles()).toHaveLength(1);
  });

  it('what the bot died of twice is sent alone, so that it takes no other message with it', async () => {
    for (const name of ['C0002', 'C0003']) await store.subscriptions.put(subscription({ channel: channel(name) }));
    const suspects = [await owe(), await owe({ channel: channel('C0002') })].map((d) => d.channel.channel);
    await dies(2, 2);
    await owe({ channel: channel('C0003') });
    let atOnce = 0;
    const seen: Record<string, number> = {};
    slack.onPost = async ({ channel }) => {
      atOnce++;
      await new Promise((resolve) => setImmediate(resolve));
      seen[channel] = atOnce;
      await new Promise((resolve) => setImmediate(resolve));
      atOnce--;
    };
    await drain();
    expect(Object.keys(seen)).toHaveLength(3);
    for (const suspect of suspects) expect(seen[suspect]).toBe(1);
  });
});

describe('an update', () => {
  const alerted = async () => {
    const owed = await owe();
    await drain();
    slack.calls = [];
    return owed;
  };

  it('edits the alert to what is so now, and replies in its thread with what changed', async () => {
    await alerted();
    await becomes('closed');
    const owed = await update({ change: change('status', 'announced', 'closed') });
    await drain();
    expect(slack.calls).toEqual(['edit m1', `reply ${owed.key}`]);
    expect(slack.messages[0]?.edits).toEqual(['edited #3f9a closed']);
    expect(slack.messages[1]).toMatchObject({ thread: 'm1', title: '#3f9a: status announced → closed' });
    expect(await stateOf(owed)).toMatchObject({ state: 'sent', message: 'm2' });
  });

  it('that piled up with others is one edit and one reply', async () => {
    await alerted();
    await update({ change: change('amount', '10', '12') });
    await update({ change: change('amount', '12', '14') });
    await drain();
    expect(slack.calls).toHaveLength(2);
    expect(titles()[1]).toBe('#3f9a: amount 10 → 14');
  });

  it('of a fact that rides in the message keeps the message led by its own fact', async () => {
    const rider = await storeFact(store, { id: hexId('77b0'), status: 'talks' });
    await owe({ withFacts: [rider.id] });
    await update({ factId: rider.id });
    await drain();
    await update({ factId: rider.id, change: change('amount', '1', '2') });
    await drain();
    expect(slack.messages[0]?.edits).toEqual(['edited #3f9a announced, #77b0 talks']);
    expect(titles()[1]).toBe('#77b0: amount 1 → 2');
  });

  it('brings facts to the message that stay on it', async () => {
    const [one, two] = [await storeFact(store, { id: hexId('1111') }), await storeFact(store, { id: hexId('2222') })];
    await alerted();
    await update({ withFacts: [one.id] });
    await drain();
    await update({ withFacts: [two.id] });
    await drain();
    expect(slack.messages[0]?.edits).toEqual([
      'edited #3f9a announced, #1111 announced',
      'edited #3f9a announced, #1111 announced, #2222 announced',
    ]);
  });

  it('whose edit must wait does not reply before', async () => {
    await alerted();
    slack.editFates = [
      { outcome: 'later', waitMs: 5_000, reason: 'busy' },
      'unknown, and stands',
      'throws, and does not stand',
    ];
    const owed = await update();
    for (let i = 0; i < 4; i++) {
      await drain();
      clock += MINUTE;
    }
    expect(slack.calls).toEqual(['edit m1', 'edit m1', 'edit m1', 'edit m1', `reply ${owed.key}`]);
    expect(slack.messages).toHaveLength(2);
  });

  it('replies though the alert cannot be edited any more', async () => {
    await alerted();
    slack.editFates = [{ outcome: 'refused', reason: 'the message was deleted' }];
    const owed = await update();
    await drain();
    expect(await stateOf(owed)).toMatchObject({ state: 'sent', message: 'm2' });
    expect(log.lines).toContainEqual(
      expect.objectContaining({ level: 'warn', message: expect.stringContaining('could not be edited') }),
    );
  });

  it.each([
    { outcome: 'gone', reason: 'archived' } as const,
    { outcome: 'refused', reason: 'no right', permission: true } as const,
  ])('pauses the channel where even the edit says ($outcome)', async (fate) => {
    await alerted();
    slack.editFates = [fate];
    const owed = await update();
    await drain();
    expect(await stateOf(owed)).toMatchObject({ state: 'held', cause: 'channel' });
    expect(await store.subscriptions.of(SLACK_CHANNEL)).toMatchObject([{ paused: fate.reason }]);
  });

  it('whose reply may stand is looked for in the thread', async () => {
    await alerted();
    slack.fates = ['unknown, and stands'];
    const owed = await update();
    await drain();
    clock += MINUTE;
    await drain();
    expect(slack.calls).toEqual(['edit m1', `reply ${owed.key}`, `find ${owed.key} in m1`]);
    expect(slack.messages).toHaveLength(2);
  });

  it('of an alert whose message is not known is a message of its own', async () => {
    const owed = await owe();
    await store.deliveries.settle(owed.id, { state: 'sent', at: NOON, message: null });
    await update();
    await drain();
    expect(slack.messages).toMatchObject([{ title: '#3f9a: amount $14 billion → $14.3 billion' }]);
  });

  it('without any alert is told as an alert', async () => {
    await update();
    await drain();
    expect(titles()).toEqual(['alert #3f9a announced']);
  });
});

describe('pacing', () => {
  it('keeps the time between two messages of a channel, and lets others go', async () => {
    slack = fakePlatform('slack', 1_000);
    await store.subscriptions.put(subscription({ channel: channel('C2') }));
    const [a, b, c] = [await owe(), await owe(), await owe({ channel: channel('C2') })];
    await drain();
    expect(new Set(slack.messages.map((m) => m.key))).toEqual(new Set([a.key, c.key]));
    clock += 999;
    await drain();
    expect(slack.messages).toHaveLength(2);
    clock += 1;
    await drain();
    expect(slack.messages.at(-1)?.key).toBe(b.key);
  });

  it('a channel whose sends never answer holds up no other, and a platform no other platform', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const discord = fakePlatform('discord');
    await store.subscriptions.put(subscription({ channel: DISCORD_CHANNEL }));
    for (let i = 0; i < 4; i++) await store.subscriptions.put(subscription({ channel: channel(`C${i}`) }));
    slack.onPost = ({ channel: name }) => (name === 'C3' ? undefined : new Promise(() => {}));
    for (let i = 0; i < 4; i++) await owe({ channel: channel(`C${i}`) });
    await owe({ channel: DISCORD_CHANNEL });
    const outbox = outboxOf({
      adapters: new Map([
        ['slack', slack],
        ['discord', discord],
      ]),
      atOnce: 4,
      callMs: 1_000,
    });
    const done = outbox.drain();
    await pass(500);
    expect(slack.messages.map((m) => m.channel)).toEqual(['C3']);
    expect(discord.messages).toHaveLength(1);
    await pass(500);
    await done;
    expect((await store.counts()).deliveries).toMatchObject({ sent: 2, due: 3 });
  });
});

describe('many messages', () => {
  const names = Array.from({ length: 8 }, (_, n) => `C${n}`);
  beforeEach(async () => {
    for (const name of names) await store.subscriptions.put(subscription({ channel: channel(name) }));
  });
  /** The outbox's store, and the ids that each of its settlements was of. */
  const watched = () => {
    const together: string[][] = [];
    const settleAll: Store['deliveries']['settleAll'] = (settled) => {
      together.push(settled.map(({ id }) => id));
      return store.deliveries.settleAll(settled);
    };
    return { together, store: { ...store, deliveries: { ...store.deliveries, settleAll } } };
  };

  it('that end together are noted together', async () => {
    const owed = [];
    for (const name of names) owed.push(await owe({ channel: channel(name) }));
    const seen = watched();
    await drain({ store: seen.store });
    expect(seen.together.map((ids) => new Set(ids))).toEqual([new Set(owed.map((d) => d.id))]);
    expect((await store.counts()).deliveries).toMatchObject({ sent: 8, due: 0 });
  });

  it('are noted though one of them never ends', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    slack.onPost = ({ channel: name }) => (name === 'C0' ? new Promise(() => {}) : undefined);
    const owed = [];
    for (const name of names) owed.push(await owe({ channel: channel(name) }));
    const done = drain({ callMs: 1_000 });
    await pass(500);
    expect((await store.counts()).deliveries).toMatchObject({ sent: 7, leased: 1 });
    await pass(500);
    await done;
  });

  it('are noted though what became of one of them cannot be', async () => {
    for (const name of names) await owe({ channel: channel(name) });
    const settleAll: Store['deliveries']['settleAll'] = (settled) => {
      if (settled.some(({ progress }) => progress.state === 'sent' && progress.message === 'm3'))
        throw new Error('not to be written');
      return store.deliveries.settleAll(settled);
    };
    await drain({ store: { ...store, deliveries: { ...store.deliveries, settleAll } } });
    expect((await store.counts()).deliveries).toMatchObject({ sent: 7, leased: 1 });
  });

  it('do not hold up what is news after them', async () => {
    for (const name of names.slice(1)) await owe({ channel: channel(name) });
    clock += MINUTE;
    const news = await owe({ channel: channel('C0') });
    await drain({ atOnce: 2 });
    expect(slack.messages).toHaveLength(8);
    expect(slack.messages.slice(0, 3).map((m) => m.key)).toContain(news.key);
  });
});

describe('a card that cannot be made', () => {
  it('is tried again later, and set aside in the end; the others go', async () => {
    const bad = await storeFact(store, { id: hexId('0bad') });
    const owed = await owe({ factId: bad.id });
    await owe();
    const present = {
      ...plainPresenter,
      alert: (...args: Parameters<typeof plainPresenter.alert>) => {
        if (args[0].id === bad.id) throw new Error('no words');
        return plainPresenter.alert(...args);
      },
    };
    for (let i = 0; i < 3; i++) {
      await drain({ present, maxAttempts: 3 });
      clock += HOUR;
    }
    expect(titles()).toEqual(['alert #3f9a announced']);
    expect(await stateOf(owed)).toEqual({
      state: 'held',
      since: clock - HOUR,
      reason: 'given up after 3 tries: no words',
      attempts: 3,
      cause: 'message',
    });
  });
});

describe('two outboxes on one file', () => {
  it('never send one delivery twice, and keep the order of each channel', async () => {
    const file = await tempDatabase();
    const stores = [await openTestStore(file), await openTestStore(file)];
    const [one] = stores as [Store, Store];
    const told = await storeFact(one);
    const channels = Array.from({ length: 5 }, (_, i) => channel(`C${i}`));
    for (const c of channels) await one.subscriptions.put(subscription({ channel: c }));
    const owed: Delivery[] = [];
    for (let i = 0; i < 40; i++) {
      const d = delivery({ factId: told.id, channel: channels[i % 5]!, createdAt: NOON });
      await one.deliveries.insert(d);
      owed.push(d);
    }
    const outboxes = stores.map((s) => outboxOf({ store: s, by: 'same name', atOnce: 2 }));
    slack.onPost = () => new Promise((resolve) => setImmediate(resolve));
    await Promise.all(outboxes.map((o) => o.drain()));
    for (const c of channels)
      expect(slack.messages.filter((m) => m.channel === c.channel).map((m) => m.key)).toEqual(
        owed.filter((d) => d.channel === c).map((d) => d.key),
      );
    expect((await one.counts()).deliveries).toEqual({ due: 0, waiting: 0, leased: 0, sent: 40, held: 0 });
  });
});

describe('an outbox that runs', () => {
  const timers = () => vi.useFakeTimers({ now: NOON, toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  const running = (over: Partial<OutboxParts> = {}) => {
    const outbox = outboxOf({ now: Date.now, ...over });
    outbox.start();
    return outbox;
  };

  it('sends what is owed when it starts, when it is woken, and when something becomes due', async () => {
    timers();
    await owe();
    const outbox = running();
    await pass(0);
    expect(titles()).toHaveLength(1);
    await owe();
    await owe({ progress: due(NOON + 10_000) });
    outbox.wake();
    await pass(0);
    expect(titles()).toHaveLength(2);
    await pass(10_000);
    expect(titles()).toHaveLength(3);
    await outbox.stop();
  });

  it('looks again by itself, should nobody wake it', async () => {
    timers();
    const outbox = running();
    await pass(1_000);
    await owe();
    await pass(30_000);
    expect(titles()).toHaveLength(1);
    await outbox.stop();
  });

  it('keeps the pace of a channel by itself', async () => {
    timers();
    slack = fakePlatform('slack', 1_000);
    const at: number[] = [];
    slack.onPost = () => void at.push(Date.now() - NOON);
    for (let i = 0; i < 3; i++) await owe();
    const outbox = running();
    await pass(5_000);
    expect(at).toEqual([0, 1_000, 2_000]);
    await outbox.stop();
  });

  it('takes a call that does not answer as unknown, and looks before it sends again', async () => {
    timers();
    slack.fates = ['never answers'];
    const owed = await owe();
    const outbox = running({ callMs: 5_000 });
    await pass(5_000);
    expect(await stateOf(owed)).toMatchObject({ state: 'due', look: true, lastError: 'no answer within 5 s' });
    await pass(5_000);
    expect(slack.calls).toEqual(['send', 'find', 'send'].map((call) => `${call} ${owed.key}`));
    await outbox.stop();
  });

  it('that is stopped finishes what is in flight, and takes up nothing new', async () => {
    timers();
    const [first, second] = [await owe(), await owe()];
    let answer = () => {};
    slack.onPost = () =>
      new Promise<void>((resolve) => {
        answer = resolve;
      });
    const outbox = running();
    await pass(0);
    const stopped = outbox.stop();
    answer();
    await stopped;
    expect(await stateOf(first)).toMatchObject({ state: 'sent' });
    expect(await stateOf(second)).toMatchObject({ state: 'due', attempts: 0 });
    outbox.start();
    outbox.wake();
    await outbox.drain();
    await pass(60_000);
    expect(slack.messages).toHaveLength(1);
  });

  it('that is stopped gives back within ten seconds what does not answer, to be looked for', async () => {
    timers();
    const owed = await owe();
    let answer = () => {};
    slack.onPost = () =>
      new Promise<void>((resolve) => {
        answer = resolve;
      });
    const outbox = running();
    await pass(0);
    let stopped = false;
    const stopping = outbox.stop().then(() => {
      stopped = true;
    });
    await pass(9_900);
    await stopping;
    expect(stopped).toBe(true);
    expect(await stateOf(owed)).toMatchObject({ state: 'due', attempts: 0, look: true });
    // The answer comes after all: that it stands is still noted.
    answer();
    await pass(0);
    expect(await stateOf(owed)).toMatchObject({ state: 'sent', message: 'm1' });
  });

  it('stops at once where it never started', async () => {
    timers();
    await expect(outboxOf().stop()).resolves.toBeUndefined();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('keeps what became of a message while the database is locked, and stores it then', async () => {
    timers();
    const file = await tempDatabase();
    store = await openTestStore(file, { waitMs: 0 });
    fact = await storeFact(store);
    await store.subscriptions.put(subscription());
    const owed = await owe();
    const other = new Database(file);
    slack.onPost = () => void other.exec('begin immediate');
    const outbox = running();
    await pass(1_000);
    expect(await stateOf(owed)).toMatchObject({ state: 'leased' });
    other.exec('rollback');
    other.close();
    await pass(2_000);
    expect(await stateOf(owed)).toMatchObject({ state: 'sent', message: 'm1' });
    expect(slack.messages).toHaveLength(1);
    await outbox.stop();
  });

  it('says that it cannot read what is due, and goes on when it can', async () => {
    timers();
    await owe();
    const broken = vi.spyOn(store.deliveries, 'nextDue').mockRejectedValueOnce(new Error('disk trouble'));
    const outbox = running();
    await pass(2_000);
    expect(broken).toHaveBeenCalled();
    expect(log.lines[0]).toMatchObject({ level: 'error', message: expect.stringContaining('tries again') });
    expect(titles()).toHaveLength(1);
    await outbox.stop();
  });
});
