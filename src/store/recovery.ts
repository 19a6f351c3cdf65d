import type { Access } from './access.ts';
import type { Presence } from './presence.ts';
import { reckon } from './queue.ts';
import { chunks } from './rows.ts';
import type { Recovered } from './store.ts';

const STOPPED = 'the process that was sending it stopped before it could say what became of it';

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
      const freed = await db
        .updateTable('deliveries')
        .set({
          state: 'due',
          due_at: now + graceMs,
          look: 1,
          last_error: STOPPED,
          lease_until: null,
          lease_by: null,
        })
        .where('state', '=', 'leased')
        .where('lease_by', 'in', some)
        .returning('channel_key')
        .execute();
      recovered.deliveries += freed.length;
      for (const row of freed) channels.add(row.channel_key);
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
