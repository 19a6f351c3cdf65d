/**
 * Claims and facts as JSON that holds nothing twice: lists whose entries stand in a fixed order, the likeliest first, without
 * what is missing at their end, what stands in the columns beside them, and what follows from the rest. What versions before
 * wrote is read as well (`lean-before.ts`).
 */
import type { Selectable } from 'kysely';
import type { Argument, Claim, Role } from '../domain/claim.ts';
import type { Conflict, FactField, FactResponse, FactState, FieldValue } from '../domain/fact.ts';
import { readNamedClaim, readNamedState, type WrittenClaim, type WrittenState } from './lean-before.ts';
import { fromJson } from './rows.ts';
import type { ClaimsTable } from './schema.ts';

/** An entry that is not there, before others that are. */
type Maybe<T> = T | null | undefined;

/** Without what is missing at its end. */
function trimmed<T extends readonly unknown[]>(list: T): T {
  let length = list.length;
  while (length > 0 && list[length - 1] == null) length--;
  return list.slice(0, length) as unknown as T;
}

const some = <T>(list: readonly T[]): T[] | null => (list.length > 0 ? [...list] : null);

/** What an argument says besides its role and its words. */
type Rest = [
  slug?: Maybe<string>,
  value?: Maybe<Argument['value']>,
  unit?: Maybe<string>,
  qualifier?: Maybe<Argument['qualifier']>,
  max?: Maybe<number>,
];

const restOf = ({ slug, value, unit, qualifier, max }: Argument): Rest => [slug, value, unit, qualifier, max];

/** In the order in which the extractor makes them. */
function argument(role: Role, text: string, ...[slug, value, unit, qualifier, max]: Rest): Argument {
  const made: Argument = { role, text };
  if (slug != null) made.slug = slug;
  if (value != null) made.value = value;
  if (unit != null) made.unit = unit;
  if (qualifier != null) made.qualifier = qualifier;
  if (max != null) made.max = max;
  return made;
}

type LeanClaim = [
  args: [role: Role, text: string, ...Rest][],
  quote: string,
  start?: Maybe<number>,
  inTitle?: Maybe<1>,
  speakers?: Maybe<string[]>,
  outlets?: Maybe<string[]>,
  /** Where the quotation is not as long as what it quotes. */
  end?: Maybe<number>,
];

/** Without what stands in the columns beside it. */
export function writeClaim({ args, speakers, outlets, evidence: { field, start, end, quote } }: Claim): string {
  const lean: LeanClaim = [
    args.map((arg) => trimmed([arg.role, arg.text, ...restOf(arg)])),
    quote,
    start === 0 ? null : start,
    field === 'title' ? 1 : null,
    some(speakers),
    some(outlets),
    end === start + quote.length ? null : end,
  ];
  return JSON.stringify(trimmed(lean));
}

export function readClaim({
  type,
  status,
  certainty,
  background,
  body,
}: Pick<Selectable<ClaimsTable>, 'type' | 'status' | 'certainty' | 'background' | 'body'>): Claim {
  const columns = { type, status, certainty, background: background === 1 } as Claim;
  const written = fromJson<LeanClaim | WrittenClaim>(body);
  if (!Array.isArray(written)) return readNamedClaim(columns, written);
  const [args, quote, from, inTitle, speakers, outlets, end] = written;
  const start = from ?? 0;
  return {
    ...columns,
    args: args.map(([role, text, ...rest]) => argument(role, text, ...rest)),
    speakers: speakers ?? [],
    outlets: outlets ?? [],
    evidence: { field: inTitle ? 'title' : 'text', start, end: end ?? start + quote.length, quote },
  };
}

/** Claims of a fact by their places among them, or by their ids if they are not of it; null: all of them. */
type Places = Maybe<(number | string)[]>;

type LeanValue = [
  text: string,
  slug?: Maybe<string>,
  value?: Maybe<Argument['value']>,
  unit?: Maybe<string>,
  qualifier?: Maybe<Argument['qualifier']>,
  places?: Places,
  /** Where it is not the fact's. */
  certainty?: Maybe<FieldValue['certainty']>,
  max?: Maybe<number>,
  recalled?: Maybe<1>,
  /** Where it is not the field's. */
  role?: Maybe<Role>,
];
type LeanState = [
  type: FactState['type'],
  status: FactState['status'],
  certainty: FactState['certainty'],
  background: 0 | 1,
  firstAt: number,
  /** From the first claim to the latest, ms. */
  lasted: number,
  claims: number,
  companies: string[],
  outlets: string[],
  fields: [role: Role, present: LeanValue[], others?: Maybe<LeanValue[]>][],
  /** Where they are not the outlets. */
  origins?: Maybe<string[]>,
  speakers?: Maybe<string[]>,
  conflicts?: Maybe<[role: Conflict['role'], values: [text: string, outlets: string[], places?: Places][]][]>,
  responses?: Maybe<
    [
      speaker: string,
      slug: string | null,
      stance: FactResponse['stance'],
      text: string,
      outlets: string[],
      places?: Places,
      recalled?: Maybe<1>,
    ][]
  >,
];

/** `claimIds`: of the fact's claims, in their order. */
export function writeState(state: FactState, claimIds: readonly string[]): string {
  const known = new Map(claimIds.map((id, place) => [id, place]));
  const placed = (ids: readonly string[]): Places => {
    const places = ids.map((id) => known.get(id) ?? id);
    return places.length === claimIds.length && places.every((it, k) => it === k) ? null : places;
  };
  const value = (it: FieldValue, role: Role): LeanValue =>
    trimmed([
      it.text,
      it.slug,
      it.value,
      it.unit,
      it.qualifier,
      placed(it.claimIds),
      it.certainty === state.certainty ? null : it.certainty,
      it.max,
      it.recalled ? 1 : null,
      it.role === role ? null : it.role,
    ]);
  const { type, status, certainty, background, firstAt, lastAt, companies, outlets, origins, speakers } = state;
  const lean: LeanState = [
    type,
    status,
    certainty,
    background ? 1 : 0,
    firstAt,
    lastAt - firstAt,
    claimIds.length,
    companies,
    outlets,
    state.fields.map(({ role, present, others }) =>
      trimmed([role, present.map((it) => value(it, role)), some(others.map((it) => value(it, role)))]),
    ),
    origins.length === outlets.length && origins.every((it, k) => it === outlets[k]) ? null : origins,
    some(speakers),
    some(
      state.conflicts.map(({ role, values }) => [
        role,
        values.map((it) => trimmed([it.text, it.outlets, placed(it.claimIds)])),
      ]),
    ),
    some(
      state.responses.map((it) =>
        trimmed([it.speaker, it.slug, it.stance, it.text, it.outlets, placed(it.claimIds), it.recalled ? 1 : null]),
      ),
    ),
  ];
  return JSON.stringify(trimmed(lean));
}

/** Without the ids of its claims, those in it are empty. Its entries are in the order in which the ledger makes them. */
export function readState(json: string, claimIds: readonly string[] = []): FactState {
  const written = fromJson<LeanState | WrittenState>(json);
  if (!Array.isArray(written)) return readNamedState(written, claimIds);
  const [type, status, certainty, background, firstAt, lasted, claims, companies, outlets, fields] = written;
  const [origins, speakers, conflicts, responses] = written.slice(10) as [
    LeanState[10],
    LeanState[11],
    LeanState[12],
    LeanState[13],
  ];
  const ids = (places: Places | undefined): string[] =>
    places
      ? places.map((place) => (typeof place === 'number' ? (claimIds[place] ?? '') : place))
      : Array.from({ length: claims }, (_, place) => claimIds[place] ?? '');
  const value =
    (field: Role) =>
    ([text, slug, value, unit, qualifier, places, sure, max, recalled, role]: LeanValue): FieldValue => {
      // Put together step by step: these are most of what reading a fact takes.
      const made = argument(role ?? field, text, slug, value, unit, qualifier, max) as FieldValue;
      if (recalled) made.recalled = true;
      made.certainty = sure ?? certainty;
      made.claimIds = ids(places);
      return made;
    };
  return {
    type,
    status,
    certainty,
    background: background === 1,
    fields: fields.map(
      ([role, present, others]): FactField => ({
        role,
        present: present.map(value(role)),
        others: (others ?? []).map(value(role)),
      }),
    ),
    conflicts: (conflicts ?? []).map(([role, values]) => ({
      role,
      values: values.map(([text, by, places]) => ({ text, outlets: by, claimIds: ids(places) })),
    })),
    responses: (responses ?? []).map(([speaker, slug, stance, text, by, places, recalled]) => ({
      ...{ speaker, slug, stance, text, outlets: by },
      claimIds: ids(places),
      ...(recalled ? { recalled: true } : {}),
    })),
    companies,
    outlets,
    origins: origins ?? outlets,
    speakers: speakers ?? [],
    firstAt,
    lastAt: firstAt + lasted,
  };
}
