import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SourcedClaim } from '../../src/domain/fact.ts';
import { assemble, bestFirst } from '../../src/ledger/index.ts';
import { conflictOn, count, kept, percent, shown, stance, tell, text, usd, valuation, who } from './told.ts';

const meta = who('investor', 'Meta');
const scale = who('target', 'Scale AI');
const deal = (outlet: string, day: number, args: Parameters<typeof tell>[3], over: Parameters<typeof tell>[4] = {}) =>
  tell(outlet, day, 'investment', [meta, scale, ...args], over);
const sources = { certainty: 'reported' } as const;

describe('what stands now', () => {
  it('prefers a confirmed value to a reported one, and keeps the other beside it', () => {
    const state = assemble([
      deal('Alpha Wire', 0, [usd('$14.3 billion')]),
      deal('Beta Post', 1, [usd('$14.8 billion')], sources),
    ]);
    expect(shown(state, 'amount')).toEqual(['$14.3 billion']);
    expect(kept(state, 'amount')).toEqual(['$14.8 billion']);
  });

  it('prefers a party’s own word to a third’s, though that came later', () => {
    const state = assemble([
      deal('Alpha Wire', 0, [usd('$14.3 billion')], {
        speakers: ['Meta'],
        quote: 'Meta told staff in a memo of the sum.',
      }),
      deal('Beta Post', 1, [usd('$15.5 billion')]),
    ]);
    expect(shown(state, 'amount')).toEqual(['$14.3 billion']);
  });

  it('prefers a precise figure to a rounded one that agrees, and opens no conflict', () => {
    const state = assemble([
      deal('Alpha Wire', 0, [usd('$14.3 billion')]),
      deal('Beta Post', 2, [usd('$15 billion', 'about')]),
      deal('Gamma News', 3, [usd('$14 billion')]),
    ]);
    expect(shown(state, 'amount')).toEqual(['$14.3 billion']);
    expect(kept(state, 'amount').sort()).toEqual(['$14 billion', '$15 billion']);
    expect(state.conflicts).toEqual([]);
  });

  it('prefers the later of two figures that are equally good, and opens a conflict', () => {
    const cut = (outlet: string, day: number, people: number) =>
      tell(outlet, day, 'layoffs', [who('org', 'Meta'), count(people)]);
    const state = assemble([cut('Alpha Wire', 0, 600), cut('Beta Post', 2, 700)]);
    expect(shown(state, 'headcount')).toEqual(['700']);
    expect(conflictOn(state, 'headcount')).toEqual(['700', '600']);
  });

  it('lets a percentage stand beside a count', () => {
    const state = assemble([
      tell('Alpha Wire', 0, 'layoffs', [who('org', 'Scale AI'), percent('headcount', 14)]),
      tell('Beta Post', 0, 'layoffs', [who('org', 'Scale AI'), count(200)]),
    ]);
    expect(shown(state, 'headcount').sort()).toEqual(['14%', '200']);
    expect(state.conflicts).toEqual([]);
  });

  it('shows figures that cannot both be true as a conflict, each with who says so', () => {
    const state = assemble([
      deal('Alpha Wire', 0, [usd('$14.3 billion')]),
      deal('Beta Post', 1, [usd('$20 billion')], { ...sources, outlets: ['The Example Times'] }),
    ]);
    expect(state.conflicts).toMatchObject([
      {
        role: 'amount',
        values: [
          { text: '$14.3 billion', outlets: ['Alpha Wire'] },
          { text: '$20 billion', outlets: ['The Example Times'] },
        ],
      },
    ]);
  });

  it('takes what was only talked about for history, once the deal is signed', () => {
    const state = assemble([
      deal('Alpha Wire', 0, [usd('$10 billion')], { ...sources, status: 'talks' }),
      deal('Beta Post', 4, [usd('$14.3 billion')]),
    ]);
    expect(shown(state, 'amount')).toEqual(['$14.3 billion']);
    expect(kept(state, 'amount')).toEqual(['$10 billion']);
    expect(state.conflicts).toEqual([]);
  });

  it('names each party once, in its fullest wording, and each of several', () => {
    const round = (outlet: string, ...investors: string[]) =>
      tell(outlet, 0, 'investment', [
        ...investors.map((name) => who('investor', name)),
        who('target', 'Nimbus'),
        valuation('$2 billion'),
      ]);
    const state = assemble([round('Alpha Wire', 'Birch'), round('Beta Post', 'Birch Capital', 'Oak Ventures, Inc.')]);
    expect(shown(state, 'investor')).toEqual(['Birch Capital', 'Oak Ventures, Inc.']);
  });

  it('tells one sum in two currencies as no conflict', () => {
    const state = assemble([
      deal('Alpha Wire', 0, [usd('$14.3 billion')]),
      deal('Beta Post', 0, [usd('€12.4 billion')]),
    ]);
    expect(state.conflicts).toEqual([]);
  });

  it('shows first the claim that says most of what stands', () => {
    const thin = deal('Alpha Wire', 0, []);
    const full = deal('Beta Post', 1, [usd('$14.3 billion'), percent('stake', 49)]);
    const state = assemble([thin, full]);
    expect(bestFirst([thin, full], state)[0]?.id).toBe(full.id);
  });
});

describe('the life of an event', () => {
  const step = (outlet: string, day: number, status: SourcedClaim['status'], over: Partial<SourcedClaim> = {}) =>
    tell(outlet, day, 'acquisition', [who('acquirer', 'SpaceX'), who('target', 'Cursor')], { status, ...over });

  it('goes from talks to signing to closing, and a late article that says "talks" does not take it back', () => {
    const claims = [step('Alpha Wire', 0, 'talks'), step('Alpha Wire', 5, 'announced'), step('Beta Post', 6, 'talks')];
    expect(assemble(claims).status).toBe('announced');
    expect(assemble([...claims, step('Alpha Wire', 80, 'closed'), step('Beta Post', 81, 'announced')]).status).toBe(
      'closed',
    );
  });

  it('fails, and stays failed when it is recalled later', () => {
    expect(
      assemble([step('Alpha Wire', 0, 'announced'), step('Beta Post', 9, 'failed'), step('C', 10, 'announced')]).status,
    ).toBe('failed');
    expect(assemble([step('Alpha Wire', 0, 'failed'), step('Beta Post', 30, 'closed')]).status).toBe('closed');
  });

  it('is told from what is news, not from what is recalled in passing', () => {
    expect(
      assemble([step('Alpha Wire', 0, 'announced'), step('Beta Post', 9, 'ended', { background: true })]).status,
    ).toBe('announced');
  });
});

describe('how sure it is', () => {
  it('is confirmed once a newsroom of its own, or a party, says so', () => {
    const rumour = deal('Alpha Wire', 0, [], sources);
    expect(assemble([rumour]).certainty).toBe('reported');
    expect(assemble([rumour, deal('Beta Post', 1, [])]).certainty).toBe('confirmed');
    const company = deal('Meta Blog', 1, [], { tier: 0 });
    expect(assemble([rumour, company]).certainty).toBe('confirmed');
  });

  it('does not drift: a rewrite that says "the company said" confirms nothing', () => {
    const rumour = deal('Alpha Wire', 0, [], sources);
    const rewrite = deal('Copy Daily', 1, [], {
      tier: 2,
      speakers: ['Meta'],
      quote: 'Meta said it buys into Scale AI.',
    });
    const state = assemble([rumour, rewrite]);
    expect(state.certainty).toBe('reported');
    expect(conflictOn(state, 'certainty')).toEqual(['reported', 'confirmed']);
    expect(state.origins).toEqual(['Alpha Wire']);
  });

  it('is confirmed by a rewrite that brings a party’s own words', () => {
    const state = assemble([
      deal('Alpha Wire', 0, [], sources),
      deal('Copy Daily', 1, [], {
        tier: 2,
        speakers: ['Meta'],
        quote: '"We are glad to deepen what we do with Scale," a Meta spokesperson told Copy Daily.',
      }),
    ]);
    expect(state.certainty).toBe('confirmed');
    expect(state.conflicts).toEqual([]);
  });

  it('stays confirmed when a late outlet hedges', () => {
    const state = assemble([deal('Trade Letter', 0, [], { tier: 2 }), deal('Beta Post', 1, [], sources)]);
    expect(state.certainty).toBe('confirmed');
  });

  it('is denied where only a denial is known, and doubtful where some deny', () => {
    const denial = deal('Alpha Wire', 1, [], { certainty: 'denied' });
    expect(assemble([denial]).certainty).toBe('denied');
    const state = assemble([denial, deal('Beta Post', 0, [], sources)]);
    expect(state.certainty).toBe('reported');
    expect(conflictOn(state, 'certainty')).toEqual(['reported', 'denied']);
  });

  it('is confirmed by a party that confirms when asked', () => {
    const confirms = tell('Beta Post', 1, 'response', [who('speaker', 'Meta'), stance('confirmed', 'confirmed')]);
    expect(assemble([deal('Alpha Wire', 0, [], sources), confirms]).certainty).toBe('confirmed');
  });
});

describe('independent origins', () => {
  const via = (outlet: string, day: number, ...credited: string[]) =>
    deal(outlet, day, [], { ...sources, tier: 2, outlets: credited });

  it('are one for five outlets that credit the same one', () => {
    const state = assemble(
      ['Alpha', 'Beta', 'Gamma', 'Delta', 'Epsilon'].map((name, day) => via(name, day, 'Bloomberg')),
    );
    expect(state.outlets).toHaveLength(5);
    expect(state.origins).toEqual(['Bloomberg']);
  });

  it('are one more for each that confirmed by itself', () => {
    const own = deal('Gamma', 2, [], {
      outlets: ['Bloomberg'],
      speakers: ['Meta spokesperson'],
      quote: 'A Meta spokesperson told Gamma that the deal is done.',
    });
    expect(assemble([via('Alpha', 0, 'Bloomberg'), via('Beta', 1, 'Bloomberg'), own]).origins).toEqual([
      'Bloomberg',
      'Gamma',
    ]);
  });

  it('count the credited outlet once when it speaks for itself, and a copy not at all', () => {
    const quote = 'Meta has agreed to take a large stake in the labelling firm, people who know of it say.';
    const first = deal('Bloomberg', 0, [], { ...sources, quote });
    const copy = deal('Harbour Chronicle', 1, [], { ...sources, tier: 2, quote });
    expect(assemble([first, copy, via('Beta', 1, 'Bloomberg')]).origins).toEqual(['Bloomberg']);
  });
});

describe('replies', () => {
  it('hang on the fact, outlet by outlet', () => {
    const reply = (outlet: string, value: 'declined' | 'no_response', words: string) =>
      tell(outlet, 0, 'response', [who('speaker', 'Scale AI'), stance(value, words)]);
    const state = assemble([
      deal('Alpha Wire', 0, []),
      reply('Alpha Wire', 'no_response', 'did not immediately respond'),
      reply('Beta Post', 'declined', 'declined to comment'),
      reply('Gamma News', 'declined', 'would not comment'),
    ]);
    expect(state.type).toBe('investment');
    expect(state.responses).toMatchObject([
      { slug: 'scale-ai', stance: 'no_response', outlets: ['Alpha Wire'] },
      { slug: 'scale-ai', stance: 'declined', outlets: ['Beta Post', 'Gamma News'] },
    ]);
    expect(state.conflicts).toEqual([]);
  });

  it('make a fact of their own where no event is told', () => {
    const state = assemble([tell('Alpha Wire', 0, 'response', [who('speaker', 'Meta'), stance('denied', 'denied')])]);
    expect(state).toMatchObject({ type: 'response', companies: ['meta'], responses: [] });
    expect(shown(state, 'stance')).toEqual(['denied']);
  });
});

describe('a state rests on the set of claims', () => {
  const outlets = ['Alpha Wire', 'Beta Post', 'Copy Daily', 'Meta Blog'];
  const arg = fc.constantFrom(
    usd('$14.3 billion'),
    usd('$15 billion', 'about'),
    usd('$20 billion'),
    usd('€13 billion', 'at_least'),
    percent('stake', 49),
    percent('stake', 51, 'about'),
    valuation('$29 billion'),
    text('date', '12 June 2025'),
    text('date', 'on Friday'),
    text('terms', 'no voting power'),
    who('investor', 'Birch Capital'),
    who('investor', 'Birch'),
  );
  const claims = fc.array(
    fc.record({
      outlet: fc.constantFrom(...outlets),
      day: fc.integer({ min: 0, max: 9 }),
      type: fc.constantFrom('investment' as const, 'acquisition' as const, 'valuation' as const),
      args: fc.array(arg, { maxLength: 4 }),
      status: fc.constantFrom('talks' as const, 'announced' as const, 'closed' as const, 'failed' as const),
      certainty: fc.constantFrom('confirmed' as const, 'reported' as const, 'denied' as const),
      background: fc.boolean(),
      tier: fc.constantFrom(0 as const, 1 as const, 2 as const),
      outlets: fc.subarray(['Bloomberg', 'Alpha Wire']),
    }),
    { minLength: 1, maxLength: 7 },
  );

  it('whatever their order, and keeps every value that was told', () => {
    fc.assert(
      fc.property(claims, fc.infiniteStream(fc.nat()), (drawn, dice) => {
        const made = drawn.map(({ outlet, day, type, args, ...over }) =>
          tell(outlet, day, type, [type === 'acquisition' ? who('acquirer', 'Meta') : meta, scale, ...args], over),
        );
        const shuffled = made
          .map((claim) => ({ claim, at: dice.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ claim }) => claim);
        const state = assemble(made);
        expect(assemble(shuffled)).toEqual(state);
        expect(bestFirst(shuffled, state)).toEqual(bestFirst(made, state));
        for (const role of ['amount', 'stake', 'date'] as const) {
          const told = new Set(
            made.flatMap((claim) => claim.args.filter((it) => it.role === role).map((it) => it.text)),
          );
          expect(new Set([...shown(state, role), ...kept(state, role)])).toEqual(told);
        }
      }),
      { seed: 20250618, numRuns: 300 },
    );
  });
});
