import { describe, expect, it } from 'vitest';
import { told } from './reading.ts';

const agreement = (title: string, text?: string, url?: string): string[] => told('agreement', title, text, url);
const BOTH = ['announced: party=Vorland party=Zemlin'];

describe('an agreement told loosely', () => {
  it('is what firms that pair up have', () => {
    expect(agreement('Zemlin pairs up with Vorland to map the seas')).toEqual(BOTH);
    expect(agreement('', 'Zemlin has paired up with Vorland, a maker of maps.')).toEqual(BOTH);
    expect(agreement('Zemlin pairs its phones with a pen')).toEqual([]);
  });

  it('joins two names with a hyphen, an "and" or what the deals involve', () => {
    expect(agreement('Zemlin-Vorland partnership could change how maps are made')).toEqual([
      expect.stringContaining('party=Vorland party=Zemlin'),
    ]);
    expect(agreement('Zemlin and Vorland partnership')).toEqual(BOTH);
    expect(agreement('Zemlin rewrites its rules with deals involving Vorland and Quillbex')).toEqual([
      'announced: party=Quillbex party=Vorland party=Zemlin',
    ]);
  });

  it('is with whom the clause acts', () => {
    expect(agreement('Zemlin doubles down on maps with Vorland alliance')).toEqual(BOTH);
    expect(agreement('Zemlin drops its supplier, days after Vorland’s deal')).toEqual([]);
  });

  it('is the taking in of another house’s product', () => {
    expect(agreement('Zemlin is adding Vorland’s Ostrava to its vans')).toEqual(BOTH);
    expect(agreement('Vorland is adding Ostrava to its vans')).toEqual([]);
    expect(agreement('Zemlin has signed up for Vorland’s mapping technology')).toEqual(BOTH);
  });

  it('is a place on a list of customers or in a circle', () => {
    expect(agreement('Zemlin adds Vorland to its growing list of customers')).toEqual(BOTH);
    expect(agreement('Zemlin joins Vorland’s list of retail apps')).toEqual(BOTH);
  });

  it('is recalled where a partner is named in passing', () => {
    expect(agreement('', 'Zemlin’s mapping partner Vorland lost a van on Monday.')).toEqual([
      'announced (recalled): party=Vorland party=Zemlin',
    ]);
  });

  it('goes from one supplier to another', () => {
    expect(agreement('', 'Quillbex has switched production of its pens from Zemlin to Vorland.')).toEqual([
      'ended: party=Quillbex party=Zemlin',
      'announced: party=Quillbex party=Vorland',
    ]);
  });

  it('is only talk where one woos the other', () => {
    expect(agreement('Zemlin invites Vorland for partnership')).toEqual(['talks: party=Vorland party=Zemlin']);
  });

  it('may be with a state', () => {
    expect(agreement('The state of Elbonia partners with Zemlin to serve residents')).toEqual([
      'announced: party=Elbonia party=Zemlin',
    ]);
  });
});

describe('a firm that is called by plain words', () => {
  it.each([
    ['Sonata Software Teams Up with Zemlin to Expand Its Reach', 'announced: party=Sonata Software party=Zemlin'],
    [
      'Harbour Islamic Bank Partners with Zemlin to Drive Adoption',
      'announced: party=Harbour Islamic Bank party=Zemlin',
    ],
    [
      'Zemlin, Dolphin Semiconductor to Co-develop Energy-Efficient Chips',
      'announced: party=Dolphin Semiconductor party=Zemlin',
    ],
    ['Agora, Zemlin Partner to Deliver Voice Bots', 'announced: party=Agora party=Zemlin'],
    ['xquate Integrates Zemlin Tools to Strengthen Fraud Checks', 'announced: party=Zemlin party=xquate'],
  ])('is read where its place says so: %s', (title, line) => {
    expect(agreement(title)).toEqual([line]);
  });

  it.each([
    'Cloud Software Gets Cheaper as Rivals Cut Prices',
    'Central Bank Partners Meet in Zurich',
    'Voice AI Teams Up for a Fight',
  ])('is not made of any capitals: %s', (title) => {
    expect(agreement(title)).toEqual([]);
  });
});

describe('a deal whose other side a headline named in the clause before', () => {
  it.each([
    ['Zemlin to Invest $1 Bn in Vorland, Form AI Partnership', 'announced: party=Vorland party=Zemlin'],
    ['Zemlin buys a stake in Vorland, signs supply agreement', 'announced: party=Vorland party=Zemlin'],
    ['Zemlin settles lawsuit with Vorland, strikes deal for maps', 'announced: party=Vorland party=Zemlin'],
  ])('has both: %s', (title, line) => {
    expect(agreement(title)).toEqual([line]);
  });

  it.each(['Zemlin invests $1 billion in France, signs energy contract', 'Zemlin sues Vorland, signs energy contract'])(
    'does not take any name: %s',
    (title) => {
      expect(agreement(title)).toEqual([]);
    },
  );
});
