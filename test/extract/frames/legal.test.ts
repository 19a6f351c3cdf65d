import { describe, expect, it } from 'vitest';
import { told } from './reading.ts';

const legal = (title: string, text?: string): string[] => told('legal', title, text);

describe('a suit or a probe', () => {
  it('tells who sues whom, and for how much', () => {
    expect(legal('Vorland sues Zemlin for $40 million over copied maps')).toEqual([
      'announced: amount=$40 million defendant=Zemlin plaintiff=Vorland',
    ]);
    expect(legal('Zemlin is sued by Vorland')).toEqual(['announced: defendant=Zemlin plaintiff=Vorland']);
  });

  it('may have a state for its defendant', () => {
    expect(legal('Zemlin sues the US government over a blacklist')).toEqual([
      'announced: defendant=US government plaintiff=Zemlin',
    ]);
  });

  it('is opened by an authority', () => {
    expect(legal('', 'The European Commission has begun an antitrust investigation into Zemlin.')).toEqual([
      'announced: defendant=Zemlin plaintiff=European Commission',
    ]);
    expect(legal('FTC probes Zemlin over its prices')).toEqual(['announced: defendant=Zemlin plaintiff=FTC']);
  });

  it('finds whom a probe is into behind what it is about', () => {
    expect(
      legal('', 'The European Commission opened an inquiry into alleged collusion between Zemlin and Vorland.'),
    ).toEqual(['announced: defendant=Vorland defendant=Zemlin plaintiff=European Commission']);
  });

  it('takes the EU and its Commission for one authority', () => {
    expect(
      legal('EU launches antitrust probe into Zemlin', 'The European Commission is investigating Zemlin.'),
    ).toEqual(['announced: defendant=Zemlin plaintiff=European Commission']);
  });

  it('is an order where an authority tells a firm what to do', () => {
    expect(legal('China told tech firms, including Zemlin and Vorland, to refuse foreign money')).toEqual([
      'announced: defendant=Vorland defendant=Zemlin plaintiff=China',
    ]);
  });

  it('is settled by the one who was sued, unless the rights are its own', () => {
    expect(legal('Zemlin settles lawsuit with the FTC')).toEqual(['announced: defendant=Zemlin plaintiff=FTC']);
    expect(legal('Blue Harbor Music settles copyright lawsuit with Zemlin')).toEqual([
      'announced: defendant=Zemlin plaintiff=Blue Harbor Music',
    ]);
  });

  it('fails when a judge throws it out', () => {
    expect(legal('', "A judge dismissed Vorland's lawsuit against Zemlin.")).toEqual([
      'failed: defendant=Zemlin plaintiff=Vorland',
    ]);
  });

  it.each([
    ['FTC imposes sanctions on Zemlin', 'announced: defendant=Zemlin plaintiff=FTC'],
    ['FTC orders an audit of Zemlin', 'announced: defendant=Zemlin plaintiff=FTC'],
    ['Vorland sends Zemlin a cease-and-desist letter', 'announced: defendant=Zemlin plaintiff=Vorland'],
    ['Vorland takes Zemlin to court', 'announced: defendant=Zemlin plaintiff=Vorland'],
    ["U.S. blocks Zemlin's newest chip", 'announced: defendant=Zemlin plaintiff=U.S.'],
    ['Zemlin fined again in Spain for its prices', 'announced: defendant=Zemlin'],
    ['Vorland sues ex-engineers over copied maps', 'announced: plaintiff=Vorland'],
  ])('may be told by the act: %s', (title, line) => {
    expect(legal(title)).toEqual([line]);
  });

  it.each([
    'Zemlin imposes order on chaotic maps',
    'Zemlin orders 500 chips from Vorland',
    'Zemlin sends maps to Vorland',
    'Zemlin takes Vorland to task',
    'Zemlin issues a notice to its users',
    'The US imposes a 25% tariff on chips',
    'Zemlin partners with Vorland to test card settlements',
    'A Gazette investigation shows how Zemlin hires',
    'Zemlin sues for peace in the browser wars',
    'Zemlin told users to update their apps',
  ])('is not found in: %s', (title) => {
    expect(legal(title)).toEqual([]);
  });
});

describe('an act of the law that more than one word tells', () => {
  it.each([
    ['California AG sends Zemlin a cease-and-desist order', 'announced: defendant=Zemlin plaintiff=California AG'],
    ['FTC serves Zemlin with a subpoena', 'announced: defendant=Zemlin plaintiff=FTC'],
    ['Zemlin sends legal threats to Vorland', 'announced: defendant=Vorland plaintiff=Zemlin'],
    ['Tarnova founder quits as Vorland takes company to court', 'announced: defendant=Tarnova plaintiff=Vorland'],
    ['Jane Roe found guilty of stealing maps', 'announced: defendant=Jane Roe'],
    ['Jane Roe sentenced to five years over stolen maps', 'announced: defendant=Jane Roe'],
    ['President pardons Jane Roe', 'ended: defendant=Jane Roe'],
    ["Zemlin's use of old maps violates copyright, Lyon court finds", 'announced: defendant=Zemlin'],
    ['AUSTRAC orders audit of Zemlin', 'announced: defendant=Zemlin plaintiff=AUSTRAC'],
    ["Malaysia blocks access to Quillbex's Pelican", 'announced: defendant=Quillbex plaintiff=Malaysia'],
    ['Pentagon labels Zemlin a security risk', 'announced: defendant=Zemlin plaintiff=Pentagon'],
    ['Department of Trade designates Zemlin a risk', 'announced: defendant=Zemlin plaintiff=Department of Trade'],
    ['White House orders agencies to stop using Zemlin', 'announced: defendant=Zemlin plaintiff=White House'],
    ['Court blocks US government from labelling Zemlin a risk', 'announced: defendant=US government plaintiff=Zemlin'],
    ["Federal court denies Zemlin's motion to lift a ban", 'failed: plaintiff=Zemlin'],
    ['BaFin imposes sanctions on Zemlin', 'announced: defendant=Zemlin plaintiff=BaFin'],
    ['Zemlin sues ex-engineers over copied maps', 'announced: plaintiff=Zemlin'],
    [
      'Senate Trade Committee is probing Zemlin over its prices',
      'announced: defendant=Zemlin plaintiff=Senate Trade Committee',
    ],
  ])('is found in: %s', (title, line) => {
    expect(legal(title)).toEqual([line]);
  });

  it('may name the authority alone', () => {
    expect(
      legal('', 'The Securities and Exchange Commission has filed criminal complaints against five traders.'),
    ).toEqual(['announced: plaintiff=Securities and Exchange Commission']);
  });

  it.each([
    'Zemlin sends Vorland an order for maps',
    'Zemlin takes its case for maps to the public',
    'Zemlin labels its maps with care',
    'Readers find Zemlin hard to use',
    'Zemlin found its maps in a drawer',
    'Zemlin blocks ads from its maps',
    'Zemlin imposes order on its maps',
    "Zemlin denies Vorland's request for maps",
  ])('is not found in: %s', (title) => {
    expect(legal(title)).toEqual([]);
  });
});

describe('what those in power find', () => {
  const suits = (title: string, text?: string): string[] => told('legal', title, text);

  it.each([
    ['Zemlin broke harbour law, judge rules', 'announced: defendant=Zemlin'],
    ['Zemlin broke harbour law, EU commission rules', 'announced: defendant=Zemlin plaintiff=EU commission'],
    [
      'European Commission rules that Zemlin broke the law',
      'announced: defendant=Zemlin plaintiff=European Commission',
    ],
    ['Zemlin misled sailors, FTC alleges', 'announced: defendant=Zemlin plaintiff=FTC'],
    ['Zemlin countersues Vorland', 'announced: defendant=Vorland plaintiff=Zemlin'],
  ])('%s', (title, line) => {
    expect(suits(title)).toEqual([line]);
  });

  it.each([
    ['Zemlin is under investigation by the FTC.', 'announced: defendant=Zemlin plaintiff=FTC'],
    [
      'The Justice Department sued to block Zemlin’s $85 billion purchase of Oarlock Marine.',
      'announced: defendant=Zemlin plaintiff=Justice Department',
    ],
    [
      'The Ministry of Trade and Industry fined Zemlin.',
      'announced: defendant=Zemlin plaintiff=Ministry of Trade and Industry',
    ],
    ['A class action was filed against Zemlin in California.', 'announced: defendant=Zemlin'],
    [
      'Zemlin will pay $4 million to settle a class action by authors.',
      'announced: amount=$4 million defendant=Zemlin plaintiff=authors',
    ],
    ['The FTC began an inquiry into whether Zemlin misled sailors.', 'announced: defendant=Zemlin plaintiff=FTC'],
    [
      'The European Commission has opened a probe into whether Zemlin’s new Pelican fee breaks harbour rules.',
      'announced: defendant=Zemlin plaintiff=European Commission',
    ],
    ['Vorland filed a complaint with the SEC against Zemlin.', 'announced: defendant=Zemlin plaintiff=Vorland'],
  ])('%s', (text, line) => {
    expect(suits('', text)).toEqual([line]);
  });

  it.each([
    'Zemlin did not break harbour law, judge rules',
    'Zemlin breaks sailing records, FTC says',
    'Zemlin learns new rules',
  ])('but not in: %s', (title) => {
    expect(suits(title)).toEqual([]);
  });
});

describe('who acts for the law', () => {
  const legal = (title: string, text?: string): string[] => told('legal', title, text);

  it('is the regulator that "it" means, and no house that was fined', () => {
    expect(
      legal('', 'The Oslo Data Authority has fined Zemlin. The regulator said so. It later fined Vorland $5 million.'),
    ).toEqual([
      'announced: defendant=Zemlin plaintiff=Oslo Data Authority',
      'announced: amount=$5 million defendant=Vorland plaintiff=Oslo Data Authority',
    ]);
  });

  it('may be prosecutors whom nothing names', () => {
    expect(legal('', 'Prosecutors charged Zemlin founder Jane Roe with fraud.')).toEqual([
      'announced: defendant=Jane Roe',
    ]);
    expect(legal('', 'Prosecutors told Zemlin to wait.')).toEqual([]);
  });

  it('is never the court itself', () => {
    expect(
      legal(
        'Court lets a case go on',
        'Zemlin must face a lawsuit, a judge ruled. It had asked the court to throw out the case.',
      ),
    ).toEqual(['announced: defendant=Zemlin']);
  });
});

describe('what is told of suits and probes in other words', () => {
  it.each([
    ['Judge dismisses Zemlin’s trade-secret case against Vorland', 'failed: defendant=Vorland plaintiff=Zemlin'],
    ['Judge refuses to throw out the copyright case against Vorland', 'announced: defendant=Vorland'],
    ['Texas attorney general sues Zemlin over maps', 'announced: defendant=Zemlin plaintiff=Texas attorney general'],
    ['Zemlin wins dismissal of investor lawsuit', 'failed: defendant=Zemlin'],
    ['Zemlin must pay $43 million over a map, jury finds', 'announced: amount=$43 million defendant=Zemlin'],
    ['Vorland drops copyright claims against Zemlin', 'failed: defendant=Zemlin plaintiff=Vorland'],
    ['Justice Department subpoenas Zemlin', 'announced: defendant=Zemlin plaintiff=Justice Department'],
    ['Zemlin founder Jane Roe charged with wire fraud', 'announced: defendant=Jane Roe'],
    ['Zemlin asks judge to toss fraud claims', 'announced: defendant=Zemlin'],
    ['Judge tosses Zemlin’s suit against former engineers', 'failed: plaintiff=Zemlin'],
    ['Zemlin countersues former supplier', 'announced: plaintiff=Zemlin'],
  ])('is found in: %s', (title, line) => {
    expect(legal(title)).toEqual([line]);
  });

  it.each([
    'Zemlin wins praise for dismissal of a rumour',
    'Zemlin must pay $43 million for its maps, analysts find',
    'Zemlin claims a lead against Vorland',
    'Zemlin charged with new batteries',
    'Zemlin is looking into maps of Vorland',
  ])('is not found in: %s', (title) => {
    expect(legal(title)).toEqual([]);
  });
});

describe('what is told to the press in other words', () => {
  const replies = (text: string): string[] => told('response', '', text);

  it.each([
    ['“We do not comment on rumours,” a Zemlin spokeswoman said.', ['announced: speaker=Zemlin stance=do not comment']],
    ['A lawyer for Zemlin did not return calls.', ['announced: speaker=Zemlin stance=did not return']],
    ['Zemlin had no comment.', ['announced: speaker=Zemlin stance=had no comment']],
    ['Zemlin has yet to respond.', ['announced: speaker=Zemlin stance=yet to respond']],
    ['Zemlin disputed the figures.', ['announced: speaker=Zemlin stance=disputed']],
    [
      'Representatives of Zemlin were not available for comment.',
      ['announced: speaker=Zemlin stance=were not available'],
    ],
    [
      'Neither Zemlin nor Vorland responded to requests for comment.',
      ['announced: speaker=Zemlin stance=responded', 'announced: speaker=Vorland stance=responded'],
    ],
    [
      'Zemlin has yet to comment on its maps, and made no comments in them.',
      ['announced: speaker=Zemlin stance=yet to comment'],
    ],
    ['Zemlin would neither confirm nor deny the talks.', ['announced: speaker=Zemlin stance=neither confirm nor deny']],
    ['Zemlin called the report “false”.', ['announced: speaker=Zemlin stance=called the report “false”']],
    ['Zemlin would not confirm the figure.', ['announced: speaker=Zemlin stance=would not confirm']],
    [
      'Vorland declined to comment. Zemlin did not reply.',
      ['announced: speaker=Vorland stance=declined to comment', 'announced: speaker=Zemlin stance=did not reply'],
    ],
    ['Zemlin did not reply.', []],
    ['Zemlin did not deny the report.', []],
    ['Zemlin denied its users access to its maps.', []],
    ['The Supreme Court denied the appeal of Zemlin.', []],
    ['Zemlin made comments easier to find.', []],
    ['Zemlin’s maps are not available for cars.', []],
  ])('is heard in: %s', (text, lines) => {
    expect(replies(text)).toEqual(lines);
  });
});

describe('who is on which side', () => {
  it.each([
    ['Zemlin asked a judge to dismiss Vorland’s lawsuit.', ['announced: defendant=Zemlin plaintiff=Vorland']],
    [
      'A judge declined to dismiss Vorland’s lawsuit against Zemlin.',
      ['announced: defendant=Zemlin plaintiff=Vorland'],
    ],
    ['Vorland won a patent case against Zemlin.', ['announced: defendant=Zemlin plaintiff=Vorland']],
    [
      'Zemlin will pay Vorland $20 million to settle the case.',
      ['announced: amount=$20 million defendant=Zemlin plaintiff=Vorland'],
    ],
    ['Vorland v. Zemlin: a London court is to hear the appeal.', ['announced: defendant=Zemlin plaintiff=Vorland']],
    [
      'Vorland and Zemlin have agreed to cut fees to settle a lawsuit by merchants.',
      ['announced: defendant=Vorland defendant=Zemlin'],
    ],
    ['The jurors in the Vorland v. Zemlin trial were given maps.', []],
  ])('is told by: %s', (text, lines) => {
    expect(legal('', text)).toEqual(lines);
  });

  it('leaves the deal that is looked into to the one who made it', () => {
    const text = 'The FTC is probing Zemlin over its deal with Vorland.';
    expect(legal('', text)).toEqual(['announced: defendant=Zemlin plaintiff=FTC']);
    expect(told('agreement', '', text)).toEqual(['announced: party=Vorland party=Zemlin']);
  });
});
