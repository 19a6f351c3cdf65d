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

  it('is the first day of its shares, with what it brought', () => {
    expect(ipo('Zemlin shares climb in debut')).toEqual(['announced: org=Zemlin']);
    expect(ipo('Zemlin begins trading in New York')).toEqual(['announced: org=Zemlin']);
    expect(
      ipo(
        'Zemlin shares slip in Oslo debut after $40 million IPO',
        'Zemlin fell by a tenth on Friday. The stock closed at 24 kroner, valuing the pen maker at $320 million.',
      ),
    ).toEqual(['announced: amount=$40 million org=Zemlin valuation=$320 million']);
    expect(ipo('Zemlin shares tumble in dispute over debut of its pen')).toEqual([]);
  });

  it('carries its own sum and worth, and the price of one share is neither', () => {
    const text =
      'Zemlin, which makes pens, priced its IPO at $19 a share, raising $420 million and valuing it at $3 billion.';
    expect(ipo('', text)).toEqual(['announced: amount=$420 million org=Zemlin valuation=$3 billion']);
    expect(told('investment', '', text)).toEqual([]);
    expect(told('valuation', '', text)).toEqual([]);
    expect(ipo('Zemlin prices IPO at $20, above range')).toEqual(['announced: org=Zemlin']);
    expect(ipo('Zemlin seeks $80M in US IPO')).toEqual(['talks: amount=$80M org=Zemlin']);
    expect(told('valuation', 'Zemlin targets $9B valuation in IPO')).toEqual([]);
  });

  it('may be weighed by its market, and shelved', () => {
    expect(ipo('Zemlin weighs a listing in Hong Kong')).toEqual(['talks: org=Zemlin']);
    expect(ipo('Zemlin shelves IPO plans')).toEqual(['failed: org=Zemlin']);
    expect(ipo('Zemlin withdrew its papers for an initial public offering.')).toEqual(['failed: org=Zemlin']);
    expect(ipo('Zemlin scraps preparations for an IPO')).toEqual(['failed: org=Zemlin']);
  });

  it('is talk while a house gets ready or pursues it', () => {
    expect(ipo('Zemlin is pursuing an IPO at a valuation of $5B')).toEqual(['talks: org=Zemlin valuation=$5B']);
    expect(ipo('What gets Zemlin feeling IPO ready')).toEqual(['talks: org=Zemlin']);
  });
});

describe('what a listing raises, told in the next sentence', () => {
  it.each([
    [
      'Zemlin priced its initial public offering at $33 a share. The offering raised $2 billion and values the company at $9 billion.',
      ['announced: amount=$2 billion org=Zemlin valuation=$9 billion'],
    ],
    [
      'Zemlin has filed for an IPO. The listing could value it at $5 billion.',
      ['announced: org=Zemlin valuation=$5 billion'],
    ],
    ['Zemlin has filed for an IPO. Vorland raised $5 billion.', ['announced: org=Zemlin']],
  ])('%s', (text, lines) => {
    expect(told('ipo', '', text)).toEqual(lines);
    expect(told('valuation', '', text)).toEqual([]);
  });
});
