import fc from 'fast-check';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createPace } from '../../../adapters/discord/pace.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
/** Most of these moments within any second. */
const most = (moments: readonly number[]) =>
  Math.max(...moments.map((at) => moments.filter((other) => other > at - 1_000 && other <= at).length));

/** Makes calls, each with its time there and back, and gives when each reached the platform. */
async function arrivals(ways: readonly (readonly [there: number, back: number])[]): Promise<number[]> {
  const paced = createPace();
  const reached: number[] = [];
  const calls = ways.map(([there, back]) =>
    paced(async () => {
      await wait(there);
      reached.push(performance.now());
      await wait(back);
    }),
  );
  await vi.runAllTimersAsync();
  await Promise.all(calls);
  return reached;
}

it('lets no second have more than fifty calls, however long each is on its way', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(800), fc.nat(200)), { minLength: 150, maxLength: 200, size: 'max' }),
      async (ways) => {
        expect(most(await arrivals(ways))).toBeLessThanOrEqual(50);
      },
    ),
    { numRuns: 20 },
  );
});

it('makes fifty calls in a second and their way', async () => {
  for (const [there, back] of [
    [2, 3],
    [60, 90],
  ] as const) {
    const reached = await arrivals(Array.from({ length: 500 }, () => [there, back] as const));
    expect(most(reached)).toBe(50);
    expect((reached[450] as number) - (reached[0] as number)).toBeLessThanOrEqual(9 * (1_005 + there + back));
  }
});

it('makes up for what was held up, but for a moment of it alone', async () => {
  let held = 0;
  const startedAfter = async (ms: number) => {
    held = 0;
    const paced = createPace(() => performance.now() + held);
    let started = 0;
    for (let n = 0; n < 40; n++) void paced(async () => void started++);
    await vi.advanceTimersByTimeAsync(100);
    const before = started;
    // For so long the process has time for nothing else: its timers are late.
    held = ms;
    await vi.advanceTimersByTimeAsync(18);
    return started - before;
  };
  expect(await startedAfter(0)).toBe(1);
  expect(await startedAfter(36)).toBe(3);
  expect(await startedAfter(10_000)).toBeLessThanOrEqual(7);
});

it('keeps the order of calls, and goes on after one that fails', async () => {
  const paced = createPace();
  const made: number[] = [];
  const ends = Array.from({ length: 60 }, (_, n) =>
    paced(async () => {
      made.push(n);
      if (n % 2) throw new Error('refused');
      return n;
    }).catch(() => 'failed'),
  );
  await vi.runAllTimersAsync();
  expect(made).toEqual(Array.from({ length: 60 }, (_, n) => n));
  expect((await Promise.all(ends)).slice(0, 4)).toEqual([0, 'failed', 2, 'failed']);
});
