import type { Argument, Certainty, ClaimType, Status } from './claim.ts';
import {
  CORRECTED_FIELDS,
  type CorrectedField,
  type Correction,
  type Place,
  placeOf,
  type ReadCorrection,
} from './correction.ts';
import type { Change, Conflict, Fact, FactField } from './fact.ts';
import type { ChannelRef } from './subscription.ts';

const ALWAYS: readonly CorrectedField[] = ['date', 'terms', 'status', 'certainty'];
const OF_TYPE: Readonly<Partial<Record<ClaimType, readonly CorrectedField[]>>> = {
  investment: ['amount', 'stake', 'valuation', 'round'],
  acquisition: ['amount', 'stake'],
  agreement: ['amount', 'capacity'],
  executive_move: ['person', 'from_role', 'to_role'],
  hiring: ['headcount', 'amount'],
  layoffs: ['headcount'],
  legal: ['amount'],
  launch: ['product'],
  ipo: ['amount', 'valuation'],
  valuation: ['valuation'],
  financials: ['metric', 'amount', 'period'],
  infrastructure: ['amount', 'capacity', 'location'],
};

/**
 * What of a fact can be corrected. Not the companies: they decide whom it is told to, and where it is listed. A fact
 * that tells of the wrong company is retracted.
 */
export function correctable(fact: Pick<Fact, 'type' | 'fields'>): CorrectedField[] {
  const own = OF_TYPE[fact.type] ?? [];
  return CORRECTED_FIELDS.filter(
    (field) => own.includes(field) || ALWAYS.includes(field) || fact.fields.some((it) => it.role === field),
  );
}

/** Whether a correction counts in a place. */
const countsIn = ({ place }: Correction, here: Place): boolean =>
  place === null || (place.platform === here.platform && place.workspace === here.workspace);

/**
 * The fact as it is read in a channel: with what was corrected there or everywhere (its own corrections go before the
 * operator's), and these in `corrections`. What the articles tell is kept beside it.
 */
export function asReadIn(fact: Fact, channel: ChannelRef): Fact {
  const here = placeOf(channel);
  const counting = (fact.amended ?? [])
    .filter((it) => (it.what.kind === 'field' || it.what.kind === 'retract') && countsIn(it, here))
    .sort((a, b) => Number(a.place !== null) - Number(b.place !== null) || a.at - b.at);
  if (counting.length === 0) return fact;
  const latest = new Map(counting.map((it) => [it.what.kind === 'field' ? it.what.field : it.what.kind, it]));
  let read: Fact = {
    ...fact,
    corrections: [...latest.values()].map((it) => ({
      ...it,
      told: it.what.kind === 'field' ? standsIn(fact, it.what.field) : null,
    })),
  };
  for (const { what } of latest.values()) if (what.kind === 'field') read = withValue(read, what.field, what.value);
  return read;
}

/** The correction that retracts a fact, in the place that it was read in. */
export const retractionOf = (fact: Pick<Fact, 'corrections'>): ReadCorrection | undefined =>
  fact.corrections?.find((it) => it.what.kind === 'retract');

/**
 * What of a change is news in a place: nothing of a fact that is retracted there, and nothing about fields that were
 * corrected there. Null where nothing is left. The fact is as it is stored, not as it is read.
 */
export function changeAsReadIn(fact: Fact, change: Change, channel: ChannelRef): Change | null {
  const { corrections } = asReadIn(fact, channel);
  if (!corrections) return change;
  if (corrections.some((it) => it.what.kind === 'retract')) return null;
  const settled = new Set<string>(corrections.flatMap((it) => (it.what.kind === 'field' ? it.what.field : [])));
  const conflicts = fact.conflicts.filter((it) => settled.has(it.role)).map(conflictText);
  const details = change.details.filter(
    ({ field, after }) => !settled.has(field) && !(field === 'conflict' && after !== null && conflicts.includes(after)),
  );
  return details.length > 0 || change.details.length === 0 ? { ...change, details } : null;
}

/** A conflict as a change tells it. */
export const conflictText = (conflict: Conflict): string => conflict.values.map((value) => value.text).join(' / ');

function withValue(fact: Fact, field: CorrectedField, value: Argument | Status | Certainty): Fact {
  const conflicts = fact.conflicts.filter((it) => it.role !== field);
  if (typeof value === 'string') return { ...fact, conflicts, [field]: value };
  const told = fact.fields.find((it) => it.role === value.role);
  const corrected: FactField = {
    role: value.role,
    present: [{ ...value, certainty: 'confirmed', claimIds: [] }],
    others: [...(told?.present ?? []), ...(told?.others ?? [])],
  };
  const fields = told ? fact.fields.map((it) => (it === told ? corrected : it)) : [...fact.fields, corrected];
  return { ...fact, fields, conflicts };
}

/** What stands in a field, in words; null where nothing is told. */
export function standsIn(fact: Fact, field: CorrectedField): string | null {
  if (field === 'status' || field === 'certainty') return fact[field];
  const texts = (fact.fields.find((it) => it.role === field)?.present ?? []).map((value) => value.text);
  return texts.join(', ') || null;
}
