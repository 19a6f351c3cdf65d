import type { Readable, Writable } from 'node:stream';
import type { Adapter } from '../src/chat/adapter.ts';
import { type Check, ok } from '../src/chat/check.ts';
import type { CommandSpec } from '../src/chat/command.ts';
import type { Config } from '../src/config.ts';
import type { ChannelRef } from '../src/domain/subscription.ts';

/** What each platform needs, as it is configured (null: it is not). */
export interface AdapterSettings extends Pick<Config, 'slack' | 'discord' | 'publicUrl'> {
  /** Whether this process takes commands; else it only sends. */
  listens: boolean;
  /** The console, for when no platform is configured. */
  console: {
    input: Readable;
    output: Writable;
    isTerminal: boolean;
    colour: boolean;
    /** Cards as lines of JSON. */
    json: boolean;
    onQuit: () => void;
  };
}

/**
 * The adapters that are configured; the console when none is. A platform more is a folder here and a line below.
 * SDKs are loaded only when they are used: both together cost half a second of start.
 */
export async function createAdapters(settings: AdapterSettings): Promise<Adapter[]> {
  const { slack, discord, publicUrl, listens } = settings;
  const adapters: Adapter[] = [];
  if (slack) adapters.push((await import('./slack/index.ts')).createSlackAdapter({ ...slack, publicUrl, listens }));
  if (discord) adapters.push((await import('./discord/index.ts')).createDiscordAdapter({ ...discord, listens }));
  if (!adapters.length) adapters.push((await import('./console/index.ts')).createConsoleAdapter(settings.console));
  return adapters;
}

/** What `dealwire doctor` finds out about the platforms that are configured. */
export async function* checkPlatforms(
  { slack, discord, publicUrl }: Pick<AdapterSettings, 'slack' | 'discord' | 'publicUrl'>,
  { channels, commands }: { channels: readonly ChannelRef[]; commands: readonly CommandSpec[] },
): AsyncGenerator<Check> {
  const of = (platform: string) => channels.filter((it) => it.platform === platform);
  if (!slack && !discord) yield ok('platforms', 'none is configured: dealwire runs on the console');
  if (slack) yield* (await import('./slack/doctor.ts')).checkSlack({ ...slack, publicUrl }, of('slack'));
  if (discord)
    yield* (await import('./discord/doctor.ts')).checkDiscord(discord, { channels: of('discord'), commands });
}
