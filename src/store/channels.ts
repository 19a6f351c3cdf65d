import type { SelectQueryBuilder } from 'kysely';
import type { ChannelRef } from '../domain/subscription.ts';
import type { Db } from './access.ts';
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
export async function ensureChannel(db: Db, { platform, workspace, channel }: ChannelRef): Promise<string> {
  const key = keyOf({ platform, workspace, channel });
  await db
    .insertInto('channels')
    .values({ key, platform, workspace, channel, next_at: null, quiet_until: 0, settings: null })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return key;
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
