import type { Readable, Writable } from 'node:stream';
import type { Adapter } from '../src/chat/adapter.ts';

/** What each platform needs; null where it is not configured. */
export interface AdapterSettings {
  slack: { botToken: string; appToken: string; apiUrl?: string } | null;
  discord: { token: string; apiUrl?: string } | null;
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
  const { slack, discord } = settings;
  const adapters: Adapter[] = [];
  if (slack) adapters.push((await import('./slack/index.ts')).createSlackAdapter(slack));
  if (discord) adapters.push((await import('./discord/index.ts')).createDiscordAdapter(discord));
  if (!adapters.length) adapters.push((await import('./console/index.ts')).createConsoleAdapter(settings.console));
  return adapters;
}
