import { describe, expect, it } from 'vitest';
import { claimsOf, extract } from './support.ts';

/** What a longer article tells: type, then its arguments, where it is not recalled. */
const tells = (type: string, title: string, ...paragraphs: string[]): string[] =>
  claimsOf(title, paragraphs.join('\n\n'))
    .filter((line) => line.startsWith(`${type} |`))
    .map((line) => line.slice(type.length + 3));

const HARBOUR = [
  'Tidewell, the Bergen startup that plans routes for ships, is laying off 84 people, or roughly 20% of its workforce.',
  'In an email, chief executive Mette Lauridsen said the company had “hired ahead of demand”. “That is on me,” she wrote.',
  'Norvest Capital did not respond to a request for comment. Kongshavn declined to comment, and Veerle Marine did not immediately respond.',
  'The cuts come after the departure of Tomas Lindqvist, the startup’s chief technology officer, who left to join the shipping firm Oarlock Marine as vice president of engineering.',
  'Lauridsen denied that the company was running out of cash. “There is no truth to that,” she said. The company also faces a lawsuit.',
];

describe('a longer article', () => {
  it('knows who speaks by the office in front of the name', () => {
    expect(tells('response', 'Tidewell cuts staff', ...HARBOUR)).toContainEqual(
      expect.stringMatching(/speaker=Mette Lauridsen/),
    );
  });

  it('goes on about the house whose chief spoke, not about one that had no comment', () => {
    expect(tells('legal', 'Tidewell cuts staff', ...HARBOUR)).toEqual([
      expect.stringMatching(/announced \| confirmed \| defendant=Tidewell/),
    ]);
  });

  it('takes an answer that only says "did not respond" for one', () => {
    expect(
      tells('response', 'Tidewell cuts staff', ...HARBOUR).map((line) => /speaker=[^|]+/.exec(line)?.[0].trim()),
    ).toEqual(expect.arrayContaining(['speaker=Norvest Capital', 'speaker=Kongshavn', 'speaker=Veerle Marine']));
  });

  it('tells apart the office that somebody leaves and the one that waits', () => {
    expect(tells('executive_move', 'Tidewell cuts staff', ...HARBOUR)).toEqual([
      expect.stringMatching(
        /from_org=Tidewell \| from_role=chief technology officer \| person=Tomas Lindqvist \| to_org=Oarlock Marine \| to_role=vice president of engineering/,
      ),
    ]);
  });

  const PLANE = [
    'Skyward Aerospace Corp. said on Monday that its chief engineer, Paul Brandt, would step down at the end of the month.',
    'Brandt, who joined Skyward from Oltmann Jets in 2019, will be succeeded by Amit Rao, currently head of flight test.',
    'The Federal Aviation Administration opened an investigation into Skyward’s wing supplier, Calder Composites. In December the regulator fined Calder $12 million.',
    'Skyward sued Calder in January, seeking $400 million in damages.',
  ];

  it('reads who leaves and who follows across commas', () => {
    expect(tells('executive_move', 'Skyward delays jet', ...PLANE)).toEqual([
      expect.stringMatching(/from_org=Skyward Aerospace Corp\. \| from_role=chief engineer \| person=Paul Brandt/),
      expect.stringMatching(/from_org=Oltmann Jets \| person=Paul Brandt \| to_org=Skyward/),
      expect.stringMatching(
        /from_role=head of flight test \| person=Amit Rao \| to_org=Skyward Aerospace Corp\. \| to_role=chief engineer/,
      ),
    ]);
  });

  it('keeps a fine and a suit apart, and knows "the regulator"', () => {
    expect(tells('legal', 'Skyward delays jet', ...PLANE)).toEqual([
      expect.stringMatching(
        /amount=\$12 million \| defendant=Calder Composites \| plaintiff=Federal Aviation Administration/,
      ),
      expect.stringMatching(/amount=\$400 million \| date=January \| defendant=Calder Composites \| plaintiff=Skyward/),
    ]);
  });

  it('recalls what was told "at the time"', () => {
    expect(
      tells(
        'hiring',
        '',
        'Tidewell is cutting staff. At the time, Lauridsen said that Tidewell would triple its headcount.',
      ),
    ).toEqual([expect.stringContaining('| bg |')]);
  });

  it('goes on in the time that it spoke of last, while nobody new is named', () => {
    expect(tells('layoffs', '', 'Tidewell hired 300 people late last year. Hundreds were laid off.')).toEqual([
      expect.stringMatching(/\| bg \| headcount=Hundreds \| org=Tidewell/),
    ]);
    expect(tells('acquisition', '', 'Tidewell hired 300 people last year. It has bought Oarlock Marine.')).toEqual([
      expect.not.stringContaining('| bg |'),
    ]);
  });

  it('knows what somebody was who "spent two years as" it', () => {
    expect(
      tells(
        'executive_move',
        '',
        'Jane Marr, who spent two years as head of maps at Tidewell, left the company in May.',
      ),
    ).toEqual([expect.stringMatching(/from_org=Tidewell \| from_role=head of maps \| person=Jane Marr/)]);
  });
});

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
