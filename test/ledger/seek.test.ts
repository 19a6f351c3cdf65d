import { describe, expect, it } from 'vitest';
import type { SourcedClaim } from '../../src/domain/fact.ts';
import { gistOf, keysOf, partyKeys, seeksOf, tie } from '../../src/ledger/index.ts';
import { DAY } from '../support/fixtures.ts';
import { makeMonth } from './month.ts';
import { press } from './press.ts';
import { tell, usd, who } from './told.ts';

const shareName = (a: SourcedClaim, b: SourcedClaim): boolean => {
  const keys = new Set(partyKeys(b));
  return partyKeys(a).some((key) => keys.has(key));
};
const seeks = (a: SourcedClaim, b: SourcedClaim): boolean => {
  const keys = new Set(keysOf(b));
  return seeksOf(a).some(({ key, from, to }) => keys.has(key) && from <= b.at && b.at <= to);
};

const outline = ({ type, at, background, args }: SourcedClaim) => ({
  type,
  at,
  background,
  args: args.map((arg) => `${arg.role} ${arg.text}`),
});

describe('what a claim seeks', () => {
  it.each([
    ['a month of news', [1, 2, 3].map((seed) => makeMonth(seed).told.map((it) => it.claim))],
    ['claims at random', [1, 2, 3, 4].map((seed) => press(seed, 400))],
  ])('is every claim that may tell of one event with it, from either side: %s', (_name, sets) => {
    const missed: [SourcedClaim, SourcedClaim][] = [];
    let ties = 0;
    for (const claims of sets)
      for (const a of claims)
        for (const b of claims) {
          if (a === b || !shareName(a, b) || !(tie(gistOf(a), gistOf(b)) > 0)) continue;
          ties += 1;
          if (!seeks(a, b) || !seeks(b, a)) missed.push([a, b]);
        }
    expect(ties).toBeGreaterThan(1_000);
    expect(missed.slice(0, 5).map((pair) => pair.map(outline))).toEqual([]);
  });

  it('is not what else a company that is always in the news did', () => {
    const invests = (target: string) =>
      tell('Alpha Wire', 0, 'investment', [who('investor', 'Meta'), who('target', target), usd('$2 billion')]);
    const signs = (other: string) => tell('Beta Post', 0, 'agreement', [who('party', 'Meta'), who('party', other)]);
    const sues = (other: string) =>
      tell('Gamma News', 0, 'legal', [who('plaintiff', other), who('defendant', 'Orrery')]);
    for (const [one, other] of [
      [invests('Halcyon'), invests('Orrery')],
      [invests('Halcyon'), signs('Orrery')],
      [signs('Halcyon'), signs('Orrery')],
      [sues('Meta'), tell('Delta Daily', 0, 'legal', [who('plaintiff', 'Meta'), who('defendant', 'Halcyon')])],
    ] as const) {
      expect(seeks(one, other)).toBe(false);
      expect(seeks(other, one)).toBe(false);
    }
  });

  it('lies no longer ago than an event of its kind may last, and only days ago where it is told in half', () => {
    const half = seeksOf(tell('Alpha Wire', 0, 'agreement', [who('party', 'Meta')]));
    const spans = half.map(({ from, to }) => (to - from) / DAY);
    expect(half.find(({ key }) => key === 'agreement:meta')).toBeDefined();
    expect(spans.every((days) => days <= 2 * 730)).toBe(true);
    expect(half.filter(({ key }) => key.startsWith('agreement:')).every(({ from, to }) => to - from === 6 * DAY)).toBe(
      true,
    );
  });
});
