import { type Client, Events, type GuildBasedChannel, PermissionFlagsBits, Routes } from 'discord.js';
import type { Host } from '../../src/chat/adapter.ts';
import { CODES, describe, isCode } from './errors.ts';

const TO_POST = [PermissionFlagsBits.ViewChannel, PermissionFlagsBits.SendMessages, PermissionFlagsBits.EmbedLinks];

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
        await host.unreachable(where(guild.id), 'dealwire was removed from the server.');
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
    if (!postable(before) && postable(after)) told(host.reachable(where(after.guildId, after.id)));
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

function postable(channel: GuildBasedChannel): boolean {
  const me = channel.guild.members.me;
  return me !== null && (channel.permissionsFor(me)?.has(TO_POST) ?? false);
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
