import type { ChannelRef } from '../domain/subscription.ts';
import type { Db } from './access.ts';
import { ensureChannel, keyOf } from './channels.ts';
import { giveBackOf, nextSeq } from './delivery-rows.ts';
import { lockChannels } from './locks.ts';
import { reckon } from './queue.ts';

/** See `Store.channels.move`. Whoever calls this has the turn. */
export async function moveChannel(db: Db, from: ChannelRef, to: ChannelRef, now: number): Promise<boolean> {
  const [old, key] = [keyOf(from), keyOf(to)];
  if (old === key) return false;
  const row = await db.selectFrom('channels').selectAll().where('key', '=', old).executeTakeFirst();
  if (!row) return false;
  await ensureChannel(db, to);
  await lockChannels(db, [old, key]);

  // Whoever is sending to the old id says of its message that it stands, or nothing: then it is looked for at the new one.
  await giveBackOf(db, now, (leased) => leased.where('channel_key', '=', old), 'its channel got another id');
  const already = db.selectFrom('subscriptions').select('company').where('channel_key', '=', key);
  await db.deleteFrom('subscriptions').where('channel_key', '=', old).where('company', 'in', already).execute();
  await db.updateTable('subscriptions').set({ channel_key: key }).where('channel_key', '=', old).execute();
  // What the channel was owed first goes on being first among its own.
  const after = await nextSeq(db, key);
  await db
    .updateTable('deliveries')
    .set((eb) => ({ channel_key: key, seq: eb('seq', '+', after) }))
    .where('channel_key', '=', old)
    .execute();
  await db.updateTable('delivery_facts').set({ channel_key: key }).where('channel_key', '=', old).execute();
  // An outage was one of the old id: the channel lives.
  await db.deleteFrom('outages').where('channel_key', '=', old).execute();
  await db
    .updateTable('channels')
    .set((eb) => ({
      settings: eb.fn.coalesce('settings', eb.val(row.settings)),
      quiet_until: eb
        .case()
        .when('quiet_until', '<', row.quiet_until)
        .then(row.quiet_until)
        .else(eb.ref('quiet_until'))
        .end(),
    }))
    .where('key', '=', key)
    .execute();
  await db.deleteFrom('channels').where('key', '=', old).execute();
  await reckon(db, key);
  return true;
}
