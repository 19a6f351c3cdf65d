/** When a channel wants to be told, and how what it is owed follows that. */
import { endsQuiet, nextDigest, quietTill } from '../domain/digest.ts';
import { type ChannelSettings, DEFAULT_SETTINGS, type Managers, type WhenUnsure } from '../domain/settings.ts';
import type { Access, Db } from './access.ts';
import { moveChannel } from './channel-move.ts';
import { ensureChannel, keyOf } from './channels.ts';
import { hastenAlerts, waitingIn } from './digests.ts';
import { lockChannel } from './locks.ts';
import { reckon } from './queue.ts';
import { chunks, fromJson } from './rows.ts';
import type { Store } from './store.ts';

export function createChannels({ read, write, turn }: Access): Store['channels'] {
  return {
    settings: (channel) => settingsOf(read, keyOf(channel)),

    settingsOf: async (channels) => {
      const set = new Map<string, string | null>();
      for (const some of chunks(channels.map(keyOf)))
        for (const row of await read
          .selectFrom('channels')
          .select(['key', 'settings'])
          .where('key', 'in', some)
          .execute())
          set.set(row.key, row.settings);
      return channels.map((channel) => readSettings(set.get(keyOf(channel)) ?? null));
    },

    configure: (channel, settings, now) =>
      write(async (db) => {
        const key = await ensureChannel(db, channel);
        await lockChannel(db, key);
        const before = await settingsOf(db, key);
        await db
          .updateTable('channels')
          .set({ settings: JSON.stringify(settings) })
          .where('key', '=', key)
          .execute();
        for (const row of await waitingIn(db, key).execute()) {
          // What waits for quiet hours to end goes now, and waits anew where they still last.
          const change = endsQuiet(row.due_at ?? 0, before)
            ? { daily: 0, due_at: now }
            : { due_at: nextDigest(now, settings) };
          await db.updateTable('deliveries').set(change).where('id', '=', row.id).execute();
        }
        await hastenAlerts(db, key);
        await reckon(db, key);
      }),

    move: (from, to, now) => turn((db) => moveChannel(db, from, to, now)),

    managers: async ({ platform, workspace }) => {
      const row = await read
        .selectFrom('workspaces')
        .select('managers')
        .where('platform', '=', platform)
        .where('workspace', '=', workspace)
        .executeTakeFirst();
      return (row?.managers ?? 'members') as Managers;
    },

    whenUnsure: async ({ platform, workspace }) => {
      const row = await read
        .selectFrom('workspaces')
        .select('when_unsure')
        .where('platform', '=', platform)
        .where('workspace', '=', workspace)
        .executeTakeFirst();
      return (row?.when_unsure ?? null) as WhenUnsure | null;
    },

    setWhenUnsure: ({ platform, workspace }, when_unsure) =>
      write(async (db) => {
        await db
          .insertInto('workspaces')
          .values({ platform, workspace, managers: 'members', when_unsure })
          .onConflict((conflict) => conflict.columns(['platform', 'workspace']).doUpdateSet({ when_unsure }))
          .execute();
      }),

    setManagers: ({ platform, workspace }, managers) =>
      write(async (db) => {
        await db
          .insertInto('workspaces')
          .values({ platform, workspace, managers, when_unsure: null })
          .onConflict((conflict) => conflict.columns(['platform', 'workspace']).doUpdateSet({ managers }))
          .execute();
      }),
  };
}

export async function settingsOf(db: Db, channelKey: string): Promise<ChannelSettings> {
  const row = await db.selectFrom('channels').select('settings').where('key', '=', channelKey).executeTakeFirst();
  return readSettings(row?.settings ?? null);
}

export const readSettings = (stored: string | null): ChannelSettings =>
  stored ? { ...DEFAULT_SETTINGS, ...fromJson<Partial<ChannelSettings>>(stored) } : DEFAULT_SETTINGS;

/** In the channel's quiet hours, what is due waits for their end, to be told in one digest. What may stand is looked for. */
export async function keepQuiet(db: Db, channelKey: string, settings: ChannelSettings, now: number): Promise<void> {
  const till = quietTill(now, settings);
  if (till === null) return;
  await db
    .updateTable('deliveries')
    .set((eb) => ({ due_at: till, daily: eb.case().when('kind', '=', 'digest').then(0).else(1).end() }))
    .where('channel_key', '=', channelKey)
    .where('state', '=', 'due')
    .where('look', '=', 0)
    .where('due_at', '<=', now)
    .execute();
}
