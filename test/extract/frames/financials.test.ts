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

  it('are also told in words, of developers, and in a clause of their own', () => {
    expect(
      financials('', 'Zemlin, a map platform that has amassed two million developers, raised $9 million.'),
    ).toEqual(['announced: amount=two million metric=developers org=Zemlin']);
    expect(financials('Zemlin raises $9M as its voice tool approaches 500K users')).toEqual([
      'announced: amount=500K metric=users org=Zemlin',
    ]);
    expect(financials('Zemlin hires two developers')).toEqual([]);
  });

  it('need no verb of reporting', () => {
    expect(financials('Zemlin Q3 Revenue Up 2.9% as Deals Lift Outlook')).toEqual([
      'announced: metric=Revenue org=Zemlin period=Q3',
    ]);
    expect(financials('Zemlin’s record $57B revenue calms nerves')).toEqual([
      'announced: amount=$57B metric=revenue org=Zemlin',
    ]);
    expect(financials('Zemlin’s bet pays off with $2 billion in annual revenue')).toEqual([
      'announced: amount=$2 billion metric=annual revenue org=Zemlin',
    ]);
    expect(financials('Zemlin cuts jobs as revenue jumps 13%')).toEqual(['announced: metric=revenue org=Zemlin']);
  });

  it('are also a state', () => {
    expect(financials('', 'Zemlin has stayed cash-flow positive over the past 18 months.')).toEqual([
      'announced: metric=cash-flow positive org=Zemlin period=past 18 months',
    ]);
  });

  it.each([
    'Zemlin expects $2 billion in revenue',
    'Zemlin is not profitable',
    'Zemlin beats Vorland in customer satisfaction',
    'Zemlin could reach $2 billion in revenue by 2030, analysts forecast',
    'Zemlin raises $20 million to grow its sales team',
  ])('are not found in: %s', (title) => {
    expect(financials(title)).toEqual([]);
  });
});

describe('figures told loosely', () => {
  const financials = (title: string, text?: string): string[] => told('financials', title, text);

  it('stand beside what may yet be', () => {
    expect(financials('Filing: Zemlin says it had $2B+ in all-time revenue and might lose more')).toEqual([
      expect.stringContaining('amount=$2B+ metric=all-time revenue org=Zemlin'),
    ]);
    expect(financials('Zemlin could have $5B in revenue')).toEqual([]);
  });

  it('are of the only house that a headline names', () => {
    expect(financials('Map Deals Drive Zemlin Q3 Results, Profit Climbs 14%')).toEqual([
      expect.stringContaining('metric=Profit org=Zemlin'),
    ]);
    expect(financials('Zemlin and Vorland report, profit climbs 14%')).toEqual([]);
  });

  it('are what a product has brought in; of a house, a mark may be its price', () => {
    expect(financials('Quillbex buys Vorland as Pelican Studio passes the $1 billion mark')).toEqual([
      'announced: amount=$1 billion org=Quillbex',
    ]);
    expect(financials('Zemlin passes the $1 billion mark')).toEqual([]);
  });

  it('are a quarter’s', () => {
    expect(financials('Zemlin delivers first $100 billion quarter on maps')).toEqual([
      'announced: amount=$100 billion org=Zemlin',
    ]);
    expect(financials('Zemlin to deliver first $100 billion quarter')).toEqual([]);
    expect(financials('Zemlin has a bad quarter')).toEqual([]);
  });

  it('are told of “the company” by who speaks for it', () => {
    expect(financials('Zemlin CEO Tove Berg says the map company reached 5M paid subscribers and $90M ARR')).toEqual([
      expect.stringContaining('amount=5M metric=paid subscribers org=Zemlin'),
      expect.stringContaining('amount=$90M metric=ARR org=Zemlin'),
    ]);
  });

  it('are what somebody has grown to', () => {
    expect(financials('Zemlin grows pen app to 5 million users')).toEqual([
      'announced: amount=5 million metric=users org=Zemlin',
    ]);
    expect(financials('Zemlin aims to grow pen app to 5 million users')).toEqual([]);
  });

  it('are of the house that a report, a speaker or the clause before names', () => {
    const results = (text: string): string[] => told('financials', '', text);
    expect(results('Revenue at Tolmers Foods rose 8 percent to $3.2 billion in the quarter ended Sept. 30.')).toEqual([
      'announced: amount=$3.2 billion metric=Revenue org=Tolmers Foods',
    ]);
    expect(results('Tolmers Foods said first-quarter sales climbed 11% to $610 million.')).toEqual([
      'announced: amount=$610 million metric=sales org=Tolmers Foods period=first-quarter',
    ]);
    expect(results('Net income rose to $21 million from $18 million a year earlier, Tolmers Foods said.')).toEqual([
      'announced: amount=$21 million metric=Net income org=Tolmers Foods',
    ]);
    expect(results('Tolmers Foods posted a loss of $8 million as sales fell 12% to $29 million.')).toEqual([
      'announced: amount=$8 million metric=loss org=Tolmers Foods',
      'announced: amount=$29 million metric=sales org=Tolmers Foods',
    ]);
    expect(
      results(
        'Tolmers Foods Inc. (NYSE: TLM) today announced results for its fourth quarter. Revenue was $12 million.',
      ),
    ).toEqual(['announced: amount=$12 million metric=Revenue org=Tolmers Foods Inc.']);
    // What was before is no result, and what was sold is no sales.
    expect(results('Tolmers Foods swung to a profit of $12 million from a loss of $30 million a year ago.')).toEqual([
      'announced: amount=$12 million metric=profit org=Tolmers Foods',
    ]);
    expect(results('Sales at auctions of paintings rose 3%.')).toEqual([]);
  });

  it('stand in a headline one behind the other, and may beat what was expected', () => {
    expect(told('financials', 'Zemlin Q3 revenue up 20% to $3.1B, profit of $400M')).toEqual([
      'announced: amount=$3.1B metric=revenue org=Zemlin period=Q3',
      'announced: amount=$400M metric=profit org=Zemlin',
    ]);
    expect(told('financials', 'Zemlin Q2 profit beats estimates')).toEqual([
      'announced: metric=profit org=Zemlin period=Q2',
    ]);
    expect(told('financials', "Zemlin's annualized revenue run rate has topped $1 billion")).toEqual([
      'announced: amount=$1 billion metric=annualized revenue run rate org=Zemlin',
    ]);
    expect(told('financials', 'Zemlin lost $40 million in the first half')).toEqual([
      'announced: amount=$40 million metric=lost org=Zemlin period=first half',
    ]);
    expect(told('financials', 'Zemlin lost $40 million to thieves')).toEqual([]);
  });

  it('are of the one quarter that a headline names, and no handful of customers', () => {
    expect(told('financials', 'Zemlin cuts jobs in Q3 as revenue jumps 13%')).toEqual([
      'announced: metric=revenue org=Zemlin period=Q3',
    ]);
    expect(told('financials', 'Zemlin says it has 5 large customers')).toEqual([]);
  });

  it('are not of the quarter that they are measured against', () => {
    expect(
      told(
        'financials',
        'Zemlin rides on maps in Q3',
        'Net profit came in at $29 million, up 2.1% from the same quarter last year.',
      ),
    ).toEqual(['announced: amount=$29 million metric=Net profit org=Zemlin']);
  });

  it('are no old news for the year that they are of', () => {
    expect(
      told('financials', '', 'Umber Bank reported net revenue of $8 million for the third quarter of 2025.'),
    ).toEqual(['announced: amount=$8 million metric=net revenue org=Umber Bank period=third quarter of 2025']);
  });

  it('are news however they compare with the time before', () => {
    expect(
      told('financials', '', 'Umber Bank reported quarterly revenue of $8 million, up 12 percent from a year earlier.'),
    ).toEqual(['announced: amount=$8 million metric=revenue org=Umber Bank']);
    expect(told('financials', '', 'Umber Bank reported revenue of $8 million, down 3% on last year.')).toEqual([
      'announced: amount=$8 million metric=revenue org=Umber Bank',
    ]);
  });

  it('are of a house whose name ends in an s', () => {
    expect(told('financials', '', 'TRS’ profit-after-tax has declined by 14% YoY to ₹10,657 crore in Q3.')).toEqual([
      'announced: amount=₹10,657 crore metric=profit-after-tax org=TRS period=Q3',
    ]);
  });

  it('are none while they are foreseen', () => {
    expect(told('financials', '', 'Zemlin’s revenue could reach $30 billion next year.')).toEqual([]);
    expect(told('financials', '', 'Zemlin’s revenue is expected to reach $30 billion.')).toEqual([]);
    expect(told('financials', '', 'Zemlin’s revenue has reached $30 billion.')).toEqual([
      'announced: amount=$30 billion metric=revenue org=Zemlin',
    ]);
  });

  it('may stand in an aside, or be what was lost or burned', () => {
    expect(told('financials', '', 'Zemlin, with $3 billion in annual revenue, is hiring.')).toEqual([
      'announced: amount=$3 billion metric=annual revenue org=Zemlin',
    ]);
    expect(told('financials', 'Zemlin burned $40 million in Q3')).toEqual([
      'announced: amount=$40 million metric=burned org=Zemlin period=Q3',
    ]);
    expect(told('financials', 'Zemlin burned $40 million')).toEqual([]);
  });
});
