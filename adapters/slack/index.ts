import { setTimeout as sleep } from 'node:timers/promises';
import { App, webApi } from '@slack/bolt';
import type { Adapter, AdapterLog, Host, SendResult } from '../../src/chat/adapter.ts';
import type { Card } from '../../src/chat/card.ts';
import type { MessageRef } from '../../src/domain/delivery.ts';
import type { ChannelRef } from '../../src/domain/subscription.ts';
import { type Connection, createConnection, needsPerson, within } from './connect.ts';
import { classify, describe, explain, isWorkspaceGone, networkCode, platformError, rateLimitMs } from './errors.ts';
import { findDelivery, METADATA_EVENT } from './find.ts';
import { type Incoming, listen } from './incoming.ts';
import { BOT_SCOPES } from './manifest.ts';
import { createPace, PACE } from './pace.ts';
import { renderCard } from './render.ts';
import { sdkLogger, silent } from './sdk-log.ts';

export interface SlackSettings {
  /** `xoxb-…` */
  botToken: string;
  /** `xapp-…`, with the scope `connections:write`. */
  appToken: string;
  /** Base of the Web API, as in `https://slack.com/api/`: for tests and proxies. */
  apiUrl?: string;
  /** How long one call may take; with the wait for its turn it stays below what the outbox gives a call. */
  timeoutMs?: number;
  /** Least ms between two messages to one channel, and between two other calls. */
  paceMs?: { post: number; other: number };
}

export const PLATFORM = 'slack';

/** Handlers get this long to end when the bot stops. */
const DRAIN_MS = 8_000;
const START_TRIES = 3;

/**
 * Slack, for one workspace, by Socket Mode. Two clients: Bolt's, which retries, for what comes in; and one that never
 * retries, for messages, since the outbox owns every retry and a retry of the SDK's can post twice.
 */
export function createSlackAdapter(settings: SlackSettings): Adapter {
  const { botToken, appToken, apiUrl, timeoutMs = 12_000, paceMs = PACE } = settings;
  const base = { ...(apiUrl && { slackApiUrl: apiUrl }), timeout: timeoutMs };
  let host: Host | null = null;
  let log: AdapterLog = { debug() {}, info() {}, warn() {}, error() {} };
  const logger = sdkLogger({
    debug: (fields, message) => log.debug(fields, message),
    info: (fields, message) => log.info(fields, message),
    warn: (fields, message) => log.warn(fields, message),
    error: (fields, message) => log.error(fields, message),
  });
  const client = new webApi.WebClient(botToken, {
    ...base,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: silent(logger),
  });
  const pace = createPace();
  let team = '';
  let mayPostUninvited = true;
  let connection: Connection | null = null;
  let incoming: Incoming | null = null;
  let stopping = new AbortController();

  const channelRef = (channel: string): ChannelRef => ({ platform: PLATFORM, workspace: team, channel });

  /** One paced call that changes something, with every outcome told apart. */
  async function deliver(
    lane: string,
    intervalMs: number,
    repeatable: boolean,
    call: () => Promise<MessageRef>,
  ): Promise<SendResult> {
    const waitMs = await pace.turn(lane, intervalMs);
    if (waitMs !== null) return { outcome: 'later', waitMs, reason: 'Slack limits the rate' };
    try {
      return { outcome: 'sent', ref: await call() };
    } catch (error) {
      const limit = rateLimitMs(error);
      if (limit !== null) pace.close(lane, limit);
      const word = platformError(error);
      if (isWorkspaceGone(word)) await host?.unreachable({ platform: PLATFORM, workspace: team }, explain(word));
      return classify(error, repeatable);
    }
  }

  function post(channel: ChannelRef, card: Card, key: string, thread?: string): Promise<SendResult> {
    return deliver(`post ${channel.channel}`, paceMs.post, false, async () => {
      const answer = await client.chat.postMessage({
        channel: channel.channel,
        ...renderCard(card),
        ...(thread !== undefined && { thread_ts: thread, reply_broadcast: false }),
        unfurl_links: false,
        unfurl_media: false,
        metadata: { event_type: METADATA_EVENT, event_payload: { delivery: key } },
      });
      if (!answer.ts) throw new Error('Slack named no message');
      return { channel, message: answer.ts };
    });
  }

  /** In a private channel only as a member; in a public one also by right. Where Slack cannot be asked, we think so. */
  async function mayPost(channel: string, isPrivate: boolean): Promise<boolean> {
    if (!isPrivate && mayPostUninvited) return true;
    try {
      const { channel: info } = await client.conversations.info({ channel });
      return info?.is_member !== false || (!info.is_private && mayPostUninvited);
    } catch (error) {
      return platformError(error) !== 'channel_not_found';
    }
  }

  async function identify(): Promise<{ userId: string; botId: string; name: string }> {
    const wrong = wrongKind(botToken, appToken);
    if (wrong) throw new Error(wrong);
    const who = await client.auth.test().catch((error: unknown) => {
      throw startError(error, 'SLACK_BOT_TOKEN', apiUrl);
    });
    if (!who.bot_id || !who.user_id || !who.team_id)
      throw new Error(`SLACK_BOT_TOKEN is no bot token. ${MEND.SLACK_BOT_TOKEN}`);
    team = who.team_id;
    const scopes = who.response_metadata?.scopes ?? [];
    const missing = scopes.length > 0 ? BOT_SCOPES.filter((scope) => !scopes.includes(scope)) : [];
    mayPostUninvited = !missing.includes('chat:write.public');
    if (missing.length > 0)
      log.warn({ missing }, 'the Slack app lacks scopes: add them under OAuth & Permissions and install the app again');
    return { userId: who.user_id, botId: who.bot_id, name: who.user ?? 'dealwire' };
  }

  async function connect(to: Host, signal: AbortSignal): Promise<void> {
    const bot = await identify();
    signal.throwIfAborted();
    const opened = createConnection({ appToken, ...(apiUrl && { apiUrl }), log, sdkLogger: logger });
    const app = new App({
      token: botToken,
      botId: bot.botId,
      botUserId: bot.userId,
      socketMode: true,
      receiver: opened.receiver,
      // Without a setting of its own, Bolt would share one with Socket Mode and its clients would retry 100 times.
      clientOptions: { ...base, retryConfig: { retries: 2 } },
      convoStore: false,
      logger,
    });
    incoming = listen(app, { host: to, channel: channelRef, bot, mayPost });
    connection = opened;
    try {
      await opened.open();
    } catch (error) {
      await opened.close();
      throw startError(error, 'SLACK_APP_TOKEN', apiUrl);
    }
  }

  return {
    name: PLATFORM,
    paceMs: paceMs.post,

    async start(to) {
      host = to;
      log = to.log;
      stopping = new AbortController();
      const { signal } = stopping;
      for (let tries = 1; ; tries++) {
        try {
          await connect(to, signal);
          break;
        } catch (error) {
          if (signal.aborted || !(error instanceof Unreachable) || tries === START_TRIES) throw error;
          await sleep(tries * 1_000, undefined, { signal });
        }
      }
      // Whatever kept us from the workspace before, a token that works ends it.
      await to.reachable({ platform: PLATFORM, workspace: team });
      log.info({ workspace: team }, 'connected to Slack');
    },

    send: (channel, card, key) => post(channel, card, key),

    reply: (to, card, key) => post(to.channel, card, key, to.message),

    edit(ref, card) {
      return deliver('update', paceMs.other, true, async () => {
        await client.chat.update({ channel: ref.channel.channel, ts: ref.message, ...renderCard(card) });
        return ref;
      });
    },

    find: (channel, key, thread) => findDelivery({ client, pace, paceMs: paceMs.other }, channel, key, thread),

    health: () => connection?.health() ?? { state: 'down', detail: 'not started' },

    async stop() {
      stopping.abort(new Error('dealwire stopped before it was connected to Slack'));
      incoming?.refuse();
      await connection?.close();
      if (incoming && !(await within(incoming.drain(), DRAIN_MS)))
        log.warn({}, 'some Slack commands were not answered in time before the stop');
    },
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

function wrongKind(botToken: string, appToken: string): string | null {
  if (botToken.startsWith('xapp-')) return `SLACK_BOT_TOKEN holds an app-level token. ${MEND.SLACK_BOT_TOKEN}`;
  if (/^xox[a-z]/.test(appToken)) return `SLACK_APP_TOKEN holds a token of another kind. ${MEND.SLACK_APP_TOKEN}`;
  return null;
}

function startError(error: unknown, variable: keyof typeof MEND, apiUrl: string | undefined): Error {
  const word = platformError(error);
  if (word === 'missing_scope' && variable === 'SLACK_APP_TOKEN')
    return new Error(`SLACK_APP_TOKEN lacks the scope connections:write. ${MEND.SLACK_APP_TOKEN}`, { cause: error });
  if (needsPerson(error))
    return new Error(`Slack does not accept ${variable} (${word}). ${MEND[variable]}`, { cause: error });
  if (/link_disabled/.test(describe(error)))
    return new Error(
      'Socket Mode is off for this Slack app: turn it on at https://api.slack.com/apps, under Socket Mode.',
      {
        cause: error,
      },
    );
  const place = apiUrl ?? 'https://slack.com/api/';
  return new Unreachable(
    `Slack cannot be reached at ${place} (${networkCode(error) ?? word ?? describe(error)}). Check the network, any proxy, and SLACK_API_URL.`,
    { cause: error },
  );
}
