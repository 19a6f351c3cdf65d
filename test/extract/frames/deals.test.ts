import { describe, expect, it } from 'vitest';
import { claimsOf, extract } from '../support.ts';

/** Claims of one type, without the type's name. */
const of =
  (type: string) =>
  (title: string, text = '', source: string | null = null): string[] =>
    claimsOf(title, text, source)
      .filter((line) => line.startsWith(`${type} `))
      .map((line) => line.slice(type.length + 3));

describe('an investment', () => {
  const investment = of('investment');
  it('is a sum that a firm raised, with its round, its worth and its backers', () => {
    expect(
      investment(
        '',
        'Brindle, a maker of tiny robots, raised $40 million in a Series B round led by Tarn Capital, with participation from Umber Ventures and Oro Partners, at a $300 million valuation.',
      ),
    ).toEqual([
      'announced | confirmed | amount=$40 million | investor=Oro Partners | investor=Tarn Capital | investor=Umber Ventures | round=Series B | target=Brindle | valuation=$300 million',
    ]);
  });
  it('is told in the ways of headlines', () => {
    for (const verb of ['bags', 'lands', 'secures', 'nets', 'snaps up', 'closes']) {
      expect(investment(`Brindle ${verb} $9M Series A from Tarn Capital`)).toEqual([
        'announced | confirmed | amount=$9M | investor=Tarn Capital | round=Series A | target=Brindle',
      ]);
    }
  });
  it('is a stake taken or a sum put in', () => {
    expect(
      investment('', 'Zorblatt is investing $2 billion in Quuxley and will have a 30% stake in the startup.'),
    ).toEqual(['announced | confirmed | amount=$2 billion | investor=Zorblatt | stake=30% | target=Quuxley']);
    expect(investment('Zorblatt takes 10% stake in Quuxley')).toEqual([
      'announced | confirmed | investor=Zorblatt | stake=10% | target=Quuxley',
    ]);
  });
  it('is only talk while it is sought', () => {
    expect(investment('Brindle in talks to raise $50M at a $1B valuation')).toEqual([
      'talks | confirmed | amount=$50M | target=Brindle | valuation=$1B',
    ]);
    expect(investment('Brindle seeks up to $50M in new funding')).toEqual([
      'talks | confirmed | amount=$50M | target=Brindle',
    ]);
  });
  it('is recalled where it only describes', () => {
    expect(investment('Orvo-backed Brindle opens a shop')).toEqual([
      'announced | confirmed | bg | investor=Orvo | target=Brindle',
    ]);
  });
  it('keeps two rounds apart', () => {
    expect(investment('Brindle raised a $4M seed and a $30M Series A led by Tarn Capital')).toHaveLength(2);
  });
  it('is no price, question or contract', () => {
    for (const title of [
      'Brindle raises prices to $30 per month',
      'Brindle raises alarm over $5 billion gap',
      'Brindle wins $40 million contract',
      'Brindle secures $9M in damages',
    ])
      expect(investment(title)).toEqual([]);
  });
});

describe('an acquisition', () => {
  const acquisition = of('acquisition');
  it('is told in active, passive, nominal and headline words', () => {
    const expected = ['announced | confirmed | acquirer=Zorblatt | amount=$40 million | target=Brindle'];
    for (const text of [
      'Zorblatt acquired Brindle for $40 million.',
      'Zorblatt has agreed to buy Brindle, a robot maker, for $40 million.',
      'Brindle was acquired by Zorblatt for $40 million.',
      'Zorblatt announced the acquisition of Brindle for $40 million.',
      'Zorblatt snapped up the robot maker Brindle for $40 million.',
    ])
      expect(acquisition('', text)).toEqual(expected);
    expect(acquisition('Zorblatt to Acquire Bryndlo for $40 Million')).toEqual([
      'announced | confirmed | acquirer=Zorblatt | amount=$40 Million | target=Bryndlo',
    ]);
  });
  it('names who sold', () => {
    expect(acquisition('', 'Zorblatt bought Brindle from Tarn Capital for $5 million.')).toEqual([
      'announced | confirmed | acquirer=Zorblatt | amount=$5 million | seller=Tarn Capital | target=Brindle',
    ]);
    expect(acquisition('', 'Tarn Capital sold Brindle to Zorblatt.')).toEqual([
      'announced | confirmed | acquirer=Zorblatt | seller=Tarn Capital | target=Brindle',
    ]);
  });
  it('stands where its words put it', () => {
    expect(acquisition('Zorblatt in talks to acquire Brindle')[0]).toMatch(/^talks/);
    expect(acquisition('Zorblatt completes acquisition of Brindle')[0]).toMatch(/^closed/);
    expect(acquisition('China blocks Zorblatt’s acquisition of Brindle')[0]).toMatch(/^failed/);
    expect(acquisition('', 'Quuxley, which acquired Brindle in 2011, opened a shop.')[0]).toMatch(/\| bg \|/);
  });
  it('takes each of several targets for itself', () => {
    expect(acquisition('', 'Zorblatt acquired Brindle, Umber Labs and Oro Systems.')).toHaveLength(3);
  });
  it('is no purchase of goods', () => {
    for (const title of [
      'Zorblatt buys 5,000 chips from Quuxley',
      'Zorblatt buys land near Oslo',
      'Zorblatt acquires new customers',
    ])
      expect(acquisition(title)).toEqual([]);
  });
});

describe('an agreement', () => {
  const agreement = of('agreement');
  it('has two sides, however it is told', () => {
    const expected = ['announced | confirmed | party=Quuxley | party=Zorblatt'];
    for (const title of [
      'Zorblatt partners with Quuxley',
      'Zorblatt and Quuxley team up to sell maps',
      'Zorblatt, Quuxley Partner to Sell Maps',
      'Zorblatt signs deal with Quuxley',
      'Zorblatt taps Quuxley to build its maps',
      'Zorblatt expands its partnership with Quuxley',
    ])
      expect(agreement(title)).toEqual(expected);
  });
  it('carries its worth', () => {
    expect(agreement('Zorblatt signs $38B cloud deal with Quuxley for 2 gigawatts')).toEqual([
      'announced | confirmed | amount=$38B | capacity=2 gigawatts | party=Quuxley | party=Zorblatt',
    ]);
  });
  it('can end', () => {
    for (const title of [
      'Zorblatt cuts ties with Quuxley',
      'Zorblatt is phasing out its work with Quuxley',
      'Zorblatt ends partnership with Quuxley',
    ])
      expect(agreement(title)).toEqual(['ended | confirmed | party=Quuxley | party=Zorblatt']);
  });
  it('is recalled by the next sentence where the headline only hints at it', () => {
    expect(agreement('Zorblatt to Train 500 People on Quuxley Maps', 'The partnership starts in spring.')).toHaveLength(
      1,
    );
  });
  it('is no fight and no comparison', () => {
    for (const title of [
      'Zorblatt competes with Quuxley',
      'Zorblatt and Quuxley criticise the law',
      'How Zorblatt compares with Quuxley',
    ])
      expect(agreement(title)).toEqual([]);
  });
});

describe('hiring', () => {
  const hiring = of('hiring');
  it('is planned where people are to be employed, and not told of those who are', () => {
    expect(hiring('', 'Zorblatt plans to employ 4,000 people at a plant near Leeds.')).toEqual([
      'announced | confirmed | employer=Zorblatt | headcount=4,000',
    ]);
    expect(hiring('', 'Zorblatt employs 4,000 people at a plant near Leeds.')).toEqual([]);
  });
  it('is a raid on another firm’s people, or what they are offered', () => {
    expect(hiring('Zorblatt poaches 12 researchers from Quuxley')).toEqual([
      'announced | confirmed | employer=Zorblatt | from_org=Quuxley | headcount=12',
    ]);
    expect(
      hiring('', 'Zorblatt has tried to poach Quuxley engineers by offering bonuses as high as $9 million.'),
    ).toEqual(['talks | confirmed | amount=$9 million | employer=Zorblatt | from_org=Quuxley']);
  });
});

describe('an outlet', () => {
  it('keeps its small article inside a sentence', () => {
    const { claims } = extract({
      id: 't',
      title: '',
      text: 'Brindle is in talks to raise $200 million, the Information reported last month.',
      source: null,
    });
    expect(claims.map(({ outlets, certainty }) => [outlets, certainty])).toEqual([[['the Information'], 'reported']]);
  });
});
