import type { Role } from '../domain/claim.ts';
import type { Change, Conflict, FactResponse, FactState, FieldValue } from '../domain/fact.ts';
import { normalName } from './keys.ts';
import { isStep } from './life.ts';
import { agree } from './values.ts';

type Detail = Change['details'][number];

/** Fields whose first figure, or whose next one that does not agree with the last, is news. */
const NEWSWORTHY: readonly Role[] = ['amount', 'stake', 'valuation', 'headcount', 'capacity'];

/**
 * Which change matters, in order of weight. What no line finds is counted, not sent: one more outlet, a more precise
 * wording of the same figure, one more investor, a reply that declines.
 */
const MATTERS: readonly ((before: FactState, after: FactState) => Detail[])[] = [
  // The event took a step. A late article that still tells of the last one is none.
  (before, after) =>
    isStep(before.status, after.status) ? [{ field: 'status', before: before.status, after: after.status }] : [],
  // It became confirmed, or denied. (Becoming less sure by one more hedged retelling is not news.)
  (before, after) =>
    before.certainty !== after.certainty && after.certainty !== 'reported'
      ? [{ field: 'certainty', before: before.certainty, after: after.certainty }]
      : [],
  ...NEWSWORTHY.map((role) => (before: FactState, after: FactState) => figures(role, before, after)),
  // What kind of seat it is: interim, joint.
  (before, after) =>
    after.type === 'executive_move' && present(before, 'to_role').length > 0 ? figures('to_role', before, after) : [],
  // Accounts that cannot all be true.
  (before, after) =>
    after.conflicts
      .filter((conflict) => !before.conflicts.some((known) => isKnown(conflict, known)))
      .map((conflict) => ({
        field: 'conflict',
        before: null,
        after: conflict.values.map((value) => value.text).join(' / '),
      })),
  // A party says no.
  (before, after) =>
    after.responses
      .filter(
        (it) => it.stance === 'denied' && it.recalled !== true && !before.responses.some((known) => isSame(known, it)),
      )
      .map((it) => ({ field: 'stance', before: null, after: `${it.speaker}: ${it.text}` })),
];

/** What became different about a fact. `before` is null for a fact that is new. Recalled facts become new when told. */
export function compare(before: FactState | null, after: FactState): Change {
  if (before === null || (before.background && !after.background)) return { kind: 'new', details: [] };
  if (after.background) return { kind: 'counted', details: [] };
  const details = MATTERS.flatMap((rule) => rule(before, after));
  return { kind: details.length > 0 ? 'changed' : 'counted', details };
}

/** What stands and was told as news: what is recalled in passing tells nobody anything. */
const present = (state: FactState, role: Role): FieldValue[] =>
  (state.fields.find((field) => field.role === role)?.present ?? []).filter((value) => value.recalled !== true);

function figures(role: Role, before: FactState, after: FactState): Detail[] {
  const had = present(before, role);
  // Where accounts differ, the difference is what is told; and which of them stands today is no news once it is known.
  const contested = after.conflicts.find((conflict) => conflict.role === role);
  if (contested && !before.conflicts.some((known) => isKnown(contested, known))) return [];
  const told = before.fields.find((field) => field.role === role)?.others ?? [];
  return present(after, role)
    .filter((value) => !had.some((old) => ['same', 'agrees'].includes(agree(old, value) ?? '')))
    .filter(
      (value) => !contested || !told.some((old) => agree(old, value) === 'same' && old.certainty === value.certainty),
    )
    .map((value) => ({
      field: role,
      before: had.find((old) => agree(old, value) === 'differs')?.text ?? null,
      after: value.text,
    }));
}

const plain = (conflict: Conflict) => conflict.values.map((value) => normalName(value.text));
function isKnown(conflict: Conflict, known: Conflict): boolean {
  return conflict.role === known.role && plain(conflict).every((text) => plain(known).includes(text));
}

const isSame = (a: FactResponse, b: FactResponse) =>
  a.stance === b.stance && (a.slug ?? normalName(a.speaker)) === (b.slug ?? normalName(b.speaker));
