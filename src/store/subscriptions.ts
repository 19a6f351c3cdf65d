import type { Selectable } from 'kysely';
import type { Subscription } from '../domain/subscription.ts';
import type { Access, Db } from './access.ts';
import { ensureChannel, keyOf, keysIn } from './channels.ts';
import { dropUnfollowed } from './digests.ts';
import { lockChannel, lockPlace } from './locks.ts';
import { begin, suspend } from './outages.ts';
import { prepared } from './prepared.ts';
import { chunks, fromJson } from './rows.ts';
import type { SubscriptionsTable } from './schema.ts';
import type { Store } from './store.ts';

export function createSubscriptions({ read, write, turn }: Access): Store['subscriptions'] {
  return {
    put: (subscription) =>
      write(async (db) => {
        const channelKey = await ensureChannel(db, subscription.channel);
        await lockChannel(db, channelKey);
        const filters = {
          types: JSON.stringify(subscription.types),
          min_amount: subscription.minAmount,
          cadence: subscription.cadence,
          created_by: subscription.createdBy,
          paused: subscription.paused,
          muted_until: subscription.mutedUntil,
        };
        // The first one's id and date stay: what it knew before must not come as news.
        const { numUpdatedRows } = await db
          .updateTable('subscriptions')
          .set(filters)
          .where('channel_key', '=', channelKey)
          .where('company', '=', subscription.company)
          .executeTakeFirstOrThrow();
        if (numUpdatedRows > 0n) return 'changed';
        await db
          .insertInto('subscriptions')
          .values({
            ...filters,
            id: subscription.id,
            channel_key: channelKey,
            company: subscription.company,
            created_at: subscription.createdAt,
          })
          .execute();
        return 'made';
      }),

    remove: (channel, company) =>
      write(async (db) => {
        await lockChannel(db, keyOf(channel));
        let query = db.deleteFrom('subscriptions').where('channel_key', '=', keyOf(channel));
        if (company !== 'all') query = query.where('company', '=', company);
        const removed = Number((await query.executeTakeFirstOrThrow()).numDeletedRows);
        if (removed) await dropUnfollowed(db, keyOf(channel));
        return removed;
      }),

    of: async (channel) =>
      (
        await withChannels(read)
          .where('channel_key', '=', keyOf(channel))
          .orderBy('created_at')
          .orderBy('company')
          .execute()
      ).map(toSubscription),

    within: async ({ platform, workspace }) =>
      (
        await withChannels(read)
          .where('platform', '=', platform)
          .where('workspace', '=', workspace)
          .orderBy('channel_key')
          .orderBy('company')
          .execute()
      ).map(toSubscription),

    following: async (companies) => {
      const found: Subscription[] = [];
      for (const some of chunks([...new Set(companies)]))
        found.push(...(await following(read, some)).map(toSubscription));
      return found;
    },

    mute: (channel, company, until) =>
      write(async (db) => {
        const { numUpdatedRows } = await db
          .updateTable('subscriptions')
          .set({ muted_until: until })
          .where('channel_key', '=', keyOf(channel))
          .where('company', '=', company)
          .executeTakeFirstOrThrow();
        return numUpdatedRows > 0n;
      }),

    pause: (where, reason, now, how = {}) =>
      turn(async (db) => {
        await lockPlace(db, where);
        const paused = await db
          .updateTable('subscriptions')
          .set({ paused: reason })
          .where('channel_key', 'in', keysIn(db, where))
          .where('paused', 'is', null)
          .returning('channel_key')
          .execute();
        const uninvited = how.removed === true && where.channel !== undefined;
        const left = how.removed === true && where.channel === undefined;
        const told = how.told === true || left;
        for (const key of new Set(paused.map((row) => row.channel_key)))
          await begin(db, key, { reason, now, told, uninvited });
        if (left) {
          const { platform, workspace } = where;
          await db
            .insertInto('removals')
            .values({ platform, workspace, at: now })
            .onConflict((conflict) => conflict.doNothing())
            .execute();
        }
        return paused.length;
      }),

    resume: (where) =>
      turn(async (db) => {
        await lockPlace(db, where);
        const { numUpdatedRows } = await db
          .updateTable('subscriptions')
          .set({ paused: null })
          .where('channel_key', 'in', keysIn(db, where))
          .where('paused', 'is not', null)
          .executeTakeFirstOrThrow();
        await suspend(db, where);
        return Number(numUpdatedRows);
      }),
  };
}

const withChannels = (db: Db) =>
  db
    .selectFrom('subscriptions')
    .innerJoin('channels', 'channels.key', 'subscriptions.channel_key')
    .selectAll('subscriptions')
    .select(['channels.platform', 'channels.workspace', 'channels.channel']);

export const followers = (db: Db, companies: readonly string[]) => withChannels(db).where('company', 'in', companies);

const following = prepared((db, companies: readonly string[]) =>
  followers(db, companies).orderBy('created_at').orderBy('id'),
);

const toSubscription = (
  row: Selectable<SubscriptionsTable> & { platform: string; workspace: string; channel: string },
): Subscription => ({
  id: row.id,
  channel: { platform: row.platform, workspace: row.workspace, channel: row.channel },
  company: row.company,
  types: fromJson(row.types),
  minAmount: row.min_amount,
  cadence: row.cadence as Subscription['cadence'],
  createdBy: row.created_by,
  createdAt: row.created_at,
  paused: row.paused,
  mutedUntil: row.muted_until,
});
