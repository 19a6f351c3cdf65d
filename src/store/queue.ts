import { type ExpressionBuilder, type ExpressionWrapper, type SqlBool, sql } from 'kysely';
import type { Db } from './access.ts';
import { type DeliveryRow, selectDeliveries } from './delivery-rows.ts';
import type { Tables } from './schema.ts';

/** The first delivery of a channel that may go now. */
export const headOf = (db: Db, channelKey: string, now: number): Promise<DeliveryRow | undefined> =>
  queueHead(db, channelKey, now).executeTakeFirst();

export const queueHead = (db: Db, channelKey: string, now: number) =>
  selectDeliveries(db)
    .where('deliveries.channel_key', '=', channelKey)
    .where('deliveries.state', '=', 'due')
    // The sum keeps SQLite from picking the index on due_at, and then sorting all that the channel is owed.
    .where(sql<number>`deliveries.due_at + 0`, '<=', now)
    .where(unblocked)
    .orderBy('deliveries.seq')
    .limit(1);

/** Sets when the channel's next delivery can go: not while one is being sent, and not before its quiet ends. */
export async function reckon(db: Db, channelKey: string): Promise<void> {
  const sending = await db
    .selectFrom('deliveries')
    .select('id')
    .where('channel_key', '=', channelKey)
    .where('state', '=', 'leased')
    .limit(1)
    .executeTakeFirst();
  const next = sending ? undefined : await nextInQueue(db, channelKey).executeTakeFirst();
  const at = next?.due_at ?? null;
  await db
    .updateTable('channels')
    .set((eb) => ({
      next_at: at === null ? null : eb.case().when('quiet_until', '>', at).then(eb.ref('quiet_until')).else(at).end(),
    }))
    .where('key', '=', channelKey)
    .execute();
}

export const nextInQueue = (db: Db, channelKey: string) =>
  db
    .selectFrom('deliveries')
    .select('deliveries.due_at')
    .where('deliveries.channel_key', '=', channelKey)
    .where('deliveries.state', '=', 'due')
    .where(unblocked)
    .orderBy('deliveries.due_at')
    .limit(1);

/**
 * An update waits for its alert, and for an earlier update of the same message that may already stand: edits and
 * replies keep the order of what happened.
 */
function unblocked(eb: ExpressionBuilder<Tables, 'deliveries'>): ExpressionWrapper<Tables, 'deliveries', SqlBool> {
  return eb.or([
    eb('deliveries.alert_id', 'is', null),
    eb.and([
      eb.not(
        eb.exists(
          eb
            .selectFrom('deliveries as alert')
            .select('alert.id')
            .whereRef('alert.id', '=', 'deliveries.alert_id')
            .where('alert.state', 'in', ['due', 'leased']),
        ),
      ),
      eb.not(
        eb.exists(
          eb
            .selectFrom('deliveries as earlier')
            .select('earlier.id')
            .whereRef('earlier.alert_id', '=', 'deliveries.alert_id')
            .whereRef('earlier.seq', '<', 'deliveries.seq')
            .where((e) =>
              e.or([
                e('earlier.state', '=', 'leased'),
                e.and([e('earlier.state', '=', 'due'), e('earlier.look', '=', 1)]),
              ]),
            ),
        ),
      ),
    ]),
  ]);
}
