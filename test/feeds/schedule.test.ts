import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Clock,
  FRESH_STATE,
  LONGEST_MS,
  nextPoll,
  type PollEvent,
  readState,
  type ScheduleState,
} from '../../src/feeds/schedule.ts';
import { DAY, HOUR, MINUTE, NOON } from '../support/fixtures.ts';

const BASE = 10 * MINUTE;
const clock = (over: Partial<Clock> = {}): Clock => ({ now: NOON, baseMs: BASE, random: () => 0, ...over });
const read = (over: object = {}): PollEvent => ({ kind: 'read', news: true, ...over });
const wait = (event: PollEvent, over: Partial<Clock> = {}, state: Partial<ScheduleState> = {}) =>
  nextPoll({ ...FRESH_STATE, ...state }, event, clock(over)).nextAt - (over.now ?? NOON);

describe('the next poll of a feed that was read', () => {
  test('is the greatest of base, ttl and max-age', () => {
    expect(wait(read())).toBe(BASE);
    expect(wait(read({ hints: { ttlMinutes: 5 } }))).toBe(BASE);
    expect(wait(read({ hints: { ttlMinutes: 60 } }))).toBe(HOUR);
    expect(wait(read({ hints: { ttlMinutes: 60 }, maxAgeMs: 2 * HOUR }))).toBe(2 * HOUR);
  });

  test('is at most a day away, jitter aside, whatever the feed says', () => {
    expect(wait(read({ hints: { ttlMinutes: 999_999 }, maxAgeMs: 400 * DAY }))).toBe(LONGEST_MS);
    expect(wait(read(), { baseMs: 2 * DAY })).toBe(2 * DAY);
  });

  test('keeps the hints over a 304', () => {
    const { state } = nextPoll(FRESH_STATE, read({ hints: { ttlMinutes: 60 } }), clock());
    expect(wait({ kind: 'read', news: false }, {}, state)).toBe(HOUR);
  });

  test('comes later where nothing new comes, at most six times, and at once again with news', () => {
    const quiet = (hours: number) => wait({ kind: 'read', news: false }, {}, { newsAt: NOON - hours * HOUR });
    expect([1, 8, 12, 500].map(quiet)).toEqual([BASE, 20 * MINUTE, 30 * MINUTE, HOUR]);
    expect(wait(read(), {}, { newsAt: NOON - 500 * HOUR })).toBe(BASE);
  });

  test('avoids the hours and days that the feed rules out', () => {
    const hints = { skipHours: [12, 13, 14], skipDays: ['thursday', 'friday'] };
    expect(new Date(nextPoll(FRESH_STATE, read({ hints }), clock()).nextAt).toISOString()).toBe(
      '2025-06-18T15:00:00.000Z',
    );
    const night = clock({ now: NOON + 12 * HOUR - 5 * MINUTE });
    expect(new Date(nextPoll(FRESH_STATE, read({ hints }), night).nextAt).toISOString()).toBe(
      '2025-06-21T00:00:00.000Z',
    );
    const everything = { skipHours: Array.from({ length: 24 }, (_, h) => h) };
    expect(wait(read({ hints: everything }))).toBe(BASE);
  });
});

describe('failures', () => {
  test('double the wait up to a day, and one success forgets them', () => {
    let state = FRESH_STATE;
    const waits: number[] = [];
    for (let i = 0; i < 12; i++) {
      const next = nextPoll(state, { kind: 'failed' }, clock());
      waits.push((next.nextAt - NOON) / MINUTE);
      state = next.state;
    }
    expect(waits).toEqual([10, 20, 40, 80, 160, 320, 640, 1280, 1440, 1440, 1440, 1440]);
    expect(nextPoll(state, read(), clock()).state.failures).toBe(0);
  });

  test('Retry-After is waited for, up to a week; a short one shortens nothing', () => {
    expect(wait({ kind: 'failed', retryAfterMs: 3 * HOUR })).toBe(3 * HOUR);
    expect(wait({ kind: 'failed', retryAfterMs: 90 * DAY })).toBe(7 * DAY);
    expect(wait({ kind: 'failed', retryAfterMs: 1_000 })).toBe(BASE);
  });

  test('429 and 503 speak for the whole site, 500 for the feed', () => {
    const until = (status: number) =>
      nextPoll(FRESH_STATE, { kind: 'failed', status, retryAfterMs: HOUR }, clock()).state.siteWaitsUntil;
    expect([429, 503, 500].map(until)).toEqual([NOON + HOUR, NOON + HOUR, null]);
  });

  test('no network counts for nothing', () => {
    const next = nextPoll({ ...FRESH_STATE, failures: 2 }, { kind: 'offline' }, clock());
    expect(next).toMatchObject({ nextAt: NOON + BASE, state: { failures: 2 } });
  });
});

test('state survives as JSON, and damaged state counts as none', () => {
  const { state } = nextPoll(
    FRESH_STATE,
    read({ hints: { ttlMinutes: 7, skipDays: ['sunday'] }, permanentUrl: 'https://x.example/' }),
    clock(),
  );
  expect(readState(JSON.stringify(state))).toEqual(state);
  for (const damaged of ['', 'null', '7', '{', '[]']) expect(readState(damaged)).toEqual(FRESH_STATE);
});

test('whatever happens, nobody is asked before the base interval is over, nor forgotten', () => {
  const event = fc.oneof(
    fc.record({
      kind: fc.constant('read' as const),
      news: fc.boolean(),
      maxAgeMs: fc.nat(400 * DAY),
      hints: fc.record({ ttlMinutes: fc.nat(99_999), skipHours: fc.uniqueArray(fc.nat(23)) }),
    }),
    fc.record({
      kind: fc.constant('failed' as const),
      status: fc.constantFrom(404, 429, 500, 503),
      retryAfterMs: fc.nat(900 * DAY),
    }),
    fc.record({ kind: fc.constant('offline' as const) }),
  );
  fc.assert(
    fc.property(fc.array(event, { maxLength: 20 }), fc.double({ min: 0, max: 0.999, noNaN: true }), (events, r) => {
      let state = FRESH_STATE;
      let now = NOON;
      for (const happened of events) {
        const next = nextPoll(state, happened, clock({ now, random: () => r }));
        expect(next.nextAt - now).toBeGreaterThanOrEqual(BASE);
        expect(next.nextAt - now).toBeLessThanOrEqual(9 * DAY);
        state = readState(JSON.stringify(next.state));
        now = next.nextAt;
      }
    }),
  );
});

test('a week of 10,000 feeds that start together: spread evenly, none early, none forgotten', () => {
  const FEEDS = 10_000;
  let seed = 1;
  const random = () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed / 2_147_483_648;
  };
  const minutes = (7 * DAY) / MINUTE;
  const requests = new Uint32Array(minutes);
  const asked = new Uint16Array(FEEDS);
  let early = 0;
  for (let feed = 0; feed < FEEDS; feed++) {
    // From several stories an hour to one in two weeks.
    const newsEvery = MINUTE * 10 ** (1 + 3.3 * (feed / FEEDS));
    const ttl = feed % 10 === 0 ? 30 : 0;
    let state = FRESH_STATE;
    let lastNews = NOON;
    for (let now = NOON, first = true; now < NOON + 7 * DAY; first = false) {
      requests[Math.floor((now - NOON) / MINUTE)]!++;
      asked[feed]!++;
      const news = first || now - lastNews >= newsEvery;
      if (news) lastNews = now;
      const next = nextPoll(
        state,
        { kind: 'read', news, hints: ttl ? { ttlMinutes: ttl } : {} },
        { now, baseMs: BASE, random, crowded: first },
      );
      if (next.nextAt - now < Math.max(BASE, ttl * MINUTE)) early++;
      state = next.state;
      now = next.nextAt;
    }
  }
  expect(early).toBe(0);
  // A quiet feed is asked hourly at least; a lively one every ten minutes or so.
  expect(Math.min(...asked)).toBeGreaterThan(7 * 24 * 0.85);
  expect(asked[1]).toBeGreaterThan(7 * 24 * 5);
  expect(asked[FEEDS - 1]).toBeLessThan(7 * 24 * 2);
  // From the second hour on no minute has much more or less than its neighbours' share.
  for (let hour = 1; hour < 7 * 24; hour++) {
    const share = requests.slice(hour * 60, hour * 60 + 60);
    const mean = share.reduce((a, b) => a + b, 0) / 60;
    expect(Math.max(...share) / mean).toBeLessThan(1.5);
    expect(Math.min(...share) / mean).toBeGreaterThan(0.5);
  }
});
