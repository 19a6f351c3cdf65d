import { describe, expect, it } from 'vitest';
import { createExtractor } from '../../src/extract/extract.ts';
import { names } from './support.ts';

const extract = createExtractor(names);
/** The date of each claim, in order; null for none. */
const dates = (title: string, text = ''): (string | null)[] =>
  extract({ id: 'a', title, text, url: null, source: null, published: '2026-03-02' }).claims.map(
    (claim) => claim.args.find((arg) => arg.role === 'date')?.text ?? null,
  );

describe('the date of an event', () => {
  it.each([
    ['Quuxley will launch a phone in 2027', '2027'],
    ['Quuxley launched a phone on 12 May 2026', '12 May 2026'],
    ['Quuxley plans to launch a taxi service by late June', 'late June'],
    ['Quuxley on Friday launched a phone for engineers', 'Friday'],
    ['Today, Quuxley launched a phone for engineers.', 'Today'],
    ['Quuxley plans to release its model next week', 'next week'],
  ])('is worded as the clause words it: %s', (text, date) => {
    expect(dates('', text)).toEqual([date]);
  });

  it.each([
    'Quuxley said on Monday that it has acquired Brindle',
    'Quuxley launched a phone that runs what Zorblatt showed in May',
    'Quuxley launched a phone for today’s engineers',
    'Ahead of the tax changes in April, Quuxley has launched a phone for engineers.',
    'Quuxley, which hired a cook last year, has launched a phone for engineers.',
    'Quuxley may launch a phone',
    'Quuxley acquired Brindle, its largest acquisition this year.',
  ])('is not that of another clause, nor a word that only looks like one: %s', (text) => {
    expect(dates('', text)).toEqual([null]);
  });
});
