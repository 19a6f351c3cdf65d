import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allowedSlips, slipsToBeginning } from '../../src/domain/slips.ts';

test.each([
  ['deal', 'deal', 0],
  ['dael', 'deal', 1],
  ['del', 'deal', 1],
  ['deaal', 'deal', 1],
  ['subsc', 'subscribe', 0],
  ['sbusc', 'subscribe', 1],
  ['dance', 'deal', 3],
])('%s is %s but for some slips', (typed, known, slips) => {
  expect(slipsToBeginning(typed, known, 2)).toBe(slips);
});

test('whatever begins a name has no slip', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), fc.nat(4), (a, b, limit) => {
      expect(slipsToBeginning(a, a + b, limit)).toBe(0);
    }),
  );
});

test('short words allow fewer slips than long ones', () => {
  expect([2, 5, 9, 10].map(allowedSlips)).toEqual([0, 1, 2, 3]);
});
