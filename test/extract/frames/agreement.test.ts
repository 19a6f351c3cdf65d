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
      'Zemlin, Heron Semiconductor to Co-develop Low-Noise Sensors',
      'announced: party=Heron Semiconductor party=Zemlin',
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

describe('an agreement, as encyclopaedias and longer articles tell it', () => {
  const both = 'announced: party=Vorland party=Zemlin';
  it.each([
    'In collaboration with Vorland, Zemlin released a box set.',
    'Through a partnership with Vorland, Zemlin offers loans.',
    'Under a deal with Vorland, Zemlin will run its payroll.',
    'As part of a deal with Vorland, Zemlin will offer loans.',
    'Zemlin entered into network sharing agreements with Vorland to build a network.',
    'Zemlin maintains alliance partnerships with Vorland.',
    'Zemlin was selected by Vorland to provide pumps for its plant.',
    'Zemlin was awarded a contract by Vorland.',
    'Zemlin supplies pumps to Vorland.',
    'Zemlin will supply Vorland with pumps.',
    'Under the agreement, Zemlin will provide pumps to Vorland.',
    'Zemlin licensed its technology to Vorland.',
    'Zemlin contracted Vorland to build its plant.',
    'Zemlin outsourced its payroll to Vorland.',
    'Zemlin is working with Vorland to build a plant.',
    'Zemlin became the exclusive distributor of Vorland in Spain.',
    'Polvar is a joint venture of Zemlin and Vorland.',
  ])('is read: %s', (text) => {
    expect(told('agreement', '', text)).toEqual([both]);
  });

  it.each([
    'Zemlin partners with leaders of its trade such as Vorland and Quillbex.',
    'Zemlin has worked with household brands including Vorland and Quillbex.',
  ])('is with each of those that stand for many: %s', (text) => {
    expect(told('agreement', '', text)).toEqual(['announced: party=Quillbex party=Vorland party=Zemlin']);
  });

  it.each([
    "Zemlin's customers include Vorland and Quillbex.",
    'Zemlin, whose clients include Vorland and Quillbex, makes pumps.',
  ])('is recalled where partners are listed: %s', (text) => {
    expect(told('agreement', '', text)).toEqual(['announced (recalled): party=Quillbex party=Vorland party=Zemlin']);
  });

  it.each([
    'Zemlin works with Vorland next door.',
    'Months have passed since Zemlin and Vorland unveiled Pelican to the world.',
    'The Million Maps contest was held in partnership with Vorland.',
    'Zemlin provides pumps and Vorland pipes.',
    'Zemlin hired Ann Sorrel from Vorland to run sales.',
    'Zemlin has been granted a licence by the Monetary Authority of Elbonia.',
    'Zemlin and Vorland include pumps in their lists.',
    'Zemlin is a supplier of pumps, and Vorland of pipes.',
    'Zemlin led the round, with participation from Vorland and Quillbex.',
  ])('is not made of such words alone: %s', (text) => {
    expect(told('agreement', '', text)).toEqual([]);
  });

  it('is one with each where an article says both, and one with all where it does not', () => {
    const title = 'Zemlin deepens partnerships with Vorland and Quillbex';
    expect(told('agreement', title, 'Zemlin is working more closely with both Vorland and Quillbex.')).toEqual([
      'announced: party=Vorland party=Zemlin',
      'announced: party=Quillbex party=Zemlin',
    ]);
    expect(told('agreement', title)).toEqual(['announced: party=Quillbex party=Vorland party=Zemlin']);
  });
});

describe('what is bought again and again', () => {
  it.each([
    [
      'Zemlin has agreed to buy $3 billion of computing power from Vorland over five years.',
      ['announced: amount=$3 billion party=Vorland party=Zemlin'],
    ],
    [
      'Zemlin agreed to lease 200 megawatts of capacity from Vorland.',
      ['announced: capacity=200 megawatts party=Vorland party=Zemlin'],
    ],
    ['Zemlin will buy millions of chips from Vorland.', ['announced: party=Vorland party=Zemlin']],
    [
      'Zemlin plans to purchase six gigawatts of Vorland chips.',
      ['announced: capacity=six gigawatts party=Vorland party=Zemlin'],
    ],
    [
      'Zemlin is paying $2 billion to license technology from Vorland.',
      ['announced: amount=$2 billion party=Vorland party=Zemlin'],
    ],
    ['Zemlin bought 300 cars from Vorland.', []],
    ['Zemlin buys power from Vorland.', []],
    ['Zemlin hired a lawyer to license technology from Vorland.', []],
  ])('%s', (text, lines) => {
    expect(told('agreement', '', text)).toEqual(lines);
  });
});
