import { describe, expect, test } from 'vitest';
import { claimsOf } from '../support.ts';

/** The claims of one type in one article, each as `status: role=text …`. */
function of(type: string, title: string, text = ''): string[] {
  return claimsOf(title, text)
    .filter((line) => line.startsWith(`${type} |`))
    .map((line) => line.slice(type.length + 3));
}

describe('one event in many words', () => {
  test.each([
    'Velmora emerges from stealth with $40M in funding led by Tarn Capital',
    'Tarn Capital leads $40M round in Velmora',
    'Tarn Capital bets $40M on Velmora',
    'With $40M in new funding led by Tarn Capital, Velmora plans a move to Oslo',
  ])('a round: %s', (title) => {
    expect(of('investment', title)).toEqual([
      'announced | confirmed | amount=$40M | investor=Tarn Capital | target=Velmora',
    ]);
  });

  test('who else joined a round, and what it makes the firm worth', () => {
    const [round] = of(
      'investment',
      '',
      'Velmora raised $40 million. Tarn Capital led the round, with participation from Umber Ventures and Oro Partners.',
    );
    expect(round).toBe(
      'announced | confirmed | amount=$40 million | investor=Oro Partners | investor=Tarn Capital | investor=Umber Ventures | target=Velmora',
    );
  });

  test('a house goes by a shorter name in the headline than in the text', () => {
    expect(
      of('agreement', 'Oro Partners works with Bright Tarn', 'Oro Partners has teamed up with Bright Tarn Bank.'),
    ).toEqual(['announced | confirmed | party=Bright Tarn Bank | party=Oro Partners']);
  });

  test('who led the round that was just told, in a clause between commas', () => {
    expect(
      of(
        'investment',
        '',
        'Velmora raised $40 million. The round, led by Tarn Capital with participation from Oro Partners, brings Velmora to Oslo.',
      ),
    ).toEqual([
      'announced | confirmed | amount=$40 million | investor=Oro Partners | investor=Tarn Capital | target=Velmora',
    ]);
  });

  test('people of two houses put their own money in', () => {
    expect(of('investment', 'Velmora, backed by Zorblatt, Quuxley execs, raised $12M')).toEqual([
      'announced | confirmed | amount=$12M | target=Velmora',
    ]);
  });

  test('a plain word that opens a list of houses is one', () => {
    expect(of('agreement', 'Zorblatt Partners with Stripe, Quuxley, Velmora for Safer Shopping')).toEqual([
      'announced | confirmed | party=Quuxley | party=Stripe | party=Velmora | party=Zorblatt',
    ]);
  });

  test.each([
    ['response', 'Why School Recruiters are Refusing to Give Up'],
    ['launch', 'Zorblatt brings the Data Summit to Oslo'],
    ['layoffs', 'Information reported by Reuters says that nobody will be laid off'],
  ])('%s of nobody: %s', (type, title) => {
    expect(of(type, title)).toEqual([]);
  });

  test.each(['Tarn Capital is among the backers of Velmora.', 'Velmora counts Tarn Capital among its investors.'])(
    'a backer, recalled: %s',
    (text) => {
      expect(of('investment', '', text)).toEqual([
        'announced | confirmed | bg | investor=Tarn Capital | target=Velmora',
      ]);
    },
  );

  test.each([
    'Zorblatt abandons $2B Velmora takeover',
    "Zorblatt's $2B Velmora acquisition blocked by regulators",
    "Velmora rejects Zorblatt's $2B takeover offer",
  ])('a purchase that fails: %s', (title) => {
    expect(of('acquisition', title)).toEqual(['failed | confirmed | acquirer=Zorblatt | amount=$2B | target=Velmora']);
  });

  test.each(['Velmora sold to Zorblatt', 'Velmora sells itself to Zorblatt'])('a sale: %s', (title) => {
    expect(of('acquisition', title)).toEqual(['announced | confirmed | acquirer=Zorblatt | target=Velmora']);
  });

  test.each([
    'EU hits Zorblatt with €500 million fine',
    'Zorblatt fined €500 million by EU',
    'EU fines Zorblatt €500 million',
  ])('a fine: %s', (title) => {
    expect(of('legal', title)).toEqual([
      'announced | confirmed | amount=€500 million | defendant=Zorblatt | plaintiff=EU',
    ]);
  });

  test('suits that people bring whom nothing names, and courts that rule', () => {
    expect(of('legal', 'Parents sue Zorblatt over chatbot')).toEqual(['announced | confirmed | defendant=Zorblatt']);
    expect(of('legal', 'Court rules against Zorblatt in antitrust case')).toEqual([
      'announced | confirmed | defendant=Zorblatt',
    ]);
  });

  test.each(['Velmora names Jane Holm chief executive', 'Velmora hires Jane Holm as its chief executive'])(
    'an office given: %s',
    (title) => {
      expect(of('executive_move', title)).toEqual([
        'announced | confirmed | person=Jane Holm | to_org=Velmora | to_role=chief executive',
      ]);
    },
  );

  test('seats on boards, and who is replaced by whom', () => {
    expect(of('executive_move', 'Velmora adds Jane Holm to board')).toEqual([
      'announced | confirmed | person=Jane Holm | to_org=Velmora | to_role=board',
    ]);
    expect(of('executive_move', 'Velmora replaces CEO John Roe with Jane Holm')).toEqual([
      'announced | confirmed | from_org=Velmora | from_role=CEO | person=John Roe',
      'announced | confirmed | person=Jane Holm | to_org=Velmora | to_role=CEO',
    ]);
  });

  test.each([
    ['', 'Some 600 workers were laid off from Zorblatt.'],
    ['', 'About 600 people at Zorblatt lost their jobs.'],
    ['', 'Roughly 600 Zorblatt workers will be affected by the layoffs.'],
  ])('layoffs: %s%s', (title, text) => {
    expect(of('layoffs', title, text)).toEqual(['announced | confirmed | headcount=600 | org=Zorblatt']);
  });

  test('a listing that is withdrawn has failed, one put off is not settled', () => {
    expect(of('ipo', 'Velmora withdraws IPO filing')).toEqual(['failed | confirmed | org=Velmora']);
    expect(of('ipo', 'Velmora postpones IPO')).toEqual(['talks | confirmed | org=Velmora']);
  });

  test.each([
    'Velmora disputes the allegations.',
    'Velmora called the claims false.',
    "Velmora's chief executive is pushing back against the accusations.",
  ])('a denial: %s', (text) => {
    expect(of('response', '', text)).toHaveLength(1);
  });

  test('the startup is whom the headline is about, not the first name in it', () => {
    expect(of('investment', 'Quuxley partner Velmora opens an office', 'The startup raised $9 million.')).toEqual([
      'announced | confirmed | amount=$9 million | target=Velmora',
    ]);
  });
});
