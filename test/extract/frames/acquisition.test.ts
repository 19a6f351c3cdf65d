import { describe, expect, it } from 'vitest';
import { told } from './reading.ts';

const deals = (text: string): string[] => told('acquisition', '', text);

describe('an acquisition, as annual reports and encyclopaedias tell it', () => {
  it('is one of all shares, of an interest that rules, of assets and of a part', () => {
    expect(
      deals('In 1987 Tolmers acquired all outstanding shares of Bexley Corporation for $48 million in cash.'),
    ).toEqual(['announced (recalled): acquirer=Tolmers amount=$48 million target=Bexley Corporation']);
    expect(deals('Tolmers took control of Bexley Foods in 2015.')).toEqual([
      'announced (recalled): acquirer=Tolmers target=Bexley Foods',
    ]);
    expect(deals('Tolmers acquired substantially all of the assets of Bexley Foods.')).toEqual([
      'announced: acquirer=Tolmers target=Bexley Foods',
    ]);
    expect(deals('Tolmers acquired the prepaid card business of Bexley Foods.')).toEqual([
      'announced: acquirer=Tolmers seller=Bexley Foods target=prepaid card business',
    ]);
    expect(deals("Tolmers acquired Bexley Foods' card issuing activities in six countries.")).toEqual([
      'announced: acquirer=Tolmers target=Bexley Foods',
    ]);
    // Shares are traded, and land is bought, with no house changing hands.
    expect(deals('Tolmers bought 4,000 shares of Bexley Corporation for $48 million.')).toEqual([]);
    expect(deals('The rebels took control of the town after Bexley Foods left.')).toEqual([]);
  });
  it('is told in a clause behind the name', () => {
    expect(deals('Bexley Foods, which Tolmers bought last year, makes jam.')).toEqual([
      'announced (recalled): acquirer=Tolmers target=Bexley Foods',
    ]);
    expect(deals('Bexley Foods, a unit Tolmers acquired in 2006, makes jam.')).toEqual([
      'announced (recalled): acquirer=Tolmers target=Bexley Foods',
    ]);
    expect(deals("The offer was topped by Tolmers's, who purchased Bexley Foods for $23 billion.")).toEqual([
      'announced: acquirer=Tolmers amount=$23 billion target=Bexley Foods',
    ]);
    // The name after the noun acts: it is not the one that was bought.
    expect(deals('The startup Tolmers acquired nothing in 2006.')).toEqual([]);
  });
  it('may open a sentence whose subject it is', () => {
    expect(deals('Following its acquisition by Tolmers, Bexley Foods moved to Leeds.')).toEqual([
      'announced (recalled): acquirer=Tolmers target=Bexley Foods',
    ]);
    expect(deals('After being acquired by Tolmers, which later left the trade, Bexley Foods moved to Leeds.')).toEqual([
      'announced (recalled): acquirer=Tolmers target=Bexley Foods',
    ]);
    expect(deals('Before itself being acquired by Tolmers, Bexley Foods moved to Leeds.')).toEqual([
      'announced: acquirer=Tolmers target=Bexley Foods',
    ]);
    expect(deals('With the purchase of Bexley Foods, Tolmers gains 200 cooks.')).toEqual([
      'announced: acquirer=Tolmers target=Bexley Foods',
    ]);
    expect(deals('Tolmers expanded into Spain through the acquisition of Bexley Foods.')).toEqual([
      'announced: acquirer=Tolmers target=Bexley Foods',
    ]);
  });
  it('is an ownership that passes, a merger into a house, a subsidiary that it becomes', () => {
    for (const text of [
      'Bexley Foods became a wholly owned subsidiary of Tolmers.',
      'Bexley Foods was sold on to Tolmers.',
      'Bexley Foods merged into Tolmers.',
      'Ownership of Bexley Foods was transferred to Tolmers.',
      'Ownership of Bexley Foods passed to Tolmers.',
      'Bexley Foods passed into the hands of Tolmers.',
      'Bexley Foods came under the ownership of Tolmers.',
    ])
      expect(deals(text)).toEqual(['announced: acquirer=Tolmers target=Bexley Foods']);
    expect(deals('Ownership of the data passed to Tolmers.')).toEqual([]);
    expect(deals('Bexley Foods became a subsidiary of nobody.')).toEqual([]);
  });
  it('is an offer, a contest won, a bid that is accepted or turned down', () => {
    expect(deals('Tolmers has offered $4 billion for Bexley Foods.')).toEqual([
      'talks: acquirer=Tolmers amount=$4 billion target=Bexley Foods',
    ]);
    expect(deals('Tolmers won a bidding war for Bexley Foods.')).toEqual([
      'announced: acquirer=Tolmers target=Bexley Foods',
    ]);
    expect(deals('Tolmers completed a takeover bid for the Bexley & Sons chain.')).toEqual([
      'closed: acquirer=Tolmers target=Bexley & Sons',
    ]);
    expect(
      deals('Bexley Foods said it received an unsolicited offer from Tolmers to acquire all of its shares.'),
    ).toEqual(['talks: acquirer=Tolmers target=Bexley Foods']);
    expect(
      deals('In May 2010 the firm received a takeover offer from Tolmers, valuing Bexley Foods at $90 million.'),
    ).toEqual(['talks (recalled): acquirer=Tolmers amount=$90 million target=Bexley Foods']);
    expect(deals("Tolmers's deal to acquire Bexley Foods for $10 billion fell apart.")).toEqual([
      'failed: acquirer=Tolmers amount=$10 billion target=Bexley Foods',
    ]);
    expect(deals('Shareholders of Bexley Foods approved the takeover by Tolmers on Friday.')).toEqual([
      'announced: acquirer=Tolmers target=Bexley Foods',
    ]);
    // Words of offering and winning that buy no house.
    expect(deals('Tolmers offered $400 for Bexley Foods vouchers.')).toEqual([]);
    expect(deals('Tolmers won a prize for Bexley Foods.')).toEqual([]);
  });
  it('is one of several, each with its year and price', () => {
    expect(deals('Tolmers acquired Bexley Foods in 2004 and Corvex Media in 2006.')).toEqual([
      'announced (recalled): acquirer=Tolmers target=Bexley Foods',
      'announced (recalled): acquirer=Tolmers target=Corvex Media',
    ]);
    expect(deals('Tolmers bought Bexley Foods for $5 million and Corvex Media for $7 million.')).toEqual([
      'announced: acquirer=Tolmers amount=$5 million target=Bexley Foods',
      'announced: acquirer=Tolmers amount=$7 million target=Corvex Media',
    ]);
    expect(deals('Tolmers acquired Bexley Foods in 2004 and Corvex Media left the market in 2006.')).toEqual([
      'announced (recalled): acquirer=Tolmers target=Bexley Foods',
    ]);
  });
  it('is seen behind a name that only this page writes small, and through a lost apostrophe', () => {
    expect(deals('In 2010, belku was purchased by clothing manufacturer Tolmers.')).toEqual([
      'announced (recalled): acquirer=Tolmers target=belku',
    ]);
    expect(deals('Tolmers s purchase of Bexley Foods was announced.')).toEqual([
      'announced: acquirer=Tolmers target=Bexley Foods',
    ]);
    expect(deals('In 2010, milk was purchased by clothing manufacturer Tolmers.')).toEqual([]);
  });
});

describe('an acquisition, as longer articles tell it', () => {
  it('is certain where a house said that it would, and ended where the next clause ends it', () => {
    expect(deals('Tolmers said on Monday it would acquire Bexley Foods for $297 million.')).toEqual([
      'announced: acquirer=Tolmers amount=$297 million target=Bexley Foods',
    ]);
    expect(deals('Tolmers said it would acquire Bexley Foods if the price fell.')).toEqual([
      'announced: acquirer=Tolmers target=Bexley Foods',
    ]);
    expect(deals('Tolmers would acquire Bexley Foods under the plan.')).toEqual([
      'talks: acquirer=Tolmers target=Bexley Foods',
    ]);
    expect(
      deals('Tolmers was in talks to acquire Bexley Foods, but the two companies called off the negotiations.'),
    ).toEqual(['failed: acquirer=Tolmers target=Bexley Foods']);
    expect(deals('Tolmers tried to buy Bexley Foods, but its founder turned down the offer.')).toEqual([
      'failed: acquirer=Tolmers target=Bexley Foods',
    ]);
    expect(deals('Tolmers was in talks to acquire Bexley Foods, but its founder left.')).toEqual([
      'talks: acquirer=Tolmers target=Bexley Foods',
    ]);
  });
  it('is of those whom the sentences before speak of', () => {
    expect(
      deals(
        "Bexley Foods was founded in 2011. This is Tolmers's third deal of the year. In May, it snapped up Ledgery.",
      ),
    ).toEqual(['announced: acquirer=Tolmers target=Ledgery']);
    expect(deals('Ledgery will cut half of its jobs. Tolmers bought the storage service on Monday.')).toEqual([
      'announced: acquirer=Tolmers target=Ledgery',
    ]);
    // Two houses may be meant: neither is.
    expect(deals('Ledgery and Bexley Foods will cut jobs. Tolmers bought the storage service in May.')).toEqual([]);
  });
  it('has no acquirer in a right, and none that is only denied its purpose', () => {
    expect(deals('Tolmers and Ledgery are partners. Right to acquire Ledgery later this year.')).toEqual([]);
    expect(deals("Tolmers didn't buy Ledgery for its bots.")).toEqual([]);
    expect(deals("Tolmers didn't buy Ledgery.")).toEqual(['failed: acquirer=Tolmers target=Ledgery']);
  });
  it('is news where a house said that it had done so', () => {
    expect(deals('Tolmers announced on Tuesday that it had acquired Bexley Foods.')).toEqual([
      'announced: acquirer=Tolmers target=Bexley Foods',
    ]);
    expect(deals('Tolmers had acquired Bexley Foods before the market opened.')).toEqual([
      'announced (recalled): acquirer=Tolmers target=Bexley Foods',
    ]);
  });
  it('begins a sentence of its own with a name in small letters, or with the short form of one', () => {
    expect(
      deals('Bexley Foods let go of half of its staff. iTolmers is growing: It bought Ledgery on Monday.'),
    ).toEqual(['announced: acquirer=iTolmers target=Ledgery']);
    expect(deals('Vornik backs Acorn Robotics. Acorn competes with Tolmers. In May, it bought Ledgery.')).toEqual([
      'announced: acquirer=Acorn Robotics target=Ledgery',
    ]);
    expect(deals("Part of Bexley's technology has been sold to Tolmers.")).toEqual([]);
  });
  it('is told by whose people come over as part of it', () => {
    expect(deals('Some 200 Ledgery employees joined Tolmers as part of the acquisition.')).toEqual([
      'announced: acquirer=Tolmers target=Ledgery',
    ]);
    expect(deals('Some 200 Ledgery employees joined Tolmers as part of the programme.')).toEqual([]);
    expect(deals('Tolmers acquired substantially all of Ledgery Mining, LLC\'s ("Ledgery") assets.')).toEqual([
      'announced: acquirer=Tolmers target=Ledgery Mining, LLC',
    ]);
  });
  it('takes a house private, and is no sale of a stake', () => {
    expect(deals('Bexley Foods agreed to be taken private by Tolmers for $3.2 billion.')).toEqual([
      'announced: acquirer=Tolmers amount=$3.2 billion target=Bexley Foods',
    ]);
    expect(deals('Vornik Partners sold its stake in Bexley Foods to Tolmers for $70 million.')).toEqual([]);
    expect(deals('Vornik Partners sold its majority stake in Bexley Foods to Tolmers for $70 million.')).toEqual([
      'announced: acquirer=Tolmers amount=$70 million seller=Vornik Partners target=Bexley Foods',
    ]);
  });
  it('is news though a clause between commas recalls the past', () => {
    expect(deals('Tolmers, which left the stock market last year, is buying Bexley Foods.')).toEqual([
      'announced: acquirer=Tolmers target=Bexley Foods',
    ]);
  });
});

describe('a round of money, as longer articles tell it', () => {
  it('is not what others have put in before it is agreed', () => {
    expect(
      told(
        'investment',
        '',
        'Bexley makes hands. Tolmers has also invested in the startup. Bexley is in talks to raise $200 million at a valuation of $1 billion.',
      ),
    ).toEqual([
      'announced: investor=Tolmers target=Bexley',
      'talks: amount=$200 million target=Bexley valuation=$1 billion',
    ]);
  });
  it('is led by the house of the person named, and by those that a clause with "that" names', () => {
    expect(
      told('investment', '', 'Bexley raised $30 million in a Series D round led by Ann Mullen at Tarn Capital.'),
    ).toEqual(['announced: amount=$30 million investor=Tarn Capital round=Series D target=Bexley']);
    expect(
      told(
        'investment',
        '',
        'Bexley raised $200 million in a Series D that was led by Umber Ventures and joined by Oro Partners.',
      ),
    ).toEqual([
      'announced: amount=$200 million investor=Oro Partners investor=Umber Ventures round=Series D target=Bexley',
    ]);
  });
});

describe('a part of a house that a headline names after its owner', () => {
  it('is bought from the owner', () => {
    expect(told('acquisition', 'Quillbex’s Pelicanry to Acquire Vorland’s Map Biz for €1.5 Bn')).toEqual([
      'announced: acquirer=Pelicanry amount=€1.5 Bn seller=Vorland target=Map Biz',
    ]);
    expect(told('acquisition', 'Zemlin to take over Orrery credit card from Vorland')).toEqual([
      'announced: acquirer=Zemlin seller=Vorland target=Orrery credit card',
    ]);
    expect(told('acquisition', 'Zemlin to take over Vorland’s map duties')).toEqual([]);
  });

  it('that came to nothing is told beside what came instead', () => {
    expect(deals('Tolmers partners with chip startup Bexley after takeover talks reportedly failed')).toEqual([
      'failed (recalled): acquirer=Tolmers target=Bexley',
    ]);
    expect(deals('Tolmers teams up with Bexley after merger talks')).toEqual([]);
    expect(deals('Tolmers hires a banker after takeover talks collapsed')).toEqual([]);
  });
});

describe('what is bought, behind other words', () => {
  it('is a part of a house, whose owner sells it', () => {
    for (const text of [
      "Tolmers bought Bexley's optical unit.",
      'Tolmers bought the optical unit of Bexley.',
      "Bexley's optical unit was bought by Tolmers.",
      'Tolmers has completed the purchase of Bexley’s optical unit.',
    ])
      expect(deals(text).map((deal) => deal.replace('closed', 'announced'))).toEqual([
        'announced: acquirer=Tolmers seller=Bexley target=optical unit',
      ]);
    // All that a house does is the house.
    expect(deals("Tolmers bought Bexley's business.")).toEqual(['announced: acquirer=Tolmers target=Bexley']);
  });
  it('stands behind when, through whom and from whom it was bought', () => {
    for (const text of [
      'Tolmers acquired last month the mapping firm Bexley.',
      'Tolmers acquired through this the mapping firm Bexley.',
      'Tolmers acquired through its subsidiary the mapping firm Bexley.',
    ])
      expect(deals(text)[0]).toMatch(/acquirer=Tolmers target=Bexley$/);
    expect(deals('Tolmers acquired last month a taste for the sea.')).toEqual([]);
  });
  it('may be several, each with its article', () => {
    expect(deals('Tolmers bought the Bexley Mine, the Corvex Smelter and the Quillfern Mill.')).toEqual([
      'announced: acquirer=Tolmers target=Bexley Mine',
      'announced: acquirer=Tolmers target=Corvex Smelter',
      'announced: acquirer=Tolmers target=Quillfern Mill',
    ]);
    expect(told('acquisition', '', 'Tolmers bought the Bexley Mine, the owner Corvex said.')).toEqual([
      'announced: acquirer=Tolmers target=Bexley Mine',
    ]);
  });
  it('is news where it was announced before and is now done, and where it was sold after it was founded', () => {
    expect(deals('Tolmers Corp. completed its previously announced acquisition of Bexley Inc.')).toEqual([
      'closed: acquirer=Tolmers Corp. target=Bexley Inc.',
    ]);
    expect(deals('Bexley was founded by Jane Roe and sold to Tolmers.')[0]).toMatch(/acquirer=Tolmers target=Bexley$/);
    expect(deals('In 2001, following its acquisition by Tolmers, Bexley moved to Turin.')[0]).toMatch(
      /acquirer=Tolmers target=Bexley$/,
    );
  });
  it('is of the one house told of, where "they" can be nobody else', () => {
    expect(deals('Tolmers Ltd makes toys. They purchased the metalworking firm Bexley.')).toEqual([
      'announced: acquirer=Tolmers Ltd target=Bexley',
    ]);
    expect(deals('Tolmers backed a startup last year. They bought Bexley for $20 million.')).toEqual([]);
    expect(deals('Tolmers makes toys with Corvex. They bought Bexley for $20 million.')).toEqual([]);
  });
  it('ends where the next clause of a roundup begins', () => {
    expect(told('acquisition', 'Tolmers buys Bexley, Corvex raises $40M')).toEqual([
      'announced: acquirer=Tolmers target=Bexley',
    ]);
    expect(told('acquisition', 'Tolmers buys Bexley, Corvex for $40M')).toHaveLength(2);
  });
  it('is blocked by an authority that buys nothing', () => {
    expect(deals("Tolmers's purchase of Bexley was blocked by the CMA.")).toEqual([
      'failed: acquirer=Tolmers target=Bexley',
    ]);
    expect(deals("Bexley's board has approved a takeover by Tolmers.")).toEqual([
      'announced: acquirer=Tolmers target=Bexley',
    ]);
  });
  it('is picked up, where its price or what it is says that it is a house', () => {
    expect(told('acquisition', 'Tolmers picked up Bexley for $1B')).toEqual([
      'announced: acquirer=Tolmers amount=$1B target=Bexley',
    ]);
    expect(told('acquisition', 'Tolmers picks up data startup Bexley')).toEqual([
      'announced: acquirer=Tolmers target=Bexley',
    ]);
    for (const text of ['Tolmers picked up Bexley customers for free.', 'Tolmers picked up a company award.'])
      expect(deals(text)).toEqual([]);
  });
  it('is bought by the house whose unit buys', () => {
    expect(deals('Bexley was bought by the Corvex subsidiary of Tolmers.')).toEqual([
      'announced: acquirer=Tolmers target=Bexley',
    ]);
    expect(deals('Bexley was bought by Corvex, a subsidiary of Tolmers.')).toEqual([
      'announced: acquirer=Corvex target=Bexley',
    ]);
  });
  it('failed where its buyer walks away or a headline tells that it was blocked', () => {
    expect(told('acquisition', 'Tolmers walks away from $3B Bexley acquisition')).toEqual([
      'failed: acquirer=Tolmers amount=$3B target=Bexley',
    ]);
    expect(deals('Tolmers pulled out of the merger with Bexley.')).toEqual(['failed: acquirer=Tolmers target=Bexley']);
    expect(told('acquisition', 'Tolmers walks away from the merger meeting with Bexley')).toEqual([]);
    expect(told('acquisition', 'Tolmers’s purchase of Bexley blocked by CMA')).toEqual([
      'failed: acquirer=Tolmers target=Bexley',
    ]);
    expect(told('acquisition', 'Tolmers’s purchase of Bexley approved by CMA')).toEqual([
      'announced: acquirer=Tolmers target=Bexley',
    ]);
  });
  it('is of a part that a headline names without its article', () => {
    expect(told('acquisition', 'Bexley sells optical unit to Tolmers for $300M')).toEqual([
      'announced: acquirer=Tolmers amount=$300M seller=Bexley target=optical unit',
    ]);
    expect(told('acquisition', 'Bexley sells cloud storage to Tolmers')).toEqual([]);
  });
});
