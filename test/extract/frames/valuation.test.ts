import { describe, expect, it } from 'vitest';
import { told } from './reading.ts';

describe('a valuation', () => {
  const valuation = (title: string, text?: string): string[] => told('valuation', title, text);

  it('stands alone where no round is told', () => {
    expect(valuation('Zemlin hits $1.3B valuation')).toEqual(['announced: org=Zemlin valuation=$1.3B']);
  });

  it('is recalled in a bracket, and beside what a house is', () => {
    expect(valuation('', 'Marr, who drew maps at Vorland (now valued at $9 billion), has left.')).toEqual([
      'announced (recalled): org=Vorland valuation=$9 billion',
    ]);
    expect(
      valuation('', 'Much is at stake for Zemlin, which is the largest map firm here, with a $12 billion valuation.'),
    ).toEqual(['announced (recalled): org=Zemlin valuation=$12 billion']);
  });

  it('is what it is raised to', () => {
    expect(valuation('Zemlin triples valuation to $300M with maps for people')).toEqual([
      'announced: org=Zemlin valuation=$300M',
    ]);
  });

  it('may be somewhere between two sums', () => {
    expect(
      valuation(
        'A sale of shares would lift Zemlin’s valuation from $2 billion to somewhere between $8 billion and $9 billion',
      ),
    ).toEqual(['talks: org=Zemlin valuation=$8 billion and $9 billion']);
  });

  it.each([
    ['Zemlin (now valued at $4 billion) is hiring', 'announced (recalled): org=Zemlin valuation=$4 billion'],
    [
      'Zemlin, the largest chip startup in Spain, with a $4 billion valuation, opened a lab',
      'announced (recalled): org=Zemlin valuation=$4 billion',
    ],
  ])('may stand in an aside: %s', (title, line) => {
    expect(valuation(title)).toEqual([line]);
  });

  it('is not what coins are worth', () => {
    expect(valuation('Vorland will hand out 4,000 tokens (VOR), valued at around $50 million')).toEqual([]);
  });

  it('belongs to the round where one is told', () => {
    const title = 'Zemlin raises $50 million at a $1.3 billion valuation';
    expect(valuation(title)).toEqual([]);
    expect(told('investment', title)).toEqual(['announced: amount=$50 million target=Zemlin valuation=$1.3 billion']);
  });

  it.each(['Zemlin becomes first firm with a $5T market cap', 'Zemlin signs a deal worth $10B with Vorland'])(
    'is not found in: %s',
    (title) => {
      expect(valuation(title)).toEqual([]);
    },
  );

  it('may be what a house lands, also where an aside names it', () => {
    expect(valuation('Map startup, Zemlin, founded by an ex-pilot, lands $1.3B valuation')).toEqual([
      'announced: org=Zemlin valuation=$1.3B',
    ]);
  });
});
