import { describe, expect, it } from 'vitest';
import { told } from './reading.ts';

const investment = (title: string, text?: string): string[] => told('investment', title, text);
const RAISED = 'announced: amount=$7M target=Zemlin';

it('is not of a house that is named only after "the startup"', () => {
  expect(
    told(
      'investment',
      'News of the week',
      'The startup, founded by two former Quillbex researchers, has raised $12 million from Oarlock Ventures.',
    ).join(),
  ).not.toContain('Quillbex');
});

describe('a round told loosely', () => {
  it('may be grabbed, or taken from somebody', () => {
    expect(investment('Zemlin grabs $7M to map the seas')).toEqual([RAISED]);
    expect(investment('Zemlin takes $7M from Vorland')).toEqual([
      'announced: amount=$7M investor=Vorland target=Zemlin',
    ]);
    expect(investment('', 'Zemlin, a maker of maps, has grabbed $7M in seed funding.')).toEqual([
      'announced: amount=$7M round=seed target=Zemlin',
    ]);
    expect(investment('Zemlin takes $7M hit')).toEqual([]);
    expect(investment('Zemlin grabs $7M order for maps')).toEqual([]);
  });

  it('is of the house whose thing gets the money, and of nobody whose former staff gets it', () => {
    expect(investment('Zemlin’s robotic mapping AI nabs another $7M')).toEqual([RAISED]);
    expect(investment('Zemlin’s former head of maps nabs $7M')).toEqual([]);
  });

  it('is combined of two', () => {
    expect(investment('', 'Zemlin raised $7M in combined seed and pre-seed led by Tarn Capital.')).toEqual([
      'announced: amount=$7M investor=Tarn Capital round=seed target=Zemlin',
    ]);
  });

  it('is announced by a firm that stands beside what it is', () => {
    expect(investment('Insurance firm, Orrery, announces $7M Series A')).toEqual([
      'announced: amount=$7M round=Series A target=Orrery',
    ]);
  });

  it('is of a firm that is called by a plain word', () => {
    expect(investment('Oslo-based AI Startup Thrifty Raises $7M for Maps')).toEqual([
      'announced: amount=$7M target=Thrifty',
    ]);
    expect(investment('Oslo AI Startups Healthy Despite Raises')).toEqual([]);
  });

  it('is of the startup that only the text names', () => {
    expect(investment('Oslo Startup Raises $7M for Maps', 'Orrery will use it to hire. It sells maps.')).toEqual([
      'announced: amount=$7M target=Orrery',
    ]);
    expect(investment('Oslo Startup Raises $7M for Maps', 'Orrery and Tarnly compete with it.')).toEqual([]);
  });

  it('is what a firm launches with', () => {
    expect(
      investment('Insurance startup Orrery launches with eight customers, $11M from Tarn Capital and Umber Ventures'),
    ).toEqual(['announced: amount=$11M investor=Tarn Capital investor=Umber Ventures target=Orrery']);
    expect(investment('Zemlin launches with prices from $11')).toEqual([]);
  });

  it('is led by somebody', () => {
    expect(investment('Tarn Bank leads £12 million Series A fundraise in weather service Orrery')).toEqual([
      'announced: amount=£12 million investor=Tarn Bank round=Series A target=Orrery',
    ]);
  });

  it('may go into a venture that has no name yet', () => {
    expect(investment('Zemlin nears deal to invest £75m in joint venture')).toEqual([
      'talks: amount=£75m investor=Zemlin',
    ]);
    expect(investment('Zemlin to invest $200m in maps')).toEqual([]);
  });

  it('may be backing without a sum', () => {
    expect(investment('Insurance startup Zemlin scores pension fund backing')).toEqual(['announced: target=Zemlin']);
    expect(investment('Zemlin scores union backing for its plan')).toEqual([]);
  });

  it('names those who join a round, and who lends', () => {
    expect(told('investment', 'Tolmers Group joins Zemlin’s Series B')).toEqual([
      'announced: investor=Tolmers Group round=Series B target=Zemlin',
    ]);
    expect(
      told(
        'investment',
        '',
        'Tolmers Group led a $40 million Series C in Zemlin, with Umber Fund and Corvid Capital also participating.',
      ),
    ).toEqual([
      'announced: amount=$40 million investor=Corvid Capital investor=Tolmers Group investor=Umber Fund round=Series C target=Zemlin',
    ]);
    expect(told('investment', '', 'Zemlin closed a $25 million credit facility with Umber Bank.')).toEqual([
      'announced: amount=$25 million investor=Umber Bank target=Zemlin',
    ]);
    expect(told('investment', '', 'Zemlin repaid a $25 million loan.')).toEqual([]);
  });

  it('is of the one that seeks it, whatever stands between', () => {
    const title =
      'Zemlin is seeking $50 million from investors including Umber Fund, which would value it at $4 billion';
    expect(told('investment', title)).toEqual([
      'talks: amount=$50 million investor=Umber Fund target=Zemlin valuation=$4 billion',
    ]);
    expect(told('valuation', title)).toEqual([]);
  });

  it('may come out of stealth without its givers; what a house looks after is none', () => {
    expect(told('investment', 'Zemlin emerges from stealth with $15M')).toEqual([
      'announced: amount=$15M target=Zemlin',
    ]);
    expect(told('investment', 'Zemlin emerges from stealth with $15M under management')).toEqual([]);
  });

  it('goes to the one that takes over a stake', () => {
    expect(told('investment', '', 'Umber agreed to offload its stake in Zemlin to Tolmers Group.')).toEqual([
      'announced: investor=Tolmers Group target=Zemlin',
    ]);
    expect(told('investment', '', 'Umber Fund trimmed its stake in Zemlin.')).toEqual([]);
  });

  it('is made by the one who acts in the clause', () => {
    expect(told('investment', '', 'Zemlin is growing in Spain with a new investment in Umber Foods.')).toEqual([
      'announced: investor=Zemlin target=Umber Foods',
    ]);
    expect(
      told(
        'investment',
        '',
        'Zemlin is growing with an investment in Umber to close a credit gap of more than $2 billion.',
      ),
    ).toEqual(['announced: investor=Zemlin target=Umber']);
  });

  it('is planned where a headline says what one is to raise, and of nobody who is called large', () => {
    expect(told('investment', 'Zemlin to raise $50M in fresh equity')).toEqual(['talks: amount=$50M target=Zemlin']);
    expect(told('investment', 'Vorland to back Zemlin in $5 Bn Mega Round')).toEqual([
      'announced: amount=$5 Bn investor=Vorland target=Zemlin',
    ]);
    expect(
      told('investment', 'Zemlin weighs new round at $9B valuation after resisting proposals at an $8B valuation'),
    ).toEqual(['talks: target=Zemlin valuation=$9B']);
  });

  it('leaves out what a text that was cut off tells by half', () => {
    expect(told('investment', 'Zemlin raises $27M', 'Zemlin said today that it raised $27 millio...')).toEqual([
      'announced: amount=$27M target=Zemlin',
    ]);
    expect(
      told('investment', 'Zemlin raises $27M', 'Zemlin raised $27 million in a Series B round led by Tolm...'),
    ).toEqual(['announced: amount=$27M round=Series B target=Zemlin']);
  });

  it('is of the house whose thing a headline speaks of, and may be borrowed', () => {
    expect(told('investment', 'Umber Light’s glass hardware is ready to shine with $15M in new funding')).toEqual([
      'announced: amount=$15M target=Umber Light',
    ]);
    expect(told('investment', 'Zemlin raises $83M in its first debt financing')).toEqual([
      'announced: amount=$83M target=Zemlin',
    ]);
    expect(told('investment', 'Zemlin raises $83M in bonds')).toEqual([]);
  });

  it('grows where a stake does', () => {
    expect(told('investment', 'Umber Group increases stake in Zemlin to 20%')).toEqual([
      'announced: investor=Umber Group stake=20% target=Zemlin',
    ]);
    expect(told('investment', 'Umber Group raises interest rates in Spain to 5%')).toEqual([]);
  });

  it('is recalled of the house that an aside describes', () => {
    expect(told('investment', 'Zemlin, a Vorland-backed map app, opens a shop')).toEqual([
      'announced (recalled): investor=Vorland target=Zemlin',
    ]);
  });
});

describe('a stake whose size is told behind it', () => {
  it('is of the house that follows, and not of its size', () => {
    expect(told('investment', '', 'Tolmers will take a stake of up to 10% in Bexley.')).toEqual([
      'announced: investor=Tolmers stake=10% target=Bexley',
    ]);
    expect(told('investment', '', 'Tolmers will take a share of the blame.')).toEqual([]);
  });
});
