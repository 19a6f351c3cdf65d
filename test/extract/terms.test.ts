import { describe, expect, it } from 'vitest';
import { extract } from './support.ts';

const terms = (text: string) =>
  extract({ id: 'x', title: '', text }).claims.map((claim) => [
    claim.type,
    ...claim.args.filter((arg) => arg.role === 'terms').map((arg) => arg.text),
  ]);

describe('the terms of a deal', () => {
  it.each([
    [
      'Norbank is investing $3 billion in Velora for a 30% stake. But Norbank will not have any voting power at the company, Velora said.',
      ['investment', 'will not have any voting power'],
    ],
    [
      'Norbank is investing $3 billion in Velora. The shares come without voting rights.',
      ['investment', 'without voting rights'],
    ],
    [
      'Quillon has agreed to acquire Tarnova for $2 billion in an all-stock deal.',
      ['acquisition', 'in an all-stock deal'],
    ],
    [
      'Quillon acquired Tarnova. Terms of the deal were not disclosed.',
      ['acquisition', 'Terms of the deal were not disclosed'],
    ],
    ['Quillon signed a five-year partnership with Tarnova.', ['agreement', 'five-year']],
    ['Quillon signed a non-exclusive agreement with Tarnova.', ['agreement', 'non-exclusive agreement']],
  ])('are kept as worded: %s', (text, expected) => {
    expect(terms(text)).toEqual([expected]);
  });

  it('do not cross to another deal of the article', () => {
    expect(
      terms(
        'Quillon acquired Tarnova for $20 million. Norbank invested $3 billion in Velora without any voting rights.',
      ),
    ).toEqual([['acquisition'], ['investment', 'without any voting rights']]);
  });
});
