import { createHash } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { Delivery } from '../domain/delivery.ts';
import type { ChannelSettings } from '../domain/settings.ts';
import type { ChannelRef } from '../domain/subscription.ts';
import type { Access, Db } from './access.ts';
import { keepQuiet, readSettings } from './channel-settings.ts';
import { ensureChannel, ensureChannels, keyOf } from './channels.ts';
import {
  columnsOf,
  type DeliveryRow,
  factsIn,
  fromDelivery,
  giveBackOf,
  nextSeq,
  selectDeliveries,
  showAlso,
  tellAll,
  tellOf,
  toDelivery,
  toRef,
} from './delivery-rows.ts';
import { hasten, hastenAlerts, makeDigest, waitingIn } from './digests.ts';
import { foldUpdates } from './folding.ts';
import { lockChannel, lockChannelOf, lockChannels, unclaimed } from './locks.ts';
import { over } from './outages.ts';
import { headOf, reckon } from './queue.ts';
import { chunks, LIST_LIMIT } from './rows.ts';
import type { DeliveriesTable } from './schema.ts';
import { release, retry, setAside } from './set-aside.ts';
import type { Settled, Settlement, Store } from './store.ts';

/** `holder`: what this process writes beside its leases. */
export function createDeliveries({ read, write, turn }: Access, holder: number | null): Store['deliveries'] {
  return {
    insert: (delivery) => write((db) => insert(db, delivery)),

    insertAll: (deliveries) =>
      turn(async (db) => {
        const made: Delivery[] = [];
        for (const some of chunks(deliveries)) made.push(...(await insertAll(db, some)));
        return made;
      }),

    lease: async (limit, now, leaseMs, by, platforms) => {
      if (!platforms.length || limit < 1) return [];
      let again = false;
      return write(async (db) => {
        // Where the connection broke before we heard of it, these are ours already.
        const leased = again ? (await leasedBy(db, by).execute()).map(toDelivery) : [];
        again = true;
        const channels = await turns(db, platforms, now, limit - leased.length);
        const taken: DeliveryRow[] = [];
        for (const { key, settings } of channels) {
          const next = await nextOf(db, key, readSettings(settings), now);
          if (next) taken.push(next);
        }
        const until = now + leaseMs;
        for (const some of chunks(taken.map((row) => row.id)))
          await db
            .updateTable('deliveries')
            .set((eb) => ({
              ...{ state: 'leased', due_at: null, attempts: eb('attempts', '+', 1) },
              ...{ lease_until: until, lease_by: by, lease_holder: holder },
            }))
            .where('id', 'in', some)
            .execute();
        await reckon(db, ...channels.map((row) => row.key));
        for (const row of taken)
          leased.push(
            toDelivery({ ...row, state: 'leased', attempts: row.attempts + 1, lease_until: until, lease_by: by }),
          );
        return leased;
      }, 'repeatable');
    },

    settle: (id, progress, more = {}) =>
      write(async (db) => {
        await lockChannelOf(db, id);
        return (await settle(db, [{ id, progress, more }])).length > 0;
      }, 'repeatable'),

    settleAll: async (settled) => {
      const busy = await write(async (db) => {
        // Who holds one channel waits for no other: those that somebody is at work on are left for later.
        const ids = settled.map(({ id }) => id);
        const free = new Set<string>();
        for (const some of chunks(ids))
          for (const row of await unclaimed(
            db,
            'channels',
            db
              .selectFrom('channels')
              .innerJoin('deliveries', 'deliveries.channel_key', 'channels.key')
              .select('deliveries.id')
              .where('deliveries.id', 'in', some),
          ).execute())
            free.add(row.id);
        await settle(
          db,
          settled.filter(({ id }) => free.has(id)),
        );
        return settled.filter(({ id }) => !free.has(id));
      }, 'repeatable');
      for (const one of busy)
        await write(async (db) => {
          await lockChannelOf(db, one.id);
          await settle(db, [one]);
        }, 'repeatable');
    },

    acquit: (id, by) =>
      write(async (db) => {
        await lockChannelOf(db, id);
        await db
          .updateTable('deliveries')
          .set({ crashes: 0 })
          .where('id', '=', id)
          .where('state', '=', 'leased')
          .where('lease_by', '=', by)
          .execute();
      }, 'repeatable'),

    alertOf: async (channel, factId) => {
      const row = await alertRow(read, keyOf(channel), factId);
      return row ? { delivery: toDelivery(row), ref: toRef(row) } : null;
    },

    toldIn: async (channels, factIds) => {
      const told: { channel: ChannelRef; factId: string }[] = [];
      for (const some of chunks(channels))
        for (const { fact_id, ...channel } of await read
          .selectFrom('delivery_facts')
          .innerJoin('channels', 'channels.key', 'delivery_facts.channel_key')
          .select(['fact_id', 'channels.platform', 'channels.workspace', 'channels.channel'])
          .distinct()
          .where('fact_id', 'in', factIds)
          .where('channel_key', 'in', some.map(keyOf))
          .execute())
          told.push({ channel, factId: fact_id });
      return told;
    },

    around: async (id) => {
      const row = await selectDeliveries(read).where('deliveries.id', '=', id).executeTakeFirst();
      if (!row) return { alert: null, updates: [], members: [] };
      const alert =
        row.alert_id === null
          ? undefined
          : await selectDeliveries(read).where('deliveries.id', '=', row.alert_id).executeTakeFirst();
      const updates = await selectDeliveries(read)
        .where('alert_id', '=', id)
        .where('state', '=', 'due')
        .orderBy('seq')
        .execute();
      const members = row.kind === 'digest' ? await membersOf(read, id).execute() : [];
      return {
        alert: alert ? { delivery: toDelivery(alert), ref: toRef(alert) } : null,
        updates: updates.map(toDelivery),
        members: members.map(toDelivery),
      };
    },

    channelsOf: (factId) =>
      read
        .selectFrom('delivery_facts')
        .innerJoin('channels', 'channels.key', 'delivery_facts.channel_key')
        .select(['channels.platform', 'channels.workspace', 'channels.channel'])
        .distinct()
        .where('delivery_facts.fact_id', '=', factId)
        .orderBy('channels.platform')
        .orderBy('channels.workspace')
        .orderBy('channels.channel')
        .execute(),

    waiting: async (channel) => (await waitingIn(read, keyOf(channel)).execute()).map(toDelivery),

    hasten: (id, now) => write((db) => hasten(db, id, now)),

    expire: async (now) => {
      // Asked at every look at the queue: as a rule there is none, and nothing is locked to find that out.
      if (!(await runOut(read, now).select('channel_key').limit(1).executeTakeFirst())) return 0;
      return write(async (db) => {
        const over = await runOut(db, now).select('channel_key').distinct().execute();
        if (!over.length) return 0;
        const keys = over.map((row) => row.channel_key);
        const channels = await unclaimed(
          db,
          'channels',
          db.selectFrom('channels').select('key').where('key', 'in', keys.slice(0, LIST_LIMIT)),
        ).execute();
        let expired = 0;
        for (const { key } of channels) {
          const given = await giveBackOf(db, now, (leased) =>
            leased.where('channel_key', '=', key).where('lease_until', '<=', now),
          );
          expired += given.length;
        }
        await reckon(db, ...channels.map((row) => row.key));
        return expired;
      });
    },

    nextDue: async (platforms) => {
      const moments: (number | null)[] = [];
      // One after the other: for each alone the index gives the first at once, for several it is read whole.
      for (const platform of platforms ?? (await platformsOf(read))) {
        const first = await queued(read, [platform]).select('next_at').orderBy('next_at').limit(1).executeTakeFirst();
        const lease = await read
          .selectFrom('deliveries')
          .select('lease_until')
          .where('lease_until', 'is not', null)
          // A join could begin with the channels, of which there are many more.
          .where(
            (eb) => eb.selectFrom('channels').select('platform').whereRef('key', '=', 'deliveries.channel_key'),
            '=',
            platform,
          )
          .orderBy('lease_until')
          .limit(1)
          .executeTakeFirst();
        moments.push(first?.next_at ?? null, lease?.lease_until ?? null);
      }
      const known = moments.filter((moment) => moment !== null);
      return known.length ? Math.min(...known) : null;
    },

    setAside: () => setAside(read),

    release: (where, now) => turn((db) => release(db, where, now)),

    retry: (ids, now) => turn((db) => retry(db, ids, now)),

    get: async (id) => {
      const row = await selectDeliveries(read).where('deliveries.id', '=', id).executeTakeFirst();
      return row ? toDelivery(row) : null;
    },
  };
}

const queued = (db: Db, platforms?: readonly string[]) => {
  const query = db.selectFrom('channels').where('next_at', 'is not', null);
  return platforms ? query.where('platform', 'in', platforms) : query;
};

const platformsOf = async (db: Db): Promise<string[]> =>
  (await db.selectFrom('channels').select('platform').distinct().execute()).map((row) => row.platform);

const leasedBy = (db: Db, by: string) =>
  selectDeliveries(db).where('deliveries.lease_until', 'is not', null).where('deliveries.lease_by', '=', by);

const runOut = (db: Db, now: number) => db.selectFrom('deliveries').where('lease_until', '<=', now);

/** Channels that something can be sent to now, longest waiting first, or (`desc`) last. */
export const dueChannels = (db: Db, platforms: readonly string[], now: number, limit: number, order?: 'asc' | 'desc') =>
  queued(db, platforms).where('next_at', '<=', now).orderBy('next_at', order).limit(limit);

/**
 * Whose turn it is. Where not all can go, half are those that wait longest, and half those that came last: what is owed to
 * thousands holds up nothing that comes after it, and is not held up for ever.
 */
async function turns(
  db: Db,
  platforms: readonly string[],
  now: number,
  limit: number,
): Promise<{ key: string; settings: string | null }[]> {
  const longest = await unclaimed(
    db,
    'channels',
    dueChannels(db, platforms, now, Math.ceil(limit / 2)).select(['key', 'settings']),
  ).execute();
  const rest = limit - longest.length;
  if (longest.length < Math.ceil(limit / 2) || rest < 1) return longest;
  // No more are locked than are taken: another process could lease the others meanwhile.
  const last = await unclaimed(
    db,
    'channels',
    dueChannels(db, platforms, now, rest, 'desc')
      .select(['key', 'settings'])
      .where(
        'key',
        'not in',
        longest.map((row) => row.key),
      ),
  ).execute();
  return [...longest, ...last];
}

/** What a digest was made from, in order. */
export const membersOf = (db: Db, digestId: string) =>
  selectDeliveries(db).where('folded_into', '=', digestId).orderBy('seq');

/** What of a channel goes next, made ready: updates that piled up are one, and so is what waited for the digest. */
async function nextOf(
  db: Db,
  channelKey: string,
  settings: ChannelSettings,
  now: number,
): Promise<DeliveryRow | undefined> {
  await keepQuiet(db, channelKey, settings, now);
  for (;;) {
    const head = await headOf(db, channelKey, now);
    if (!head) return undefined;
    if (head.daily === 0 || head.look === 1) return foldUpdates(db, head);
    // Where there is none to make, the head is not due any more.
    const digest = await makeDigest(db, head, settings, now);
    if (digest) return digest;
  }
}

/** Discord takes no longer nonce. */
const LONGEST_KEY = 25;

function checkKey({ key }: Delivery): void {
  if (!key || key.length > LONGEST_KEY)
    throw new Error(`The key of a delivery has 1 to ${LONGEST_KEY} characters: "${key}" has not.`);
}

/** Gives those that it made. Alerts that nobody knows of, in channels that get nothing else here, are made all at once. */
async function insertAll(db: Db, deliveries: readonly Delivery[]): Promise<Delivery[]> {
  for (const delivery of deliveries) checkKey(delivery);
  const keys = deliveries.map(({ key }) => key);
  const ids = deliveries.map(({ id }) => id);
  const stored = await db
    .selectFrom('deliveries')
    .select(['id', 'key'])
    .where((eb) => eb.or([eb('key', 'in', keys), eb('id', 'in', ids)]))
    .execute();
  const known = new Set(stored.flatMap(({ id, key }) => [id, key]));
  for (const names of [keys, ids])
    for (const [i, name] of names.entries()) if (names.indexOf(name) !== i) known.add(name);
  const here = new Map<string, Delivery[]>();
  for (const delivery of deliveries) {
    const channel = keyOf(delivery.channel);
    here.set(channel, [...(here.get(channel) ?? []), delivery]);
  }
  const plain = new Map<string, Delivery>();
  for (const [channel, [delivery, ...more]] of here)
    if (delivery?.kind === 'alert' && !more.length && !known.has(delivery.id) && !known.has(delivery.key))
      plain.set(channel, delivery);
  const made: Delivery[] = [];
  for (const delivery of deliveries)
    if (!plain.has(keyOf(delivery.channel)) && (await insert(db, delivery))) made.push(delivery);
  if (plain.size) await insertPlain(db, plain);
  return [...made, ...plain.values()];
}

/** New alerts, by the keys of their channels. */
async function insertPlain(db: Db, alerts: ReadonlyMap<string, Delivery>): Promise<void> {
  const channels = [...alerts.keys()];
  await ensureChannels(
    db,
    [...alerts.values()].map(({ channel }) => channel),
  );
  await lockChannels(db, channels);
  const last = new Map<string, number>();
  for (const row of await db
    .selectFrom('deliveries')
    .select((eb) => ['channel_key', eb.fn.max('seq').as('last')])
    .where('channel_key', 'in', channels)
    .groupBy('channel_key')
    .execute())
    last.set(row.channel_key, row.last);
  const rows = [...alerts].map(([channel, alert]) => fromDelivery(alert, channel, (last.get(channel) ?? 0) + 1));
  await db.insertInto('deliveries').values(rows).execute();
  await tellAll(
    db,
    [...alerts].flatMap(([channel_key, { id, factId, withFacts }]) =>
      [...new Set([factId, ...withFacts])].map((fact_id) => ({ delivery_id: id, fact_id, channel_key })),
    ),
  );
  await reckon(db, ...channels);
}

async function insert(db: Db, delivery: Delivery): Promise<boolean> {
  checkKey(delivery);
  const channelKey = await ensureChannel(db, delivery.channel);
  await lockChannel(db, channelKey);
  const known = await db
    .selectFrom('deliveries')
    .select(['id', 'state', 'cause', 'fact_id'])
    .where((eb) => eb.or([eb('key', '=', delivery.key), eb('id', '=', delivery.id)]))
    .executeTakeFirst();
  const seq = await nextSeq(db, channelKey);
  let { key } = delivery;
  if (known?.state === 'folded' && delivery.kind === 'alert' && known.fact_id === delivery.factId) {
    if (await alertRow(db, channelKey, delivery.factId)) return false;
    key = keyAnew(key, seq);
  } else if (known) {
    if (known.state !== 'held' || known.cause !== 'unfollowed') return false;
    // They follow the company again, and something new has happened since.
    await db
      .updateTable('deliveries')
      .set({
        ...columnsOf(delivery.progress),
        // An alert that had joined another message is an alert again.
        ...(delivery.kind === 'alert' ? { kind: 'alert', alert_id: null, change: null } : {}),
        daily: delivery.daily ? 1 : 0,
        fact_id: delivery.factId,
        with_facts: JSON.stringify(delivery.withFacts),
        created_at: delivery.createdAt,
      })
      .where('id', '=', known.id)
      .execute();
    await db.deleteFrom('delivery_facts').where('delivery_id', '=', known.id).execute();
    await tellOf(db, known.id, channelKey, [delivery.factId, ...delivery.withFacts]);
    await reckon(db, channelKey);
    return true;
  }
  const alert = delivery.kind === 'update' ? await alertRow(db, channelKey, delivery.factId) : undefined;
  // Without its alert an update says nothing: it waits where the alert waits.
  const progress = alert?.kind === 'alert' && alert.state === 'held' ? toDelivery(alert).progress : delivery.progress;
  const row = fromDelivery({ ...delivery, key, progress }, channelKey, seq);
  await db
    .insertInto('deliveries')
    .values({ ...row, alert_id: alert?.id ?? null })
    .execute();
  await tellOf(db, delivery.id, channelKey, [delivery.factId, ...delivery.withFacts]);
  if (alert) await hastenAlerts(db, channelKey);
  await reckon(db, channelKey);
  return true;
}

/** The key for news of a fact whose first alert went into a digest that, in the end, did not tell it. */
const keyAnew = (key: string, seq: number): string =>
  createHash('sha256')
    .update(JSON.stringify([key, seq]))
    .digest('hex')
    .slice(0, 24);

/** Of these deliveries, whose channels are locked, gives those that it changed. */
async function settle(db: Db, settled: readonly Settled[]): Promise<Settled[]> {
  const rows = new Map<string, Selectable<DeliveriesTable>>();
  for (const some of chunks(settled.map(({ id }) => id)))
    for (const row of await db.selectFrom('deliveries').selectAll().where('id', 'in', some).execute())
      rows.set(row.id, row);
  const changed: Settled[] = [];
  for (const one of settled) {
    const { id, progress, more = {} } = one;
    const row = rows.get(id);
    if (!row || row.state === 'sent' || row.state === 'folded') continue;
    // That a message stands is true whoever holds the lease by now; anything else only the holder may say.
    const holds = more.by === undefined || (row.state === 'leased' && row.lease_by === more.by);
    if (!holds && progress.state !== 'sent') continue;
    await settleRow(db, row, progress, more);
    rows.set(id, { ...row, ...columnsOf(progress) });
    changed.push(one);
  }
  const channelsOf = (some: readonly Settled[]) => some.map(({ id }) => rows.get(id)?.channel_key as string);
  await over(db, channelsOf(changed.filter(({ progress }) => progress.state === 'sent')));
  await reckon(db, ...channelsOf(changed));
  return changed;
}

async function settleRow(
  db: Db,
  row: Selectable<DeliveriesTable>,
  progress: Delivery['progress'],
  more: Settlement,
): Promise<void> {
  const { id } = row;
  await db.updateTable('deliveries').set(columnsOf(progress)).where('id', '=', id).execute();
  if (progress.state === 'sent') {
    if (row.kind !== 'update' && more.told) {
      for (const some of chunks(more.told.updates))
        await db
          .updateTable('deliveries')
          .set(columnsOf({ state: 'folded', into: id }))
          .where('id', 'in', some)
          .where('state', '=', 'due')
          .execute();
      await showAlso(db, id, more.told.facts);
    }
    if (row.kind === 'update' && row.alert_id !== null)
      await showAlso(db, row.alert_id, [row.fact_id, ...factsIn(row)]);
  }
  if (progress.state === 'held' && row.kind === 'alert')
    await db
      .updateTable('deliveries')
      .set({ ...columnsOf({ ...progress, attempts: 0 }), look: 0 })
      .where('alert_id', '=', id)
      .where('state', '=', 'due')
      .execute();
  if (more.quietUntil !== undefined)
    await db
      .updateTable('channels')
      .set({ quiet_until: more.quietUntil })
      .where('key', '=', row.channel_key)
      .where('quiet_until', '<', more.quietUntil)
      .execute();
}

/**
 * The alert whose message tells (or will tell) a channel of a fact: the one that leads with it, else the first that
 * shows it, else the latest digest that told it. One that nobody follows any more does not count: it was never sent.
 */
export async function alertRow(db: Db, channelKey: string, factId: string): Promise<DeliveryRow | undefined> {
  const rows = await selectDeliveries(db)
    .where('deliveries.id', 'in', (eb) =>
      eb
        .selectFrom('delivery_facts')
        .innerJoin('deliveries as teller', 'teller.id', 'delivery_facts.delivery_id')
        .select((e) => e.fn.coalesce('teller.alert_id', 'teller.id').as('alert'))
        .where('delivery_facts.fact_id', '=', factId)
        .where('delivery_facts.channel_key', '=', channelKey),
    )
    .where('deliveries.kind', 'in', ['alert', 'digest'])
    .where('deliveries.state', '<>', 'folded')
    .orderBy('deliveries.seq')
    .execute();
  const counting = rows.filter((row) => !(row.state === 'held' && row.cause === 'unfollowed'));
  const alerts = counting.filter((row) => row.kind === 'alert');
  return alerts.find((row) => row.fact_id === factId) ?? alerts[0] ?? counting.at(-1);
}
