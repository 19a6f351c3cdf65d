import { COMMANDS } from '../commands/index.ts';
import { readConfig } from '../config.ts';
import { Misuse, print, printJson } from './terminal.ts';

export interface ManifestOptions {
  json?: true;
  application?: string;
  http?: true;
  url?: string;
}

/** Prints what sets the bot up on a platform. */
export async function manifest(platform: string, { json, application, http, url }: ManifestOptions): Promise<void> {
  if (platform === 'slack') {
    const { slackManifest } = await import('../../adapters/slack/manifest.ts');
    const address = url ?? (http ? readConfig().publicUrl : undefined);
    if (address === undefined) return printJson(slackManifest(COMMANDS));
    if (!address || !URL.canParse(address) || !address.startsWith('https://'))
      throw new Misuse(
        'Slack over HTTP needs the https address where the bot is reached: --url https://…, or PUBLIC_URL',
      );
    return printJson(slackManifest(COMMANDS, address.replace(/\/+$/, '')));
  }
  const { applicationIdOf, discordManifest } = await import('../../adapters/discord/manifest.ts');
  const { discord } = readConfig();
  const made = discordManifest(COMMANDS, application ?? (discord ? applicationIdOf(discord.token) : undefined));
  if (json) return printJson(made);
  print(`Invite the bot to your server:\n${made.inviteUrl}\n\nCommands (registered by the bot when it starts):`);
  printJson(made.commands);
}
