/** Messages that are set aside: which they are, and how they go again. */
import type { Delivery } from '../domain/delivery.ts';
import { nextDigest } from '../domain/digest.ts';
import type { Db } from './access.ts';
import { settingsOf } from './channel-settings.ts';
import { keysIn, type Place } from './channels.ts';
import { selectDeliveries, toDelivery } from './delivery-rows.ts';
import { hastenAlerts } from './digests.ts';
import { lockChannels, lockPlace } from './locks.ts';
import { reckon } from './queue.ts';
import { chunks } from './rows.ts';

/** What is still owed, longest set aside first: without what nobody follows any more. */
export const setAside = async (db: Db): Promise<Delivery[]> =>
  (
    await selectDeliveries(db)
      .where('deliveries.state', '=', 'held')
      .where('deliveries.cause', '<>', 'unfollowed')
      .orderBy((eb) => eb.fn.coalesce('deliveries.held_at', 'deliveries.created_at'))
      .orderBy('deliveries.seq')
      .execute()
  ).map(toDelivery);

/** See `Store.deliveries.release`. Whoever calls this has the turn. */
export async function release(db: Db, where: Place, now: number): Promise<number> {
  await lockPlace(db, where);
  const held = await db
    .selectFrom('deliveries')
    .select(['id', 'channel_key', 'daily'])
    .where('channel_key', 'in', keysIn(db, where))
    .where('state', '=', 'held')
    .where('cause', '=', 'channel')
    .execute();
  return letGo(db, held, now);
}

/** See `Store.deliveries.retry`. Whoever calls this has the turn. */
export async function retry(db: Db, ids: readonly string[] | 'all', now: number): Promise<number> {
  const wanted = () =>
    db
      .selectFrom('deliveries')
      .select(['id', 'channel_key', 'daily'])
      .where('state', '=', 'held')
      .where('cause', '<>', 'unfollowed');
  const find = async () => {
    if (ids === 'all') return wanted().execute();
    const found = [];
    for (const some of chunks(ids)) {
      // An update says nothing without its alert, nor is an alert brought up to date that was never sent: they go together.
      const alerts = (
        await db
          .selectFrom('deliveries')
          .select((eb) => eb.fn.coalesce('alert_id', 'id').as('id'))
          .where('id', 'in', some)
          .execute()
      ).map((row) => row.id);
      found.push(...(await wanted().where('id', 'in', alerts).execute()));
      found.push(...(await wanted().where('alert_id', 'in', alerts).execute()));
    }
    return [...new Map(found.map((row) => [row.id, row])).values()];
  };
  await lockChannels(
    db,
    (await find()).map((row) => row.channel_key),
  );
  return letGo(db, await find(), now);
}

/** As never tried; what is daily waits for the next digest. What may stand is still looked for. */
async function letGo(
  db: Db,
  held: readonly { id: string; channel_key: string; daily: number }[],
  now: number,
): Promise<number> {
  for (const key of new Set(held.map((row) => row.channel_key))) {
    const here = held.filter((row) => row.channel_key === key);
    const hour = here.some((row) => row.daily === 1) ? nextDigest(now, await settingsOf(db, key)) : now;
    for (const [daily, due_at] of [
      [0, now],
      [1, hour],
    ] as const)
      for (const some of chunks(here.filter((row) => row.daily === daily).map((row) => row.id)))
        await db
          .updateTable('deliveries')
          .set({ state: 'due', due_at, attempts: 0, crashes: 0, reason: null, cause: null, held_at: null })
          .where('id', 'in', some)
          .execute();
    await hastenAlerts(db, key);
    await reckon(db, key);
  }
  return held.length;
}
