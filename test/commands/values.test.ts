import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAmount, readCadence, readSince, readType, readTypes } from '../../src/commands/values.ts';
import { CLAIM_TYPES } from '../../src/domain/claim.ts';
import { usd } from '../../src/present/index.ts';
import { NOON } from '../support/fixtures.ts';

describe('a minimum amount', () => {
  it.each([
    ['50M', 50e6],
    ['50m', 50e6],
    ['$50 million', 50e6],
    ['US$50 million', 50e6],
    ['50 million dollars', 50e6],
    ['1.5bn', 1.5e9],
    ['1,5bn', 1.5e9],
    ['$1.5B', 1.5e9],
    ['2 trillion', 2e12],
    ['500k', 500_000],
    ['50,000,000', 50e6],
    ['50000000', 50e6],
    ['$100M+', 100e6],
    ['at least 50M', 50e6],
    ['0', null],
    ['$0', null],
    ['none', null],
    ['Any', null],
  ])('%s', (text, value) => {
    expect(readAmount(text)).toEqual({ ok: true, value });
  });

  it.each(['', 'lots', '50', '€50M', '-5M', '50 apples', '1.2.3M', '9999 trillion', '$', 'NaN'])(
    '%s is not understood, and what is is told',
    (text) => {
      const read = readAmount(text);
      expect(read.ok).toBe(false);
      expect(!read.ok && read.problem).toContain('50M');
    },
  );

  it('reads back what we write', () => {
    fc.assert(
      fc.property(fc.constantFrom(1e6, 1e7, 2.5e8, 1e9, 3.75e9, 1e12, 900_000), (amount) => {
        expect(readAmount(usd(amount))).toEqual({ ok: true, value: amount });
      }),
    );
  });
});

describe('a date to look back to', () => {
  it.each([
    ['2025-06-01', '2025-06-01'],
    ['2025-6-1', '2025-06-01'],
    ['2025/06/01', '2025-06-01'],
    ['2025-06', '2025-06-01'],
    ['2025', '2025-01-01'],
    ['june 2025', '2025-06-01'],
    ['1 Jun 2025', '2025-06-01'],
    ['June 1, 2025', '2025-06-01'],
    ['today', '2025-06-18'],
    ['yesterday', '2025-06-17'],
    ['7d', '2025-06-11'],
    ['2 weeks', '2025-06-04'],
    ['2 weeks ago', '2025-06-04'],
    ['last month', '2025-05-19'],
  ])('%s', (text, day) => {
    expect(readSince(text, NOON)).toEqual({ ok: true, value: day });
  });

  it.each(['', 'soon', '2025-02-30', '2025-13', '31 june 2025', '12', '1066', '2031-01-01', 'd'])(
    '%s is refused with what is allowed',
    (text) => {
      const read = readSince(text, NOON);
      expect(!read.ok && read.problem).toContain('2025-06-01');
    },
  );

  it('never throws, and gives only days', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^\d{1,6}[-dwmy ]{0,3}\d{0,2}$/)), (text) => {
        const read = readSince(text, NOON);
        if (read.ok) expect(read.value).toMatch(/^\d{4}-\d\d-\d\d$/);
      }),
    );
  });
});

describe('types and cadence', () => {
  it('take a list however it is spelt, in the order of the table', () => {
    expect(readTypes('IPO, investments;ipo')).toEqual({ ok: true, value: ['investment', 'ipo'] });
    expect(readTypes('all')).toEqual({ ok: true, value: [] });
    expect(readTypes(CLAIM_TYPES.join(','))).toEqual({ ok: true, value: [] });
    expect(readTypes('ipo,bananas,figs')).toMatchObject({
      ok: false,
      problem: expect.stringContaining('“bananas, figs”'),
    });
    expect(readType('Executive moves')).toEqual({ ok: true, value: 'executive_move' });
    expect(readType('x').ok).toBe(false);
    expect(readCadence('Daily')).toEqual({ ok: true, value: 'daily' });
    expect(readCadence('hourly').ok).toBe(false);
  });
});
