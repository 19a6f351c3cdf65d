import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestDay, endsQuiet, nextDigest, quietTill } from '../../src/domain/digest.ts';
import { type ChannelSettings, DEFAULT_SETTINGS } from '../../src/domain/settings.ts';

const at = (time: string) => Date.parse(time);
const inZone = (zone: string, hour = 9): ChannelSettings => ({ ...DEFAULT_SETTINGS, digestAt: hour * 60, zone });
const clock = (time: number, zone: string) =>
  new Date(time).toLocaleTimeString('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' });

describe('the hour of the digest in a time zone', () => {
  it('stays the same on the clock when clocks change', () => {
    const berlin = inZone('Europe/Berlin');
    expect(nextDigest(at('2025-03-29T12:00:00Z'), berlin)).toBe(at('2025-03-30T07:00:00Z'));
    expect(nextDigest(at('2025-03-28T12:00:00Z'), berlin)).toBe(at('2025-03-29T08:00:00Z'));
    expect(nextDigest(at('2025-10-25T12:00:00Z'), berlin)).toBe(at('2025-10-26T08:00:00Z'));
    expect(digestDay(at('2025-06-18T20:59:59Z'), inZone('Pacific/Auckland'))).toBe('2025-06-18');
    expect(digestDay(at('2025-06-18T21:00:00Z'), inZone('Pacific/Auckland'))).toBe('2025-06-19');
    expect(nextDigest(at('2025-06-18T12:00:00Z'), inZone('Asia/Kathmandu'))).toBe(at('2025-06-19T03:15:00Z'));
  });

  it('comes, where clocks skip it, within an hour', () => {
    const skipped = nextDigest(at('2025-03-30T00:30:00Z'), { ...inZone('Europe/Berlin'), digestAt: 150 });
    expect(Math.abs(skipped - at('2025-03-30T01:00:00Z'))).toBeLessThanOrEqual(3_600_000);
  });

  it('is always ahead, at most 25 hours, and shows on the clock; the day goes up by one a digest', () => {
    const zones = ['UTC', 'America/New_York', 'Asia/Kolkata', 'Pacific/Apia', 'Pacific/Kiritimati', 'Asia/Tokyo'];
    fc.assert(
      fc.property(
        fc.integer({ min: at('2020-01-01'), max: at('2035-01-01') }),
        fc.integer({ min: 4, max: 23 }),
        fc.constantFrom(...zones),
        (now, hour, zone) => {
          const settings = inZone(zone, hour);
          const next = nextDigest(now, settings);
          expect(next).toBeGreaterThan(now);
          expect(next - now).toBeLessThanOrEqual(25 * 3_600_000);
          expect(clock(next, zone)).toBe(`${String(hour).padStart(2, '0')}:00`);
          expect(digestDay(next, settings) > digestDay(next - 1, settings)).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('quiet hours', () => {
  const nights = (zone = 'UTC'): ChannelSettings => ({ ...inZone(zone), quiet: { from: 22 * 60, to: 7 * 60 } });

  it('last over midnight, and end on the clock of the channel', () => {
    expect(quietTill(at('2025-06-18T21:59:59Z'), nights())).toBeNull();
    expect(quietTill(at('2025-06-18T22:00:00Z'), nights())).toBe(at('2025-06-19T07:00:00Z'));
    expect(quietTill(at('2025-06-19T06:59:59Z'), nights())).toBe(at('2025-06-19T07:00:00Z'));
    expect(quietTill(at('2025-06-19T07:00:00Z'), nights())).toBeNull();
    expect(quietTill(at('2025-06-18T20:30:00Z'), nights('Europe/Berlin'))).toBe(at('2025-06-19T05:00:00Z'));
    const noon = { ...inZone('UTC'), quiet: { from: 720, to: 780 } };
    expect(quietTill(at('2025-06-18T12:30:00Z'), noon)).toBe(at('2025-06-18T13:00:00Z'));
    expect(quietTill(at('2025-06-18T11:59:00Z'), noon)).toBeNull();
    expect(quietTill(at('2025-06-18T12:30:00Z'), inZone('UTC'))).toBeNull();
  });

  it('end where no digest of the day is due: else that one tells it all', () => {
    expect(endsQuiet(at('2025-06-19T07:00:00Z'), nights())).toBe(true);
    expect(endsQuiet(at('2025-06-19T09:00:00Z'), nights())).toBe(false);
    expect(endsQuiet(at('2025-06-19T07:00:00Z'), { ...nights(), digestAt: 420 })).toBe(false);
  });
});
