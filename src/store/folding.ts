import type { Delivery } from '../domain/delivery.ts';
import type { Change } from '../domain/fact.ts';
import type { Db } from './access.ts';
import { columnsOf, type DeliveryRow, selectDeliveries } from './delivery-rows.ts';
import { fromJson } from './rows.ts';

/**
 * Updates of one fact in one message that piled up become one: the latest tells what all of them would have told.
 * One that may already stand is left alone: it must be looked for under its own key. Gives the row to send.
 */
export async function foldUpdates(db: Db, head: DeliveryRow): Promise<DeliveryRow> {
  if (head.kind !== 'update' || head.alert_id === null || head.look === 1) return head;
  const pile = await selectDeliveries(db)
    .where('deliveries.alert_id', '=', head.alert_id)
    .where('deliveries.fact_id', '=', head.fact_id)
    .where('deliveries.state', '=', 'due')
    .where('deliveries.look', '=', 0)
    .orderBy('deliveries.seq')
    .execute();
  const latest = pile.at(-1);
  if (!latest || pile.length === 1) return head;
  const changes = pile.flatMap((row) => (row.change === null ? [] : [fromJson<Change>(row.change)]));
  const merged = {
    // Among them may be one that only the digest had to tell: it goes now, too.
    daily: 0,
    change: changes.length ? JSON.stringify(joinChanges(changes)) : null,
    with_facts: JSON.stringify(joinFacts(...pile.map((row) => fromJson<string[]>(row.with_facts)))),
  };
  await db.updateTable('deliveries').set(merged).where('id', '=', latest.id).execute();
  await db
    .updateTable('deliveries')
    .set(columnsOf({ state: 'folded', into: latest.id }))
    .where('alert_id', '=', head.alert_id)
    .where('fact_id', '=', head.fact_id)
    .where('state', '=', 'due')
    .where('look', '=', 0)
    .where('id', '<>', latest.id)
    .execute();
  return { ...latest, ...merged };
}

/**
 * Changes of one fact, first to last, as one: what went from 10 to 12 and from 12 to 14 went from 10 to 14. What came
 * back to where it was is no news, unless then nothing would be left to tell.
 */
export function joinChanges(changes: readonly Change[]): Change {
  return netChange(changes) ?? { kind: kindOf(changes), details: changes.at(-1)?.details ?? [] };
}

/** The same, but null where everything came back to where it was. */
export function netChange(changes: readonly Change[]): Change | null {
  const told: Change['details'] = [];
  for (const detail of changes.flatMap((change) => change.details)) {
    const link = told.findLastIndex((d) => d.field === detail.field && d.after !== null && d.after === detail.before);
    const earlier = told[link];
    if (earlier) told[link] = { ...detail, before: earlier.before };
    else told.push(detail);
  }
  const moved = told.filter((detail) => detail.before !== detail.after);
  return moved.length ? { kind: kindOf(changes), details: moved } : null;
}

const kindOf = (changes: readonly Change[]): Change['kind'] =>
  changes.some((change) => change.kind === 'changed') ? 'changed' : (changes.at(-1)?.kind ?? 'counted');

/** One thing that a channel hears in a digest: a fact that is new to it (`change` null), or how a fact that it knows changed. */
export interface News {
  factId: string;
  change: Change | null;
}

/**
 * What these deliveries of one channel tell together, each fact once, in order of first sight. What changed and came
 * back to where it was is no news.
 */
export function newsOf(deliveries: readonly Delivery[]): News[] {
  const facts = new Map<string, 'new' | Change[]>();
  for (const { kind, factId, withFacts, change } of deliveries) {
    const known = facts.get(factId);
    if (kind !== 'update' || change === null) facts.set(factId, 'new');
    else if (known !== 'new' && change.details.length) facts.set(factId, [...(known ?? []), change]);
    for (const id of withFacts) facts.set(id, 'new');
  }
  return [...facts].flatMap(([factId, told]) => {
    const change = told === 'new' ? null : netChange(told);
    return told === 'new' || change ? [{ factId, change }] : [];
  });
}

/** Every id once, in order of first sight. */
export const joinFacts = (...lists: readonly (readonly string[])[]): string[] => [...new Set(lists.flat())];
