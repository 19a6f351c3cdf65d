import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createPace } from '../../../adapters/slack/pace.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('spaces out the turns of one lane and lets another go at once', async () => {
  const pace = createPace();
  const turns: string[] = [];
  for (const lane of ['a', 'a', 'a', 'b']) void pace.turn(lane, 1_000).then(() => turns.push(lane));
  await vi.advanceTimersByTimeAsync(0);
  expect(turns).toEqual(['a', 'b']);
  await vi.advanceTimersByTimeAsync(999);
  expect(turns).toEqual(['a', 'b']);
  await vi.advanceTimersByTimeAsync(1_001);
  expect(turns).toEqual(['a', 'b', 'a', 'a']);
});

it('says how long to wait instead of holding a long queue', async () => {
  const pace = createPace();
  const waits = Array.from({ length: 9 }, () => pace.turn('a', 1_000));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await Promise.all(waits)).toEqual([null, null, null, null, null, 5_000, 5_000, 5_000, 5_000]);
});

it('lets nobody through a closed lane, not even who waits already', async () => {
  const pace = createPace();
  await pace.turn('a', 1_000);
  const waiting = pace.turn('a', 1_000);
  pace.close('a', 30_000);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await waiting).toBe(29_000);
  expect(await pace.turn('a', 1_000)).toBe(29_000);
  expect(await pace.turn('b', 1_000)).toBeNull();
  await vi.advanceTimersByTimeAsync(29_000);
  expect(await pace.turn('a', 1_000)).toBeNull();
});
