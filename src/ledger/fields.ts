import type { Argument, ClaimType, Role, Status } from '../domain/claim.ts';
import type { Conflict, FactField, FieldValue, SourcedClaim } from '../domain/fact.ts';
import { byContent } from './group.ts';
import { isParty, nameOf, normalName, sameName } from './keys.ts';
import { isOwnWord } from './origins.ts';
import { distinct, SURE, sourceOf } from './told.ts';
import { agree, vagueness } from './values.ts';

/** Roles that hold one value at a time; of all others a fact may have several. */
const SINGLE: ReadonlySet<Role> = new Set<Role>([
  'amount',
  'stake',
  'valuation',
  'round',
  'capacity',
  'headcount',
  'to_role',
  'period',
  'date',
  'stance',
]);
/** The order in which a fact's fields are listed. */
const ORDER: readonly Role[] = [
  'investor',
  'acquirer',
  'person',
  'org',
  'employer',
  'plaintiff',
  'speaker',
  'target',
  'seller',
  'defendant',
  'party',
  'customer',
  'supplier',
  'licensor',
  'licensee',
  'partner',
  'from_org',
  'to_org',
  'from_role',
  'to_role',
  'product',
  'amount',
  'stake',
  'valuation',
  'round',
  'capacity',
  'headcount',
  'metric',
  'period',
  'location',
  'stance',
  'date',
  'terms',
];
const STEP: Readonly<Record<Status, number>> = { talks: 0, announced: 1, closed: 2, ended: 3, failed: 3 };
interface Told {
  arg: Argument;
  claim: SourcedClaim;
}

/** One value with all who state it; the first is the best by rule. */
interface Value {
  tellings: Told[];
}

/** A role of a claim as the fact's type calls it: who "acquires" a stake is its investor. Null drops it. */
function roleIn(type: ClaimType, claim: SourcedClaim, arg: Argument, known: readonly Told[]): Role | null {
  if (claim.type === type) return arg.role;
  if (type === 'investment') {
    if (arg.role === 'acquirer') return 'investor';
    if (claim.type === 'valuation' && arg.role === 'org') return 'target';
  }
  if (type === 'acquisition' && arg.role === 'investor') return 'acquirer';
  if (type === 'agreement' && isParty(arg)) return 'party';
  if (!isParty(arg)) return arg.role;
  const named = known.some((it) => sameName(nameOf(it.arg), nameOf(arg)));
  if (named) return null;
  return type === 'infrastructure' ? 'partner' : arg.role;
}

/** The fields of a fact, each with what stands and what else was told; adds what contradicts to `conflicts`. */
export function fieldsOf(
  type: ClaimType,
  status: Status,
  events: readonly SourcedClaim[],
  conflicts: Conflict[],
): FactField[] {
  const roles = new Map<Role, Told[]>();
  const own: Told[] = events
    .filter((claim) => claim.type === type)
    .flatMap((claim) => claim.args.map((arg) => ({ arg, claim })))
    .filter(({ arg }) => isParty(arg));
  for (const claim of events) {
    for (const arg of claim.args) {
      const role = roleIn(type, claim, arg, own);
      if (role)
        roles.set(role, [...(roles.get(role) ?? []), { arg: role === arg.role ? arg : { ...arg, role }, claim }]);
    }
  }
  return ORDER.flatMap((role) => {
    const tellings = roles.get(role);
    if (!tellings) return [];
    if (!SINGLE.has(role)) return [severalOf(role, tellings)];
    const { field, conflict } = singleOf(role, status, tellings);
    if (conflict) conflicts.push(conflict);
    return [field];
  });
}

function toField(value: Value): FieldValue {
  const [best] = value.tellings as [Told];
  const certainty = [...value.tellings].sort((a, b) => SURE[a.claim.certainty] - SURE[b.claim.certainty])[0]?.claim
    .certainty;
  return {
    ...best.arg,
    ...(value.tellings.every(({ claim }) => claim.background) ? { recalled: true } : {}),
    certainty: certainty ?? best.claim.certainty,
    claimIds: [
      ...new Set([...value.tellings].sort((a, b) => byContent(a.claim, b.claim)).map(({ claim }) => claim.id)),
    ],
  };
}

/** Parties, products and the like: each name once, in its fullest wording. */
function severalOf(role: Role, tellings: readonly Told[]): FactField {
  const values: Value[] = [];
  const fullest = [...tellings].sort(
    (a, b) =>
      Number(b.arg.slug !== undefined) - Number(a.arg.slug !== undefined) ||
      normalName(b.arg.text).length - normalName(a.arg.text).length ||
      byContent(a.claim, b.claim),
  );
  for (const telling of fullest) {
    const home = values.find(({ tellings: [first] }) =>
      isParty(telling.arg)
        ? first !== undefined && sameName(nameOf(first.arg), nameOf(telling.arg))
        : first !== undefined && agree(first.arg, telling.arg) === 'same',
    );
    if (home) home.tellings.push(telling);
    else values.push({ tellings: [telling] });
  }
  const earliest = (value: Value) =>
    [...value.tellings].sort((a, b) => byContent(a.claim, b.claim))[0]?.claim as SourcedClaim;
  const place = (value: Value) => {
    const claim = earliest(value);
    return claim.args.findIndex((arg) => value.tellings.some((it) => it.arg.text === arg.text));
  };
  const affirmed = values.filter((value) => value.tellings.some(({ claim }) => claim.certainty !== 'denied'));
  const present = affirmed.length > 0 ? affirmed : values;
  const listed = [...present].sort((a, b) => byContent(earliest(a), earliest(b)) || place(a) - place(b));
  return {
    role,
    present: listed.map(toField),
    others: values.filter((value) => !present.includes(value)).map(toField),
  };
}

/** Precise, rounded, hedged: "$14.3 billion", "$20 billion", "about $15 billion". Finer differences do not decide. */
const roughness = (arg: Argument): number => {
  const vague = vagueness(arg);
  return Math.floor(vague) * 2 + (vague % 1 >= 0.03 ? 1 : 0);
};

/** Smaller comes first, entry by entry: the rule by which one telling is preferred to another, before precision. */
function standing({ claim }: Told, status: Status): number[] {
  return [
    Number(claim.certainty === 'denied'),
    Number(claim.background),
    Number(claim.status === 'talks' && status !== 'talks'),
    SURE[claim.certainty],
    Number(!isOwnWord(claim)),
  ];
}

function inOrder(a: readonly number[], b: readonly number[]): number {
  for (const [i, x] of a.entries()) if (x !== b[i]) return x - (b[i] ?? 0);
  return 0;
}

/**
 * The value that stands: confirmed before reported, a party's word before a third's, precise before rounded, later
 * before earlier. Those that agree with it are kept as others; those that cannot be true beside it make a conflict,
 * unless they were only talked about, were recalled in passing, or are of an earlier step.
 */
function singleOf(
  role: Role,
  status: Status,
  tellings: readonly Told[],
): { field: FactField; conflict: Conflict | null } {
  const prefer = (a: Told, b: Told) =>
    inOrder(standing(a, status), standing(b, status)) ||
    roughness(a.arg) - roughness(b.arg) ||
    b.claim.at - a.claim.at ||
    vagueness(a.arg) - vagueness(b.arg) ||
    a.claim.tier - b.claim.tier ||
    byContent(a.claim, b.claim);
  const values: Value[] = [];
  for (const telling of [...tellings].sort(prefer)) {
    const home = values.find(
      ({ tellings: [first] }) => first !== undefined && agree(first.arg, telling.arg) === 'same',
    );
    if (home) home.tellings.push(telling);
    else values.push({ tellings: [telling] });
  }
  const lead = (value: Value) => value.tellings[0] as Told;
  const present: Value[] = [];
  for (const value of values) {
    if (present.some((it) => agree(lead(it).arg, lead(value).arg) !== null)) continue;
    // A percentage may stand beside a count; a vague date does not stand beside a real one.
    if (present.length > 0 && (role === 'date' || role === 'period')) continue;
    const equal = values.filter(
      (it) =>
        it === value ||
        (agree(lead(it).arg, lead(value).arg) === 'agrees' &&
          inOrder(standing(lead(it), status), standing(lead(value), status)) === 0),
    );
    present.push([...equal].sort((a, b) => vagueness(lead(a).arg) - vagueness(lead(b).arg))[0] ?? value);
  }
  const others = values.filter((value) => !present.includes(value));
  const counts = (value: Value, beside: Value) =>
    value.tellings.some(({ claim }) => !claim.background && claim.certainty !== 'denied') &&
    agree(lead(value).arg, lead(beside).arg) === 'differs' &&
    !isSuperseded(role, value, beside);
  const against = others.filter((value) => present.some((beside) => counts(value, beside)));
  const field = { role, present: present.map(toField), others: others.map(toField) };
  if (against.length === 0) return { field, conflict: null };
  const sides = [...present.filter((beside) => against.some((value) => counts(value, beside))), ...against];
  return {
    field,
    conflict: {
      role,
      values: sides.map((value) => ({
        text: lead(value).arg.text,
        outlets: distinct(
          value.tellings
            .map(({ claim }) => claim)
            .sort(byContent)
            .flatMap(sourceOf),
        ),
        claimIds: toField(value).claimIds,
      })),
    },
  };
}

/** Whether the event has moved on since the value was told: then it is history, not a contradiction. */
function isSuperseded(role: Role, value: Value, present: Value): boolean {
  const furthest = (it: Value) => Math.max(...it.tellings.map(({ claim }) => STEP[claim.status]));
  const latest = (it: Value) => Math.max(...it.tellings.map(({ claim }) => claim.at));
  // Each step has its own date.
  if (role === 'date') return furthest(value) !== furthest(present);
  return furthest(value) < furthest(present) && latest(value) <= latest(present);
}
