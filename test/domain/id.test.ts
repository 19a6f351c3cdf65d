import { afterEach, describe, expect, it, vi } from 'vitest';
import { digitsOf, idOf, newId } from '../../src/domain/id.ts';

afterEach(() => void vi.useRealTimers());

describe('an id', () => {
  it('comes after those of seconds before, and is like no other', () => {
    vi.useFakeTimers({ now: Date.parse('2026-01-05T12:00:00Z') });
    const first = Array.from({ length: 1_000 }, newId);
    vi.advanceTimersByTime(1_000);
    const later = newId();
    expect(new Set(first).size).toBe(1_000);
    expect(first.every((id) => /^[0-9a-z]{15}$/.test(id) && id < later)).toBe(true);
  });

  it('is typed by digits that differ from the first on', () => {
    const typed = Array.from({ length: 200 }, () => digitsOf(newId())?.slice(0, 4));
    expect(new Set(typed).size).toBeGreaterThan(150);
  });

  it('has digits that no other has', () => {
    const ids = [0, 1, 35, 36, 2 ** 40].flatMap((random) =>
      [1_700_000_000, 1_700_000_001].map((at) => idOf(at, random)),
    );
    const digits = ids.map(digitsOf);
    expect(new Set(digits).size).toBe(ids.length);
    expect(digits.every((it) => it !== null && /^[0-9a-f]{20}$/.test(it))).toBe(true);
  });

  it('that is older is typed as it is, or what was at random first; what is no id has no digits', () => {
    expect(digitsOf('0000000a00000000000b')).toBe('00000000000b0000000a');
    expect(digitsOf('3F9A0000-0000-4000-8000-000000000001')).toBe('3f9a0000000040008000000000000001');
    expect(digitsOf('fact-1')).toBeNull();
  });
});
