import { describe, expect, it } from 'vitest';
import { told } from '../frames/reading.ts';

const bought = (text: string): string[] => told('acquisition', '', text);

describe('a name with a figure in it', () => {
  it.each([
    '3M',
    '1X',
    '01.AI',
    '7-Eleven',
    'Studio 71',
    'Club 18-30',
    'd-Matrix',
    'Y Combinator',
    'Arm Holdings',
    'Hooks & Ladders',
    'Seven Brooks',
  ])('is whole, whoever acts: %s', (name) => {
    expect(bought(`${name} has bought Zemlin.`)).toEqual([`announced: acquirer=${name} target=Zemlin`]);
    expect(bought(`Vorland has bought ${name} for $9 million.`)).toEqual([
      `announced: acquirer=Vorland amount=$9 million target=${name}`,
    ]);
  });

  it.each([
    'Vorland bought 5G spectrum.',
    'Vorland bought 10K chips.',
    'Vorland has bought Section 7 of the park.',
    'Vorland has bought 3D printers.',
  ])('is none where it counts or numbers something: %s', (text) => {
    expect(bought(text)).toEqual([]);
  });

  it.each(['Captions', 'Rebellions'])('may be a plural that acts as one: %s', (name) => {
    expect(bought(`${name} has bought Zemlin.`)).toEqual([`announced: acquirer=${name} target=Zemlin`]);
  });

  it('is said to be traded or held before it is named', () => {
    expect(bought('Vorland has bought publicly traded Zemlin.')).toEqual(['announced: acquirer=Vorland target=Zemlin']);
    expect(bought('Vorland has bought privately held Zemlin.')).toEqual(['announced: acquirer=Vorland target=Zemlin']);
  });
});
