import type { ClaimType, Role } from '../domain/claim.ts';
import type { FactState } from '../domain/fact.ts';
import type { Qualifier } from '../domain/money.ts';
import type { Subscription } from '../domain/subscription.ts';
import { inDollars } from './values.ts';

/** What a sum of money is: the price of a deal, a ceiling, what a company is worth, wages, income. */
export type Basis =
  | 'invested'
  | 'price'
  | 'contract'
  | 'raised'
  | 'spent'
  | 'penalty'
  | 'up to'
  | 'valuation'
  | 'pay'
  | 'revenue';

const AMOUNT: Readonly<Partial<Record<ClaimType, Basis>>> = {
  investment: 'invested',
  acquisition: 'price',
  agreement: 'contract',
  ipo: 'raised',
  infrastructure: 'spent',
  legal: 'penalty',
  hiring: 'pay',
  executive_move: 'pay',
  financials: 'revenue',
};
const NO_DEAL: ReadonlySet<Basis> = new Set(['pay', 'revenue', 'valuation']);

/** Null for what is no money. A ceiling ("up to $4 billion") is told apart from a sum; pay and revenue stay what they are. */
export function basisOf(type: ClaimType, role: Role, qualifier: Qualifier = 'exact'): Basis | null {
  if (role === 'valuation') return 'valuation';
  if (role !== 'amount') return null;
  const basis = AMOUNT[type] ?? null;
  return basis !== null && !NO_DEAL.has(basis) && qualifier === 'up_to' ? 'up to' : basis;
}

/** The largest sum of the deal itself in US dollars, by rough rates; null where none is stated. Pay, revenue and valuations do not count. */
export function dealAmount(fact: FactState): number | null {
  const sums = fact.fields
    .filter((field) => field.role === 'amount')
    .flatMap((field) => field.present)
    .filter((value) => {
      const basis = basisOf(fact.type, 'amount', value.qualifier);
      return basis !== null && !NO_DEAL.has(basis);
    })
    .flatMap((value) => inDollars(value) ?? []);
  return sums.length > 0 ? Math.max(...sums) : null;
}

/** Whether the subscription asks for this fact: its company, one of its types, and at least its minimum. */
export function passes(subscription: Pick<Subscription, 'company' | 'types' | 'minAmount'>, fact: FactState): boolean {
  if (!fact.companies.includes(subscription.company)) return false;
  if (subscription.types.length > 0 && !subscription.types.includes(fact.type)) return false;
  if (subscription.minAmount === null) return true;
  const amount = dealAmount(fact);
  return amount !== null && amount >= subscription.minAmount;
}
