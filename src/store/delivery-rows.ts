import type { Selectable, UpdateQueryBuilder, UpdateResult } from 'kysely';
import type { Delivery, DeliveryState, HoldCause, MessageRef } from '../domain/delivery.ts';
import type { Db } from './access.ts';
import { chunks, fromJson } from './rows.ts';
import type { DeliveriesTable, Tables } from './schema.ts';

export type DeliveryRow = Selectable<DeliveriesTable> & { platform: string; workspace: string; channel: string };

export const selectDeliveries = (db: Db) =>
  db
    .selectFrom('deliveries')
    .innerJoin('channels', 'channels.key', 'deliveries.channel_key')
    .selectAll('deliveries')
    .select(['channels.platform', 'channels.workspace', 'channels.channel']);

export const fromDelivery = (delivery: Delivery, channelKey: string, seq: number): Selectable<DeliveriesTable> => ({
  id: delivery.id,
  key: delivery.key,
  channel_key: channelKey,
  seq,
  fact_id: delivery.factId,
  with_facts: JSON.stringify(delivery.withFacts),
  kind: delivery.kind,
  daily: delivery.daily ? 1 : 0,
  alert_id: null,
  change: delivery.change ? JSON.stringify(delivery.change) : null,
  created_at: delivery.createdAt,
  last_error: null,
  ...columnsOf(delivery.progress),
});

type StateColumns = Pick<
  DeliveriesTable,
  | 'state'
  | 'due_at'
  | 'attempts'
  | 'crashes'
  | 'lease_until'
  | 'lease_by'
  | 'lease_holder'
  | 'sent_at'
  | 'message'
  | 'reason'
  | 'cause'
  | 'held_at'
  | 'folded_into'
> & { look: number; last_error?: string | null };

/** A state as columns: what the state does not have is null. The last error outlives a lease, so that it can be read. */
export function columnsOf(progress: DeliveryState): StateColumns {
  const none = {
    due_at: null,
    attempts: 0,
    crashes: 0,
    look: 0,
    lease_until: null,
    lease_by: null,
    lease_holder: null,
    sent_at: null,
    message: null,
    reason: null,
    cause: null,
    held_at: null,
    folded_into: null,
  };
  const { state } = progress;
  switch (state) {
    case 'due':
      return {
        ...none,
        state,
        due_at: progress.at,
        attempts: progress.attempts,
        crashes: progress.crashes ?? 0,
        last_error: progress.lastError,
        look: progress.look ? 1 : 0,
      };
    case 'leased':
      return {
        ...none,
        state,
        lease_until: progress.until,
        lease_by: progress.by,
        attempts: progress.attempts,
        crashes: progress.crashes ?? 0,
        look: progress.look ? 1 : 0,
      };
    case 'sent':
      return { ...none, state, sent_at: progress.at, message: progress.message };
    case 'held':
      return {
        ...none,
        state,
        reason: progress.reason,
        attempts: progress.attempts,
        cause: progress.cause,
        held_at: progress.since ?? null,
        look: progress.look ? 1 : 0,
      };
    case 'folded':
      return { ...none, state, folded_into: progress.into };
  }
}

const DIED = 'the process that was sending it stopped before it could say what became of it';

/**
 * Gives back, as due at `at`, what these leases hold: each is to be looked for first. The try counts as a crash, since the
 * holder is dead, unless another reason is given. Gives the keys of the channels.
 */
export async function giveBackOf(
  db: Db,
  at: number,
  leases: (query: UpdateQueryBuilder<Tables, 'deliveries', 'deliveries', UpdateResult>) => typeof query,
  reason = DIED,
): Promise<string[]> {
  const given = await leases(
    db
      .updateTable('deliveries')
      .set((eb) => ({
        state: 'due',
        due_at: at,
        look: 1,
        attempts: eb('attempts', '-', 1),
        crashes: eb('crashes', '+', reason === DIED ? 1 : 0),
        last_error: reason,
        lease_until: null,
        lease_by: null,
        lease_holder: null,
      }))
      .where('state', '=', 'leased'),
  )
    .returning('channel_key')
    .execute();
  return given.map((row) => row.channel_key);
}

export const toDelivery = (row: DeliveryRow): Delivery => ({
  id: row.id,
  key: row.key,
  channel: { platform: row.platform, workspace: row.workspace, channel: row.channel },
  factId: row.fact_id,
  withFacts: fromJson(row.with_facts),
  kind: row.kind as Delivery['kind'],
  daily: row.daily === 1,
  change: row.change === null ? null : fromJson(row.change),
  createdAt: row.created_at,
  progress: toProgress(row),
});

function toProgress(row: DeliveryRow): DeliveryState {
  const look = row.look === 1 ? { look: true as const } : {};
  const { attempts } = row;
  const crashes = row.crashes > 0 ? { crashes: row.crashes } : {};
  switch (row.state) {
    case 'due':
      return { state: 'due', at: row.due_at ?? 0, attempts, ...crashes, lastError: row.last_error, ...look };
    case 'leased':
      return { state: 'leased', until: row.lease_until ?? 0, by: row.lease_by ?? '', attempts, ...crashes, ...look };
    case 'sent':
      return { state: 'sent', at: row.sent_at ?? 0, message: row.message };
    case 'folded':
      return { state: 'folded', into: row.folded_into ?? '' };
    default:
      return {
        state: 'held',
        ...(row.held_at === null ? {} : { since: row.held_at }),
        reason: row.reason ?? '',
        attempts,
        cause: row.cause as HoldCause,
        ...look,
      };
  }
}

export function toRef(row: DeliveryRow): MessageRef | null {
  const { platform, workspace, channel, message } = row;
  return message === null ? null : { channel: { platform, workspace, channel }, message };
}

/** The facts of a delivery besides its lead. */
export const factsIn = (row: Pick<DeliveriesTable, 'with_facts'>): string[] => fromJson(row.with_facts);

/** The next place in the order of arrival of a channel. */
export async function nextSeq(db: Db, channelKey: string): Promise<number> {
  const { last } = await db
    .selectFrom('deliveries')
    .select((eb) => eb.fn.max('seq').as('last'))
    .where('channel_key', '=', channelKey)
    .executeTakeFirstOrThrow();
  return (last ?? 0) + 1;
}

/** Lists a delivery under the facts that it tells of. */
export const tellOf = (db: Db, deliveryId: string, channelKey: string, facts: readonly string[]): Promise<void> =>
  tellAll(
    db,
    [...new Set(facts)].map((id) => ({ delivery_id: deliveryId, fact_id: id, channel_key: channelKey })),
  );

export async function tellAll(db: Db, rows: readonly Tables['delivery_facts'][]): Promise<void> {
  for (const some of chunks(rows))
    await db
      .insertInto('delivery_facts')
      .values(some)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}

/** A message shows more facts than it was made with. */
export async function showAlso(db: Db, alertId: string, facts: readonly string[]): Promise<void> {
  if (!facts.length) return;
  const row = await db.selectFrom('deliveries').selectAll().where('id', '=', alertId).executeTakeFirst();
  if (!row) return;
  const shown = [...new Set([...factsIn(row), ...facts])].filter((id) => id !== row.fact_id);
  await db
    .updateTable('deliveries')
    .set({ with_facts: JSON.stringify(shown) })
    .where('id', '=', alertId)
    .execute();
  await tellOf(db, alertId, row.channel_key, shown);
}
