import type { SelectQueryBuilder } from 'kysely';
import type { ChannelRef } from '../domain/subscription.ts';
import type { Db } from './access.ts';
import { chunks } from './rows.ts';
import type { Tables } from './schema.ts';

/** A workspace's channels, or one of them. */
export interface Place {
  platform: string;
  workspace: string;
  channel?: string;
}

/** One text for the three parts, which no other three make. */
export const keyOf = ({ platform, workspace, channel }: ChannelRef): string =>
  [platform, workspace, channel].map(encodeURIComponent).join('/');

/** Makes the channel's row if there is none, and gives its key. */
export async function ensureChannel(db: Db, channel: ChannelRef): Promise<string> {
  await ensureChannels(db, [channel]);
  return keyOf(channel);
}

export async function ensureChannels(db: Db, channels: readonly ChannelRef[]): Promise<void> {
  const rows = channels.map(({ platform, workspace, channel }) => ({
    ...{ key: keyOf({ platform, workspace, channel }), platform, workspace, channel },
    ...{ next_at: null, quiet_until: 0, settings: null },
  }));
  for (const some of chunks(rows))
    await db
      .insertInto('channels')
      .values(some)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}

/** Keys of the channels of a place. */
export function keysIn(
  db: Db,
  { platform, workspace, channel }: Place,
): SelectQueryBuilder<Tables, 'channels', { key: string }> {
  const query = db
    .selectFrom('channels')
    .select('key')
    .where('platform', '=', platform)
    .where('workspace', '=', workspace);
  return channel === undefined ? query : query.where('channel', '=', channel);
}
