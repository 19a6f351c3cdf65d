import { type Expression, expressionBuilder, type SqlBool, sql } from 'kysely';
import type { Db } from './access.ts';
import { type DeliveryRow, selectDeliveries } from './delivery-rows.ts';
import { chunks } from './rows.ts';
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
    .where(unblocked())
    .orderBy('deliveries.seq')
    .limit(1);

/** Sets when the next delivery of each channel can go: not while one is being sent, and not before its quiet ends. */
export async function reckon(db: Db, ...channelKeys: string[]): Promise<void> {
  for (const some of chunks([...new Set(channelKeys)])) await reckoning(db, some).execute();
}

export const reckoning = (db: Db, channelKeys: readonly string[]) =>
  db
    .updateTable('channels')
    .set((eb) => ({
      next_at: eb
        .case()
        .when(
          eb.exists(
            eb
              .selectFrom('deliveries')
              .select('deliveries.id')
              .whereRef('deliveries.channel_key', '=', 'channels.key')
              .where('deliveries.state', '=', 'leased'),
          ),
        )
        .then(null)
        .else(
          eb
            .selectFrom('deliveries')
            .select((e) =>
              e
                .case()
                .when('channels.quiet_until', '>', e.ref('deliveries.due_at'))
                .then(e.ref('channels.quiet_until'))
                .else(e.ref('deliveries.due_at'))
                .end()
                .as('at'),
            )
            .whereRef('deliveries.channel_key', '=', 'channels.key')
            .where('deliveries.state', '=', 'due')
            .where(unblocked())
            .orderBy('deliveries.due_at')
            .limit(1),
        )
        .end(),
    }))
    .where('channels.key', 'in', channelKeys);

/**
 * An update waits for its alert, and for an earlier update of the same message that may already stand: edits and
 * replies keep the order of what happened.
 */
function unblocked(): Expression<SqlBool> {
  const eb = expressionBuilder<Tables, 'deliveries'>();
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
