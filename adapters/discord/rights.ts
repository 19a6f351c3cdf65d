import { PermissionFlagsBits, type PermissionsBitField } from 'discord.js';

/** Names of the rights that the bot lacks to post where it has these; none: it may post. */
export function missingToPost(has: Readonly<PermissionsBitField>, inThread: boolean): string[] {
  const needed: [bigint, string][] = [
    [PermissionFlagsBits.ViewChannel, 'View Channel'],
    inThread
      ? [PermissionFlagsBits.SendMessagesInThreads, 'Send Messages in Threads']
      : [PermissionFlagsBits.SendMessages, 'Send Messages'],
    [PermissionFlagsBits.EmbedLinks, 'Embed Links'],
  ];
  return needed.filter(([right]) => !has.has(right)).map(([, name]) => name);
}
