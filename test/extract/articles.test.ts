import { describe, expect, it } from 'vitest';
import { claimsOf } from './support.ts';

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
