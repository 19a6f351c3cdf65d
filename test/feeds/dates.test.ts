import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDate } from '../../src/feeds/dates.ts';

const WANTED = Date.UTC(2025, 5, 18, 11, 0, 3);

test.each([
  'Wed, 18 Jun 2025 11:00:03 GMT',
  'Wed, 18 Jun 2025 11:00:03 +0000',
  'Wed, 18 Jun 2025 11:00:03 +0000 (UTC)',
  'Wed, 18 Jun 2025 07:00:03 EDT',
  'Wed, 18 Jun 2025 04:00:03 PDT',
  'Wed, 18 Jun 2025 13:00:03 CEST',
  'Wed, 18 Jun 2025 16:30:03 IST',
  'Wed, 18 Jun 2025 13:00:03 GMT+2',
  'Wed, 18 Jun 2025 13:00:03 +02:00',
  'Tue, 18 Jun 2025 11:00:03 GMT',
  'mié, 18 jun 2025 11:00:03 +0000',
  'mar, 18 juin 2025 11:00:03 +0000',
  'Mittwoch, 18. Juni 2025 11:00:03',
  'Wednesday, 18-Jun-25 11:00:03 UTC',
  '18 Jun 25 11:00:03 Z',
  '18 Jun 2025 11:00:03',
  'Wed Jun 18 11:00:03 2025',
  'June 18, 2025 11:00:03 AM',
  '18 June 2025, 11:00:03 a.m. GMT',
  '2025-06-18T11:00:03Z',
  '2025-06-18T11:00:03.000+00:00',
  '2025-06-18T13:00:03+0200',
  '2025-06-18 11:00:03',
  '2025-06-18 11:00:03 +0000',
  '2025-6-18 11:00:03',
  '20250618T110003Z',
  '2025-169T11:00:03Z',
  '2025/06/18 11:00:03',
  '18.06.2025 11:00:03',
  '6/18/2025 11:00:03',
  '2025年6月18日 11:00:03',
  '2025-06-18T04:00:03-07:00[America/Los_Angeles]',
  '2025-június-18T11:00:03',
  '  Wed,\n  18 Jun 2025\t11:00:03 GMT ',
  String(WANTED / 1000),
  String(WANTED),
])('%s', (text) => expect(parseDate(text)).toBe(WANTED));

test.each([
  ['Wed, 18 Jun 2025 11:00 GMT', Date.UTC(2025, 5, 18, 11)],
  ['2025-06-18T11:00Z', Date.UTC(2025, 5, 18, 11)],
  ['2025-06-18', Date.UTC(2025, 5, 18)],
  ['2025-06', Date.UTC(2025, 5)],
  ['2025', Date.UTC(2025, 0)],
  ['18 June 2025', Date.UTC(2025, 5, 18)],
  ['June 18, 2025 12:15 am', Date.UTC(2025, 5, 18, 0, 15)],
  ['June 18, 2025 12:15 pm', Date.UTC(2025, 5, 18, 12, 15)],
  ['2025-06-18T24:00:00Z', Date.UTC(2025, 5, 19)],
  ['2025-06-18T11:00:03.25Z', WANTED + 250],
])('%s, in part', (text, wanted) => expect(parseDate(text)).toBe(wanted));

test.each([
  '',
  'yesterday',
  'soon',
  '31 Jun 2025',
  '2025-02-30',
  '2025-13-01',
  '0000-00-00 00:00:00',
  '99 Foo 2025',
  '12',
])('%j is no date', (text) => expect(parseDate(text)).toBeNull());

test('what JavaScript writes comes back, in every format of its own', () => {
  fc.assert(
    fc.property(fc.integer({ min: Date.UTC(1990), max: Date.UTC(2090) }), (ms) => {
      const whole = Math.floor(ms / 1000) * 1000;
      expect(parseDate(new Date(ms).toISOString())).toBe(ms);
      expect(parseDate(new Date(ms).toUTCString())).toBe(whole);
    }),
  );
});

test('any text gives a date of four-digit years or null, and never throws', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const date = parseDate(text);
      expect(date === null || Number.isFinite(date)).toBe(true);
    }),
    { numRuns: 500 },
  );
});
