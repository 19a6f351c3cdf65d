/** Claims and facts as JSON that holds nothing twice. What was written whole, by versions before, is read as well. */
import type { Selectable } from 'kysely';
import type { Argument, Claim } from '../domain/claim.ts';
import type { FactField, FactState, FieldValue } from '../domain/fact.ts';
import { fromJson } from './rows.ts';
import type { ClaimsTable } from './schema.ts';

/** Lists that are empty need not be written. */
const sparse = (_key: string, value: unknown): unknown =>
  Array.isArray(value) && value.length === 0 ? undefined : value;

/** Without what stands in the columns beside it, and without the end of its quotation. */
export function writeClaim({ args, speakers, outlets, evidence }: Claim): string {
  const { end, ...rest } = evidence;
  const plain = end === evidence.start + evidence.quote.length;
  return JSON.stringify({ args, speakers, outlets, evidence: plain ? rest : evidence }, sparse);
}

type Written = Partial<Omit<Claim, 'evidence'>> & {
  evidence: Omit<Claim['evidence'], 'end'> & { end?: number };
};

export function readClaim({
  type,
  status,
  certainty,
  background,
  body,
}: Pick<Selectable<ClaimsTable>, 'type' | 'status' | 'certainty' | 'background' | 'body'>): Claim {
  const { args = [], speakers = [], outlets = [], evidence } = fromJson<Written>(body);
  return {
    type: type as Claim['type'],
    status: status as Claim['status'],
    certainty: certainty as Claim['certainty'],
    background: background === 1,
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
type State = Omit<FactState, 'fields' | 'conflicts' | 'responses' | Lists> &
  Partial<Pick<FactState, Lists>> & {
    fields?: Field[];
    conflicts?: (Omit<FactState['conflicts'][number], 'values'> & {
      values?: Told<FactState['conflicts'][number]['values'][number]>[];
    })[];
    responses?: Told<FactState['responses'][number]>[];
  };

/** `claimIds`: of the fact's claims, in their order. */
export function writeState(state: FactState, claimIds: readonly string[]): string {
  const places = new Map(claimIds.map((id, place) => [id, place]));
  const placed = (ids: readonly string[]): Place[] => ids.map((id) => places.get(id) ?? id);
  const value = ({ role: _, claimIds: ids, ...rest }: FieldValue): Value => ({ ...rest, claimIds: placed(ids) });
  const lean: State = {
    ...state,
    fields: state.fields.map(({ role, present, others }) => ({
      role,
      present: present.map((it) => (it.role === role ? value(it) : { ...value(it), role: it.role })),
      others: others.map((it) => (it.role === role ? value(it) : { ...value(it), role: it.role })),
    })),
    conflicts: state.conflicts.map(({ role, values }) => ({
      role,
      values: values.map((it) => ({ ...it, claimIds: placed(it.claimIds) })),
    })),
    responses: state.responses.map((it) => ({ ...it, claimIds: placed(it.claimIds) })),
  };
  return JSON.stringify(lean, sparse);
}

/** Without the ids of its claims, those in it are empty. Its entries are in the order in which the ledger makes them. */
export function readState(json: string, claimIds: readonly string[] = []): FactState {
  const lean = fromJson<State>(json);
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
