import { randomInt } from 'node:crypto';
import { expect, it } from 'vitest';
import { fuzz } from './support/fuzz/run.ts';

// The long form is `npm run fuzz -- --inputs 1000000`: this one sees that nothing broke at all, on every change.
it.each([20_261_129, randomInt(2 ** 30)])(
  'whatever comes from outside is read or refused, at once and to the letter (seed %i)',
  async (seed) => {
    const { faults, inputs } = await fuzz({ inputs: 1_000, seed });
    expect(faults).toEqual([]);
    expect(inputs).toBeGreaterThanOrEqual(1_000);
  },
  60_000,
);
