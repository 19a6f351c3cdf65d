import { beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../src/domain/settings.ts';
import { FOR_GOOD } from '../../src/domain/subscription.ts';
import type { Store } from '../../src/store/store.ts';
import { channel, DAY, delivery, due, HOUR, hexId, NOON, SLACK_CHANNEL, subscription } from '../support/fixtures.ts';
import { openTestStore, storeFact } from '../support/store.ts';

let store: Store;
beforeEach(async () => {
  store = await openTestStore();
});
const lease = (at: number) => store.deliveries.lease(9, at, HOUR, 'me', ['slack']);
const NIGHT = { ...DEFAULT_SETTINGS, quiet: { from: 22 * 60, to: 7 * 60 } };
/** 18 June 2025, 23:00. */
const LATE = NOON + 11 * HOUR;
const MORNING = NOON + 19 * HOUR;

describe('the settings of a channel', () => {
  it('are its own, and last', async () => {
    expect(await store.channels.settings(SLACK_CHANNEL)).toEqual(DEFAULT_SETTINGS);
    const wanted = { digestAt: 450, zone: 'Asia/Tokyo', quiet: { from: 0, to: 60 } };
    await store.channels.configure(SLACK_CHANNEL, wanted, NOON);
    expect(await store.channels.settings(SLACK_CHANNEL)).toEqual(wanted);
    expect(await store.channels.settings(channel('C-OTHER'))).toEqual(DEFAULT_SETTINGS);
    const place = { platform: 'slack', workspace: 'T1' };
    expect(await store.channels.managers(place)).toBe('members');
    await store.channels.setManagers(place, 'admins');
    await store.channels.setManagers(place, 'admins');
    expect(await store.channels.managers(place)).toBe('admins');
    expect(await store.channels.managers({ ...place, workspace: 'T2' })).toBe('members');
  });
});

describe('a channel that has another id', () => {
  const NEW = channel('C-NEW');

  it('keeps what it follows, its settings, what it was told and is owed, in order', async () => {
    const [told, owed, late] = [await storeFact(store), await storeFact(store), await storeFact(store)];
    await store.subscriptions.put(subscription());
    await store.channels.configure(SLACK_CHANNEL, NIGHT, NOON);
    const alert = delivery({ factId: told.id });
    const rest = [delivery({ factId: owed.id }), delivery({ factId: late.id })];
    for (const it of [alert, ...rest]) await store.deliveries.insert(it);
    await store.deliveries.settle(alert.id, { state: 'sent', at: NOON, message: 'm1' }, { quietUntil: NOON + 5 });
    expect(await store.channels.move(SLACK_CHANNEL, NEW, NOON)).toBe(true);
    expect(await store.channels.move(SLACK_CHANNEL, NEW, NOON)).toBe(false);
    expect(await store.subscriptions.of(SLACK_CHANNEL)).toEqual([]);
    expect(await store.subscriptions.of(NEW)).toMatchObject([{ channel: NEW, company: 'scale-ai' }]);
    expect(await store.channels.settings(NEW)).toEqual(NIGHT);
    expect((await store.deliveries.alertOf(NEW, told.id))?.ref).toEqual({ channel: NEW, message: 'm1' });
    expect(await store.deliveries.channelsOf(told.id)).toEqual([NEW]);
    expect(await lease(NOON)).toEqual([]);
    for (const { id } of rest) {
      expect(await lease(NOON + 5)).toMatchObject([{ id, channel: NEW }]);
      await store.deliveries.settle(id, { state: 'sent', at: NOON, message: id });
    }
  });

  it('takes along what is being sent: that it stands counts, anything else is looked for at the new id', async () => {
    const facts = [await storeFact(store), await storeFact(store)];
    const [a, b] = facts.map(({ id: factId }) => delivery({ factId }));
    if (!a || !b) throw new Error('two were made');
    await store.deliveries.insert(a);
    await lease(NOON);
    await store.channels.move(SLACK_CHANNEL, NEW, NOON);
    const gone = { state: 'held', reason: 'channel_not_found', attempts: 0, cause: 'channel' } as const;
    expect(await store.deliveries.settle(a.id, gone, { by: 'me' })).toBe(false);
    expect(await store.deliveries.get(a.id)).toMatchObject({ channel: NEW });
    expect((await store.deliveries.get(a.id))?.progress).toEqual({
      ...due(NOON),
      look: true,
      lastError: 'its channel got another id',
    });
    await store.deliveries.insert({ ...b, channel: NEW });
    expect(await lease(NOON)).toMatchObject([{ id: a.id }]);
    expect(await store.deliveries.settle(a.id, { state: 'sent', at: NOON, message: 'm1' }, { by: 'other' })).toBe(true);
    expect(await lease(NOON)).toMatchObject([{ id: b.id }]);
  });

  it('is one with what was followed under the new id already, which counts', async () => {
    await store.subscriptions.put(subscription({ cadence: 'daily' }));
    await store.subscriptions.put(subscription({ company: 'meta' }));
    await store.subscriptions.put(subscription({ channel: NEW }));
    await store.channels.configure(NEW, NIGHT, NOON);
    const [before, after] = [await storeFact(store), await storeFact(store)];
    await store.deliveries.insert(delivery({ factId: before.id, channel: NEW }));
    await store.deliveries.insert(delivery({ factId: after.id }));
    await store.subscriptions.pause(SLACK_CHANNEL, 'the channel cannot be found', NOON);
    expect(await store.channels.move(SLACK_CHANNEL, NEW, NOON)).toBe(true);
    const followed = (await store.subscriptions.of(NEW)).map((it) => [it.company, it.cadence, it.paused]);
    expect(followed.sort()).toEqual([
      ['meta', 'instant', 'the channel cannot be found'],
      ['scale-ai', 'instant', null],
    ]);
    expect(await store.channels.settings(NEW)).toEqual(NIGHT);
    expect(await store.outages.takeUntold(NOON, ['slack'], 9)).toEqual([]);
    expect(await lease(NOON)).toMatchObject([{ factId: before.id }]);
  });
});

describe('quiet hours', () => {
  it('hold what is due, and make one digest of it when they end, apart from that of the day', async () => {
    await store.subscriptions.put(subscription());
    await store.channels.configure(SLACK_CHANNEL, NIGHT, NOON);
    const [one, two, three] = [await storeFact(store), await storeFact(store), await storeFact(store)];
    for (const factId of [one.id, two.id]) await store.deliveries.insert(delivery({ factId, progress: due(LATE) }));
    await store.deliveries.insert(delivery({ factId: three.id, daily: true, progress: due(MORNING + 2 * HOUR) }));
    expect(await lease(LATE)).toEqual([]);
    expect(await store.deliveries.nextDue()).toBe(MORNING);
    expect(await lease(MORNING - 1)).toEqual([]);
    const [digest, ...rest] = await lease(MORNING);
    expect(rest).toEqual([]);
    expect(digest).toMatchObject({ kind: 'digest', daily: false });
    expect([digest?.factId, ...(digest?.withFacts ?? [])].sort()).toEqual([one.id, two.id].sort());
    await store.deliveries.settle(digest?.id ?? '', { state: 'sent', at: MORNING, message: 'm1' });
    expect(await lease(MORNING + HOUR)).toEqual([]);
    expect(await lease(MORNING + 2 * HOUR)).toMatchObject([{ kind: 'digest', factId: three.id, withFacts: [] }]);
  });

  it('let what may already stand be looked for', async () => {
    await store.subscriptions.put(subscription());
    const { id: factId } = await storeFact(store);
    await store.deliveries.insert(delivery({ factId, progress: due(LATE - 2 * HOUR) }));
    const [leased] = await lease(LATE - 2 * HOUR);
    await store.channels.configure(SLACK_CHANNEL, NIGHT, LATE);
    await store.deliveries.expire(LATE);
    expect(await lease(LATE)).toMatchObject([{ id: leased?.id, progress: { look: true } }]);
  });

  it('that are no more let go what they held', async () => {
    await store.subscriptions.put(subscription());
    await store.channels.configure(SLACK_CHANNEL, NIGHT, NOON);
    const { id: factId } = await storeFact(store);
    await store.deliveries.insert(delivery({ factId, progress: due(LATE) }));
    expect(await lease(LATE)).toEqual([]);
    await store.channels.configure(SLACK_CHANNEL, DEFAULT_SETTINGS, LATE + HOUR);
    expect(await lease(LATE + HOUR)).toMatchObject([{ kind: 'alert', factId, daily: false }]);
  });
});

describe('a muted subscription', () => {
  it('stays as it is but for that', async () => {
    await store.subscriptions.put(subscription({ minAmount: 5 }));
    expect(await store.subscriptions.mute(SLACK_CHANNEL, 'scale-ai', FOR_GOOD)).toBe(true);
    expect(await store.subscriptions.of(SLACK_CHANNEL)).toMatchObject([{ minAmount: 5, mutedUntil: FOR_GOOD }]);
    expect(await store.subscriptions.mute(SLACK_CHANNEL, 'openai', NOON)).toBe(false);
    expect(await store.subscriptions.mute(channel('C-OTHER'), 'scale-ai', NOON)).toBe(false);
    await store.subscriptions.mute(SLACK_CHANNEL, 'scale-ai', null);
    expect(await store.subscriptions.of(SLACK_CHANNEL)).toMatchObject([{ mutedUntil: null }]);
  });
});

describe('reports', () => {
  const place = { platform: 'slack', workspace: 'T1' };
  const report = (over = {}) => ({ id: hexId(), factId: 'f1', place, by: 'U1', text: 'No', at: NOON, ...over });

  it('are listed newest first, each once, till somebody has dealt with them', async () => {
    const first = report();
    expect(await store.reports.put(first)).toBe(true);
    expect(await store.reports.put(report({ at: NOON + DAY }))).toBe(false);
    const later = report({ by: 'U2', at: NOON + DAY });
    expect(await store.reports.put(later)).toBe(true);
    await store.reports.put(report({ place: { ...place, workspace: 'T2' } }));
    expect(await store.reports.open(place, 9, 0)).toEqual({ reports: [later, first], total: 2 });
    expect(await store.reports.open(null, 1, 2)).toMatchObject({ reports: [{ factId: 'f1' }], total: 3 });
    expect(await store.reports.close(first.id, { ...place, workspace: 'T2' }, 'U9', NOON)).toBe(false);
    expect(await store.reports.close(first.id, place, 'U9', NOON)).toBe(true);
    expect(await store.reports.close(first.id, place, 'U9', NOON)).toBe(false);
    expect(await store.reports.put(report())).toBe(true);
  });
});
