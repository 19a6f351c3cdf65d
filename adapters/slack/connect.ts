import { SocketModeReceiver } from '@slack/bolt';
import type { AdapterHealth, AdapterLog } from '../../src/chat/adapter.ts';
import { describe, networkCode, platformError, rateLimitMs } from './errors.ts';
import { type SdkLogger, silent } from './sdk-log.ts';

/** How long a connection may take, from asking for its address to Slack's hello. */
const OPEN_MS = 20_000;
/** A connection that held this long was sound: the next may be asked for at once. */
const SOUND_MS = 30_000;
const LONGEST_DELAY_MS = 30_000;
/** After a refusal that only a person can mend: look again now and then. */
const REFUSED_DELAY_MS = 60_000;
/** A silent peer is noticed after this long without an answer to a ping. */
const PING_MS = 5_000;
/** Slack may leave our farewell unanswered; the SDK would wait half a minute for it. */
const FAREWELL_MS = 2_000;
const CALL_MS = 10_000;
/** Of `WebSocket.readyState`. */
const CLOSING = 2;

const NEEDS_A_PERSON: ReadonlySet<string> = new Set([
  'account_inactive',
  'invalid_auth',
  'missing_scope',
  'not_allowed_token_type',
  'not_authed',
  'team_disabled',
  'token_expired',
  'token_revoked',
  'user_removed_from_team',
]);

/** Does this error of opening a connection stay until somebody changes a token or a setting? */
export function needsPerson(error: unknown): boolean {
  const word = platformError(error);
  return word !== null && NEEDS_A_PERSON.has(word);
}

export interface Connection {
  receiver: SocketModeReceiver;
  /** Resolves at Slack's hello, and keeps a connection open from then on; rejects with Slack's error. */
  open(): Promise<void>;
  /** Ends it for good: nothing arrives any more. */
  close(): Promise<void>;
  health(): AdapterHealth;
}

/**
 * Keeps one Socket Mode connection open. The SDK's own reconnecting is switched off: it waits 5 s even where Slack only
 * recycles a connection, and a failure in it (a revoked token, a dead network) is an unhandled rejection, which ends
 * the process.
 */
export function createConnection(settings: {
  appToken: string;
  apiUrl?: string;
  log: AdapterLog;
  sdkLogger: SdkLogger;
  pingMs?: number;
}): Connection {
  const { log, pingMs = PING_MS } = settings;
  const closing = new AbortController();
  const receiver = new SocketModeReceiver({
    appToken: settings.appToken,
    logger: silent(settings.sdkLogger),
    autoReconnectEnabled: false,
    clientPingTimeout: pingMs,
    installerOptions: {
      clientOptions: {
        ...(settings.apiUrl && { slackApiUrl: settings.apiUrl }),
        retryConfig: { retries: 0 },
        rejectRateLimitedCalls: true,
        fetch: (url, init) =>
          fetch(url, { ...init, signal: AbortSignal.any([closing.signal, AbortSignal.timeout(CALL_MS)]) }),
      },
    },
  });
  const { client } = receiver;

  let health: AdapterHealth = { state: 'down', detail: 'not started' };
  let upSince = 0;
  /** Attempts since a connection last proved sound. */
  let attempts = 0;
  let timer: NodeJS.Timeout | undefined;
  /** Why Slack says it ends the connection ("refresh_requested"). */
  let farewell = '';

  // The SDK waits 30 s for the farewell of a peer that has fallen silent: found saying goodbye twice in a row, the
  // connection is dropped.
  let leaving = false;
  const watch = setInterval(() => {
    const bidding = client.websocket?.readyState === CLOSING;
    if (bidding && leaving && health.state === 'up') client.websocket?.disconnect();
    leaving = bidding;
  }, pingMs / 2.5);
  watch.unref();

  client.on('ws_message', (data: unknown) => {
    if (typeof data !== 'string' || data.length > 2_000 || !data.includes('"disconnect"')) return;
    farewell = /"reason"\s*:\s*"([\w ]{1,60})"/.exec(data)?.[1] ?? '';
  });
  client.on('disconnected', () => {
    if (health.state !== 'up' || closing.signal.aborted) return;
    if (Date.now() - upSince >= SOUND_MS) attempts = 0;
    health = { state: 'connecting', detail: 'the connection ended, opening another' };
    log.info({ reason: farewell || 'unknown' }, 'the Slack connection ended, opening another');
    again();
  });

  async function attempt(): Promise<void> {
    attempts += 1;
    farewell = '';
    let late: NodeJS.Timeout | undefined;
    const deadline = new Promise<never>((_, reject) => {
      late = setTimeout(() => reject(new Error('no hello from Slack in time')), OPEN_MS);
    });
    try {
      await Promise.race([client.start(), deadline]);
    } catch (error) {
      if (client.websocket) await end();
      // The SDK rejects with nothing when the connection closes before the hello.
      throw error ?? new Error(`Slack closed the connection before its hello${farewell ? ` (${farewell})` : ''}`);
    } finally {
      clearTimeout(late);
    }
    upSince = Date.now();
    health = { state: 'up', detail: 'connected' };
  }

  function again(error?: unknown): void {
    const backoff = attempts <= 1 ? 0 : Math.min(LONGEST_DELAY_MS, 1000 * 2 ** (attempts - 2));
    const asked = error === undefined ? 0 : (rateLimitMs(error) ?? (needsPerson(error) ? REFUSED_DELAY_MS : 0));
    timer = setTimeout(reconnect, Math.max(asked, backoff * (0.75 + Math.random() / 2)));
  }

  async function reconnect(): Promise<void> {
    try {
      await attempt();
      log.info({}, 'connected to Slack again');
    } catch (error) {
      if (closing.signal.aborted) return;
      const word = platformError(error);
      const reason = word ? `Slack answered ${word}` : (networkCode(error) ?? describe(error));
      // Said once per trouble: an outage is not a wall of errors.
      if (health.detail !== reason) log.warn({ reason }, 'no connection to Slack, trying again');
      health = { state: needsPerson(error) ? 'down' : 'connecting', detail: reason };
      again(error);
    }
  }

  async function end(): Promise<void> {
    const gone = client.disconnect();
    if (await within(gone, FAREWELL_MS)) return;
    // Asked a second time, the SDK drops the connection without waiting.
    await within(client.disconnect(), FAREWELL_MS);
  }

  return {
    receiver,
    async open() {
      health = { state: 'connecting', detail: 'connecting' };
      try {
        await attempt();
      } catch (error) {
        health = { state: 'down', detail: describe(error) };
        throw error;
      }
    },
    async close() {
      closing.abort();
      clearTimeout(timer);
      clearInterval(watch);
      await end();
      health = { state: 'down', detail: 'stopped' };
    },
    health: () => health,
  };
}

/** Whether the promise settles within `ms`. */
export async function within(work: Promise<unknown>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  const done = work.then(
    () => true as const,
    () => true as const,
  );
  const settled = await Promise.race([done, late]);
  clearTimeout(timer);
  return settled;
}
