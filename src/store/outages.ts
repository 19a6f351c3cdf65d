import type { Access, Db } from './access.ts';
import { keyOf, keysIn, type Place } from './channels.ts';
import { lockChannel, lockPlace, unclaimed } from './locks.ts';
import { chunks } from './rows.ts';
import type { Outage, Store } from './store.ts';

/** A channel is looked at after so long, then ever less often. */
const FIRST_CHECK_MS = 15 * 60_000;
const LONGEST_CHECK_MS = 6 * 3_600_000;
/** Who was told of the same trouble within this time is not told again. */
const TOLD_MS = 30 * 24 * 3_600_000;

const nextCheck = (now: number, checks: number): number =>
  now + Math.min(LONGEST_CHECK_MS, FIRST_CHECK_MS * 2 ** checks);

export function createOutages({ read, write, turn }: Access): Store['outages'] {
  const claimed = (db: Db, column: 'tell_at' | 'check_at', now: number, platforms: readonly string[]) =>
    db
      .selectFrom('outages')
      .innerJoin('channels', 'channels.key', 'outages.channel_key')
      .selectAll('outages')
      .select(['channels.platform', 'channels.workspace', 'channels.channel'])
      .where(column, '<=', now)
      .where('channels.platform', 'in', platforms)
      .orderBy(column)
      .orderBy('outages.channel_key');
  const toOutage = (row: Outage['channel'] & { reason: string }): Outage => ({
    channel: { platform: row.platform, workspace: row.workspace, channel: row.channel },
    reason: row.reason,
  });

  return {
    watch: (channel, reason, now) =>
      write(async (db) => {
        await lockChannel(db, keyOf(channel));
        await begin(db, keyOf(channel), { reason, now, told: true, uninvited: false });
      }),

    takeUntold: (now, platforms, limit) =>
      write(async (db) => {
        const rows = await unclaimed(db, 'outages', claimed(db, 'tell_at', now, platforms).limit(limit)).execute();
        for (const { channel_key } of rows)
          await db
            .updateTable('outages')
            .set({ tell_at: null, told_at: now })
            .where('channel_key', '=', channel_key)
            .execute();
        return rows.map(toOutage);
      }),

    tellLater: (channel, at) =>
      write(async (db) => {
        await db
          .updateTable('outages')
          .set({ tell_at: at, told_at: null })
          .where('channel_key', '=', keyOf(channel))
          .where('check_at', 'is not', null)
          .execute();
      }),

    takeUnchecked: (now, platforms, limit) =>
      write(async (db) => {
        const due = claimed(db, 'check_at', now, platforms).where('uninvited', '=', 0).limit(limit);
        const rows = await unclaimed(db, 'outages', due).execute();
        for (const { channel_key, checks } of rows)
          await db
            .updateTable('outages')
            .set({ check_at: nextCheck(now, checks), checks: checks + 1 })
            .where('channel_key', '=', channel_key)
            .execute();
        return rows.map(toOutage);
      }),

    recheck: (where, now) =>
      turn(async (db) => {
        await lockPlace(db, where);
        const { numUpdatedRows } = await db
          .updateTable('outages')
          .set({ check_at: now })
          .where('channel_key', 'in', keysIn(db, where))
          .where('check_at', 'is not', null)
          .executeTakeFirstOrThrow();
        if (where.channel === undefined) await isBack(db, where);
        return Number(numUpdatedRows);
      }),

    removedBefore: (at) =>
      read.selectFrom('removals').select(['platform', 'workspace']).where('at', '<=', at).execute(),

    forget: (where) => turn((db) => forget(db, where)),
  };
}

/** Notes that nothing reaches a channel. `told`: nobody need be told. `uninvited`: no look mends it. */
export async function begin(
  db: Db,
  channelKey: string,
  { reason, now, told, uninvited }: { reason: string; now: number; told: boolean; uninvited: boolean },
): Promise<void> {
  const known = await db.selectFrom('outages').selectAll().where('channel_key', '=', channelKey).executeTakeFirst();
  const heard = told || (known?.reason === reason && known.told_at !== null && now - known.told_at < TOLD_MS);
  const checks = known ? known.checks + 1 : 0;
  const outage = {
    reason,
    tell_at: heard ? null : now,
    told_at: told ? now : heard ? (known?.told_at ?? null) : null,
    check_at: nextCheck(now, checks),
    checks,
    uninvited: uninvited ? 1 : 0,
  };
  await db
    .insertInto('outages')
    .values({ channel_key: channelKey, ...outage })
    .onConflict((conflict) => conflict.column('channel_key').doUpdateSet(outage))
    .execute();
}

/** Thought to be mended: the next message shows it. */
export async function suspend(db: Db, where: Place): Promise<void> {
  await db
    .updateTable('outages')
    .set({ check_at: null, tell_at: null })
    .where('channel_key', 'in', keysIn(db, where))
    .execute();
  await isBack(db, where);
}

/** The bot is in the workspace. */
async function isBack(db: Db, { platform, workspace }: Place): Promise<void> {
  await db.deleteFrom('removals').where('platform', '=', platform).where('workspace', '=', workspace).execute();
}

/** A message stands in these channels: what was mended is mended. */
export async function over(db: Db, channelKeys: readonly string[]): Promise<void> {
  for (const some of chunks(channelKeys))
    await db.deleteFrom('outages').where('channel_key', 'in', some).where('check_at', 'is', null).execute();
}

/** Everything that is kept of a workspace; the facts are everybody's and stay. */
async function forget(db: Db, where: Place): Promise<void> {
  await lockPlace(db, where);
  const keys = (await keysIn(db, where).execute()).map((row) => row.key);
  for (const some of chunks(keys)) {
    await db.deleteFrom('deliveries').where('channel_key', 'in', some).execute();
    await db.deleteFrom('subscriptions').where('channel_key', 'in', some).execute();
    await db.deleteFrom('channels').where('key', 'in', some).execute();
  }
  const { platform, workspace } = where;
  for (const table of ['corrections', 'reports', 'workspaces', 'installations'] as const)
    await db.deleteFrom(table).where('platform', '=', platform).where('workspace', '=', workspace).execute();
  await isBack(db, where);
}
