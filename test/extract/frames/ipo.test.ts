import { describe, expect, it } from 'vitest';
import { told } from './reading.ts';

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
