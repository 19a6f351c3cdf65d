import type { Readable, Writable } from 'node:stream';
import type { Adapter } from '../src/chat/adapter.ts';
import { type Check, ok } from '../src/chat/check.ts';
import type { CommandSpec } from '../src/chat/command.ts';
import type { ChannelRef } from '../src/domain/subscription.ts';

/** What each platform needs; null where it is not configured. */
export interface AdapterSettings {
  slack: {
    socket?: { botToken: string; appToken: string };
    oauth?: { signingSecret: string; clientId: string; clientSecret: string; stateSecret: string };
    apiUrl?: string;
  } | null;
  /** Where people reach the pages of `HTTP_PORT`. */
  publicUrl: string | null;
  discord: {
    token: string;
    apiUrl?: string;
    guild?: string;
    shards?: { ids: readonly number[]; count: number };
  } | null;
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
