import { describe, expect, it } from 'vitest';
import { createExtractor } from '../../src/extract/extract.ts';
import { names } from './support.ts';

const extract = createExtractor(names);
const claims = (text: string): string[] =>
  extract({ id: 'a', title: '', text, url: null, source: null, published: '2026-03-02' })
    .claims.map(
      ({ type, status, certainty, args }) =>
        `${type}, ${status}, ${certainty}: ${args
          .filter(({ role }) => role !== 'date')
          .map(({ role, text: words }) => `${role} ${words}`)
          .sort()
          .join(', ')}`,
    )
    .sort();

const FIRST = [
  'Quuxley bought Brindle for $2 billion',
  'Norvane raised $50 million from Tessel Ventures',
  'Harrow sued Kestrel over patents',
  'Mollin laid off 300 people',
  'Perrow reported revenue of $30 billion',
  'Calden filed for an IPO',
  'Fennick was valued at $4 billion',
];
const SECOND = [
  'Drayton acquired Pellow for $700 million',
  'Solwick raised $90 million from Marsh Capital',
  'Wexley named Bob Marr chief executive',
  'Sollin cut 900 jobs',
  'Ostmar reported a profit of $3 billion',
  'Zorbel filed for an IPO',
  'Lantry was valued at $8 billion',
];

describe('two events of one sentence', () => {
  it.each([
    ['{a}, and {b}.'],
    ['{a}; {b}.'],
    ['{a}, while {b}.'],
    ['{a}, the company said, and {b}.'],
    ['On Monday, {a}, and on Tuesday {b}.'],
  ])('take nothing from each other: %s', (sentence) => {
    for (const a of FIRST)
      for (const b of SECOND) {
        const both = sentence.replace('{a}', a).replace('{b}', b);
        expect(claims(both), both).toEqual([...claims(`${a}.`), ...claims(`${b}.`)].sort());
      }
  });

  it.each([
    ['Quuxley filed for an IPO and raised $50 million from Tessel Ventures.', 'Quuxley filed for an IPO.'],
    [
      'Quuxley, which has bought Brindle for $2 billion, has signed a deal with Harrow.',
      'Quuxley has signed a deal with Harrow.',
    ],
    [
      'In addition to buying Brindle for $2 billion, Quuxley hired Jane Roe as its chief.',
      'Quuxley hired Jane Roe as its chief.',
    ],
    ['In addition to buying Brindle for $2 billion, Quuxley moved to Oslo.', 'Quuxley bought Brindle for $2 billion.'],
    ['Quuxley will lay off 300 people and open a data center in Ohio.', 'Quuxley will open a data center in Ohio.'],
    ['In addition to launching a tablet called Lumo, Quuxley bought Brindle.', 'Quuxley bought Brindle.'],
  ])('are told with their own parts alone: %s', (sentence, alone) => {
    for (const claim of claims(alone)) expect(claims(sentence)).toContain(claim);
  });
});
