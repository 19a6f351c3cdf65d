import type { Access } from './access.ts';
import { giveBackOf } from './delivery-rows.ts';
import type { Presence } from './presence.ts';
import { reckon } from './queue.ts';
import { chunks } from './rows.ts';
import type { Recovered } from './store.ts';

/** See `Store.recover`. */
export async function recover(
  { read, write }: Access,
  presence: Presence,
  now: number,
  graceMs: number,
): Promise<Recovered> {
  // Read before we know that we are alone: whoever holds one of these leases and lives had joined by then.
  const sending = await read.selectFrom('deliveries').select('lease_by').where('state', '=', 'leased').execute();
  const polling = await read
    .selectFrom('feeds')
    .select(['id', 'leased_until'])
    .where('leased_until', 'is not', null)
    .execute();
  if (!presence.join() || !(sending.length + polling.length)) return { deliveries: 0, feeds: 0 };
  return write(async (db) => {
    const channels = new Set<string>();
    const holders = [...new Set(sending.map((row) => row.lease_by))].filter((by) => by !== null);
    const recovered: Recovered = { deliveries: 0, feeds: 0 };
    for (const some of chunks(holders)) {
      const freed = await giveBackOf(db, now + graceMs, (leased) => leased.where('lease_by', 'in', some));
      recovered.deliveries += freed.length;
      for (const key of freed) channels.add(key);
    }
    for (const key of channels) await reckon(db, key);
    for (const { id, leased_until } of polling) {
      const { numUpdatedRows } = await db
        .updateTable('feeds')
        .set({ leased_until: null })
        .where('id', '=', id)
        .where('leased_until', '=', leased_until)
        .executeTakeFirst();
      recovered.feeds += Number(numUpdatedRows);
    }
    return recovered;
  });
}
