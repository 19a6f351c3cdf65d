import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainLine } from '../../src/chat/text.ts';
import { CLAIM_TYPES } from '../../src/domain/claim.ts';
import { type Action, formatAction, parseAction } from '../../src/present/index.ts';

const slug = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,39}$/);
const page = fc.option(fc.integer({ min: 1, max: 99_999 }), { nil: undefined });
const day = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((d) => d.toISOString().slice(0, 10));
const made = <T extends object>(action: T): Action =>
  Object.fromEntries(Object.entries(action).filter(([, v]) => v !== undefined)) as unknown as Action;
const option = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const texts = (most: number) =>
  option(
    fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).map(plainLine).filter(Boolean), {
      minLength: 1,
      maxLength: most,
    }),
  );
const apart = option(fc.constant(true as const));

const action: fc.Arbitrary<Action> = fc.oneof(
  fc
    .record({
      do: fc.constant('deal'),
      company: slug,
      type: option(fc.constantFrom(...CLAIM_TYPES)),
      since: option(day),
      page,
      apart,
    })
    .map(made),
  fc.record({ do: fc.constant('news'), company: slug, page, apart }).map(made),
  fc.record({ do: fc.constant('compare'), company: slug, other: slug, page, apart }).map(made),
  fc
    .record({
      do: fc.constant('timeline'),
      company: slug,
      type: option(fc.constantFrom(...CLAIM_TYPES)),
      since: option(day),
    })
    .map(made),
  fc.record({ do: fc.constant('who'), company: slug, on: option(day) }).map(made),
  fc.record({ do: fc.constant('fact'), id: fc.stringMatching(/^[0-9a-f]{8,64}$/) }).map(made),
  fc
    .record({
      do: fc.constant('subscribe'),
      company: slug,
      types: option(fc.subarray([...CLAIM_TYPES], { minLength: 1 })),
      minAmount: option(fc.nat()),
      cadence: option(fc.constantFrom('instant', 'daily')),
    })
    .map(made),
  fc.record({ do: fc.constant('unsubscribe'), company: fc.oneof(slug, fc.constant('all')), sure: apart }).map(made),
  fc.record({ do: fc.constant('subscriptions'), page }).map(made),
  fc.record({ do: fc.constantFrom('reports', 'companies'), page }).map(made),
  fc
    .record({
      do: fc.constant('company-add'),
      name: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).map(plainLine).filter(Boolean),
      aliases: texts(3),
      ambiguous: texts(2),
      domains: texts(2),
    })
    .map(made),
  fc.record({ do: fc.constantFrom('change', 'refilter', 'unmute'), company: slug }).map(made),
  fc.record({ do: fc.constant('mute'), company: slug, for: fc.constantFrom('day', 'week', 'ever') }).map(made),
  fc
    .record({
      do: fc.constantFrom('muting', 'wrong', 'correct', 'report', 'report-close'),
      id: fc.stringMatching(/^[0-9a-f]{8,64}$/),
    })
    .map(made),
  fc.constantFrom<Action>({ do: 'help' }, { do: 'configure' }, { do: 'configured' }, { do: 'status' }, { do: 'keep' }),
);

describe('what a button carries', () => {
  it('comes back as it was, and fits into 100 characters or is not made', () => {
    fc.assert(
      fc.property(action, (wanted) => {
        const text = formatAction(wanted);
        if (text === null) return;
        expect(text.length).toBeLessThanOrEqual(100);
        expect(parseAction(text)).toEqual(wanted);
      }),
      { numRuns: 1000 },
    );
  });

  it('reads as what it does', () => {
    expect(formatAction({ do: 'deal', company: 'scale-ai', type: 'investment', page: 2 })).toBe(
      'deal:scale-ai:type=investment:page=2',
    );
    expect(
      formatAction({ do: 'company-add', name: 'Figure AI', ambiguous: ['Figure', 'A+B'], domains: ['figure.ai'] }),
    ).toBe('company-add:Figure+AI:amb=Figure,A%2BB:at=figure.ai');
    expect(
      formatAction({
        do: 'subscribe',
        company: 'scale-ai',
        types: [...CLAIM_TYPES],
        cadence: 'daily',
      }),
    ).not.toBeNull();
  });

  it.each([
    '',
    'deal',
    'deal:',
    'deal:Scale AI',
    'deal:scale-ai:page=0',
    'deal:scale-ai:page=-1',
    'deal:scale-ai:page=2:page=3',
    'deal:scale-ai:type=banana',
    'deal:scale-ai:since=2025-13-45',
    'deal:scale-ai:extra',
    'deal:scale-ai:extra=1',
    'news:scale-ai:type=ipo',
    'fact:../../etc',
    'subscribe:scale-ai:types=xxx',
    'subscribe:scale-ai:min=-5',
    'subscribe:scale-ai:cadence=hourly',
    'unsubscribe:all:sure=2',
    'company-add',
    'company-add:',
    'company-add:%',
    'company-add:%00',
    'company-add:A:aka=',
    'company-add:A:aka=b,,c',
    'company-add:A%20B',
    'companies:page=0',
    'drop:tables',
    'constructor',
    `deal:${'a'.repeat(120)}`,
  ])('is refused when it is not ours: %s', (text) => {
    expect(parseAction(text)).toBeNull();
  });

  it('never throws, whatever comes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 110 }), (text) => {
        const read = parseAction(text);
        if (read) expect(formatAction(read)).toBe(text);
      }),
    );
  });
});
