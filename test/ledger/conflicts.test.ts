import { describe, expect, it } from 'vitest';
import { assemble, group } from '../../src/ledger/index.ts';
import { conflictOn, percent, shown, stance, tell, text, usd, who } from './told.ts';

/** Pairs of accounts that real outlets gave of one event, in our own words: one fact each, both accounts kept. */
describe('accounts that differ', () => {
  it('of a seat: chief executive here, interim chief executive there', () => {
    const claims = [
      tell('CNBC', 0, 'executive_move', [
        who('person', 'Jason Droege'),
        who('to_org', 'Scale AI'),
        text('from_role', 'chief strategy officer'),
        text('to_role', 'CEO'),
      ]),
      tell('UPI', 28, 'executive_move', [
        who('person', 'Jason Droege'),
        who('to_org', 'Scale AI'),
        text('to_role', 'interim CEO'),
      ]),
    ];
    expect(group(claims)).toHaveLength(1);
    const state = assemble(claims);
    expect(conflictOn(state, 'to_role')).toEqual(['interim CEO', 'CEO']);
  });

  it('of a reply: none to one outlet, declined to another', () => {
    const ended = (outlet: string) =>
      tell(outlet, 0, 'agreement', [who('party', 'OpenAI'), who('party', 'Scale AI')], {
        status: 'ended',
        outlets: ['Bloomberg'],
      });
    const reply = (outlet: string, value: 'declined' | 'no_response') =>
      tell(
        outlet,
        0,
        'response',
        [who('speaker', 'Scale AI'), stance(value, value === 'declined' ? 'declined' : 'did not answer')],
        { start: 99 },
      );
    const claims = [
      ended('CNBC'),
      reply('CNBC', 'no_response'),
      ended('Deccan Chronicle'),
      reply('Deccan Chronicle', 'declined'),
    ];
    expect(group(claims)).toHaveLength(1);
    expect(assemble(claims).responses.map((it) => [it.stance, it.outlets])).toEqual([
      ['no_response', ['CNBC']],
      ['declined', ['Deccan Chronicle']],
    ]);
  });

  it('of certainty: unnamed people first, then a rewrite that has the company say it', () => {
    const leaves = (outlet: string, day: number, over: Parameters<typeof tell>[4]) =>
      tell(outlet, day, 'agreement', [who('party', 'Google'), who('party', 'Scale AI')], {
        status: 'ended',
        tier: 2,
        ...over,
      });
    const claims = [
      leaves('Deccan Chronicle', 0, { certainty: 'reported', outlets: ['Reuters'] }),
      leaves('VnExpress', 19, {
        speakers: ['Google'],
        quote: 'Google said that it would end its work with the startup.',
      }),
    ];
    expect(group(claims)).toHaveLength(1);
    const state = assemble(claims);
    expect(state.certainty).toBe('reported');
    expect(state.origins).toEqual(['Reuters']);
    expect(conflictOn(state, 'certainty')).toEqual(['reported', 'confirmed']);
  });

  it('of structure: a 49% stake without votes, told elsewhere as a takeover', () => {
    const claims = [
      tell('CNBC', 0, 'investment', [
        who('investor', 'Meta'),
        who('target', 'Scale AI'),
        usd('$14.3 billion'),
        percent('stake', 49),
        text('terms', 'will not have any voting power'),
      ]),
      ...['Careerflow', 'Other Blog', 'Third Blog'].map((outlet, i) =>
        tell(outlet, 60 + i, 'acquisition', [who('acquirer', 'Meta'), who('target', 'Scale AI')], { tier: 2 }),
      ),
    ];
    expect(group(claims)).toHaveLength(1);
    const state = assemble(claims);
    expect(state.type).toBe('investment');
    expect(conflictOn(state, 'type')).toEqual(['investment', 'acquisition']);
    expect(shown(state, 'investor')).toEqual(['Meta']);
    expect(state.fields.some((field) => field.role === 'acquirer')).toBe(false);
  });

  it('of a date: filed on 22 May here, confirmed on 8 June there', () => {
    const filed = (outlet: string, day: number, date: string) =>
      tell(outlet, day, 'ipo', [who('org', 'OpenAI'), text('date', date)], { tier: 2 });
    const claims = [
      filed('Chat Forest', 352, '22 May 2026'),
      filed('The Monexus', 356, 'June 8, 2026'),
      filed('C', 357, 'on Monday'),
    ];
    expect(group(claims)).toHaveLength(1);
    expect(conflictOn(assemble(claims), 'date')).toEqual(['June 8, 2026', '22 May 2026']);
  });

  it('of a period: one figure for the year here, for the fourth quarter there', () => {
    const revenue = (outlet: string, day: number, period: string) =>
      tell(outlet, day, 'financials', [
        who('org', 'Cerebras'),
        text('metric', 'revenue'),
        usd('$510 million'),
        text('period', period),
      ]);
    const claims = [revenue('A', 0, 'year to 31 December'), revenue('B', 9, 'fourth quarter')];
    expect(group(claims)).toHaveLength(1);
    expect(conflictOn(assemble(claims), 'period')).toEqual(['fourth quarter', 'year to 31 December']);
  });

  it('of a step: a merger agreement signed, told elsewhere as already bought', () => {
    const buys = (outlet: string, day: number, over: Parameters<typeof tell>[4]) =>
      tell(outlet, day, 'acquisition', [who('acquirer', 'SpaceX'), who('target', 'Cursor'), usd('$60 billion')], {
        tier: 2,
        ...over,
      });
    const claims = [
      buys('A', 300, { status: 'talks', certainty: 'reported' }),
      buys('Clarus', 363, {}),
      buys('Some Blog', 363.2, { status: 'closed' }),
    ];
    expect(group(claims)).toHaveLength(1);
    const state = assemble(claims);
    expect(state.status).toBe('announced');
    expect(conflictOn(state, 'status')).toEqual(['announced', 'talks', 'closed']);
  });
});
