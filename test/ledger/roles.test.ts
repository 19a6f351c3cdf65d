import { describe, expect, it } from 'vitest';
import type { SourcedClaim } from '../../src/domain/fact.ts';
import { assemble, rolesOn } from '../../src/ledger/index.ts';
import { fact } from '../support/fixtures.ts';
import { tell, text, who } from './told.ts';

const on = (date: string) => Date.parse(`${date}T12:00:00Z`);
const known = (...claims: SourcedClaim[]) => fact({ ...assemble(claims), claims });
const PEOPLE = [
  { name: 'Alexandr Wang', role: 'co-founder and CEO', from: '2016', until: '2025-06' },
  { name: 'Jason Droege', role: 'chief strategy officer', from: '2024-08' },
];
const leaves = known(
  tell('CNBC', -5, 'executive_move', [
    who('person', 'Wang'),
    who('from_org', 'Scale AI'),
    who('to_org', 'Meta'),
    text('from_role', 'founder'),
  ]),
);
const rises = known(
  tell('CNBC', -5, 'executive_move', [
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
);
const scale = (date: string) => rolesOn(on(date), 'scale-ai', PEOPLE, [rises, leaves]);
const named = (date: string) => scale(date).holders.map((holder) => [holder.person, holder.role]);

describe('roles by date', () => {
  it('are those of the day that is asked for', () => {
    expect(named('2025-06-01')).toEqual([
      ['Alexandr Wang', 'co-founder and CEO'],
      ['Jason Droege', 'chief strategy officer'],
    ]);
    expect(named('2025-07-20')).toEqual([['Jason Droege', 'interim CEO']]);
  });

  it('say "interim" where outlets differ', () => {
    const [chief] = scale('2025-07-20').holders;
    expect(chief).toMatchObject({ interim: true, factId: rises.id });
    expect(chief?.conflict?.values.map((value) => value.text)).toEqual(['interim CEO', 'CEO']);
  });

  it('can be vacant', () => {
    expect(rolesOn(on('2025-07-20'), 'scale-ai', PEOPLE, [leaves])).toMatchObject({
      vacant: [{ seat: 'ceo', last: { person: 'Alexandr Wang', endedBy: leaves.id } }],
    });
  });

  it('can be joint', () => {
    const pair = ['Ada Sample', 'Ben Muster'].map((name) => ({ name, role: 'co-CEO', from: '2025-01' }));
    expect(rolesOn(on('2025-07-20'), 'nimbus', pair, []).holders).toMatchObject([{ joint: true }, { joint: true }]);
  });

  it('end with the successor, and not with the head of a part', () => {
    const people = [
      { name: 'Ada Sample', role: 'CEO', from: '2019-03' },
      { name: 'Ben Muster', role: 'CEO of Applications', from: '2025-02' },
      { name: 'Cleo Beispiel', role: 'CEO', from: '2025-05' },
    ];
    const names = (date: string) => rolesOn(on(date), 'nimbus', people, []).holders.map((holder) => holder.person);
    expect(names('2025-04-01')).toEqual(['Ada Sample', 'Ben Muster']);
    expect(names('2025-07-01')).toEqual(['Cleo Beispiel', 'Ben Muster']);
  });

  it('do not change by talk, or by what is denied', () => {
    const rumour = (over: Partial<SourcedClaim>) =>
      known(
        tell(
          'CNBC',
          0,
          'executive_move',
          [who('person', 'Ada Sample'), who('to_org', 'Scale AI'), text('to_role', 'CEO')],
          over,
        ),
      );
    const facts = [rumour({ status: 'talks' }), rumour({ certainty: 'denied' })];
    expect(rolesOn(on('2025-07-20'), 'scale-ai', [], facts).holders).toEqual([]);
  });
});
