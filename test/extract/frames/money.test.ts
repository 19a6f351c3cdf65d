import { describe, expect, it } from 'vitest';
import { told } from './reading.ts';

describe('financial results', () => {
  const financials = (title: string, text?: string): string[] => told('financials', title, text);

  it('are told measure by measure', () => {
    expect(
      financials(
        'Zemlin reports Q2 revenue up 12% YoY to $4.1B, vs. $4B est., cloud revenue up 3% to $1.2B, and net income of $300M',
      ),
    ).toEqual([
      'announced: amount=$4.1B metric=revenue org=Zemlin period=Q2',
      'announced: amount=$1.2B metric=cloud revenue org=Zemlin period=Q2',
      'announced: amount=$300M metric=net income org=Zemlin period=Q2',
    ]);
  });

  it('may stand before their measure', () => {
    expect(financials('Zemlin hits $200M ARR')).toEqual(['announced: amount=$200M metric=ARR org=Zemlin']);
    expect(financials('', 'Zemlin is generating $2 billion in monthly revenue.')).toEqual([
      'announced: amount=$2 billion metric=monthly revenue org=Zemlin',
    ]);
  });

  it('belong to the house that the measure names', () => {
    expect(financials('Zemlin reports Q2 revenue of $4B, Vorland revenue of $1B')).toEqual([
      'announced: amount=$4B metric=revenue org=Zemlin period=Q2',
      'announced: amount=$1B metric=revenue org=Vorland period=Q2',
    ]);
  });

  it('are also numbers of users', () => {
    expect(financials('Zemlin tops 9 million users')).toEqual(['announced: amount=9 million metric=users org=Zemlin']);
  });

  it.each([
    'Zemlin beats Vorland in customer satisfaction',
    'Zemlin could reach $2 billion in revenue by 2030, analysts forecast',
    'Zemlin raises $20 million to grow its sales team',
  ])('are not found in: %s', (title) => {
    expect(financials(title)).toEqual([]);
  });
});

describe('an offering of shares', () => {
  const ipo = (title: string, text?: string): string[] => told('ipo', title, text);

  it('is planned, with what it may raise', () => {
    expect(ipo('Zemlin plans an IPO that may raise $2B')).toEqual(['talks: amount=$2B org=Zemlin']);
    expect(ipo('Zemlin is preparing to go public')).toEqual(['talks: org=Zemlin']);
  });

  it('is announced when the papers are filed', () => {
    expect(ipo('Zemlin has filed for an IPO')).toEqual(['announced: org=Zemlin']);
  });

  it('is recalled after it happened', () => {
    expect(ipo('', 'Zemlin shares are down 20% since its IPO.')).toEqual(['announced (recalled): org=Zemlin']);
  });

  it('takes a sum that no offering raises for the worth of the house', () => {
    expect(ipo('Zemlin eyes $1T IPO')).toEqual(['talks: org=Zemlin valuation=$1T']);
  });

  it('is not that of a stock exchange, nor of a rival who is feared', () => {
    expect(ipo('NYSE IPO market wakes up')).toEqual([]);
    expect(ipo('Zemlin fears Vorland might go public first')).toEqual([]);
  });
});

describe('a valuation', () => {
  const valuation = (title: string, text?: string): string[] => told('valuation', title, text);

  it('stands alone where no round is told', () => {
    expect(valuation('Zemlin hits $1.3B valuation')).toEqual(['announced: org=Zemlin valuation=$1.3B']);
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
});
