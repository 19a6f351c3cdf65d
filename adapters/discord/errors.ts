import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import type { SendResult } from '../../src/chat/adapter.ts';

export type SendFailure = Exclude<SendResult, { outcome: 'sent' }>;

/** Error codes of Discord's API that decide what becomes of a message. */
export const CODES = {
  unknownChannel: 10003,
  unknownGuild: 10004,
  unknownMessage: 10008,
  unknownInteraction: 10062,
  alreadyAcknowledged: 40060,
  missingAccess: 50001,
} as const;

const MEND = 'allow dealwire View Channel, Send Messages, Embed Links and Read Message History there';

/** The channel is no more. */
const GONE: Record<number, string> = {
  [CODES.unknownChannel]: 'The channel was deleted.',
  [CODES.unknownGuild]: 'dealwire is no longer in this server.',
};

/** The bot may not write there until somebody who manages the channel changes something. */
const FORBIDDEN: Record<number, string> = {
  [CODES.missingAccess]: `The channel is hidden from dealwire: ${MEND}.`,
  50013: `dealwire may not post in the channel: ${MEND}.`,
  50007:
    'Discord does not let dealwire write to this person: they share no server with it, or take no direct messages.',
  50008: 'Messages cannot be posted in a channel of this kind.',
  50009: 'The verification level of the channel is too high for dealwire.',
  50024: 'Messages cannot be posted in a channel of this kind.',
  50083: 'The thread is archived, and dealwire may not open it again.',
  160002: `dealwire may not reply in the channel: ${MEND}.`,
  160005: 'The thread is locked.',
};

/** Only this message is not taken; the channel is well. */
const REFUSED: Record<number, string> = {
  [CODES.unknownMessage]: 'The message was deleted.',
  50005: 'The message was written by somebody else.',
  200000: 'AutoMod of the server blocked the message.',
  200001: 'AutoMod of the server blocked the title of the message.',
  240000: 'Discord blocked a link in the message as harmful.',
};

/** Slow mode, limits on writing and editing, overload: it goes later. Least waits in ms. */
const LATER: Record<number, number> = {
  20016: 60_000,
  20022: 60_000,
  20028: 60_000,
  20029: 60_000,
  30046: 15 * 60_000,
  40002: 15 * 60_000,
  40003: 60_000,
  40004: 15 * 60_000,
  40006: 15 * 60_000,
  130000: 30_000,
};

/** The request never left this machine, so nothing stands anywhere. */
const NOT_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
]);

const SOON = 5_000;
/** More than 10,000 refused calls in ten minutes bar an address for an hour: what refuses every call waits long. */
const LONG = 5 * 60_000;

/**
 * What a failed call means for the message. `repeatable`: the call changes nothing when it is made twice (an edit), so
 * an unknown outcome is only a delay. Never throws; the reason is for people and holds no token.
 */
export function classify(error: unknown, repeatable = false): SendFailure {
  const unknown = (reason: string): SendFailure =>
    repeatable ? { outcome: 'later', waitMs: SOON, reason } : { outcome: 'unknown', reason };

  if (error instanceof RateLimitError) {
    const waitMs = Math.max(error.retryAfter, error.timeToReset, error.sublimitTimeout, 0);
    const wait = Number.isFinite(waitMs) ? Math.max(Math.ceil(waitMs), 50) : SOON;
    return {
      outcome: 'later',
      waitMs: wait,
      reason: `Discord asks to wait ${Math.max(1, Math.round(wait / 1000))} s.`,
    };
  }
  if (error instanceof HTTPError) return unknown(`Discord failed with status ${error.status}.`);
  if (error instanceof DiscordAPIError) {
    const code = Number(error.code);
    if (refusesToken(error)) return { outcome: 'later', waitMs: LONG, reason: 'Discord refuses DISCORD_TOKEN.' };
    const gone = GONE[code];
    if (gone) return { outcome: 'gone', reason: gone };
    const forbidden = FORBIDDEN[code];
    if (forbidden) return { outcome: 'refused', reason: forbidden, permission: true };
    const refused = REFUSED[code];
    if (refused) return { outcome: 'refused', reason: refused };
    const wait = LATER[code];
    if (wait) return { outcome: 'later', waitMs: wait, reason: `Discord does not take it now: ${error.message}.` };
    if (error.status === 408 || error.status === 409) return unknown(`Discord failed with status ${error.status}.`);
    // No code of Discord's: whoever answered (its front door, a proxy, a wrong DISCORD_API_URL) did not look at the message.
    if (!Number.isInteger(code) || code === 0)
      return { outcome: 'later', waitMs: LONG, reason: `Discord's address answered with status ${error.status}.` };
    return { outcome: 'refused', reason: `Discord does not take the message: ${error.message} (${code}).` };
  }
  const cause = networkCode(error);
  if (cause && (NOT_SENT.has(cause) || cause.startsWith('CERT_') || cause.startsWith('ERR_TLS')))
    return { outcome: 'later', waitMs: SOON, reason: `Discord cannot be reached (${cause}).` };
  if (isAbort(error)) return unknown('Discord did not answer in time.');
  return unknown(
    cause ? `The connection to Discord broke (${cause}).` : `The call to Discord failed: ${describe(error)}.`,
  );
}

/** The token is wrong or was made invalid. */
export function refusesToken(error: unknown): boolean {
  return error instanceof DiscordAPIError && error.status === 401;
}

/** Whether Discord answered with this error code. */
export function isCode(error: unknown, ...codes: number[]): boolean {
  return error instanceof DiscordAPIError && codes.includes(Number(error.code));
}

/** One line for the log. Errors of the SDK carry addresses with interaction tokens in them, so they never go there whole. */
export function describe(error: unknown): string {
  if (error instanceof RateLimitError) return `rate limit, ${Math.ceil(error.retryAfter)} ms`;
  if (error instanceof DiscordAPIError) return `${error.message} (${error.code}, status ${error.status})`;
  if (error instanceof HTTPError) return `status ${error.status}`;
  if (isAbort(error)) return 'no answer in time';
  const code = networkCode(error);
  if (error instanceof Error) return code ? `${error.message} (${code})` : error.message;
  return String(error);
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError');
}

/** The system's or the HTTP client's code, looked for along the causes. */
export function networkCode(error: unknown): string | null {
  for (let e = error, depth = 0; e instanceof Error && depth < 5; e = e.cause, depth++) {
    if ('code' in e && typeof e.code === 'string') return e.code;
    if (e instanceof AggregateError && e.errors.length) return networkCode(e.errors[0]);
  }
  return null;
}

/**
 * Why the log-in failed, and what mends it. `apiUrl`: the address used, for a person to check.
 */
export function loginProblem(error: unknown, apiUrl: string): string {
  const text = describe(error);
  if (refusesToken(error) || /invalid token|authentication failed/i.test(text) || networkCode(error) === 'TokenInvalid')
    return 'Discord refuses DISCORD_TOKEN. Make a new one in the Discord developer portal (your application, Bot, Reset Token) and put it into .env.';
  if (/disallowed intents|invalid intents/i.test(text))
    return 'Discord refuses the events that dealwire asks for. It needs only the plain Guilds intent: check that DISCORD_TOKEN belongs to a bot of an ordinary application.';
  if (/not enough sessions/i.test(text))
    return `Discord allows no more log-ins today: ${text}. Was the bot restarted very often? Wait until then, or reset the token.`;
  return `Discord could not be reached at ${apiUrl}: ${text}. Check the network, and DISCORD_API_URL if it is set.`;
}
