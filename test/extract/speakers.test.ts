import { describe, expect, it } from 'vitest';
import { createExtractor } from '../../src/extract/extract.ts';
import { names } from './support.ts';

const extract = createExtractor(names);
const claims = (text: string): string[] =>
  extract({ id: 'a', title: '', text, url: null, source: null, published: '2026-03-02' }).claims.map(
    ({ type, status, args, speakers, outlets }) =>
      `${type} ${status}: ${args.map((arg) => arg.text).join(', ')} (${[...speakers, ...outlets].join(', ')})`,
  );

describe('who speaks behind what was done', () => {
  it.each([
    ['Quuxley has bought Brindle, Jane Roe said.', 'acquisition announced: Quuxley, Brindle (Jane Roe)'],
    ['Quuxley has bought Brindle, Jane Roe told reporters.', 'acquisition announced: Quuxley, Brindle (Jane Roe)'],
    ['Quuxley would hire 300 people, Jane Roe said.', 'hiring announced: Quuxley, 300 (Jane Roe)'],
    ['Quuxley would buy Brindle if it could, Jane Roe said.', 'acquisition talks: Quuxley, Brindle (Jane Roe)'],
  ])('is no part of it: %s', (text, line) => {
    expect(claims(text)).toEqual([line]);
  });

  it('is the one whom an office stands before', () => {
    expect(claims('Quuxley’s CEO, Jane Roe, said the company had bought Brindle.')).toEqual([
      'acquisition announced: Quuxley, Brindle (Jane Roe)',
    ]);
  });

  it('is nobody where only people are said to speak', () => {
    expect(claims('People familiar with the matter said Quuxley was in talks to buy Brindle.')).toEqual([
      'acquisition talks: Quuxley, Brindle ()',
    ]);
    expect(claims('Sources told Reuters Quuxley was in talks to buy Brindle.')).toEqual([
      'acquisition talks: Quuxley, Brindle (Reuters)',
    ]);
  });

  it('leaves a list of names one', () => {
    expect(claims('Quuxley has bought Brindle, Harrow and Tessel, Jane Roe said.')).toEqual([
      'acquisition announced: Quuxley, Brindle (Jane Roe)',
      'acquisition announced: Quuxley, Harrow (Jane Roe)',
      'acquisition announced: Quuxley, Tessel (Jane Roe)',
    ]);
  });
});
