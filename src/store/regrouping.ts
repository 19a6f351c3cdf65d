/** What becomes of messages when the ledger takes a fact out, or finds that two facts are one. */
import type { Db } from './access.ts';
import { columnsOf, type DeliveryRow, factsIn, selectDeliveries, showAlso, tellOf } from './delivery-rows.ts';
import { joinFacts } from './folding.ts';
import { lockChannels } from './locks.ts';
import { reckon } from './queue.ts';
import { chunks } from './rows.ts';

/**
 * A fact is taken out: what is still owed of it is dropped, unless it tells of other facts as well; those go on without
 * it. What was sent stays on record.
 */
export async function withdrawDeliveries(db: Db, factId: string): Promise<void> {
  for (const row of await lockedTellersOf(db, factId)) {
    if (row.state !== 'due' && row.state !== 'held') continue;
    const rest = factsIn(row).filter((id) => id !== factId);
    const lead = row.fact_id === factId ? rest.shift() : row.fact_id;
    if (lead === undefined) {
      await db.deleteFrom('deliveries').where('alert_id', '=', row.id).where('state', 'in', ['due', 'held']).execute();
      await db.deleteFrom('deliveries').where('id', '=', row.id).execute();
    } else {
      await rename(db, row, lead, rest);
      await db.deleteFrom('delivery_facts').where('delivery_id', '=', row.id).where('fact_id', '=', factId).execute();
    }
    await reckon(db, row.channel_key);
  }
}

/** Two facts are one: messages of the first are messages of the second from now on, and a channel is not told twice. */
export async function mergeDeliveries(db: Db, from: string, into: string): Promise<void> {
  const rows = await lockedTellersOf(db, from);
  for (const row of rows) {
    const lead = row.fact_id === from ? into : row.fact_id;
    const rest = joinFacts(factsIn(row).map((id) => (id === from ? into : id))).filter((id) => id !== lead);
    await rename(db, row, lead, rest);
    await tellOf(db, row.id, row.channel_key, [into]);
  }
  await db.deleteFrom('delivery_facts').where('fact_id', '=', from).execute();
  for (const key of new Set(rows.map((row) => row.channel_key))) {
    await uniteAlerts(db, key, into);
    await reckon(db, key);
  }
}

/** Of several alerts of one fact in one channel, the one that stands (or may) stays; those not sent yet join it, or the digest that tells it. */
async function uniteAlerts(db: Db, channelKey: string, factId: string): Promise<void> {
  const alerts = (await tellersOf(db, factId)).filter(
    (row) =>
      row.channel_key === channelKey &&
      (row.kind === 'digest' ? row.cause !== 'unfollowed' : row.kind === 'alert' && row.fact_id === factId) &&
      row.state !== 'folded',
  );
  const [keeper, ...others] = alerts.sort(
    (a, b) => standing(a) - standing(b) || preference(a) - preference(b) || a.seq - b.seq,
  );
  if (!keeper) return;
  for (const row of others) {
    if (standing(row) <= MAY_STAND || row.kind === 'digest') continue;
    // An alert that goes later tells what both would have told; one that stands needs an edit.
    const joined =
      standing(keeper) <= MAY_STAND
        ? { kind: 'update', alert_id: keeper.id }
        : columnsOf({ state: 'folded', into: keeper.id });
    await db.updateTable('deliveries').set(joined).where('id', '=', row.id).execute();
    await db.updateTable('deliveries').set({ alert_id: keeper.id }).where('alert_id', '=', row.id).execute();
    if (standing(keeper) > MAY_STAND) await showAlso(db, keeper.id, factsIn(row));
  }
}

const MAY_STAND = 1;
function standing(row: DeliveryRow): number {
  if (row.state === 'sent') return 0;
  if (row.state === 'leased' || row.look === 1) return MAY_STAND;
  return row.state === 'due' ? 2 : 3;
}

/** Of two that stand, the alert, which can be brought up to date; of two that do not, the digest, which is made already. */
const preference = (row: DeliveryRow): number => (row.kind !== 'digest' ? 0 : standing(row) <= MAY_STAND ? 1 : -1);

/** Their channels are not touched by anybody else from now on. */
async function lockedTellersOf(db: Db, factId: string): Promise<DeliveryRow[]> {
  const keys = (await tellersOf(db, factId)).map((row) => row.channel_key);
  for (const some of chunks([...new Set(keys)])) await lockChannels(db, some);
  return tellersOf(db, factId);
}

const tellersOf = (db: Db, factId: string): Promise<DeliveryRow[]> =>
  selectDeliveries(db)
    .where('deliveries.id', 'in', (eb) =>
      eb.selectFrom('delivery_facts').select('delivery_id').where('fact_id', '=', factId),
    )
    .orderBy('deliveries.seq')
    .execute();

const rename = (db: Db, row: DeliveryRow, lead: string, rest: readonly string[]) =>
  db
    .updateTable('deliveries')
    .set({ fact_id: lead, with_facts: JSON.stringify(rest) })
    .where('id', '=', row.id)
    .execute();
