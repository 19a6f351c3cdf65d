import type { Adapter, AdapterHealth, AdapterLog, Host } from '../../src/chat/adapter.ts';
import { within } from './connect.ts';
import { createDeliverer } from './deliver.ts';
import type { Door } from './door.ts';
import { createHttpDoor, type HttpSettings } from './http.ts';
import { PATHS } from './manifest.ts';
import { PACE } from './pace.ts';
import { sdkLogger } from './sdk-log.ts';
import { createSocketDoor, type SocketSettings } from './socket.ts';
import type { Workspace } from './workspaces.ts';

export interface SlackSettings {
  /** Socket Mode, for one workspace. */
  socket?: SocketSettings;
  /** HTTP with OAuth, for any number of workspaces. Both may be given: they are then two Slack apps. */
  oauth?: HttpSettings;
  /** Where people reach our pages, as in `https://deals.example.com`. Without it Slack sends browsers back to the first address of the app's settings. */
  publicUrl?: string | null;
  /** Base of the Web API, as in `https://slack.com/api/`: for tests and proxies. */
  apiUrl?: string;
  /** Whether commands come in here; else this process only sends. Default: they do. */
  listens?: boolean;
  /** How long one call may take; with the wait for its turn it stays below what the outbox gives a call. */
  timeoutMs?: number;
  /** Least ms between two messages to one channel, and between two other calls. */
  paceMs?: { post: number; other: number };
}

export const PLATFORM = 'slack';

/** Handlers get this long to end when the bot stops. */
const DRAIN_MS = 8_000;

/**
 * Slack. What comes in goes through Bolt; what goes out, through clients of our own, one for each workspace's token, which
 * never try anything again: the outbox owns every retry, and a retry of the SDK's can post twice.
 */
export function createSlackAdapter(settings: SlackSettings): Adapter {
  const { socket, oauth, publicUrl, apiUrl, listens = true, timeoutMs = 12_000, paceMs = PACE } = settings;
  let host: Host | null = null;
  const log: AdapterLog = {
    debug: (fields, message) => host?.log.debug(fields, message),
    info: (fields, message) => host?.log.info(fields, message),
    warn: (fields, message) => host?.log.warn(fields, message),
    error: (fields, message) => host?.log.error(fields, message),
  };
  const common = { apiUrl, listens, timeoutMs, logger: sdkLogger(log), log };
  const address = publicUrl
    ? { redirectUri: publicUrl + PATHS.redirect, basePath: new URL(publicUrl).pathname.replace(/\/+$/, '') }
    : {};
  const http = oauth && createHttpDoor({ ...oauth, ...address }, common);
  const doors: Door[] = [...(http ? [http] : []), ...(socket ? [createSocketDoor(socket, common)] : [])];
  let stopping = new AbortController();

  async function workspace(team: string): Promise<Workspace | null> {
    let trouble: unknown = null;
    for (const door of doors) {
      try {
        const found = await door.workspace(team);
        if (found) return found;
      } catch (error) {
        trouble = error;
      }
    }
    if (trouble) throw trouble;
    return null;
  }

  return {
    name: PLATFORM,
    paceMs: paceMs.post,
    ...(http && { routes: http.routes }),

    async start(to) {
      host = to;
      stopping = new AbortController();
      for (const door of doors) await door.open(to, stopping.signal);
    },

    ...createDeliverer({
      workspace,
      async lost(team, reason, how) {
        await host?.unreachable({ platform: PLATFORM, workspace: team }, reason, how);
      },
      paceMs,
    }),

    health: () => worst(doors.map((door) => door.health())),

    async stop() {
      stopping.abort(new Error('dealwire stopped before it was connected to Slack'));
      await Promise.all(doors.map((door) => door.close()));
      if (!(await within(Promise.all(doors.map((door) => door.drain())), DRAIN_MS)))
        log.warn({}, 'some Slack commands were not answered in time before the stop');
    },
  };
}

const STATES = ['down', 'connecting', 'up'] as const;

/** The health that needs looking at most. */
function worst(all: readonly AdapterHealth[]): AdapterHealth {
  const [first = { state: 'down', detail: 'not configured' } as const, ...rest] = all;
  return rest.reduce((a, b) => (STATES.indexOf(b.state) < STATES.indexOf(a.state) ? b : a), first);
}
