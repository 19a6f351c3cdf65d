/** How what waits for a channel's digest becomes one, and what goes out before it or not at all. */
import { createHash } from 'node:crypto';
import { digestDay, endsQuiet, nextDigest } from '../domain/digest.ts';
import type { ChannelSettings } from '../domain/settings.ts';
import type { Db } from './access.ts';
import {
  columnsOf,
  type DeliveryRow,
  factsIn,
  fromDelivery,
  nextSeq,
  selectDeliveries,
  tellOf,
  toDelivery,
} from './delivery-rows.ts';
import { newsOf } from './folding.ts';
import { lockChannelOf } from './locks.ts';
import { reckon } from './queue.ts';
import { chunks } from './rows.ts';

/** What of a channel waits for its next digest, in order. What may already stand is none of it: it is looked for by itself. */
export const waitingIn = (db: Db, channelKey: string) =>
  selectDeliveries(db)
    .where('deliveries.channel_key', '=', channelKey)
    .where('deliveries.state', '=', 'due')
    .where('deliveries.daily', '=', 1)
    .where('deliveries.look', '=', 0)
    .orderBy('deliveries.seq');

/**
 * Makes the digest of the day from all that waits in the channel of `head`, which is due, and gives its row, to be
 * leased; null where there is nothing to say, or where the day has had its digest: then what waits goes on to the next.
 */
export async function makeDigest(
  db: Db,
  head: DeliveryRow,
  settings: ChannelSettings,
  now: number,
): Promise<DeliveryRow | null> {
  const dueAt = head.due_at ?? now;
  // What was held over quiet hours is told when they end; the digest of the day has an hour of its own.
  const afterQuiet = endsQuiet(dueAt, settings);
  const waiting = (await waitingIn(db, head.channel_key).execute()).filter(
    (row) => !afterQuiet || (row.due_at ?? 0) <= now,
  );
  const key = keyOfDigest(head, afterQuiet ? `quiet till ${dueAt}` : digestDay(now, settings));
  const made = await db.selectFrom('deliveries').select('id').where('key', '=', key).executeTakeFirst();
  if (made) {
    await setAll(db, waiting, { due_at: nextDigest(now, settings) });
    return null;
  }

  const members = await unhindered(db, waiting);
  const followed = await followedFacts(db, head.channel_key, members);
  const facts = newsOf(members.map(toDelivery))
    .map((news) => news.factId)
    .filter((id) => followed.has(id));
  const [factId, ...withFacts] = facts;
  if (factId === undefined) {
    for (const row of members) {
      // What came back to where it was is what the earlier message shows.
      const backAgain = row.alert_id !== null && tells(row).some((id) => followed.has(id));
      await setAll(db, [row], columnsOf(backAgain ? { state: 'folded', into: row.alert_id as string } : UNFOLLOWED));
    }
    return null;
  }

  const digest = {
    ...fromDelivery(
      {
        id: key,
        key,
        channel: head,
        factId,
        withFacts,
        kind: 'digest',
        daily: false,
        change: null,
        createdAt: now,
        progress: { state: 'due', at: now, attempts: 0, lastError: null },
      },
      head.channel_key,
      await nextSeq(db, head.channel_key),
    ),
  };
  await db.insertInto('deliveries').values(digest).execute();
  await tellOf(db, key, head.channel_key, facts);
  await setAll(db, members, columnsOf({ state: 'folded', into: key }));
  const { platform, workspace, channel } = head;
  return { ...digest, platform, workspace, channel };
}

const UNFOLLOWED = {
  state: 'held',
  reason: 'this channel no longer follows it',
  attempts: 0,
  cause: 'unfollowed',
} as const;

/** One digest for each channel and day, or end of quiet hours, whoever makes it: 24 characters. */
const keyOfDigest = ({ platform, workspace, channel }: DeliveryRow, day: string): string =>
  createHash('sha256')
    .update(JSON.stringify(['digest', platform, workspace, channel, day]))
    .digest('hex')
    .slice(0, 24);

/** An update whose message is still to be sent by itself waits for that: it may be told there. */
async function unhindered(db: Db, rows: readonly DeliveryRow[]): Promise<DeliveryRow[]> {
  const among = new Set(rows.map((row) => row.id));
  const others = [...new Set(rows.flatMap((row) => row.alert_id ?? []))].filter((id) => !among.has(id));
  const open = new Set<string>();
  for (const some of chunks(others))
    for (const { id } of await db
      .selectFrom('deliveries')
      .select('id')
      .where('id', 'in', some)
      .where('state', 'in', ['due', 'leased'])
      .execute())
      open.add(id);
  return rows.filter((row) => row.alert_id === null || !open.has(row.alert_id));
}

const tells = (row: DeliveryRow): string[] => [row.fact_id, ...factsIn(row)];

/** Of the facts of these deliveries, those that concern a company which the channel follows. */
async function followedFacts(db: Db, channelKey: string, rows: readonly DeliveryRow[]): Promise<Set<string>> {
  const found = new Set<string>();
  for (const some of chunks([...new Set(rows.flatMap(tells))]))
    for (const { fact_id } of await db
      .selectFrom('fact_companies')
      .innerJoin('subscriptions', 'subscriptions.company', 'fact_companies.slug')
      .select('fact_companies.fact_id')
      .distinct()
      .where('subscriptions.channel_key', '=', channelKey)
      .where('fact_companies.fact_id', 'in', some)
      .execute())
      found.add(fact_id);
  return found;
}

const setAll = async (
  db: Db,
  rows: readonly DeliveryRow[],
  columns: { due_at: number } | ReturnType<typeof columnsOf>,
): Promise<void> => {
  for (const some of chunks(rows.map((row) => row.id)))
    await db.updateTable('deliveries').set(columns).where('id', 'in', some).execute();
};

/** What waits for the digest goes by itself, and the message that it would bring up to date with it. */
export async function hasten(db: Db, id: string, now: number): Promise<boolean> {
  await lockChannelOf(db, id);
  const row = await db.selectFrom('deliveries').selectAll().where('id', '=', id).executeTakeFirst();
  if (row?.state !== 'due' || row.daily === 0) return false;
  await db.updateTable('deliveries').set({ daily: 0, due_at: now }).where('id', '=', id).execute();
  await hastenAlerts(db, row.channel_key);
  await reckon(db, row.channel_key);
  return true;
}

/** An alert does not wait for the digest when an update of it is to go at once: it goes first. */
export async function hastenAlerts(db: Db, channelKey: string): Promise<void> {
  const updates = await db
    .selectFrom('deliveries as alert')
    .innerJoin('deliveries as update', 'update.alert_id', 'alert.id')
    .select(['alert.id', 'update.due_at'])
    .where('alert.channel_key', '=', channelKey)
    .where('alert.state', '=', 'due')
    .where('alert.daily', '=', 1)
    .where('update.state', '=', 'due')
    .where('update.daily', '=', 0)
    .execute();
  for (const { id, due_at } of updates)
    await db.updateTable('deliveries').set({ daily: 0, due_at }).where('id', '=', id).execute();
}

/** What is owed of companies that the channel no longer follows is not owed any more. What may stand is looked for first. */
export async function dropUnfollowed(db: Db, channelKey: string): Promise<void> {
  await db
    .updateTable('deliveries')
    .set(columnsOf(UNFOLLOWED))
    .where('channel_key', '=', channelKey)
    .where('look', '=', 0)
    .where((eb) => eb.or([eb('state', '=', 'due'), eb.and([eb('state', '=', 'held'), eb('cause', '=', 'channel')])]))
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('delivery_facts')
            .innerJoin('fact_companies', 'fact_companies.fact_id', 'delivery_facts.fact_id')
            .innerJoin('subscriptions', 'subscriptions.company', 'fact_companies.slug')
            .select('delivery_facts.fact_id')
            .whereRef('delivery_facts.delivery_id', '=', 'deliveries.id')
            .where('subscriptions.channel_key', '=', channelKey),
        ),
      ),
    )
    .execute();
  await reckon(db, channelKey);
}
