import { describe, expect, it } from 'vitest';
import { bundledData, loadCatalogue } from '../../src/catalogue.ts';
import type { Claim } from '../../src/domain/claim.ts';
import { createExtractor } from '../../src/extract/extract.ts';

const extract = createExtractor(
  loadCatalogue({ companies: bundledData('companies.json'), feeds: bundledData('feeds.json') }),
);

/** One claim a line: type, status, certainty, arguments; "recalled" for background; then who speaks for it and which outlets. */
function told(title: string, ...paragraphs: string[]): string[] {
  const { claims } = extract({
    id: 'prose',
    title,
    text: paragraphs.join('\n\n'),
    url: null,
    source: null,
    published: '2026-03-11T09:00:00Z',
  });
  return claims.map(line);
}
function line(claim: Claim): string {
  const args = claim.args
    .filter((arg) => arg.role !== 'terms' && arg.role !== 'date')
    .map((arg) => `${arg.role}=${arg.role === 'stance' ? arg.value : arg.text}`)
    .sort()
    .join(', ');
  const stands =
    claim.type === 'response' ? '' : ` ${claim.status} ${claim.certainty}${claim.background ? ' recalled' : ''}`;
  return `${claim.type}${stands}: ${args}${claim.outlets.length > 0 ? ` (${claim.outlets.join(', ')})` : ''}`;
}

describe('an article of several paragraphs', () => {
  it('takes the price from a later paragraph and the credit from another; an old purchase is recalled', () => {
    expect(
      told(
        'Zentrixa to buy chip designer Brindlewick',
        'Zentrixa has agreed to buy Brindlewick, a designer of chips for data centres, the two companies said on Monday.',
        'The cloud provider will pay $2.4 billion in cash. The price is about a fifth more than the startup was worth in its last funding round.',
        "Brindlewick's 300 engineers will stay in Leeds. Its founder, Alice Testwell, will run the combined chip unit and report to Zentrixa's chief executive.",
        'Reuters first reported that the two were close to a deal. Zentrixa expects to complete the purchase by the end of the year, once regulators have looked at it.',
        'The cloud provider bought Fennimore Labs, a maker of network cards, for $310 million in 2021.',
      ),
    ).toEqual([
      'acquisition announced confirmed: acquirer=Zentrixa, amount=$2.4 billion, target=Brindlewick (Reuters)',
      'acquisition announced confirmed recalled: acquirer=Zentrixa, amount=$310 million, target=Fennimore Labs',
    ]);
  });

  it('keeps what a newspaper reports apart from the denial of the one that it is about', () => {
    expect(
      told(
        'Quillmark says it is not for sale',
        'Quillmark is not in talks to be bought by Zentrixa, the translation startup said on Friday, after a newspaper reported that an offer was near.',
        '"There are no talks and there were none," a Quillmark spokesperson said. Zentrixa declined to comment.',
        'The Financial Times reported on Thursday that Zentrixa was weighing a bid of about $900 million for the startup, citing people close to the matter.',
      ).sort(),
    ).toEqual([
      'acquisition talks reported: acquirer=Zentrixa, amount=$900 million, target=Quillmark (Financial Times)',
      'response: speaker=Quillmark, stance=denied',
      'response: speaker=Zentrixa, stance=declined',
    ]);
  });

  it('tells one funding round once: the sum, who led it, who took part and what it makes the house worth', () => {
    expect(
      told(
        'Lumenforge raises $120 million for cheaper inference',
        'Lumenforge, which makes software that cuts the cost of running language models, has raised $120 million in fresh capital.',
        'The Series B round was led by Harrowpeak Capital. Tidewater Ventures and the fund of a Gulf state also took part. It values the two-year-old startup at $1.1 billion, up from $400 million a year ago.',
        'The company will spend the money on a second office and on more engineers, its chief executive, Max Mockford, said. He would not say what Lumenforge earns.',
        'Lumenforge had raised $30 million from Harrowpeak in 2023.',
      ),
    ).toEqual([
      'investment announced confirmed: amount=$120 million, investor=Harrowpeak Capital, investor=Tidewater Ventures, round=Series B, target=Lumenforge, valuation=$1.1 billion',
      'investment announced confirmed recalled: amount=$30 million, investor=Harrowpeak Capital, target=Lumenforge',
    ]);
  });

  it('calls a purchase failed that its buyer has given up', () => {
    expect(
      told(
        'Cobaltine walks away from Fennimore deal',
        'Cobaltine has called off its $3 billion acquisition of Fennimore, ending months of wrangling with regulators on both sides of the Atlantic.',
        'The two companies had agreed on the deal in March. Cobaltine will pay its smaller rival a break fee of $150 million, it said in a filing.',
        'Fennimore confirmed that the agreement had been terminated. "We go on alone," its chief executive, Jane Sampleton, told the Wall Street Journal.',
      ),
    ).toEqual([
      'acquisition failed confirmed: acquirer=Cobaltine, amount=$3 billion, target=Fennimore',
      'response: speaker=Fennimore, stance=confirmed',
    ]);
  });

  it('follows people from house to house through "she" and "her post"', () => {
    expect(
      told(
        'Ostrava Robotics loses its founder to Zentrixa',
        'Alice Testwell, who founded Ostrava Robotics in a shed eleven years ago, is stepping down as chief executive, the robot maker said on Tuesday.',
        "She will join Zentrixa next month as head of its hardware division. Her post goes to Max Mockford, until now the company's finance chief.",
        'Testwell keeps her seat on the board. In a letter to employees she said that she was proud of what they had built.',
        'Ostrava Robotics named Jane Sampleton as its new chief financial officer, replacing Mockford.',
      ),
    ).toEqual([
      'executive_move announced confirmed: from_org=Ostrava Robotics, from_role=chief executive, person=Alice Testwell, to_org=Zentrixa, to_role=head of its hardware division',
      'executive_move announced confirmed: from_role=finance chief, person=Max Mockford, to_org=Ostrava Robotics, to_role=chief executive',
      'executive_move announced confirmed: person=Jane Sampleton, to_org=Ostrava Robotics, to_role=chief financial officer',
    ]);
  });

  it('gives a contract what a later sentence says it is worth, without doubting the contract', () => {
    const found = told(
      'Zentrixa and Gridwell sign five-year power pact',
      'Zentrixa has signed an agreement with Gridwell under which the utility will supply 2 gigawatts of electricity to its data centres.',
      'The contract runs for five years and is worth about $6 billion, according to a person who has seen it. Neither side would talk about the price.',
      "It is Zentrixa's largest purchase of power so far.",
    );
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^agreement announced confirmed: amount=\$6 billion,.* party=Gridwell, party=Zentrixa/);
  });

  it('reads talks as talks, credits the first to report, and hears both houses say nothing', () => {
    expect(
      told(
        'Lumenforge in talks to raise money at three times its value',
        'Lumenforge is in early talks to raise about $500 million at a valuation of $3.5 billion, according to two people with knowledge of the discussions.',
        'Tidewater Ventures would lead the round, one of them said. The terms are not final and could still change.',
        'Lumenforge and Tidewater did not respond to requests for comment. Bloomberg had reported earlier on Wednesday that the startup was looking for new money.',
      ),
    ).toEqual([
      'investment talks reported: amount=$500 million, investor=Tidewater Ventures, target=Lumenforge, valuation=$3.5 billion (Bloomberg)',
      'response: speaker=Lumenforge, stance=no_response',
      'response: speaker=Tidewater Ventures, stance=no_response',
    ]);
  });

  it('reads a cut with its count and its share, and the spokesperson’s word', () => {
    expect(
      told(
        'Quillmark cuts a fifth of its staff',
        'Quillmark is laying off about 140 employees, or 20% of its workforce, as customers turn to free tools.',
        'The cuts fall mostly on sales, according to a memo that the chief executive sent on Wednesday. A spokesperson for Quillmark confirmed the layoffs.',
        'Those affected will get four months of pay. The startup employed 700 people at the end of last year.',
      ),
    ).toEqual([
      'layoffs announced confirmed: headcount=140, headcount=20%, org=Quillmark',
      'response: speaker=Quillmark, stance=confirmed',
    ]);
  });

  it('reads a suit, the damages that it wants and the answer of the one sued', () => {
    const found = told(
      'Publisher takes Quillmark to court',
      'Paperhaven has sued Quillmark in a federal court in Manhattan, saying that the startup copied 40,000 of its books to train a translation model.',
      'The publisher wants $250 million in damages. Quillmark said that the claims were baseless and that it would fight them.',
    );
    expect(found).toEqual([
      'legal announced confirmed: amount=$250 million, defendant=Quillmark, plaintiff=Paperhaven',
      'response: speaker=Quillmark, stance=denied',
    ]);
  });

  it('finds in an essay nothing but what it recalls', () => {
    const found = told(
      'The quiet town that feeds the machines',
      'On a wet morning in Leeds the only thing that hums is the data centre. Zentrixa built it in 2019, a year after its initial public offering, and hardly anybody noticed.',
      'Nobody here talks about large numbers. Yet companies like Lumenforge, which Tidewater Ventures backed two years ago, could not do without the place.',
      'The town would like to see more of the money. A new school would be a start, says a councillor who has watched the lorries come and go.',
      "Whether the boom lasts is anyone's guess. If it does, the humming will grow louder.",
    );
    for (const claim of found) expect(claim).toContain(' recalled: ');
  });

  it('gives no event to a noun that a sentence only brings up', () => {
    const found = told(
      'Why Lumenforge shut its London office',
      'Lumenforge has closed its office in London, which never had more than a dozen desks.',
      "Zentrixa's $200 million investment in Lumenforge was not a reason, a spokesperson for the startup said.",
    );
    expect(found).toContain(
      'investment announced confirmed recalled: amount=$200 million, investor=Zentrixa, target=Lumenforge',
    );
    expect(found).toContain('response: speaker=Lumenforge, stance=denied');
  });

  it('reads what a relative clause and an apposition tell of a house named before', () => {
    const found = told(
      'Mockford starts again',
      'Max Mockford is in talks to raise $90 million for a new startup called Tessavine, according to three people familiar with the discussions.',
      'Harrowpeak Capital has agreed to lead the investment, and Tidewater Ventures is taking part in the deal, although neither firm answered our questions.',
      'Before that he built Nerivana, which Zentrixa acquired in 2016 for $400 million.',
    );
    expect(found).toContain(
      'acquisition announced confirmed recalled: acquirer=Zentrixa, amount=$400 million, target=Nerivana',
    );
    expect(found.filter((claim) => claim.startsWith('investment'))).toEqual([
      'investment talks reported: amount=$90 million, investor=Harrowpeak Capital, investor=Tidewater Ventures, target=Tessavine',
    ]);
    expect(found.filter((claim) => claim.startsWith('response'))).toEqual([
      'response: speaker=Harrowpeak Capital, stance=no_response',
      'response: speaker=Tidewater Ventures, stance=no_response',
    ]);
  });

  it('takes where somebody comes from out of the next sentence, and whose post it was', () => {
    const found = told(
      'Quillmark appoints a finance chief',
      'Quillmark has hired Alice Testwell as chief financial officer. She joins from Zentrixa, where she spent six years.',
      'Testwell replaces Max Mockford, who left the company in May.',
    );
    expect(found).toEqual([
      'executive_move announced confirmed: from_org=Zentrixa, person=Alice Testwell, to_org=Quillmark, to_role=chief financial officer',
      expect.stringMatching(/^executive_move announced confirmed: from_org=Quillmark,.* ?person=Max Mockford$/),
    ]);
  });

  it('counts each purchase of a list as a purchase of its own', () => {
    expect(
      told(
        'Zentrixa goes shopping',
        'Zentrixa has bought two companies to fill gaps in its catalogue: Nerivana, which makes maps, and Tessavine, a maker of forms.',
      ),
    ).toEqual([
      'acquisition announced confirmed: acquirer=Zentrixa, target=Nerivana',
      'acquisition announced confirmed: acquirer=Zentrixa, target=Tessavine',
    ]);
  });
});
