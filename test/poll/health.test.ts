import { describe, expect, it } from 'vitest';
import { FRESH_STATE } from '../../src/feeds/schedule.ts';
import { conditionOf, type Health, healthAfter, readHealth, silentAfter, troubleOf } from '../../src/poll/health.ts';
import type { FeedRow } from '../../src/store/store.ts';
import { DAY, HOUR, NOON } from '../support/fixtures.ts';

const days = (...ago: number[]) => ago.map((n) => NOON - n * DAY);
const none: Health = { failingSince: null, newAt: null, silentAfterMs: null, told: null };

describe('the habit of a feed', () => {
  it('is five times its usual distance between items, at least two weeks', () => {
    expect(silentAfter(days(0, 1, 2, 3, 4))).toBe(14 * DAY);
    expect(silentAfter(days(0, 7, 14, 21))).toBe(35 * DAY);
  });

  it('is twice its longest pause where it has long ones', () => {
    expect(silentAfter(days(0, 1, 2, 90, 91, 92))).toBe(176 * DAY);
  });

  it('does not count one item of long ago that stays on top', () => {
    const daily = days(...Array.from({ length: 12 }, (_, i) => i));
    expect(silentAfter([...daily, ...days(1500)])).toBe(14 * DAY);
  });

  it('is not known from fewer than three dates', () => {
    expect(silentAfter([])).toBeNull();
    expect(silentAfter(days(0, 30, 30))).toBeNull();
  });
});

describe('what is remembered', () => {
  it('begins with the newest date of the first document, and goes on with when news was seen', () => {
    const first = healthAfter(none, { kind: 'read', news: true, first: true, dates: days(40, 47, 54) }, NOON);
    expect(first).toMatchObject({ newAt: NOON - 40 * DAY, silentAfterMs: 35 * DAY });
    const later = healthAfter(first, { kind: 'read', news: true, first: false, dates: days(40, 47, 54) }, NOON + HOUR);
    expect(later.newAt).toBe(NOON + HOUR);
    expect(healthAfter(later, { kind: 'read', news: false, first: false }, NOON + DAY)).toEqual(later);
  });

  it('counts failures from the first one, and no network not at all', () => {
    const failing = healthAfter(none, { kind: 'failed' }, NOON);
    expect(healthAfter(failing, { kind: 'failed' }, NOON + DAY).failingSince).toBe(NOON);
    expect(healthAfter(none, { kind: 'offline' }, NOON)).toEqual(none);
    expect(healthAfter(failing, { kind: 'read', news: false, first: false }, NOON).failingSince).toBeNull();
  });

  it('survives as JSON, and damaged JSON counts as none', () => {
    const kept: Health = { failingSince: 1, newAt: 2, silentAfterMs: 3, told: 'failing' };
    const at = (schedule: string | null) => readHealth({ schedule, newestItem: null, lastItem: 7 });
    expect(at(JSON.stringify({ health: kept }))).toEqual(kept);
    for (const damaged of [null, '', '{', '7', '{"health":7}']) expect(at(damaged)).toEqual({ ...none, newAt: 7 });
  });
});

describe('long trouble', () => {
  const of = (health: Partial<Health>, state: Partial<typeof FRESH_STATE> = {}) =>
    troubleOf({ ...none, ...health }, { ...FRESH_STATE, ...state }, NOON);

  it('is three days of failures, several of them', () => {
    expect(of({ failingSince: NOON - 3 * DAY }, { failures: 5 })).toBe('failing');
    expect(of({ failingSince: NOON - 3 * DAY + 1 }, { failures: 5 })).toBeNull();
    // The bot was off for a month.
    expect(of({ failingSince: NOON - 30 * DAY }, { failures: 2 })).toBeNull();
  });

  it('is silence beyond the habit; a month where there is none', () => {
    expect(of({ newAt: NOON - 34 * DAY, silentAfterMs: 35 * DAY })).toBeNull();
    expect(of({ newAt: NOON - 35 * DAY, silentAfterMs: 35 * DAY })).toBe('silent');
    expect(of({ newAt: NOON - 29 * DAY })).toBeNull();
    expect(of({ newAt: NOON - 30 * DAY })).toBe('silent');
  });

  it('is being gone, at once', () => expect(of({}, { gone: true })).toBe('gone'));
});

describe('how a feed fares', () => {
  const row = (over: Partial<FeedRow> = {}, state: object = {}): FeedRow => ({
    id: 'f',
    url: 'https://f.example/',
    etag: null,
    lastModified: null,
    schedule: JSON.stringify({ ...FRESH_STATE, ...state }),
    nextAt: NOON,
    leasedUntil: null,
    lastSuccess: NOON - HOUR,
    lastItem: NOON - HOUR,
    newestItem: NOON - 2 * HOUR,
    primed: true,
    failures: 0,
    lastError: null,
    added: null,
    listed: true,
    removedAt: null,
    ...over,
  });
  const ill = { lastError: 'f.example answered 500 (an error there).', failures: 9 };

  it.each([
    ['fine', row(), { is: 'fine', lastNew: NOON - 2 * HOUR }],
    ['not read yet', row({ lastSuccess: null, newestItem: null, lastItem: null }), { is: 'waiting' }],
    ['resting as asked', row(ill, { siteWaitsUntil: NOON + HOUR }), { is: 'resting', until: NOON + HOUR }],
    ['failing', row(ill), { is: 'failing', since: NOON - HOUR, error: ill.lastError, long: false }],
    [
      'failing for days, whatever its site asks',
      row(ill, { failures: 9, siteWaitsUntil: NOON + HOUR, health: { failingSince: NOON - 4 * DAY } }),
      { is: 'failing', since: NOON - HOUR, error: ill.lastError, long: true },
    ],
    ['muted by 410', row(ill, { gone: true, health: { failingSince: NOON - DAY } }), { is: 'gone', since: NOON - DAY }],
    ['silent', row({}, { health: { newAt: NOON - 50 * DAY } }), { is: 'silent', since: NOON - 50 * DAY }],
  ])('%s', (_, feed, condition) => expect(conditionOf(feed, NOON)).toEqual(condition));

  it('rests with its site', () => {
    expect(conditionOf(row(), NOON, NOON + HOUR)).toEqual({ is: 'resting', until: NOON + HOUR });
    expect(conditionOf(row(), NOON, NOON)).toMatchObject({ is: 'fine' });
  });
});
