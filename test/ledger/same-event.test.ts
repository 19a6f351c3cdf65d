import { describe, expect, it } from 'vitest';
import type { SourcedClaim } from '../../src/domain/fact.ts';
import { group, match, partyKeys } from '../../src/ledger/index.ts';
import { fact } from '../support/fixtures.ts';
import { count, percent, stance, tell, text, usd, valuation, who } from './told.ts';

const events = (...claims: SourcedClaim[]) => group(claims).length;
const meta = who('investor', 'Meta');
const scale = who('target', 'Scale AI');

describe('one event, one fact', () => {
  it('meets whatever subset of the arguments each outlet has', () => {
    expect(
      events(
        tell('Alpha Wire', 0, 'investment', [meta, scale, usd('$14.3 billion'), percent('stake', 49)]),
        tell('Beta Post', 0, 'investment', [scale, usd('$14.3 billion')]),
        tell('Gamma News', 1, 'investment', [meta, scale]),
        tell('Delta Daily', 2, 'investment', [meta, who('target', 'Scale'), usd('$15 billion', 'about')]),
      ),
    ).toBe(1);
  });

  it('keeps different companies and different kinds of event apart', () => {
    expect(
      events(
        tell('Alpha Wire', 0, 'investment', [meta, scale]),
        tell('Beta Post', 0, 'investment', [meta, who('target', 'Anthropic')]),
        tell('Gamma News', 0, 'agreement', [who('party', 'Meta'), who('party', 'Scale AI')]),
        tell('Delta Daily', 0, 'layoffs', [who('org', 'Scale AI'), percent('headcount', 14)]),
      ),
    ).toBe(4);
  });

  it('finds names again without their legal form, article, case and accents', () => {
    const named = (name: string) => tell(name, 0, 'investment', [who('investor', name), who('target', 'Anthropic')]);
    expect(events(named('Nimbus Café'), named('The Nimbus Cafe, Inc.'), named('NIMBUS CAFÉ Corp.'))).toBe(1);
    expect(partyKeys(named('The Nimbus Cafe, Inc.'))).toContain('deal:~nimbus');
  });

  it('never mixes the demo edition with real news', () => {
    expect(
      events(
        tell('Alpha Wire', 0, 'investment', [meta, scale]),
        tell('Beta Post', 0, 'investment', [meta, scale], { demo: true }),
      ),
    ).toBe(2);
  });

  it('chooses the fact that the claim tells of, if there is one', () => {
    const known = tell('Alpha Wire', 0, 'investment', [meta, scale, usd('$14.3 billion')]);
    const other = tell('Alpha Wire', 0, 'investment', [meta, who('target', 'Anthropic')]);
    const facts = [fact({ id: 'a'.repeat(32), claims: [other] }), fact({ id: 'b'.repeat(32), claims: [known] })];
    expect(match(tell('Beta Post', 1, 'investment', [meta, scale]), facts)?.id).toBe('b'.repeat(32));
    expect(match(tell('Beta Post', 1, 'ipo', [who('org', 'Scale AI')]), facts)).toBeNull();
  });
});

describe('rounds', () => {
  const round = (outlet: string, day: number, ...rest: Parameters<typeof tell>[3]) =>
    tell(outlet, day, 'investment', [who('target', 'Nimbus'), ...rest]);

  it('keeps two rounds of one startup in one quarter apart', () => {
    expect(
      events(
        round('Alpha Wire', 0, usd('$75 million'), text('round', 'Series B')),
        round('Beta Post', 1, usd('$75 million')),
        round('Alpha Wire', 60, usd('$250 million'), text('round', 'Series C')),
        round('Beta Post', 61, usd('$250 million')),
      ),
    ).toBe(2);
    expect(events(round('Alpha Wire', 0, usd('$75 million')), round('Beta Post', 40, usd('$250 million')))).toBe(2);
    expect(events(round('A', 0, text('round', 'Series B')), round('B', 1, text('round', 'a Series C round')))).toBe(2);
  });

  it('joins what different investors of one round are named by', () => {
    expect(
      events(
        round('Alpha Wire', 0, who('investor', 'Birch Capital'), usd('$250 million')),
        round('Beta Post', 1, who('investor', 'Oak Ventures'), usd('$250M')),
      ),
    ).toBe(1);
  });

  it('tells the ceilings of two backers apart', () => {
    const backs = (name: string, sum: string) =>
      tell(name, 0, 'investment', [who('investor', name), who('target', 'Anthropic'), usd(sum, 'up_to')]);
    expect(events(backs('Google', '$40 billion'), backs('Oracle', '$25 billion'))).toBe(2);
  });

  it('joins talks with the round that came of them, though the sum came out otherwise', () => {
    const talks = round('Alpha Wire', 0, usd('$5 billion'), valuation('$40 billion'));
    const done = round('Beta Post', 45, who('investor', 'Oak Ventures'), usd('$6.6 billion'), valuation('$40 billion'));
    expect(events({ ...talks, status: 'talks', certainty: 'reported' }, done)).toBe(1);
  });

  it('takes talks long after a round for the next round', () => {
    const done = round('Alpha Wire', 0, usd('$250 million'));
    const talks: SourcedClaim = { ...round('Beta Post', 20), status: 'talks' };
    expect(events(done, talks)).toBe(2);
    expect(events(done, { ...round('Beta Post', 2), status: 'talks' })).toBe(1);
  });

  it('takes a valuation told beside a round for the round’s own', () => {
    const told = round('Alpha Wire', 0, usd('$2 billion'), valuation('$20 billion'));
    expect(events(told, tell('Beta Post', 9, 'valuation', [who('org', 'Nimbus'), valuation('$20 billion')]))).toBe(1);
    expect(events(told, tell('Beta Post', 9, 'valuation', [who('org', 'Nimbus'), valuation('$31 billion')]))).toBe(2);
  });

  it('joins a dispute over the sum while it is news, and another sum later not', () => {
    const told = tell('Alpha Wire', 0, 'investment', [meta, scale, usd('$14.3 billion')]);
    expect(events(told, tell('Beta Post', 2, 'investment', [meta, scale, usd('$20 billion')]))).toBe(1);
    expect(events(told, tell('Beta Post', 30, 'investment', [meta, scale, usd('$20 billion')]))).toBe(2);
  });

  it('does not let a vague claim bridge two rounds', () => {
    const series = (outlet: string, day: number, letter: string, sum: string) =>
      round(outlet, day, usd(sum), text('round', `Series ${letter}`));
    const groups = group([
      series('Alpha Wire', 0, 'B', '$75 million'),
      series('Alpha Wire', 16, 'C', '$250 million'),
      round('Beta Post', 17),
      round('Gamma News', 5),
    ]);
    expect(groups.map((members) => members.length).sort()).toEqual([2, 2]);
  });
});

describe('kinds that tell one event', () => {
  it('joins a stake that another outlet tells as a takeover', () => {
    expect(
      events(
        tell('Alpha Wire', 0, 'investment', [meta, scale, percent('stake', 49)]),
        tell('Beta Post', 3, 'acquisition', [who('acquirer', 'Meta'), scale]),
      ),
    ).toBe(1);
  });

  it('keeps rival bidders apart', () => {
    const bid = (name: string) => tell(name, 0, 'acquisition', [who('acquirer', name), scale]);
    expect(events(bid('Meta'), bid('Google'))).toBe(2);
  });

  it('keeps what one article tells as two kinds of event apart', () => {
    const inOne = { articleId: 'one' };
    expect(
      events(
        tell('Alpha Wire', 0, 'investment', [meta, scale], inOne),
        tell('Alpha Wire', 0, 'acquisition', [who('acquirer', 'Meta'), scale], inOne),
      ),
    ).toBe(2);
  });
});

describe('agreements', () => {
  const pact = (outlet: string, day: number, ...names: string[]) =>
    tell(
      outlet,
      day,
      'agreement',
      names.map((name) => who('party', name)),
    );

  it('joins those that share two parties, and not those that share one', () => {
    expect(events(pact('A', 0, 'OpenAI', 'Oracle', 'SoftBank'), pact('B', 1, 'Oracle', 'OpenAI'))).toBe(1);
    expect(events(pact('A', 0, 'OpenAI', 'Oracle'), pact('B', 1, 'OpenAI', 'SoftBank'))).toBe(2);
    expect(events(pact('A', 0, 'OpenAI', 'Oracle'), pact('B', 45, 'OpenAI', 'Oracle'))).toBe(2);
  });

  it('tells the end of a relation as a step of it, and a new one after the end as new', () => {
    const ended: SourcedClaim = { ...pact('B', 20, 'OpenAI', 'Scale AI'), status: 'ended' };
    expect(events(pact('A', 0, 'OpenAI', 'Scale AI'), ended)).toBe(1);
    expect(events(ended, pact('C', 45, 'OpenAI', 'Scale AI'))).toBe(2);
  });
});

describe('moves of people', () => {
  const move = (outlet: string, day: number, person: string, from: string | null, to: string | null) =>
    tell(outlet, day, 'executive_move', [
      who('person', person),
      ...(from ? [who('from_org', from)] : []),
      ...(to ? [who('to_org', to)] : []),
    ]);

  it('joins one person’s move told by its ends', () => {
    expect(
      events(
        move('A', 0, 'Alexandr Wang', 'Scale AI', 'Meta'),
        move('B', 0, 'Wang', 'Scale', null),
        move('C', 1, 'Alexandr Wang', null, 'Meta'),
      ),
    ).toBe(1);
  });

  it('never joins the moves of two persons', () => {
    expect(
      events(move('A', 0, 'Alexandr Wang', 'Scale AI', 'Meta'), move('B', 0, 'Jason Droege', null, 'Scale AI')),
    ).toBe(2);
    expect(events(move('A', 0, 'Mira Example', 'OpenAI', 'Meta'), move('B', 0, 'Joan Example', 'OpenAI', 'Meta'))).toBe(
      2,
    );
  });

  it('tells the next move of one person apart', () => {
    expect(events(move('A', 0, 'Ada Sample', 'Google', 'OpenAI'), move('B', 30, 'Ada Sample', 'OpenAI', 'Meta'))).toBe(
      2,
    );
  });
});

describe('other kinds', () => {
  it('tells layoffs a season apart as two', () => {
    const cut = (outlet: string, day: number, people: number) =>
      tell(outlet, day, 'layoffs', [who('org', 'Meta'), count(people)]);
    expect(events(cut('A', 0, 600), cut('B', 1, 600))).toBe(1);
    expect(events(cut('A', 0, 600), cut('B', 90, 900))).toBe(2);
  });

  const launch = (outlet: string, day: number, product: string | null, title = `${outlet} on ${product}`) =>
    tell(outlet, day, 'launch', [who('org', 'OpenAI'), ...(product ? [text('product', product)] : [])], { title });

  it('tells launches by their product', () => {
    expect(events(launch('A', 0, 'o9-mini'), launch('B', 0, 'Sora Kitchen'))).toBe(2);
    expect(events(launch('A', 0, 'o9-mini'), launch('B', 1, 'OpenAI o9-mini'), launch('C', 1, 'o9-mini API'))).toBe(1);
    expect(events(launch('A', 0, 'Quill 5'), launch('B', 1, 'Quill 5.1'))).toBe(2);
    expect(events(launch('A', 0, 'Quill'), launch('B', 1, 'Quill Kitchen'))).toBe(2);
  });

  it('tells launches without an exact name by their headlines', () => {
    const one = launch('A', 0, null, 'OpenAI opens a kitchen helper for restaurants');
    expect(events(one, launch('B', 1, null, 'A kitchen helper for restaurants comes from OpenAI'))).toBe(1);
    expect(events(one, launch('B', 1, 'AI tools', 'OpenAI adds parental settings'))).toBe(2);
  });

  it('lets one passing mention join the event it recalls, long after', () => {
    const told = tell('Alpha Wire', 0, 'investment', [meta, scale, usd('$14.3 billion')]);
    const recalled = tell('Beta Post', 300, 'investment', [meta, scale], { background: true });
    expect(events(told, recalled)).toBe(1);
    expect(events(told, { ...recalled, background: false })).toBe(2);
  });
});

describe('replies', () => {
  const deal = tell('Alpha Wire', 0, 'investment', [meta, scale]);
  const declined = tell(
    'Alpha Wire',
    0,
    'response',
    [who('speaker', 'Meta'), stance('declined', 'declined to comment')],
    { start: 300 },
  );

  it('hang on the event of their article that concerns the speaker', () => {
    const other = tell('Alpha Wire', 0, 'agreement', [who('party', 'OpenAI'), who('party', 'Oracle')], { start: 150 });
    const groups = group([deal, other, declined]);
    expect(groups.find((members) => members.includes(declined))).toContain(deal);
  });

  it('stand by themselves where the article tells no event, one for each matter', () => {
    const denial = (outlet: string, day: number, title: string) =>
      tell(outlet, day, 'response', [who('speaker', 'Meta'), stance('denied', 'denied')], { title });
    expect(
      events(
        denial('Alpha Wire', 0, 'Meta denies it weighs a sale of its chip unit'),
        denial('Beta Post', 1, 'Meta denies plan for sale of chip unit'),
        denial('Gamma News', 1, 'Meta rejects claims about teenagers’ accounts'),
      ),
    ).toBe(2);
  });
});
