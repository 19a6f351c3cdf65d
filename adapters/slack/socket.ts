import { setTimeout as sleep } from 'node:timers/promises';
import { App } from '@slack/bolt';
import type { AdapterLog, Host } from '../../src/chat/adapter.ts';
import { type Connection, createConnection, needsPerson } from './connect.ts';
import type { Door } from './door.ts';
import { describe, networkCode, platformError } from './errors.ts';
import { type Incoming, listen } from './incoming.ts';
import { missingScopes } from './manifest.ts';
import { type ClientSettings, createClients, type Workspace } from './workspaces.ts';

export interface SocketSettings {
  /** `xoxb-…` */
  botToken: string;
  /** `xapp-…`, with the scope `connections:write`. */
  appToken: string;
}

const START_TRIES = 3;

/** Socket Mode: the workspace that the bot token is of. */
export function createSocketDoor(
  tokens: SocketSettings,
  settings: ClientSettings & { log: AdapterLog; listens: boolean },
): Door {
  const { botToken, appToken } = tokens;
  const { apiUrl, listens, log, logger, timeoutMs } = settings;
  const client = createClients(settings)(botToken);
  let home: Workspace | null = null;
  let connection: Connection | null = null;
  let incoming: Incoming | null = null;

  async function identify(): Promise<Workspace> {
    const wrong = wrongKind(tokens);
    if (wrong) throw new Error(wrong);
    const who = await client.auth.test().catch((error: unknown) => {
      throw startError(error, 'SLACK_BOT_TOKEN', apiUrl);
    });
    if (!who.bot_id || !who.user_id || !who.team_id)
      throw new Error(`SLACK_BOT_TOKEN is no bot token. ${MEND.SLACK_BOT_TOKEN}`);
    const scopes = new Set(who.response_metadata?.scopes);
    const missing = missingScopes(scopes);
    if (missing.length > 0)
      log.warn({ missing }, 'the Slack app lacks scopes: add them under OAuth & Permissions and install the app again');
    return { team: who.team_id, client, bot: { userId: who.user_id, botId: who.bot_id }, scopes };
  }

  async function connect(host: Host, signal: AbortSignal): Promise<void> {
    const at = await identify();
    home = at;
    signal.throwIfAborted();
    if (!listens) return;
    const opened = createConnection({ appToken, ...(apiUrl && { apiUrl }), log, sdkLogger: logger });
    const app = new App({
      token: botToken,
      botId: at.bot.botId,
      botUserId: at.bot.userId,
      socketMode: true,
      receiver: opened.receiver,
      // Without a setting of its own, Bolt would share one with Socket Mode and its clients would retry 100 times.
      clientOptions: { ...(apiUrl && { slackApiUrl: apiUrl }), timeout: timeoutMs, retryConfig: { retries: 2 } },
      convoStore: false,
      logger,
    });
    incoming = listen(app, {
      host,
      workspace,
      uninstalled: (team, reason) =>
        host.unreachable({ platform: 'slack', workspace: team }, reason, { removed: true }),
    });
    connection = opened;
    try {
      await opened.open();
    } catch (error) {
      await opened.close();
      throw startError(error, 'SLACK_APP_TOKEN', apiUrl);
    }
  }

  async function workspace(team: string): Promise<Workspace | null> {
    if (!home) throw new Error('not connected to Slack yet');
    return home.team === team ? home : null;
  }

  return {
    async open(host, signal) {
      for (let tries = 1; ; tries++) {
        try {
          await connect(host, signal);
          break;
        } catch (error) {
          if (signal.aborted || !(error instanceof Unreachable) || tries === START_TRIES) throw error;
          await sleep(tries * 1_000, undefined, { signal });
        }
      }
      const { team = '' } = home ?? {};
      // Whatever kept us from the workspace before, a token that works ends it.
      await host.reachable({ platform: 'slack', workspace: team });
      log.info({ workspace: team }, 'connected to Slack');
    },
    workspace,
    health: () =>
      connection?.health() ??
      (home && !listens ? { state: 'up', detail: 'sends only' } : { state: 'down', detail: 'not started' }),
    async close() {
      incoming?.refuse();
      await connection?.close();
    },
    drain: async () => incoming?.drain(),
  };
}

/** Slack could not be asked; the tokens may be right. */
class Unreachable extends Error {}

const MEND = {
  SLACK_BOT_TOKEN:
    'Copy the Bot User OAuth Token (xoxb-…) from your app at https://api.slack.com/apps, under OAuth & Permissions, into .env.',
  SLACK_APP_TOKEN:
    'Make an app-level token (xapp-…) with the scope connections:write at https://api.slack.com/apps, under Basic Information, and put it into .env.',
} as const;

/** What is wrong with the kind of the tokens, in words; null where nothing is. */
export function wrongKind({ botToken, appToken }: SocketSettings): string | null {
  if (botToken.startsWith('xapp-')) return `SLACK_BOT_TOKEN holds an app-level token. ${MEND.SLACK_BOT_TOKEN}`;
  if (/^xox[a-z]/.test(appToken)) return `SLACK_APP_TOKEN holds a token of another kind. ${MEND.SLACK_APP_TOKEN}`;
  return null;
}

/** What an error of the first call means to the person who runs the bot. */
export function startError(error: unknown, variable: keyof typeof MEND, apiUrl: string | undefined): Error {
  const word = platformError(error);
  if (word === 'missing_scope' && variable === 'SLACK_APP_TOKEN')
    return new Error(`SLACK_APP_TOKEN lacks the scope connections:write. ${MEND.SLACK_APP_TOKEN}`, { cause: error });
  if (needsPerson(error))
    return new Error(`Slack does not accept ${variable} (${word}). ${MEND[variable]}`, { cause: error });
  if (/link_disabled/.test(describe(error)))
    return new Error(
      'Socket Mode is off for this Slack app: turn it on at https://api.slack.com/apps, under Socket Mode.',
      { cause: error },
    );
  const place = apiUrl ?? 'https://slack.com/api/';
  return new Unreachable(
    `Slack cannot be reached at ${place} (${networkCode(error) ?? word ?? describe(error)}). Check the network, any proxy, and SLACK_API_URL.`,
    { cause: error },
  );
}
