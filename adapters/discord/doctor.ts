import {
  type APIChannel,
  type APIGuild,
  type APIGuildMember,
  PermissionFlagsBits,
  PermissionsBitField,
  Routes,
} from 'discord.js';
import { broken, type Check, fault, look, ok } from '../../src/chat/check.ts';
import type { CommandSpec } from '../../src/chat/command.ts';
import type { ChannelRef } from '../../src/domain/subscription.ts';
import { createSendingRest } from './deliver.ts';
import { CODES, describe, isCode, loginProblem } from './errors.ts';
import type { DiscordOptions } from './index.ts';
import { discordManifest, sameRegistration } from './manifest.ts';

const RIGHTS = {
  'View Channel': PermissionFlagsBits.ViewChannel,
  'Send Messages': PermissionFlagsBits.SendMessages,
  'Embed Links': PermissionFlagsBits.EmbedLinks,
  'Attach Files': PermissionFlagsBits.AttachFiles,
  'Read Message History': PermissionFlagsBits.ReadMessageHistory,
};

/** Token, log-ins left, commands as registered, and what the bot may do in each subscribed channel. No connection is opened. */
export async function* checkDiscord(
  { token, apiUrl }: Pick<DiscordOptions, 'token' | 'apiUrl'>,
  { channels, commands }: { channels: readonly ChannelRef[]; commands: readonly CommandSpec[] },
): AsyncGenerator<Check> {
  const rest = createSendingRest(apiUrl, token);
  const get = async <T>(route: `/${string}`): Promise<T> => (await rest.get(route)) as T;
  try {
    const me = await get<{ id: string; username: string }>(Routes.user());
    yield ok('discord token', me.username);
    const { session_start_limit: limit } = await get<{
      session_start_limit: { remaining: number; reset_after: number };
    }>(Routes.gatewayBot());
    yield limit.remaining > 0
      ? ok('discord intents', `Guilds is all it needs, and no switch is wanted; ${limit.remaining} log-ins left today`)
      : broken(
          'discord log-ins',
          'none is left today: the bot was restarted too often',
          `Wait ${Math.ceil(limit.reset_after / 3_600_000)} h, or reset the token.`,
        );
    const application = await get<{ id: string }>(Routes.currentApplication());
    const wanted = discordManifest(commands, application.id).commands;
    const registered = await get<unknown[]>(Routes.applicationCommands(application.id));
    yield sameRegistration(wanted, registered)
      ? ok('discord commands', `${wanted.length} are registered`)
      : look('discord commands', 'those registered are not those of this version', 'Start the bot: it registers them.');
    for (const ref of channels) yield await checkChannel(ref.channel, me.id, get);
  } catch (error) {
    yield fault('discord token', loginProblem(error, apiUrl ?? 'discord.com'));
  } finally {
    rest.clearHashSweeper();
    rest.clearHandlerSweeper();
  }
}

async function checkChannel(id: string, me: string, get: <T>(route: `/${string}`) => Promise<T>): Promise<Check> {
  try {
    const channel = await get<APIChannel>(Routes.channel(id));
    if (!('guild_id' in channel) || !channel.guild_id) return ok(`discord ${id}`, 'a direct message');
    const name = `discord #${channel.name ?? id}`;
    const [guild, member] = await Promise.all([
      get<APIGuild>(Routes.guild(channel.guild_id)),
      get<APIGuildMember>(Routes.guildMember(channel.guild_id, me)),
    ]);
    const may = permissionsIn(channel, guild, member, me);
    const missing = Object.entries(RIGHTS).flatMap(([right, bit]) => (may.has(bit) ? [] : [right]));
    if (!missing.length) return ok(name, 'dealwire may post there');
    return broken(
      name,
      `dealwire lacks ${missing.join(', ')}`,
      `In Discord: Edit Channel, Permissions, allow the dealwire role ${missing.join(', ')}.`,
    );
  } catch (error) {
    const mend =
      'Let dealwire see the channel (Edit Channel, Permissions), or invite it again: dealwire manifest discord.';
    if (isCode(error, CODES.unknownChannel))
      return broken(`discord ${id}`, 'the channel was deleted', 'Follow from another channel: /subscribe.');
    if (isCode(error, CODES.missingAccess, CODES.unknownGuild))
      return broken(`discord ${id}`, 'the channel is hidden from dealwire', mend);
    return broken(`discord ${id}`, `it could not be looked at: ${describe(error)}`, mend);
  }
}

/**
 * What a member may do in a channel: everyone's rights, then those of their roles, then what the channel denies and allows
 * to everyone, to their roles, to them; https://discord.com/developers/docs/topics/permissions#permission-overwrites.
 */
function permissionsIn(channel: APIChannel, guild: APIGuild, member: APIGuildMember, me: string): PermissionsBitField {
  const roles = new Set([guild.id, ...member.roles]);
  const may = new PermissionsBitField();
  for (const role of guild.roles) if (roles.has(role.id)) may.add(BigInt(role.permissions));
  if (may.has(PermissionFlagsBits.Administrator)) return new PermissionsBitField(PermissionsBitField.All);
  const overwrites = ('permission_overwrites' in channel && channel.permission_overwrites) || [];
  const steps = [
    overwrites.filter((it) => it.id === guild.id),
    overwrites.filter((it) => it.id !== guild.id && roles.has(it.id)),
    overwrites.filter((it) => it.id === me),
  ];
  for (const step of steps) {
    for (const it of step) may.remove(BigInt(it.deny));
    for (const it of step) may.add(BigInt(it.allow));
  }
  return may;
}
