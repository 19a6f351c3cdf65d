import type { ClaimType } from '../domain/claim.ts';
import type { FactState } from '../domain/fact.ts';

/** How weighty news of a type is, where one message can have only one headline. */
const WEIGHT: Readonly<Record<ClaimType, number>> = {
  acquisition: 10,
  investment: 10,
  ipo: 9,
  agreement: 7,
  executive_move: 7,
  legal: 6,
  valuation: 6,
  layoffs: 6,
  infrastructure: 5,
  financials: 5,
  launch: 4,
  hiring: 4,
  response: 1,
};

/** Heavier facts lead: by type, what is agreed before what is talked about, then by how much is known. */
export function weightOf(fact: FactState): number {
  const known = fact.fields.reduce((sum, field) => sum + field.present.length, 0);
  return (
    WEIGHT[fact.type] * 100 - (fact.background ? 1000 : 0) - (fact.status === 'talks' ? 50 : 0) + Math.min(known, 20)
  );
}
