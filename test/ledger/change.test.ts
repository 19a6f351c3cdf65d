import { describe, expect, it } from 'vitest';
import type { SourcedClaim } from '../../src/domain/fact.ts';
import { assemble, compare } from '../../src/ledger/index.ts';
import { percent, stance, tell, text, usd, who } from './told.ts';

const deal = (
  outlet: string,
  day: number,
  args: Parameters<typeof tell>[3] = [],
  over: Parameters<typeof tell>[4] = {},
) => tell(outlet, day, 'investment', [who('investor', 'Meta'), who('target', 'Scale AI'), ...args], over);
const first = deal('Alpha Wire', 0, [usd('$14.3 billion')]);
const changeBy = (...more: SourcedClaim[]) => compare(assemble([first]), assemble([first, ...more]));

describe('a change that matters', () => {
  it('is a fact that was not known, or only recalled in passing', () => {
    expect(compare(null, assemble([first]))).toEqual({ kind: 'new', details: [] });
    const recalled = deal('Beta Post', 0, [], { background: true });
    expect(compare(assemble([recalled]), assemble([recalled, first])).kind).toBe('new');
  });

  it('is a step forward', () => {
    expect(changeBy(deal('Beta Post', 9, [], { status: 'closed' }))).toEqual({
      kind: 'changed',
      details: [{ field: 'status', before: 'announced', after: 'closed' }],
    });
  });

  it('is a confirmation', () => {
    const rumour = deal('Alpha Wire', 0, [], { certainty: 'reported' });
    const change = compare(assemble([rumour]), assemble([rumour, deal('Beta Post', 1)]));
    expect(change.details).toEqual([{ field: 'certainty', before: 'reported', after: 'confirmed' }]);
  });

  it('is a figure that was not known, and one that cannot be true beside the known one', () => {
    expect(changeBy(deal('Beta Post', 1, [percent('stake', 49)])).details).toEqual([
      { field: 'stake', before: null, after: '49%' },
    ]);
    expect(changeBy(deal('Beta Post', 1, [usd('$20 billion')])).details).toEqual([
      { field: 'conflict', before: null, after: '$14.3 billion / $20 billion' },
    ]);
  });

  it('is a denial by a party', () => {
    const denial = tell('Beta Post', 1, 'response', [who('speaker', 'Meta'), stance('denied', 'is not so')]);
    expect(changeBy(denial).details).toEqual([{ field: 'stance', before: null, after: 'Meta: is not so' }]);
    const again = tell('Gamma News', 1, 'response', [who('speaker', 'Meta'), stance('denied', 'denies it')]);
    expect(compare(assemble([first, denial]), assemble([first, denial, again])).kind).toBe('counted');
  });
});

describe('what is counted and not sent', () => {
  it.each([
    ['one more outlet', deal('Beta Post', 1)],
    ['a rounded figure', deal('Beta Post', 1, [usd('$15 billion', 'about')])],
    ['a late article that still says talks', deal('Beta Post', 1, [], { status: 'talks' })],
    ['a hedged retelling', deal('Beta Post', 1, [], { certainty: 'reported' })],
    ['a passing mention', deal('Beta Post', 30, [percent('stake', 49)], { background: true, status: 'ended' })],
    ['another investor', deal('Beta Post', 1, [who('investor', 'Birch Capital')])],
    ['a date', deal('Beta Post', 1, [text('date', 'on Friday')])],
    [
      'a reply that declines',
      tell('Beta Post', 1, 'response', [who('speaker', 'Meta'), stance('declined', 'declined')]),
    ],
  ])('%s', (_, more) => {
    expect(changeBy(more)).toEqual({ kind: 'counted', details: [] });
  });

  it('which of two known accounts stands today', () => {
    const seat = (outlet: string, day: number, role: string) =>
      tell(outlet, day, 'executive_move', [
        who('person', 'Jason Droege'),
        who('to_org', 'Scale AI'),
        text('to_role', role),
      ]);
    const both = [seat('Alpha Wire', 0, 'CEO'), seat('Beta Post', 1, 'interim CEO')];
    expect(compare(assemble(both.slice(0, 1)), assemble(both)).details).toMatchObject([{ field: 'conflict' }]);
    expect(compare(assemble(both), assemble([...both, seat('Gamma News', 2, 'CEO')])).kind).toBe('counted');
  });

  it('a denial recalled in passing', () => {
    const denial = tell('Beta Post', 1, 'response', [who('speaker', 'Meta'), stance('denied', 'is not so')], {
      background: true,
    });
    expect(changeBy(denial).kind).toBe('counted');
    expect(assemble([first, denial]).responses).toMatchObject([{ stance: 'denied', recalled: true }]);
  });

  it('a more precise wording of the same figure', () => {
    const rough = deal('Alpha Wire', 0, [usd('$15 billion', 'about')]);
    expect(compare(assemble([rough]), assemble([rough, deal('Beta Post', 1, [usd('$14.3 billion')])])).kind).toBe(
      'counted',
    );
  });
});
