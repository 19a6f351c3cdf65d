import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findValues, type Value } from '../../src/extract/values.ts';

const values = (text: string): Value[] => findValues(text, 0, text.length);
const brief = (text: string): string[] =>
  values(text).map((v) => `${v.text} ${v.use} ${v.value}${v.max ? `-${v.max}` : ''} ${v.unit} ${v.qualifier}`);

describe('money', () => {
  test.each([
    ['raised $2B', '$2B plain 2000000000 USD exact'],
    ['up to US$39 million of debt', 'US$39 million plain 39000000 USD up_to'],
    ['more than 5 billion dollars', '5 billion dollars plain 5000000000 USD at_least'],
    ['nearly €1.5bn', '€1.5bn plain 1500000000 EUR about'],
    ['₹7.5 crore for chips', '₹7.5 crore plain 75000000 INR exact'],
    ['about 3 lakh rupees', '3 lakh rupees plain 300000 INR about'],
    ['a £20m cheque', '£20m plain 20000000 GBP exact'],
    ['paid 1 billion yuan', '1 billion yuan plain 1000000000 CNY exact'],
    ['a $100M+ deal', '$100M+ plain 100000000 USD at_least'],
    ['between $80 million and $90 million', '$80 million and $90 million plain 80000000-90000000 USD range'],
    ['paid half a billion dollars', 'half a billion dollars plain 500000000 USD exact'],
    ['paid a quarter of a billion dollars', 'a quarter of a billion dollars plain 250000000 USD exact'],
    ['paid 300 billion won.', '300 billion won plain 300000000000 KRW exact'],
    ['is valued at a reported $2 billion', '$2 billion valuation 2000000000 USD exact'],
    ['is valued at less than $2 billion', '$2 billion valuation 2000000000 USD up_to'],
    ['bonuses as high as $100 million', '$100 million saving 100000000 USD up_to'],
  ])('%s', (text, expected) => expect(brief(text)).toEqual([expected]));

  test('does not take the article before a dollar for a currency', () => {
    expect(brief('raises a $45M round')[0]).toContain('USD');
  });
});

describe('what a sum is', () => {
  test.each([
    ['at a $12B valuation', 'valuation'],
    ['valued at more than $3 billion', 'valuation'],
    ['which values the firm at $900 million', 'valuation'],
    ['up from $5 billion', 'previous'],
    ['$20B ARR', 'financial'],
    ['revenue rose to $9 billion', 'financial'],
    ['costs $30 per month', 'price'],
    ['its $700M fund', 'fund'],
    ['a $250 billion industry', 'market'],
  ])('%s', (text, use) => expect(values(text)[0]?.use).toBe(use));
});

describe('other figures', () => {
  test('stakes, head counts, capacity and rounds', () => {
    expect(brief('takes a 49% stake')).toEqual(['49% stake 49 percent exact']);
    expect(brief('cut 600 jobs')).toEqual(['600 plain 600 jobs exact']);
    expect(brief('more than 50 top researchers')).toEqual(['50 plain 50 researchers at_least']);
    expect(brief('two gigawatts of power')).toEqual(['two gigawatts plain 2 gigawatts exact']);
    expect(values('a Series B round and a seed round').map((v) => v.text)).toEqual(['Series B', 'seed']);
  });
});

test('figures are exact slices, in order, none over another, for any text', () => {
  const piece = fc.constantFrom(
    '$',
    '€',
    '₹',
    '1',
    '2.5',
    ',',
    ' ',
    'million',
    'bn',
    '%',
    'to',
    '-',
    'GW',
    'jobs',
    'Series A',
    'crore',
    'up',
    'valued at',
    '𝕏',
    'dollars',
    '(',
    'a',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), fc.nat(20), (pieces, from) => {
      const text = pieces.join(' ');
      let last = 0;
      for (const value of findValues(text, Math.min(from, text.length), text.length)) {
        expect(text.slice(value.start, value.end)).toBe(value.text);
        expect(value.start).toBeGreaterThanOrEqual(last);
        last = value.end;
      }
    }),
  );
});
