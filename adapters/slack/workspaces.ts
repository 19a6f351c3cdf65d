import { webApi } from '@slack/bolt';
import type { ChannelRef } from '../../src/domain/subscription.ts';
import { type SdkLogger, silent } from './sdk-log.ts';

/** A workspace that dealwire is installed in, and how to act there. */
export interface Workspace {
  team: string;
  /**
   * With the workspace's own token. It never tries anything again, since the outbox owns every retry and a retry of the
   * SDK's can post twice; and it tells of a rate limit instead of waiting, which would hold up every channel.
   */
  client: webApi.WebClient;
  bot: { userId: string; botId: string };
  /** What Slack granted; empty where that is not known. */
  scopes: ReadonlySet<string>;
}

/** A channel of a workspace, as Slack names both. */
export const channelIn = (team: string | undefined, channel: string): ChannelRef => ({
  platform: 'slack',
  workspace: team ?? '',
  channel,
});

/** May the bot post in public channels that it was not invited to? Unknown scopes count as granted. */
export const mayPostUninvited = ({ scopes }: Workspace): boolean =>
  scopes.size === 0 || scopes.has('chat:write.public');

export interface ClientSettings {
  /** Base of the Web API. */
  apiUrl?: string | undefined;
  /** How long one call may take. */
  timeoutMs: number;
  logger: SdkLogger;
}

/** Clients kept at hand; one more costs next to nothing to make. */
const KEPT = 500;

/** Makes a client for each token, and keeps it while it is in use. */
export function createClients({ apiUrl, timeoutMs, logger }: ClientSettings): (token: string) => webApi.WebClient {
  const clients = new Map<string, webApi.WebClient>();
  return (token) => {
    const client =
      clients.get(token) ??
      new webApi.WebClient(token, {
        ...(apiUrl && { slackApiUrl: apiUrl }),
        timeout: timeoutMs,
        retryConfig: { retries: 0 },
        rejectRateLimitedCalls: true,
        logger: silent(logger),
      });
    // The one used last stands last.
    clients.delete(token);
    clients.set(token, client);
    for (const oldest of clients.keys()) {
      if (clients.size <= KEPT) break;
      clients.delete(oldest);
    }
    return client;
  };
}
