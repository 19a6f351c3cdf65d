import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { Delivery, HoldCause } from '../../src/domain/delivery.ts';
import { nextDigest } from '../../src/domain/digest.ts';
import { DEFAULT_SETTINGS } from '../../src/domain/settings.ts';
import { joinChanges } from '../../src/store/folding.ts';
import type { Store } from '../../src/store/store.ts';
import {
  CONSOLE_CHANNEL,
  change,
  channel,
  DAY,
  DISCORD_CHANNEL,
  delivery,
  due,
  HOUR,
  MINUTE,
  NOON,
  SLACK_CHANNEL,
  subscription,
} from '../support/fixtures.ts';
import { ON_POSTGRES, openTestStore, storeFact, tempDatabase } from '../support/store.ts';

const ALL = ['slack', 'discord', 'console'];
const lease = (store: Store, now = NOON, by = 'me', limit = 10) => store.deliveries.lease(limit, now, MINUTE, by, ALL);
const sent = (message = 'm1', at = NOON): Delivery['progress'] => ({ state: 'sent', at, message });
const put = async (store: Store, ...deliveries: Delivery[]) => {
  for (const d of deliveries) expect(await store.deliveries.insert(d)).toBe(true);
};
const stateOf = async (store: Store, d: Delivery) => (await store.deliveries.get(d.id))?.progress;
const alert = delivery;
const update = (over: Partial<Delivery> = {}) => delivery({ kind: 'update', ...over });

describe('a delivery', () => {
  it('comes back as it was made', async () => {
    const store = await openTestStore();
    const made = alert({ withFacts: ['f2', 'f3'], channel: DISCORD_CHANNEL });
    await put(store, made);
    expect(await store.deliveries.get(made.id)).toEqual(made);
    expect(await store.deliveries.get('other')).toBeNull();
  });

  it('is made once for each key', async () => {
    const store = await openTestStore();
    const made = alert({ key: 'key-1' });
    await put(store, made);
    expect(await store.deliveries.insert(alert({ key: 'key-1', factId: 'other' }))).toBe(false);
    expect(await store.deliveries.get(made.id)).toEqual(made);
    expect((await store.counts()).deliveries.due).toBe(1);
  });

  it('is made together with others as it would be alone', async () => {
    const store = await openTestStore();
    const ways = {
      m: (all: Delivery[]) => store.deliveries.insertAll(all),
      e: async (all: Delivery[]) => {
        const made: Delivery[] = [];
        for (const one of all) if (await store.deliveries.insert(one)) made.push(one);
        return made;
      },
    };
    const places = ['C1', 'C2', 'C3', 'C4'];
    const one = fc.record({
      place: fc.constantFrom(...places),
      kind: fc.constantFrom<Delivery['kind'][]>('alert', 'alert', 'update'),
      key: fc.nat(8),
      fact: fc.nat(2),
    });
    const rounds = fc.array(fc.array(one, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 3 });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(rounds, async (plan) => {
        run++;
        const outcomes: unknown[] = [];
        for (const [way, insert] of Object.entries(ways)) {
          // A world of its own in the one store.
          const here = (name: string) => `${way}${run}-${name}`;
          const bare = (name: string) => name.slice(here('').length);
          const made: string[] = [];
          for (const [n, round] of plan.entries()) {
            const owed = round.map(({ place, kind, key, fact }, m) =>
              delivery({
                ...{ id: here(`d${n}-${m}`), key: here(`k${key}`), channel: channel(here(place)), kind },
                ...{ factId: here(`f${fact}`), withFacts: fact === 2 ? [here('f9'), here('f2')] : [] },
              }),
            );
            made.push(...(await insert(owed)).map((d) => bare(d.id)).sort());
          }
          const order: string[] = [];
          for (let leased = await lease(store); leased.length; leased = await lease(store))
            for (const { id, channel, withFacts } of leased) {
              order.push([channel.channel, id, ...withFacts].map(bare).join(' '));
              await store.deliveries.settle(id, sent(id));
            }
          const told = await store.deliveries.toldIn(
            places.map((place) => channel(here(place))),
            ['f0', 'f1', 'f2', 'f9'].map(here),
          );
          const list = told.map((it) => `${bare(it.channel.channel)} ${bare(it.factId)}`).sort();
          // Each channel has its order, and channels have none among them.
          const inOrder = places.map((place) => order.filter((it) => it.startsWith(place)));
          outcomes.push({ made, inOrder, list });
        }
        expect(outcomes[0]).toEqual(outcomes[1]);
      }),
      { numRuns: 15 },
    );
  }, 60_000);

  it.each(['', 'x'.repeat(26)])('is not made under the key "%s"', async (key) => {
    const store = await openTestStore();
    await expect(store.deliveries.insert(alert({ key }))).rejects.toThrow('1 to 25 characters');
  });

  it('is leased when it is due, once, and counts the try', async () => {
    const store = await openTestStore();
    const made = alert();
    await put(store, made);
    expect(await lease(store, NOON - 1)).toEqual([]);
    const leased = { ...made, progress: { state: 'leased', until: NOON + MINUTE, by: 'me', attempts: 1 } };
    expect(await lease(store)).toEqual([leased]);
    expect(await store.deliveries.get(made.id)).toEqual(leased);
    expect(await lease(store, NOON, 'another')).toEqual([]);
    expect(await lease(store, NOON + HOUR, 'another')).toEqual([]);
  });

  it('whose lease ran out is due again, marked to be looked for', async () => {
    const file = await tempDatabase();
    const crashed = await openTestStore(file);
    const made = alert();
    await put(crashed, made);
    await lease(crashed);
    await crashed.close();
    const store = await openTestStore(file);
    expect(await store.deliveries.expire(NOON + MINUTE - 1)).toBe(0);
    expect(await store.deliveries.nextDue()).toBe(NOON + MINUTE);
    expect(await store.deliveries.expire(NOON + MINUTE)).toBe(1);
    expect(await stateOf(store, made)).toEqual({
      state: 'due',
      at: NOON + MINUTE,
      attempts: 0,
      crashes: 1,
      lastError: expect.stringContaining('stopped'),
      look: true,
    });
    const [again] = await lease(store, NOON + MINUTE);
    expect(again?.progress).toMatchObject({ state: 'leased', attempts: 1, crashes: 1, look: true });
  });

  it.each<Delivery['progress']>([
    { state: 'sent', at: NOON, message: 'm' },
    { state: 'sent', at: NOON, message: null },
    { state: 'due', at: NOON + HOUR, attempts: 1, lastError: 'later' },
    { state: 'due', at: NOON + HOUR, attempts: 1, lastError: 'later', look: true },
    { state: 'held', reason: 'no', attempts: 1, cause: 'message' },
    { state: 'held', reason: 'no', attempts: 1, cause: 'channel', look: true },
  ])('is settled as %j by its holder', async (progress) => {
    const store = await openTestStore();
    const made = alert();
    await put(store, made);
    await lease(store);
    expect(await store.deliveries.settle(made.id, progress, { by: 'me' })).toBe(true);
    expect(await stateOf(store, made)).toEqual(progress);
    expect(await lease(store)).toEqual([]);
    expect(await store.deliveries.nextDue()).toBe(progress.state === 'due' ? progress.at : null);
  });

  it('is not settled by one who lost the lease, unless to say that it was sent', async () => {
    const store = await openTestStore();
    const made = alert();
    await put(store, made);
    await lease(store, NOON, 'slow');
    await store.deliveries.expire(NOON + MINUTE);
    const later = due(NOON + HOUR);
    expect(await store.deliveries.settle(made.id, later, { by: 'slow' })).toBe(false);
    await lease(store, NOON + MINUTE, 'other');
    expect(await store.deliveries.settle(made.id, later, { by: 'slow' })).toBe(false);
    expect(await store.deliveries.settle(made.id, sent(), { by: 'slow' })).toBe(true);
    expect(await store.deliveries.settle(made.id, later, { by: 'other' })).toBe(false);
    expect(await stateOf(store, made)).toEqual(sent());
    expect(await store.deliveries.settle('none', sent())).toBe(false);
  });

  it('is settled together with others, each as if it were alone', async () => {
    const store = await openTestStore();
    const [a, b, c] = ['C1', 'C2', 'C3'].map((name) => alert({ channel: channel(name) })) as [
      Delivery,
      Delivery,
      Delivery,
    ];
    const next = alert({ channel: a.channel });
    await put(store, a, b, c, next);
    await lease(store);
    const later = due(NOON + HOUR);
    await store.deliveries.settleAll([
      { id: a.id, progress: sent(), more: { by: 'me', quietUntil: NOON + MINUTE } },
      { id: b.id, progress: later, more: { by: 'me' } },
      { id: c.id, progress: later, more: { by: 'another' } },
      { id: a.id, progress: later, more: { by: 'me' } },
      { id: 'none', progress: sent() },
    ]);
    expect(await stateOf(store, a)).toEqual(sent());
    expect(await stateOf(store, b)).toEqual(later);
    expect(await stateOf(store, c)).toMatchObject({ state: 'leased', by: 'me' });
    expect(await lease(store, NOON + MINUTE - 1)).toEqual([]);
    expect(await lease(store, NOON + MINUTE)).toMatchObject([{ id: next.id }]);
  });

  it('is settled together with others though somebody else is at work on its channel', async () => {
    if (!ON_POSTGRES) return;
    const store = await openTestStore();
    const [a, b] = [alert(), alert({ channel: DISCORD_CHANNEL })];
    await put(store, a, b);
    await lease(store);
    let done = () => {};
    const work = new Promise<void>((resolve) => {
      done = resolve;
    });
    let began = () => {};
    const atWork = new Promise<void>((resolve) => {
      began = resolve;
    });
    const other = store.transaction(async (tx) => {
      await tx.channels.configure(a.channel, DEFAULT_SETTINGS, NOON);
      began();
      await work;
    });
    await atWork;
    const settled = store.deliveries.settleAll([a, b].map(({ id }) => ({ id, progress: sent(), more: { by: 'me' } })));
    await vi.waitFor(async () => expect(await stateOf(store, b)).toEqual(sent()));
    expect(await stateOf(store, a)).toMatchObject({ state: 'leased' });
    done();
    await Promise.all([other, settled]);
    expect(await stateOf(store, a)).toEqual(sent());
  });

  it('that was sent stays sent', async () => {
    const store = await openTestStore();
    const made = alert();
    await put(store, made);
    await lease(store);
    await store.deliveries.settle(made.id, sent());
    expect(await store.deliveries.settle(made.id, due())).toBe(false);
    expect(await store.deliveries.release(SLACK_CHANNEL, NOON)).toBe(0);
    expect(await stateOf(store, made)).toEqual(sent());
  });
});

describe('a channel', () => {
  it('gets one message at a time, in the order in which they were made', async () => {
    const store = await openTestStore();
    const [a, b, c] = [alert(), alert(), alert()];
    await put(store, a, b, c);
    for (const next of [a, b, c]) {
      expect(await lease(store)).toMatchObject([{ id: next.id }]);
      expect(await lease(store, NOON, 'another')).toEqual([]);
      await store.deliveries.settle(next.id, sent());
    }
    expect(await lease(store)).toEqual([]);
  });

  it('is not held up by another, however much that one is owed', async () => {
    const store = await openTestStore();
    const busy = Array.from({ length: 20 }, () => alert());
    const calm = alert({ channel: DISCORD_CHANNEL });
    await put(store, ...busy, calm);
    const leased = await lease(store, NOON, 'me', 2);
    expect(new Set(leased.map((d) => d.id))).toEqual(new Set([busy[0]?.id, calm.id]));
  });

  it('whose news has just come goes beside those that wait in a long queue', async () => {
    const store = await openTestStore();
    const tail = Array.from({ length: 12 }, (_, n) => alert({ channel: channel(`C${n}`), progress: due(NOON + n) }));
    const [news, wait] = [alert({ channel: channel('late'), progress: due(NOON + 50) }), tail[0]];
    await put(store, ...tail, news);
    expect((await lease(store, NOON + 60, 'me', 1)).map((d) => d.id)).toEqual([wait?.id]);
    const leased = (await lease(store, NOON + 60, 'me', 4)).map((d) => d.id);
    expect(leased).toEqual([tail[1]?.id, tail[2]?.id, news.id, tail[11]?.id]);
    // In the end everything has gone, each once.
    const rest = (await lease(store, NOON + 60, 'me', 20)).map((d) => d.id);
    expect(new Set([wait?.id, ...leased, ...rest]).size).toBe(13);
    expect(rest).toHaveLength(8);
  });

  it('keeps its quiet, and the others do not', async () => {
    const store = await openTestStore();
    const [a, b, other] = [alert(), alert(), alert({ channel: channel('C2') })];
    await put(store, a, b, other);
    await lease(store);
    await store.deliveries.settle(a.id, sent(), { quietUntil: NOON + 1_000 });
    await store.deliveries.settle(other.id, due(NOON + 1));
    expect(await store.deliveries.nextDue()).toBe(NOON + 1);
    expect(await lease(store, NOON + 999)).toMatchObject([{ id: other.id }]);
    expect(await lease(store, NOON + 1_000)).toMatchObject([{ id: b.id }]);
  });

  it('goes on with the next when one must wait for its own sake', async () => {
    const store = await openTestStore();
    const [a, b] = [alert(), alert()];
    await put(store, a, b);
    await lease(store);
    await store.deliveries.settle(a.id, due(NOON + MINUTE));
    expect(await lease(store)).toMatchObject([{ id: b.id }]);
    await store.deliveries.settle(b.id, sent());
    expect(await store.deliveries.nextDue()).toBe(NOON + MINUTE);
    expect(await lease(store, NOON + MINUTE)).toMatchObject([{ id: a.id }]);
  });

  it('of a platform that is not asked for is left alone', async () => {
    const store = await openTestStore();
    await put(
      store,
      alert({ channel: DISCORD_CHANNEL }),
      alert({ channel: CONSOLE_CHANNEL, progress: due(NOON + 5), createdAt: NOON + 5 }),
    );
    expect(await store.deliveries.lease(5, NOON, MINUTE, 'me', ['slack'])).toEqual([]);
    expect(await store.deliveries.lease(5, NOON, MINUTE, 'me', [])).toEqual([]);
    expect(await store.deliveries.nextDue(['slack'])).toBeNull();
    expect(await store.deliveries.nextDue(['console'])).toBe(NOON + 5);
    expect(await store.deliveries.nextDue()).toBe(NOON);
    await lease(store, NOON);
    expect(await store.deliveries.nextDue(['slack', 'console'])).toBe(NOON + 5);
    expect(await store.deliveries.nextDue(['discord'])).toBe(NOON + MINUTE);
  });

  it('that is resumed gets what was held for its sake, from the first try', async () => {
    const store = await openTestStore();
    const [a, b, c, d] = [alert(), alert(), alert(), alert({ channel: channel('C2') })];
    await put(store, a, b, c, d);
    await store.deliveries.settle(a.id, { state: 'held', reason: 'paused', attempts: 3, cause: 'channel' });
    await store.deliveries.settle(b.id, { state: 'held', reason: 'too long', attempts: 1, cause: 'message' });
    await store.deliveries.settle(c.id, {
      state: 'held',
      reason: 'given up',
      attempts: 9,
      cause: 'channel',
      look: true,
    });
    await store.deliveries.settle(d.id, { state: 'held', reason: 'paused', attempts: 1, cause: 'channel' });
    expect(await store.deliveries.nextDue()).toBeNull();
    expect(await store.deliveries.release(SLACK_CHANNEL, NOON + 5)).toBe(2);
    expect(await store.deliveries.nextDue()).toBe(NOON + 5);
    expect(await stateOf(store, a)).toEqual({ ...due(NOON + 5) });
    expect(await stateOf(store, b)).toMatchObject({ state: 'held' });
    expect(await stateOf(store, c)).toMatchObject({ state: 'due', attempts: 0, look: true });
    expect(await store.deliveries.release({ platform: 'slack', workspace: SLACK_CHANNEL.workspace }, NOON)).toBe(1);
    expect(await stateOf(store, d)).toMatchObject({ state: 'due' });
  });
});

describe('messages that are set aside', () => {
  const held = (cause: HoldCause, since: number) =>
    ({ state: 'held', since, reason: 'so', attempts: 24, cause, look: true }) as const;

  it('are listed from the longest on, without what nobody follows', async () => {
    const store = await openTestStore();
    const [a, b, c] = [alert(), alert(), alert({ channel: channel('C2') })];
    await put(store, a, b, c);
    await store.deliveries.settle(a.id, held('channel', NOON + 2));
    await store.deliveries.settle(b.id, held('unfollowed', NOON));
    await store.deliveries.settle(c.id, held('message', NOON + 1));
    expect(await store.deliveries.setAside()).toEqual([
      { ...c, progress: held('message', NOON + 1) },
      { ...a, progress: held('channel', NOON + 2) },
    ]);
  });

  it('go again as never tried, still to be looked for: one with all of its message, or all of them', async () => {
    const store = await openTestStore();
    const [a, b, c] = [alert({ factId: 'f1' }), alert({ factId: 'f2' }), alert({ factId: 'f3' })];
    await put(store, a, b, c);
    const late = update({ factId: 'f1' });
    await put(store, late);
    await store.deliveries.settle(a.id, held('message', NOON));
    await store.deliveries.settle(b.id, held('channel', NOON));
    await store.deliveries.settle(c.id, held('unfollowed', NOON));
    expect(await store.deliveries.retry([late.id], NOON + 5)).toBe(2);
    expect(await stateOf(store, a)).toEqual({ ...due(NOON + 5), look: true });
    expect(await stateOf(store, b)).toMatchObject({ state: 'held' });
    expect(await store.deliveries.retry([a.id, c.id, 'nobody'], NOON + 6)).toBe(0);
    expect(await store.deliveries.retry('all', NOON + 6)).toBe(1);
    expect(await stateOf(store, b)).toEqual({ ...due(NOON + 6), look: true });
    expect(await store.deliveries.nextDue()).toBe(NOON + 5);
    expect(await stateOf(store, c)).toMatchObject({ state: 'held', cause: 'unfollowed' });
  });

  it('that are daily wait for the next digest', async () => {
    const store = await openTestStore();
    const daily = alert({ daily: true });
    await put(store, daily);
    await store.deliveries.settle(daily.id, held('message', NOON));
    expect(await store.deliveries.retry('all', NOON)).toBe(1);
    expect(await stateOf(store, daily)).toMatchObject({ state: 'due', at: nextDigest(NOON, DEFAULT_SETTINGS) });
  });
});

describe('an update', () => {
  it('waits for its alert, and is told with it if the alert was not sent yet', async () => {
    const store = await openTestStore();
    const a = alert({ factId: 'f1' });
    const u = update({ factId: 'f1', withFacts: ['f2'] });
    const other = alert({ factId: 'f9' });
    await put(store, a, u, other);
    expect(await lease(store)).toMatchObject([{ id: a.id }]);
    expect(await store.deliveries.around(a.id)).toEqual({ alert: null, updates: [u], members: [] });
    await store.deliveries.settle(a.id, due(NOON + HOUR));
    // The alert waits for an hour: its update may not go before it, others may.
    expect(await lease(store)).toMatchObject([{ id: other.id }]);
    await store.deliveries.settle(other.id, sent());
    expect(await lease(store)).toEqual([]);
    expect(await store.deliveries.nextDue()).toBe(NOON + HOUR);
    await lease(store, NOON + HOUR);
    await store.deliveries.settle(a.id, sent('m1'), { told: { updates: [u.id], facts: ['f2'] } });
    expect(await stateOf(store, u)).toEqual({ state: 'folded', into: a.id });
    expect((await store.deliveries.get(a.id))?.withFacts).toEqual(['f2']);
    expect(await store.deliveries.nextDue()).toBeNull();
    expect((await store.counts()).deliveries).toEqual({ due: 0, waiting: 0, leased: 0, sent: 2, held: 0 });
  });

  it('goes once its alert stands, and knows its message', async () => {
    const store = await openTestStore();
    const a = alert({ factId: 'f1' });
    await put(store, a);
    await lease(store);
    const u = update({ factId: 'f1' });
    await put(store, u);
    await store.deliveries.settle(a.id, sent('m1'));
    expect(await lease(store)).toMatchObject([{ id: u.id, change: change() }]);
    expect(await store.deliveries.around(u.id)).toMatchObject({
      alert: { delivery: { id: a.id }, ref: { channel: SLACK_CHANNEL, message: 'm1' } },
    });
  });

  it('without any alert goes by itself', async () => {
    const store = await openTestStore();
    const u = update();
    await put(store, u);
    expect(await lease(store)).toMatchObject([{ id: u.id }]);
    expect(await store.deliveries.around(u.id)).toEqual({ alert: null, updates: [], members: [] });
    expect(await store.deliveries.around('none')).toEqual({ alert: null, updates: [], members: [] });
  });

  it('is held and released with its alert', async () => {
    const store = await openTestStore();
    const a = alert({ factId: 'f1' });
    const [before, after] = [update({ factId: 'f1' }), update({ factId: 'f1' })];
    await put(store, a, before);
    await lease(store);
    await store.deliveries.settle(a.id, { state: 'held', reason: 'paused', attempts: 1, cause: 'channel' });
    await put(store, after);
    for (const u of [before, after])
      expect(await stateOf(store, u)).toMatchObject({ state: 'held', reason: 'paused', cause: 'channel' });
    expect((await store.counts()).deliveries.held).toBe(3);
    await store.deliveries.release(SLACK_CHANNEL, NOON);
    expect(await lease(store)).toMatchObject([{ id: a.id }]);
  });

  it('is folded with others of its fact into the latest, which tells all of it', async () => {
    const store = await openTestStore();
    const a = alert({ factId: 'f1' });
    await put(store, a);
    await store.deliveries.settle(a.id, sent());
    const u1 = update({ factId: 'f1', change: change('amount', '10', '12'), withFacts: ['f2'] });
    const u2 = update({ factId: 'f1', change: change('status', 'talks', 'announced') });
    const u3 = update({ factId: 'f1', change: change('amount', '12', '14'), withFacts: ['f3', 'f2'] });
    await put(store, u1, u2, u3);
    const [leased, ...none] = await lease(store);
    expect(none).toEqual([]);
    expect(leased).toMatchObject({ id: u3.id, withFacts: ['f2', 'f3'] });
    expect(leased?.change).toEqual({
      kind: 'changed',
      details: [
        { field: 'amount', before: '10', after: '14' },
        { field: 'status', before: 'talks', after: 'announced' },
      ],
    });
    expect(await stateOf(store, u1)).toEqual({ state: 'folded', into: u3.id });
    expect(await stateOf(store, u2)).toEqual({ state: 'folded', into: u3.id });
    await store.deliveries.settle(u3.id, sent('m2'));
    expect((await store.deliveries.get(a.id))?.withFacts).toEqual(['f2', 'f3']);
    expect(await lease(store)).toEqual([]);
  });

  it('of another fact of the same message stays a reply of its own', async () => {
    const store = await openTestStore();
    const a = alert({ factId: 'f1', withFacts: ['f2'] });
    await put(store, a);
    await store.deliveries.settle(a.id, sent());
    const [u1, u2] = [update({ factId: 'f1' }), update({ factId: 'f2' })];
    await put(store, u1, u2);
    expect(await lease(store)).toMatchObject([{ id: u1.id }]);
    await store.deliveries.settle(u1.id, sent('m2'));
    expect(await lease(store)).toMatchObject([{ id: u2.id }]);
    expect((await store.deliveries.around(u2.id)).alert?.delivery.id).toBe(a.id);
  });

  it('that may already stand is not folded, and later ones wait till that is known', async () => {
    const store = await openTestStore();
    const a = alert({ factId: 'f1' });
    await put(store, a);
    await store.deliveries.settle(a.id, sent());
    const u1 = update({ factId: 'f1' });
    await put(store, u1);
    await lease(store);
    await store.deliveries.settle(u1.id, {
      state: 'due',
      at: NOON + HOUR,
      attempts: 1,
      lastError: 'reset',
      look: true,
    });
    const u2 = update({ factId: 'f1' });
    await put(store, u2);
    expect(await lease(store)).toEqual([]);
    expect(await store.deliveries.nextDue()).toBe(NOON + HOUR);
    expect(await lease(store, NOON + HOUR)).toMatchObject([{ id: u1.id, progress: { look: true } }]);
    await store.deliveries.settle(u1.id, sent('m2'));
    expect(await lease(store, NOON + HOUR)).toMatchObject([{ id: u2.id }]);
  });
});

describe('the alert of a fact in a channel', () => {
  it('is the one that leads with it, else the one that shows it', async () => {
    const store = await openTestStore();
    const shows = alert({ factId: 'f1', withFacts: ['f2', 'f3'] });
    const leads = alert({ factId: 'f2' });
    const elsewhere = alert({ factId: 'f2', channel: DISCORD_CHANNEL });
    await put(store, shows, leads, elsewhere);
    const alertOf = async (factId: string) => (await store.deliveries.alertOf(SLACK_CHANNEL, factId))?.delivery.id;
    expect(await alertOf('f1')).toBe(shows.id);
    expect(await alertOf('f2')).toBe(leads.id);
    expect(await alertOf('f3')).toBe(shows.id);
    expect(await alertOf('f4')).toBeUndefined();
    await put(store, update({ factId: 'f1', withFacts: ['f4'] }));
    expect(await alertOf('f4')).toBe(shows.id);
    expect(await store.deliveries.alertOf(SLACK_CHANNEL, 'f1')).toEqual({ delivery: shows, ref: null });
    await store.deliveries.settle(shows.id, sent('m1'));
    expect((await store.deliveries.alertOf(SLACK_CHANNEL, 'f4'))?.ref).toEqual({
      channel: SLACK_CHANNEL,
      message: 'm1',
    });
  });

  it('that nobody followed any more does not count, and can be owed again', async () => {
    const store = await openTestStore();
    const a = alert({ factId: 'f1' });
    await put(store, a);
    await store.deliveries.settle(a.id, { state: 'held', reason: 'unfollowed', attempts: 0, cause: 'unfollowed' });
    expect(await store.deliveries.alertOf(SLACK_CHANNEL, 'f1')).toBeNull();
    expect((await store.counts()).deliveries.held).toBe(0);
    expect(await store.deliveries.release(SLACK_CHANNEL, NOON)).toBe(0);
    expect(await store.deliveries.insert({ ...a, id: 'anew', createdAt: NOON + 5, progress: due(NOON + 5) })).toBe(
      true,
    );
    expect(await lease(store, NOON + 5)).toMatchObject([{ id: a.id, createdAt: NOON + 5 }]);
  });
});

describe('changes that are joined', () => {
  it('go from the first before to the last after', () => {
    expect(joinChanges([change('amount', '10', '12'), change('amount', '12', '14')])).toEqual(
      change('amount', '10', '14'),
    );
  });
  it('keep additions to one field apart', () => {
    const added = [change('investor', null, 'Acme'), change('investor', null, 'Bolt')];
    expect(joinChanges(added).details).toEqual(added.flatMap((c) => c.details));
  });
  it('leave out what came back to where it was, unless nothing else is left to tell', () => {
    const there = change('amount', '10', '12');
    const back = change('amount', '12', '10');
    expect(joinChanges([there, change('status', 'talks', 'closed'), back]).details).toEqual([
      { field: 'status', before: 'talks', after: 'closed' },
    ]);
    expect(joinChanges([there, back])).toEqual(back);
    expect(joinChanges([])).toEqual({ kind: 'counted', details: [] });
  });
});

describe('facts that are taken out', () => {
  it('take what is still owed of them along; what was sent stays on record', async () => {
    const store = await openTestStore();
    const gone = await storeFact(store);
    const [standing, owed] = [alert({ factId: gone.id }), alert({ factId: gone.id, channel: DISCORD_CHANNEL })];
    const u = update({ factId: gone.id, channel: DISCORD_CHANNEL });
    await put(store, standing, owed, u);
    await store.deliveries.settle(standing.id, sent());
    await store.facts.remove(gone.id);
    expect(await store.facts.get(gone.id)).toBeNull();
    expect(await stateOf(store, standing)).toEqual(sent());
    expect(await store.deliveries.get(owed.id)).toBeNull();
    expect(await store.deliveries.get(u.id)).toBeNull();
    expect(await store.deliveries.nextDue()).toBeNull();
  });

  it('leave messages that tell of others as well to those', async () => {
    const store = await openTestStore();
    const gone = await storeFact(store);
    const leads = alert({ factId: gone.id, withFacts: ['f2', 'f3'] });
    const shows = alert({ factId: 'f4', withFacts: [gone.id, 'f5'] });
    await put(store, leads, shows);
    await store.facts.remove(gone.id);
    expect(await store.deliveries.get(leads.id)).toMatchObject({ factId: 'f2', withFacts: ['f3'] });
    expect(await store.deliveries.get(shows.id)).toMatchObject({ factId: 'f4', withFacts: ['f5'] });
  });
});

describe('two facts that turn out to be one', () => {
  const setting = async () => {
    const store = await openTestStore();
    const [from, into] = [await storeFact(store), await storeFact(store)];
    return { store, from, into, merge: () => store.facts.remove(from.id, into.id) };
  };

  it('share the message that was sent of the first', async () => {
    const { store, from, into, merge } = await setting();
    const a = alert({ factId: from.id, withFacts: ['f3', into.id] });
    await put(store, a);
    await store.deliveries.settle(a.id, sent('m1'));
    const u = update({ factId: from.id });
    await put(store, u);
    await merge();
    expect(await store.facts.get(from.id)).toBeNull();
    expect(await store.deliveries.get(a.id)).toMatchObject({ factId: into.id, withFacts: ['f3'] });
    expect((await store.deliveries.alertOf(SLACK_CHANNEL, into.id))?.ref?.message).toBe('m1');
    expect(await lease(store)).toMatchObject([{ id: u.id, factId: into.id }]);
  });

  it('are told once where neither was sent yet', async () => {
    const { store, from, into, merge } = await setting();
    const [a, b] = [alert({ factId: from.id, withFacts: ['f3'] }), alert({ factId: into.id })];
    await put(store, a, b);
    await merge();
    expect(await lease(store)).toMatchObject([{ id: a.id, factId: into.id }]);
    await store.deliveries.settle(a.id, sent());
    expect(await lease(store)).toEqual([]);
    expect(await stateOf(store, b)).toEqual({ state: 'folded', into: a.id });
    expect((await store.deliveries.alertOf(SLACK_CHANNEL, into.id))?.delivery.id).toBe(a.id);
  });

  it('become an update of the one that stands already', async () => {
    const { store, from, into, merge } = await setting();
    const [a, b, u] = [alert({ factId: from.id }), alert({ factId: into.id }), update({ factId: into.id })];
    await put(store, a, b, u);
    await store.deliveries.settle(a.id, sent('m1'));
    await merge();
    // The two updates that wait are one.
    expect(await lease(store)).toMatchObject([{ id: u.id, kind: 'update' }]);
    expect(await stateOf(store, b)).toEqual({ state: 'folded', into: u.id });
    expect((await store.deliveries.around(u.id)).alert?.delivery.id).toBe(a.id);
  });

  it('stay two messages where both stand, or may', async () => {
    const { store, from, into, merge } = await setting();
    const [a, b] = [alert({ factId: from.id }), alert({ factId: into.id })];
    await put(store, a, b);
    await store.deliveries.settle(a.id, sent('m1'));
    await lease(store);
    await merge();
    expect(await stateOf(store, b)).toMatchObject({ state: 'leased' });
    await store.deliveries.settle(b.id, sent('m2'), { by: 'me' });
    expect((await store.deliveries.alertOf(SLACK_CHANNEL, into.id))?.delivery.id).toBe(a.id);
  });

  it('are nothing to do where they are the same', async () => {
    const { store, into } = await setting();
    await store.facts.remove(into.id, into.id);
    expect(await store.facts.get(into.id)).not.toBeNull();
  });
});

describe('what waits for the digest', () => {
  const wait = (over: Partial<Delivery> = {}) => delivery({ daily: true, progress: due(NOON + HOUR), ...over });
  const setting = async () => {
    const store = await openTestStore();
    await store.subscriptions.put(subscription({ cadence: 'daily' }));
    return { store, told: await storeFact(store), other: await storeFact(store) };
  };

  it('is folded into one delivery when its hour comes', async () => {
    const { store, told, other } = await setting();
    const [a, b] = [wait({ factId: told.id }), wait({ factId: other.id })];
    await put(store, a, b);
    expect(await store.deliveries.nextDue()).toBe(NOON + HOUR);
    expect(await lease(store)).toEqual([]);
    expect((await store.counts()).deliveries).toMatchObject({ due: 0, waiting: 2 });
    const [digest, ...none] = await lease(store, NOON + HOUR);
    expect(none).toEqual([]);
    expect(digest).toMatchObject({ kind: 'digest', daily: false, factId: told.id, withFacts: [other.id] });
    expect(digest?.key).toMatch(/^[0-9a-f]{24}$/);
    expect(await stateOf(store, a)).toEqual({ state: 'folded', into: digest?.id });
    expect((await store.deliveries.around(digest?.id ?? '')).members.map((d) => d.id)).toEqual([a.id, b.id]);
    expect((await store.deliveries.alertOf(SLACK_CHANNEL, other.id))?.delivery.id).toBe(digest?.id);
  });

  it('goes by itself when it is hastened, after the alert that it brings up to date', async () => {
    const { store, told } = await setting();
    const [a, u] = [
      wait({ factId: told.id }),
      delivery({ kind: 'update', factId: told.id, daily: true, progress: due(NOON + HOUR) }),
    ];
    await put(store, a, u);
    expect(await store.deliveries.waiting(SLACK_CHANNEL)).toMatchObject([{ id: a.id }, { id: u.id }]);
    expect(await store.deliveries.hasten(u.id, NOON)).toBe(true);
    expect(await store.deliveries.hasten(u.id, NOON)).toBe(false);
    expect(await store.deliveries.hasten('none', NOON)).toBe(false);
    expect(await lease(store)).toMatchObject([{ id: a.id, kind: 'alert', daily: false }]);
  });

  it('does not keep waiting the alert of an update that is to go at once', async () => {
    const { store, told } = await setting();
    const a = wait({ factId: told.id });
    await put(store, a, update({ factId: told.id }));
    expect(await lease(store)).toMatchObject([{ id: a.id }]);
  });

  it('leaves out updates whose alert is still to be sent by itself', async () => {
    const { store, told, other } = await setting();
    const a = alert({ factId: told.id, progress: due(NOON + 2 * HOUR) });
    const [u, b] = [
      delivery({ kind: 'update', factId: told.id, daily: true, progress: due(NOON + HOUR) }),
      wait({ factId: other.id }),
    ];
    await put(store, a, u, b);
    const [digest] = await lease(store, NOON + HOUR);
    expect(digest).toMatchObject({ kind: 'digest', factId: other.id, withFacts: [] });
    expect(await stateOf(store, u)).toMatchObject({ state: 'due' });
    await store.deliveries.settle(digest?.id ?? '', sent('m1'));
    expect(await lease(store, NOON + 2 * HOUR)).toMatchObject([{ id: a.id }]);
  });

  it('is told once where two of its facts, or one and one that a digest told, turn out to be one', async () => {
    const { store, told, other } = await setting();
    const third = await storeFact(store);
    const [a, b] = [wait({ factId: told.id }), wait({ factId: other.id })];
    await put(store, a, b);
    await store.facts.remove(other.id, told.id);
    const [digest] = await lease(store, NOON + HOUR);
    expect(digest).toMatchObject({ factId: told.id, withFacts: [] });
    await store.deliveries.settle(digest?.id ?? '', sent('m1'));
    const c = wait({ factId: third.id, progress: due(NOON + DAY) });
    await put(store, c);
    await store.facts.remove(third.id, told.id);
    expect(await store.deliveries.waiting(SLACK_CHANNEL)).toMatchObject([
      { id: c.id, kind: 'update', factId: told.id },
    ]);
    expect((await store.deliveries.around(c.id)).alert?.delivery.id).toBe(digest?.id);
  });

  it('goes at once with an update of the same message and fact that does', async () => {
    const { store, told } = await setting();
    const a = alert({ factId: told.id });
    await put(store, a);
    await store.deliveries.settle(a.id, sent('m1'));
    const [now, later] = [
      update({ factId: told.id, change: change('amount', '10', '12') }),
      update({ factId: told.id, change: change('amount', '12', '14'), daily: true, progress: due(NOON + HOUR) }),
    ];
    await put(store, now, later);
    expect(await lease(store)).toMatchObject([{ id: later.id, daily: false, change: change('amount', '10', '14') }]);
    await store.deliveries.settle(later.id, due(NOON + HOUR));
    expect(await lease(store, NOON + HOUR)).toMatchObject([{ id: later.id, kind: 'update' }]);
  });

  it('stays a digest where one of its facts turns out to be one that an alert told', async () => {
    const { store, told, other } = await setting();
    const a = alert({ factId: told.id });
    await put(store, a);
    await store.deliveries.settle(a.id, sent('m1'));
    await put(store, wait({ factId: other.id }));
    const [digest] = await lease(store, NOON + HOUR);
    await store.deliveries.settle(digest?.id ?? '', due(NOON + 2 * HOUR));
    await store.facts.remove(other.id, told.id);
    expect(await lease(store, NOON + 2 * HOUR)).toMatchObject([{ id: digest?.id, kind: 'digest', factId: told.id }]);
    expect((await store.deliveries.alertOf(SLACK_CHANNEL, told.id))?.delivery.id).toBe(a.id);
  });

  it('is dropped where nobody follows it any more, without a word', async () => {
    const { store, told } = await setting();
    const [a, held] = [wait({ factId: told.id }), alert({ factId: told.id })];
    await put(store, a, held);
    await store.deliveries.settle(held.id, { state: 'held', reason: 'paused', attempts: 0, cause: 'channel' });
    await store.subscriptions.remove(SLACK_CHANNEL, 'all');
    for (const d of [a, held]) expect(await stateOf(store, d)).toMatchObject({ state: 'held', cause: 'unfollowed' });
    expect(await store.deliveries.nextDue()).toBeNull();
  });

  it('that was held for the sake of its channel waits for the next hour', async () => {
    const { store, told } = await setting();
    const a = wait({ factId: told.id, progress: { state: 'held', reason: 'paused', attempts: 0, cause: 'channel' } });
    await put(store, a);
    expect(await store.deliveries.release(SLACK_CHANNEL, NOON)).toBe(1);
    expect(await stateOf(store, a)).toEqual(due(NOON + 21 * HOUR));
  });
});

describe('the demo edition', () => {
  it('takes its deliveries along when it is forgotten', async () => {
    const store = await openTestStore();
    const [real, demo] = [await storeFact(store), await storeFact(store, { demo: true })];
    const [a, b] = [alert({ factId: demo.id }), alert({ factId: real.id, progress: due(NOON + 5) })];
    await put(store, a, b);
    await store.forgetDemo();
    expect(await store.deliveries.get(a.id)).toBeNull();
    expect(await store.deliveries.get(b.id)).toEqual(b);
    expect(await store.deliveries.nextDue()).toBe(NOON + 5);
  });
});

describe('whatever happens to the deliveries of a channel', () => {
  type Step = { do: 'insert' | 'lease' | 'sent' | 'later' | 'unsure' | 'hold' | 'release' | 'expire'; n: number };
  const steps = fc.array(
    fc.record({
      do: fc.constantFrom<Step['do']>(
        'insert',
        'insert',
        'lease',
        'lease',
        'sent',
        'later',
        'unsure',
        'hold',
        'release',
        'expire',
      ),
      n: fc.integer({ min: 0, max: 3 }),
    }),
    { maxLength: 30 },
  );

  it('at most one is out, none is forgotten, no update goes before its alert, and all of them go at last', async () => {
    const store = await openTestStore(':memory:');
    let run = 0;
    await fc.assert(
      fc.asyncProperty(steps, async (plan) => {
        run++;
        const place = channel(`C${run}`);
        const made: Delivery[] = [];
        let out: Delivery | undefined;
        let now = NOON;
        const check = async (d: Delivery) => {
          if (d.kind !== 'update') return;
          const { alert: a } = await store.deliveries.around(d.id);
          if (a) expect(a.delivery.progress.state).toBe('sent');
        };
        const settle = async (progress: Delivery['progress']) => {
          if (!out) return;
          await store.deliveries.settle(out.id, progress);
          out = undefined;
        };
        for (const step of plan) {
          now += 1_000;
          if (step.do === 'insert') {
            const factId = `f${run}-${step.n}`;
            const known = await store.deliveries.alertOf(place, factId);
            const d = delivery({
              channel: place,
              factId,
              kind: known ? 'update' : 'alert',
              progress: due(now),
              createdAt: now,
            });
            await put(store, d);
            made.push(d);
          }
          if (step.do === 'lease') {
            const leased = (await lease(store, now)).filter((d) => d.channel.channel === place.channel);
            expect(leased.length).toBeLessThanOrEqual(out ? 0 : 1);
            out = leased[0] ?? out;
            if (leased[0]) await check(leased[0]);
          }
          if (step.do === 'sent') await settle(sent(`m${now}`, now));
          if (step.do === 'later') await settle(due(now + 2_000));
          if (step.do === 'unsure') await settle({ ...due(now + 2_000), look: true } as Delivery['progress']);
          if (step.do === 'hold') await settle({ state: 'held', reason: 'x', attempts: 1, cause: 'channel' });
          if (step.do === 'release') await store.deliveries.release(place, now);
          if (step.do === 'expire' && out) {
            now += MINUTE;
            await store.deliveries.expire(now);
            out = undefined;
          }
        }
        await settle(sent('last', now));
        now += HOUR;
        await store.deliveries.release(place, now);
        for (let i = 0; i <= made.length; i++) {
          for (const d of await lease(store, now)) {
            await check(d);
            await store.deliveries.settle(d.id, sent(d.id, now));
          }
        }
        for (const d of made) expect((await stateOf(store, d))?.state).toMatch(/^(sent|folded)$/);
        expect(await store.deliveries.nextDue()).toBeNull();
      }),
      { numRuns: 60 },
    );
  });
});
