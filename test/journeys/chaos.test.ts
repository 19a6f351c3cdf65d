import { expect, it } from 'vitest';
import { chaos } from '../support/chaos/run.ts';

// The long form is `npm run chaos`: this one sees that the promise holds at all, on every change.
it('killed ten times while its platforms and feeds fail, it tells everything, and nothing twice', async () => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  const result = await chaos({
    kills: 10,
    seed,
    stories: 4,
    share: 0.12,
    lifeMs: 2_500,
    calmMs: 60_000,
  });
  const { lost, doubled, stale, strange, crashes, unsettled, silent, leaks, expected, kills, lastExit, folder } =
    result;
  expect(
    { lost, doubled, stale, strange, crashes, unsettled, silent, leaks, lastExit },
    `seed ${seed}, ${folder}`,
  ).toEqual({
    lost: [],
    doubled: [],
    stale: [],
    strange: [],
    crashes: [],
    unsettled: 0,
    silent: [],
    leaks: 0,
    lastExit: 0,
  });
  expect({ expected, kills }).toEqual({ expected: 12, kills: 10 });
}, 300_000);
