/** Claims and facts as JSON with named entries: whole, or without what was empty or stood beside them. So versions before wrote them. */
import type { Argument, Claim } from '../domain/claim.ts';
import type { FactField, FactState, FieldValue } from '../domain/fact.ts';

/** What of a claim stands in the columns beside its body. */
export type ClaimColumns = Pick<Claim, 'type' | 'status' | 'certainty' | 'background'>;

export type WrittenClaim = Partial<Omit<Claim, 'evidence'>> & {
  evidence: Omit<Claim['evidence'], 'end'> & { end?: number };
};

export function readNamedClaim(columns: ClaimColumns, written: WrittenClaim): Claim {
  const { args = [], speakers = [], outlets = [], evidence } = written;
  return {
    ...columns,
    args,
    speakers,
    outlets,
    evidence: {
      field: evidence.field,
      start: evidence.start,
      end: evidence.end ?? evidence.start + evidence.quote.length,
      quote: evidence.quote,
    },
  };
}

/** A claim of a fact by its place among them. */
type Place = number | string;
type Value = Omit<FieldValue, 'role' | 'claimIds'> & { role?: Argument['role']; claimIds?: Place[] };
type Field = Omit<FactField, 'present' | 'others'> & { present?: Value[]; others?: Value[] };
type Told<T> = Omit<T, 'claimIds' | 'outlets'> & { claimIds?: Place[]; outlets?: string[] };
type Lists = 'companies' | 'outlets' | 'origins' | 'speakers';
export type WrittenState = Omit<FactState, 'fields' | 'conflicts' | 'responses' | Lists> &
  Partial<Pick<FactState, Lists>> & {
    fields?: Field[];
    conflicts?: (Omit<FactState['conflicts'][number], 'values'> & {
      values?: Told<FactState['conflicts'][number]['values'][number]>[];
    })[];
    responses?: Told<FactState['responses'][number]>[];
  };

export function readNamedState(lean: WrittenState, claimIds: readonly string[]): FactState {
  const ids = (places: readonly Place[] = []): string[] =>
    places.map((place) => (typeof place === 'number' ? (claimIds[place] ?? '') : place));
  const values = (role: FactField['role'], all: readonly Value[] = []): FieldValue[] =>
    all.map((value) => ({ role, ...value, claimIds: ids(value.claimIds) }));
  return {
    type: lean.type,
    status: lean.status,
    certainty: lean.certainty,
    background: lean.background,
    fields: (lean.fields ?? []).map(({ role, present, others }) => ({
      role,
      present: values(role, present),
      others: values(role, others),
    })),
    conflicts: (lean.conflicts ?? []).map((conflict) => ({
      role: conflict.role,
      values: (conflict.values ?? []).map((it) => ({
        text: it.text,
        outlets: it.outlets ?? [],
        claimIds: ids(it.claimIds),
      })),
    })),
    responses: (lean.responses ?? []).map(({ speaker, slug, stance, text, outlets = [], ...it }) => ({
      ...{ speaker, slug, stance, text, outlets },
      claimIds: ids(it.claimIds),
      ...(it.recalled ? { recalled: it.recalled } : {}),
    })),
    companies: lean.companies ?? [],
    outlets: lean.outlets ?? [],
    origins: lean.origins ?? [],
    speakers: lean.speakers ?? [],
    firstAt: lean.firstAt,
    lastAt: lean.lastAt,
  };
}
