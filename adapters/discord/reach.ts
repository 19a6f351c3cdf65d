import { type Channel, type Client, Events, type REST, Routes } from 'discord.js';
import type { Host, Reach } from '../../src/chat/adapter.ts';
import type { ChannelRef } from '../../src/domain/subscription.ts';
import { CODES, classify, describe, isCode } from './errors.ts';
import { missingToPost } from './rights.ts';

const REMOVED = 'dealwire was removed from the server.';

/**
 * Tells the core which servers and channels can be reached. Nothing is ever deleted here, and nothing is called gone on
 * the gateway's word alone: it also says so in outages.
 */
export function watchReach(
  client: Client,
  platform: string,
  host: Host,
  track: (work: Promise<unknown>) => void,
): void {
  const { log } = host;
  const told = (work: Promise<unknown>) =>
    track(work.catch((error) => log.error({ error: describe(error) }, 'A change on Discord could not be recorded')));
  const where = (workspace: string, channel?: string) => ({ platform, workspace, ...(channel ? { channel } : {}) });

  client.on(Events.ClientReady, () => {
    // The bot may have been invited again while it was off.
    for (const guild of client.guilds.cache.values()) told(host.reachable(where(guild.id)));
  });
  client.on(Events.GuildCreate, (guild) => {
    log.info({ guild: guild.id }, 'dealwire was added to a Discord server');
    told(host.reachable(where(guild.id)));
  });
  client.on(Events.GuildUnavailable, (guild) => {
    log.warn({ guild: guild.id }, 'A Discord server is out of reach for now');
  });
  client.on(Events.GuildDelete, (guild) => {
    told(
      removed(client, guild.id).then(async (gone) => {
        if (!gone) return log.warn({ guild: guild.id }, 'Discord reported a removal that did not happen');
        log.info({ guild: guild.id }, 'dealwire was removed from a Discord server');
        await host.unreachable(where(guild.id), REMOVED, { removed: true });
      }),
    );
  });

  client.on(Events.ChannelDelete, (channel) => {
    if ('guildId' in channel) told(host.unreachable(where(channel.guildId, channel.id), 'The channel was deleted.'));
  });
  client.on(Events.ThreadDelete, (thread) => {
    told(host.unreachable(where(thread.guildId, thread.id), 'The thread was deleted.'));
  });
  client.on(Events.ChannelUpdate, (before, after) => {
    if (!('guildId' in before) || !('guildId' in after)) return;
    const [had, has] = [lacking(before), lacking(after)];
    if (had && !has) told(host.reachable(where(after.guildId, after.id)));
    if (has && !had) told(host.unreachable(where(after.guildId, after.id), has));
  });
  client.on(Events.GuildRoleUpdate, (before, after) => {
    const mine = after.guild.members.me?.roles.cache.has(after.id) ?? false;
    if (mine && !before.permissions.equals(after.permissions)) told(host.reachable(where(after.guild.id)));
  });
  client.on(Events.GuildMemberUpdate, (before, after) => {
    if (after.id === client.user?.id && !before.roles.cache.equals(after.roles.cache))
      told(host.reachable(where(after.guild.id)));
  });
}

/** Whether messages can be posted there, as far as rights show. Never rejects. */
export async function reachOf(client: Client, { workspace, channel }: ChannelRef): Promise<Reach> {
  if (!client.isReady()) return { state: 'unknown' };
  const guild = client.guilds.cache.get(workspace);
  if (workspace !== 'dm' && !guild)
    return (await removed(client, workspace)) ? { state: 'removed', reason: REMOVED } : { state: 'unknown' };
  // In an outage Discord knows none of its channels.
  if (guild && !guild.available) return { state: 'unknown' };
  try {
    const found = await client.channels.fetch(channel, { force: true });
    const reason = found ? lacking(found) : null;
    return reason ? { state: 'closed', reason } : { state: 'open' };
  } catch (error) {
    const failure = classify(error, true);
    return failure.outcome === 'later' ? { state: 'unknown' } : { state: 'closed', reason: failure.reason };
  }
}

/** The same without a gateway, which alone knows rights: what Discord still shows is tried by posting. Never rejects. */
export async function reachUnheard(rest: REST, { channel }: ChannelRef): Promise<Reach> {
  try {
    await rest.get(Routes.channel(channel));
    return { state: 'open' };
  } catch (error) {
    const failure = classify(error, true);
    return failure.outcome === 'later' ? { state: 'unknown' } : { state: 'closed', reason: failure.reason };
  }
}

/** What the bot lacks to post in a channel, in words with the mend; null where it lacks nothing that shows. */
function lacking(channel: Channel): string | null {
  if (channel.isDMBased()) return null;
  const me = channel.guild.members.me;
  const rights = me && channel.permissionsFor(me);
  if (!rights) return null;
  const missing = missingToPost(rights, channel.isThread());
  if (missing.length) return `dealwire may not post in the channel: allow it ${missing.join(', ')} there.`;
  return channel.isThread() && channel.locked ? 'The thread is locked.' : null;
}

/** Whether the bot is truly no longer in the server. What cannot be found out counts as no: the next message will tell. */
async function removed(client: Client, guild: string): Promise<boolean> {
  try {
    await client.rest.get(Routes.guild(guild));
    return false;
  } catch (error) {
    return isCode(error, CODES.unknownGuild, CODES.missingAccess);
  }
}
