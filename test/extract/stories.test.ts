import { describe, expect, it } from 'vitest';
import { claimsOf, extract } from './support.ts';

/** What a longer article tells: type, then its arguments, where it is not recalled. */
const tells = (type: string, title: string, ...paragraphs: string[]): string[] =>
  claimsOf(title, paragraphs.join('\n\n'))
    .filter((line) => line.startsWith(`${type} |`))
    .map((line) => line.slice(type.length + 3));

describe('one event told in several sentences', () => {
  it('is one purchase, whatever part of it is paid in cash', () => {
    expect(
      tells(
        'acquisition',
        'Vorland buys Tessaly in $2.1 billion deal',
        'Vorland agreed to buy Tessaly, a chip startup. The cloud provider will pay $1.45 billion in cash and the rest in stock.',
      ),
    ).toEqual([expect.stringMatching(/^announced \| confirmed \| acquirer=Vorland \| amount=\$2\.1 billion/)]);
  });
  it.each([
    'The round values the company at $720 million.',
    'The company is now valued at $720 million.',
    'That gives the startup a post-money valuation of $720 million.',
  ])('is a round with the worth that comes of it: %s', (text) => {
    expect(tells('investment', 'Legal startup Brieflo raises $80M Series C', text)).toEqual([
      expect.stringMatching(/target=Brieflo \| valuation=\$720 million$/),
    ]);
  });
  it('does not take the worth of the last round for that of the new', () => {
    const text = 'The company was valued at $500 million in its last round.';
    expect(tells('investment', 'Brieflo raises $80M', text)).toEqual([expect.not.stringContaining('$500 million')]);
    expect(tells('valuation', 'Brieflo raises $80M', text)).toEqual([expect.stringContaining('| bg | org=Brieflo')]);
  });
  it('leaves the suits of two people apart', () => {
    expect(
      tells('legal', '', 'Last year Jane Marr sued Orbit. Vorland sued Orbit and Tessaly on Monday.').map((text) =>
        text.replace(/date=[^|]+\| /, ''),
      ),
    ).toEqual([
      expect.stringMatching(/bg \| defendant=Orbit \| plaintiff=Jane Marr/),
      expect.stringMatching(/confirmed \| defendant=Orbit \| defendant=Tessaly \| plaintiff=Vorland/),
    ]);
  });
  it('knows "the startup’s" chief and "the New York company"', () => {
    expect(
      tells(
        'executive_move',
        '',
        'Mapping startup Tidewell cut staff. Norvest and Halden are its investors. The startup’s finance chief, Helen Marsh, left to join Oarlock Marine.',
      ),
    ).toEqual([expect.stringContaining('from_org=Tidewell')]);
    expect(
      tells('financials', 'Tidewell beats estimates', 'The New York company posted net income of $61 million.'),
    ).toEqual([expect.stringContaining('org=Tidewell')]);
  });
  it('takes the board for that of the firm just invested in', () => {
    const round = 'Tidewell raised $80 million in a round led by Norvest Capital.';
    expect(tells('executive_move', '', `${round} Norvest Capital partner Tom Vale is joining the board.`)).toEqual([
      expect.stringContaining('to_org=Tidewell'),
    ]);
  });
  it('reads who leaves by both offices, and who follows', () => {
    const text = 'Skylark’s founder and chief executive, Ines Okoro, stepped down and was replaced by Paul Groen.';
    expect(tells('executive_move', '', text)).toEqual([
      expect.stringContaining('from_org=Skylark | from_role=chief executive | person=Ines Okoro'),
      expect.stringContaining('person=Paul Groen | to_org=Skylark | to_role=chief executive'),
    ]);
  });
  it('takes "did not immediately respond" for an answer after one that was declined', () => {
    expect(tells('response', '', 'Vorland declined to comment. Tessaly did not immediately respond.')).toHaveLength(2);
    expect(tells('response', '', 'Vorland grew fast. Tessaly did not immediately respond.')).toEqual([]);
  });
});

describe('who speaks in a quotation', () => {
  const bought = /^announced \| confirmed \| acquirer=Norvane \| target=Vorland$/;
  it.each([
    '"We have bought Vorland," Norvane said.',
    '“We have bought Vorland,” said Jane Roe, chief executive of Norvane.',
    '"We have bought Vorland," Norvane founder Jane Roe told staff.',
    'Jane Roe is chief executive of Norvane. "We bought Vorland," Roe said.',
    'Norvane was founded by Jane Roe and Bob Marr. "We bought Vorland," Roe said.',
  ])('is the house that "we" means: %s', (text) => {
    expect(tells('acquisition', '', text)).toEqual([expect.stringMatching(bought)]);
  });
  it('owns what is "ours", and is whom "us" means', () => {
    expect(tells('acquisition', '', '"Our acquisition of Vorland has closed," Norvane said.')).toEqual([
      expect.stringContaining('acquirer=Norvane | target=Vorland'),
    ]);
    expect(tells('acquisition', '', '"Tidewell bought us for $50 million," Vorland founder Jane Roe said.')).toEqual([
      expect.stringContaining('acquirer=Tidewell | amount=$50 million | target=Vorland'),
    ]);
  });
  it('speaks in an office, or is not told', () => {
    const text = 'Vorland has bought Tessaly. "We are pleased with the deal,"';
    for (const speech of ["said Tessaly's general counsel, Bob Marr.", 'said.', 'we said.'])
      expect(tells('acquisition', '', `${text} ${speech}`)).toHaveLength(1);
  });
  it('is nobody where the speaker has left, or has no house', () => {
    expect(tells('acquisition', '', '"We bought Vorland," former Norvane engineer Jane Roe said.')).toEqual([]);
    expect(tells('acquisition', '', '"We bought Vorland because it was cheap," she said.')).toEqual([]);
  });
  it('stands behind the verb as well as before it', () => {
    const says = (text: string) =>
      extract({ id: 't', title: '', text }).claims.map(({ type, speakers }) => [type, ...speakers]);
    expect(says('"Norvane bought Vorland," said Jane Roe, a partner at Halden.')).toEqual([
      ['acquisition', 'Jane Roe'],
    ]);
    expect(says('Norvane said Halden bought Vorland.')).toEqual([['acquisition', 'Norvane']]);
    expect(says('"Vorland brings talent and technology to Norvane," said Jane Roe.')).toEqual([]);
  });
  it('does not take "him" for a person named before somebody without a name', () => {
    expect(
      tells('legal', '', 'Jane Roe’s Norvane has sued a former engineer, accusing him of stealing trade secrets.'),
    ).toEqual([expect.not.stringContaining('defendant=')]);
  });
  it('is one person under a short and a long name', () => {
    expect(tells('legal', '', 'Trump pardoned Zhao on Thursday. Trump pardoned Changpeng Zhao.')).toHaveLength(1);
  });
});

describe('the day of an event', () => {
  it('is that of the clause on which "when" hangs', () => {
    expect(tells('acquisition', '', 'Loomly surprised its rivals on Monday when it bought Glyphic.')).toEqual([
      'announced | confirmed | acquirer=Loomly | target=Glyphic',
    ]);
    expect(tells('acquisition', '', 'Loomly had 40 people when it bought Glyphic.')).toEqual([
      'announced | confirmed | bg | acquirer=Loomly | target=Glyphic',
    ]);
  });
});

describe('what a later sentence says of a purchase', () => {
  const agreed = 'Tidewell agreed to buy Vorland.';
  it.each([
    ['The $20 billion acquisition was called off last December.', 'failed'],
    ['The deal collapsed on Monday.', 'failed'],
    ['The transaction closed on Monday.', 'closed'],
    ['The deal is expected to close in May.', 'announced'],
    ['The deal, which cost Orbit millions, closed on Monday.', 'announced'],
  ])('is how it ended: %s', (text, status) => {
    expect(tells('acquisition', '', `${agreed} ${text}`)).toEqual([expect.stringContaining(`${status} |`)]);
  });
  it('is its price, as somebody puts it', () => {
    const text = 'Terms weren’t disclosed, but a person familiar with the deal put the price at around $400 million.';
    expect(tells('acquisition', '', `${agreed} ${text}`)).toEqual([expect.stringContaining('amount=$400 million')]);
  });
  it('is talked about, and not agreed', () => {
    expect(tells('acquisition', '', 'Tidewell has held internal talks about buying Vorland.')).toEqual([
      'talks | confirmed | acquirer=Tidewell | target=Vorland',
    ]);
  });
});

describe('people and their houses, over sentences', () => {
  it('takes one who speaks of the company for a person', () => {
    const text =
      'Tidewell has raised $16 million. Wolska said the company would grow. The company previously raised $3.5 million.';
    expect(tells('investment', 'Tidewell raises $16 million', text)).toEqual([
      expect.stringContaining('amount=$16 million | target=Tidewell'),
      expect.stringContaining('amount=$3.5 million | target=Tidewell'),
    ]);
  });
  it('knows each by the house right before the name', () => {
    expect(
      tells('executive_move', '', 'Norvest’s Tom Vale and Halden’s Jane Marr are joining the board of Tidewell.'),
    ).toEqual([expect.stringContaining('from_org=Norvest'), expect.stringContaining('from_org=Halden')]);
  });
  it('takes over a house as its chief, and comes from where years were spent', () => {
    expect(tells('acquisition', '', 'Jane Marr took over Tidewell in 2021.')).toEqual([]);
    expect(tells('executive_move', '', 'Jane Marr took over Tidewell in 2021.')).toEqual([
      expect.stringContaining('person=Jane Marr | to_org=Tidewell'),
    ]);
    expect(tells('executive_move', '', 'Jane Marr spent a decade at Orbit before joining Tidewell in 2021.')).toEqual([
      expect.stringContaining('from_org=Orbit | person=Jane Marr | to_org=Tidewell'),
    ]);
  });
  it('lists who else has put money in', () => {
    expect(tells('investment', '', 'Tidewell cut jobs. Norvest and Halden are also investors.')).toEqual([
      expect.stringMatching(/bg \| investor=Halden \| investor=Norvest \| target=Tidewell/),
    ]);
    expect(tells('investment', '', 'Tidewell cut jobs. Norvest and Halden are also rivals.')).toEqual([]);
  });
  it('is no house where a sentence says "let"', () => {
    expect(
      tells('acquisition', '', 'Tidewell grew. Let’s get into it. The company has hired bankers to explore a sale.'),
    ).toEqual([expect.stringContaining('target=Tidewell')]);
  });
  it('knows a round by its leader and what it made of the house', () => {
    expect(tells('investment', '', 'Norvest led a $60 million Series B that valued Tidewell at $650 million.')).toEqual(
      [expect.stringMatching(/investor=Norvest \| round=Series B \| target=Tidewell \| valuation=\$650 million$/)],
    );
    expect(tells('investment', 'Tidewell raises $80M', 'It raised its Series B 14 months ago.')).toEqual([
      expect.not.stringContaining('Series B'),
      expect.stringContaining('| bg |'),
    ]);
  });
  it('tells recurring revenue once, by its letters and in full', () => {
    expect(
      tells('financials', 'Tidewell hits $100M ARR', 'Tidewell has crossed $100 million in annual recurring revenue.'),
    ).toHaveLength(1);
  });
  it('cuts jobs where a plant closes, and where "layoff" is written as a verb', () => {
    expect(
      tells('layoffs', '', 'Some 220 people will lose their jobs when Tidewell closes its plant in June.'),
    ).toEqual([expect.stringContaining('headcount=220 | org=Tidewell')]);
    expect(tells('layoffs', '', 'Tidewell will layoff 900 workers.')).toEqual([
      expect.stringContaining('headcount=900 | org=Tidewell'),
    ]);
  });
  it('turns down an offer, and lists all the same', () => {
    expect(tells('ipo', '', 'Tidewell turned down several offers before deciding to go public.')).toEqual([
      expect.not.stringContaining('failed'),
    ]);
  });
  it('had until this year what is of old', () => {
    expect(tells('agreement', '', 'Until this year, Tidewell had a cloud agreement with Orbit.')).toEqual([
      expect.stringContaining('| bg |'),
    ]);
  });
});

describe('names and pronouns, over sentences', () => {
  it('tells a house from what it makes under its name', () => {
    const text = 'Figora has launched Figora Slides. Figora raised $50 million.';
    expect(tells('investment', '', text)).toEqual([expect.stringMatching(/target=Figora$/)]);
    expect(tells('launch', '', text)).toEqual([expect.stringContaining('org=Figora | product=Figora Slides')]);
    expect(tells('investment', '', 'Harlan Stowe grew. Harlan raised $50 million.')).toEqual([
      expect.stringMatching(/target=Harlan Stowe$/),
    ]);
  });
  it('goes on about the house that somebody spoke of', () => {
    const text =
      'Tidewell raised $5 million. A source told us that Orbit is growing. The company has acquired Vorland.';
    expect(tells('acquisition', 'Tidewell raises $5 million', text)).toEqual([
      expect.stringContaining('acquirer=Orbit | target=Vorland'),
    ]);
  });
  it('knows somebody with a job for a person', () => {
    expect(
      tells('executive_move', '', 'When Kofi Mensah quit his job at Tidewell in 2020, nobody was surprised.'),
    ).toEqual([expect.stringContaining('person=Kofi Mensah')]);
  });
  it('does not take who adds a word for somebody added', () => {
    expect(tells('executive_move', '', '"This is a great day," added Tidewell CEO Peter Lund.')).toEqual([]);
  });
  it('leaves the house that opens the sentence', () => {
    expect(tells('executive_move', '', 'Over at Tidewell, the exits go on: Jane Marr left on Monday.')).toEqual([
      expect.stringContaining('from_org=Tidewell | person=Jane Marr'),
    ]);
  });
  it('names those of the publishers who sue', () => {
    const named = expect.stringContaining('defendant=Tidewell | plaintiff=Forbes | plaintiff=Norpress');
    expect(tells('legal', '', 'Several publishers, including Norpress and Forbes, sued Tidewell.')).toEqual([named]);
    expect(
      tells(
        'legal',
        'Publishers sue Tidewell',
        'A group of publishers sued Tidewell. The publishers, which include Norpress and Forbes, sued Tidewell on Monday.',
      ),
    ).toEqual([expect.stringMatching(/defendant=Tidewell \| plaintiff=Forbes \| plaintiff=Norpress$/)]);
  });
});

describe('prices and worths', () => {
  it.each(['paid $95 million to buy', 'spent $95 million to acquire', 'is paying $95 million to acquire'])(
    'are what is %s a house',
    (words) => {
      expect(tells('acquisition', '', `Tidewell ${words} Vorland.`)).toEqual([
        expect.stringContaining('acquirer=Tidewell | amount=$95 million | target=Vorland'),
      ]);
    },
  );
  it('are of the last round, where nothing else is told', () => {
    expect(tells('valuation', '', 'Tidewell was last valued at $900 million.')).toEqual([
      expect.stringMatching(/\| bg \| org=Tidewell \| valuation=\$900 million/),
    ]);
    expect(tells('investment', '', 'Tidewell, last valued at $1 billion, raised $80 million at $3 billion.')).toEqual([
      expect.not.stringContaining('valuation=$1 billion'),
    ]);
  });
});

describe('where people are by now', () => {
  it('is the house that they joined, whatever they came from', () => {
    const text =
      'Klarion lost its chief of finance. Peter Holm joined Klarion from Orbit in 2021. Holm will leave at the end of the month.';
    expect(tells('executive_move', '', text)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^announced \| confirmed \| (?:date=[^|]+ \| )?from_org=Klarion/)]),
    );
  });
  it('is told behind an unknown name', () => {
    const text =
      '“We grow,” said Jiwoo Han, the company’s founder and chief executive. Tidewell will hire 120 engineers, Han said.';
    expect(tells('hiring', '', `Tidewell makes robots. ${text}`)).toEqual([
      'announced | confirmed | employer=Tidewell | headcount=120',
    ]);
  });
  it('tells nothing of a rival without a name', () => {
    const text = 'Tidewell sued Orbit, saying that its rival had poached 11 engineers.';
    expect(tells('hiring', '', text)).toEqual([]);
  });
  it('ends an agreement that was had until last year, and recalls what was denied at the time', () => {
    expect(tells('agreement', '', 'Tidewell had a partnership with Orbit until last year.')).toEqual([
      expect.stringMatching(/^ended \| confirmed \| bg/),
    ]);
    expect(tells('response', '', 'Tidewell denied the allegations at the time.')).toEqual([
      expect.stringContaining('| bg |'),
    ]);
  });
});
