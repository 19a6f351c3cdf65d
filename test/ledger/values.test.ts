import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Argument } from '../../src/domain/claim.ts';
import { agree, agreeOnQuantity, inDollars } from '../../src/ledger/index.ts';
import { count, percent, text, usd } from './told.ts';

describe('two quantities', () => {
  const cases: [string, Argument, Argument, ReturnType<typeof agree>][] = [
    ['nearly $15 billion and $14.3 billion', usd('$15 billion', 'about'), usd('$14.3 billion'), 'agrees'],
    ['$20 billion and $14.3 billion', usd('$20 billion'), usd('$14.3 billion'), 'differs'],
    ['nearly $20 billion and $14.3 billion', usd('$20 billion', 'about'), usd('$14.3 billion'), 'differs'],
    ['$15 billion and $14.3 billion', usd('$15 billion'), usd('$14.3 billion'), 'differs'],
    ['$14 billion and $14.3 billion', usd('$14 billion'), usd('$14.3 billion'), 'agrees'],
    ['$14.3B and $14.3 billion', usd('$14.3B'), usd('$14.3 billion'), 'same'],
    ['up to $4 billion and $1.3 billion', usd('$4 billion', 'up_to'), usd('$1.3 billion'), 'agrees'],
    ['up to $4 billion and $6 billion', usd('$4 billion', 'up_to'), usd('$6 billion'), 'differs'],
    ['up to $40 billion and up to $25 billion', usd('$40 billion', 'up_to'), usd('$25 billion', 'up_to'), 'differs'],
    ['more than $14 billion and $14.3 billion', usd('$14 billion', 'at_least'), usd('$14.3 billion'), 'agrees'],
    ['49% and 49.3%', percent('stake', 49), percent('stake', 49.3), 'agrees'],
    ['49% and 51%', percent('stake', 49), percent('stake', 51), 'differs'],
    ['14% and 200 people', percent('headcount', 14), count(200), null],
    ['200 and 201 people', count(200), count(201), 'differs'],
  ];
  it.each(cases)('%s', (_, a, b, expected) => {
    expect(agree(a, b)).toBe(expected);
    expect(agree(b, a)).toBe(expected);
  });

  it('agree in a range', () => {
    const range: Argument = {
      role: 'amount',
      text: '$10-15 billion',
      value: 10e9,
      max: 15e9,
      unit: 'USD',
      qualifier: 'range',
    };
    expect(agree(range, usd('$14.3 billion'))).toBe('agrees');
    expect(agree(range, usd('$16 billion'))).toBe('differs');
    expect(inDollars(range)).toBe(15e9);
  });

  it('never throw, and agree both ways or neither, whatever their wording', () => {
    const quantity = fc.record({
      role: fc.constant('amount' as const),
      text: fc.string(),
      value: fc.double(),
      unit: fc.constantFrom('USD', 'EUR', 'percent', 'GW', '', 'XXX'),
      qualifier: fc.constantFrom('exact', 'about', 'up_to', 'at_least', 'range'),
    });
    fc.assert(
      fc.property(quantity, quantity, (a, b) => {
        expect(agreeOnQuantity(a as Argument, b as Argument)).toBe(agreeOnQuantity(b as Argument, a as Argument));
      }),
      { seed: 7 },
    );
  });
});

describe('two wordings', () => {
  const cases: [Argument, Argument, ReturnType<typeof agree>][] = [
    [text('to_role', 'CEO'), text('to_role', 'chief executive officer'), 'same'],
    [text('to_role', 'CEO'), text('to_role', 'interim CEO'), 'differs'],
    [text('to_role', 'acting chief executive'), text('to_role', 'interim CEO'), 'same'],
    [text('to_role', 'finance chief'), text('to_role', 'CFO'), 'same'],
    [text('from_role', 'Strategy chief'), text('from_role', 'chief strategy officer'), 'same'],
    [text('to_role', 'operations chief'), text('to_role', 'CFO'), 'differs'],
    [text('to_role', 'interim chief'), text('to_role', 'chief interim officer'), 'agrees'],
    [text('to_role', 'CEO'), text('to_role', 'CTO'), 'differs'],
    [text('to_role', 'chief AI officer'), text('to_role', 'lead an AI effort'), 'agrees'],
    [text('round', 'Series F'), text('round', 'a Series-F round'), 'same'],
    [text('round', 'Series F'), text('round', 'seed'), 'differs'],
    [text('date', '22 May 2026'), text('date', 'May 22'), 'agrees'],
    [text('date', '22 May 2026'), text('date', '2026-06-07'), 'differs'],
    [text('date', '22 May 2026'), text('date', 'on Friday'), null],
    [text('period', 'Q4 2025'), text('period', 'the fourth quarter'), 'agrees'],
    [text('period', 'Q4'), text('period', 'full year 2025'), 'differs'],
    [text('period', 'third quarter'), text('period', 'fourth quarter'), 'differs'],
    [text('product', 'Copilot Checkout'), text('product', 'copilot checkout'), 'same'],
  ];
  it.each(cases)('$0.text / $1.text', (a, b, expected) => {
    expect(agree(a, b)).toBe(expected);
    expect(agree(b, a)).toBe(expected);
  });
});

describe('two terms', () => {
  it.each([
    ['without voting rights', 'non-voting', 'same'],
    ['will not have any voting power', 'won’t have voting rights', 'same'],
    ['non-exclusive licence', 'non-exclusive', 'same'],
    ['exclusive licence', 'non-exclusive licence', null],
    ['two-year', 'five-year', null],
    ['non-voting', 'without board seats', null],
    ['no', 'no', 'same'],
  ])('%s, %s', (a, b, expected) => {
    expect(agree(text('terms', a), text('terms', b))).toBe(expected);
    expect(agree(text('terms', b), text('terms', a))).toBe(expected);
  });
});
