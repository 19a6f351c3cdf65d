import type { Access } from './access.ts';
import { giveBackOf } from './delivery-rows.ts';
import { lockChannels } from './locks.ts';
import type { Presence } from './presence.ts';
import { reckon } from './queue.ts';
import { chunks } from './rows.ts';
import type { Recovered } from './store.ts';

/** See `Store.recover`. */
export async function recover(
  { read, turn }: Access,
  presence: Presence,
  now: number,
  graceMs: number,
): Promise<Recovered> {
  // Read before we know who lives: whoever holds one of these leases and lives had joined by then.
  const sending = await read
    .selectFrom('deliveries')
    .select(['id', 'channel_key', 'lease_by', 'lease_holder'])
    .where('lease_until', 'is not', null)
    .execute();
  const polling = await read
    .selectFrom('feeds')
    .select(['id', 'leased_until', 'lease_holder'])
    .where('leased_until', 'is not', null)
    .execute();
  const ended = await presence.ended([...new Set([...sending, ...polling].map((row) => row.lease_holder))], now);
  const freed = sending.filter((row) => ended.has(row.lease_holder));
  const unread = polling.filter((row) => ended.has(row.lease_holder));
  const recovered: Recovered = { deliveries: 0, feeds: 0 };
  if (!freed.length && !unread.length) return recovered;
  return turn(async (db) => {
    const channels = [...new Set(freed.map((row) => row.channel_key))];
    for (const some of chunks(channels)) await lockChannels(db, some);
    for (const { id, lease_by, lease_holder } of freed) {
      const at = Math.max(now, (ended.get(lease_holder) ?? now) + graceMs);
      const given = await giveBackOf(db, at, (leased) => leased.where('id', '=', id).where('lease_by', '=', lease_by));
      recovered.deliveries += given.length;
    }
    await reckon(db, ...channels);
    for (const { id, leased_until, lease_holder } of unread) {
      const { numUpdatedRows } = await db
        .updateTable('feeds')
        .set({ leased_until: null, lease_holder: null })
        .where('id', '=', id)
        .where('leased_until', '=', leased_until)
        .where('lease_holder', lease_holder === null ? 'is' : '=', lease_holder)
        .executeTakeFirstOrThrow();
      recovered.feeds += Number(numUpdatedRows);
    }
    return recovered;
  });
}
