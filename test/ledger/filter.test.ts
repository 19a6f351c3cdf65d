import { describe, expect, it } from 'vitest';
import { assemble, basisOf, dealAmount, passes, weightOf } from '../../src/ledger/index.ts';
import { tell, usd, valuation, who } from './told.ts';

const investment = assemble([
  tell('Alpha Wire', 0, 'investment', [who('investor', 'Meta'), who('target', 'Scale AI'), usd('$14.3 billion')]),
]);
const bonus = assemble([
  tell('Alpha Wire', 0, 'hiring', [who('employer', 'Meta'), who('from_org', 'OpenAI'), usd('$100 million')]),
]);
const all = { types: [], minAmount: null };
const fifty = { types: [], minAmount: 50_000_000 };

describe('a subscription', () => {
  it('with a minimum lets a deal through and a signing bonus not', () => {
    expect(passes({ company: 'meta', ...fifty }, investment)).toBe(true);
    expect(passes({ company: 'meta', ...fifty }, bonus)).toBe(false);
    expect(passes({ company: 'meta', ...all }, bonus)).toBe(true);
  });

  it('concerns its company and types alone', () => {
    expect(passes({ company: 'openai', ...all }, investment)).toBe(false);
    expect(passes({ company: 'meta', types: ['layoffs'], minAmount: null }, investment)).toBe(false);
    expect(passes({ company: 'meta', types: ['layoffs', 'investment'], minAmount: null }, investment)).toBe(true);
  });

  it('measures other currencies in dollars, and what a company is worth not at all', () => {
    const euros = assemble([
      tell('A', 0, 'agreement', [who('party', 'Meta'), who('party', 'Oracle'), usd('€45 million')]),
    ]);
    expect(passes({ company: 'meta', ...fifty }, euros)).toBe(true);
    const worth = assemble([tell('A', 0, 'valuation', [who('org', 'OpenAI'), valuation('$300 billion')])]);
    expect(dealAmount(worth)).toBeNull();
    expect(passes({ company: 'openai', ...fifty }, worth)).toBe(false);
  });
});

describe('an amount', () => {
  it('has a basis', () => {
    expect(basisOf('investment', 'amount')).toBe('invested');
    expect(basisOf('investment', 'amount', 'up_to')).toBe('up to');
    expect(basisOf('investment', 'valuation')).toBe('valuation');
    expect(basisOf('hiring', 'amount', 'up_to')).toBe('pay');
    expect(basisOf('financials', 'amount')).toBe('revenue');
    expect(basisOf('investment', 'stake')).toBeNull();
  });
});

it('a deal leads before a move, and a move before a reply', () => {
  const move = assemble([tell('A', 0, 'executive_move', [who('person', 'Alexandr Wang'), who('to_org', 'Meta')])]);
  const reply = assemble([tell('A', 0, 'response', [who('speaker', 'Meta')])]);
  expect([reply, move, investment].sort((a, b) => weightOf(b) - weightOf(a))).toEqual([investment, move, reply]);
});
