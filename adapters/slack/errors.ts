import { webApi } from '@slack/bolt';
import type { SendResult } from '../../src/chat/adapter.ts';

/** Everything but success. */
export type SendFailure = Exclude<SendResult, { outcome: 'sent' }>;

/** Errors that mean the bot cannot reach the channel any more, with what to do about it. */
const GONE: ReadonlyMap<string, string> = new Map([
  ['channel_not_found', 'the channel was deleted, or it is private and dealwire is not in it (/invite it there)'],
  ['is_archived', 'the channel is archived'],
]);

/** Errors that somebody can mend in the channel or the workspace. */
const FORBIDDEN: ReadonlyMap<string, string> = new Map([
  ['not_in_channel', 'dealwire is not in the channel: /invite it there'],
  ['restricted_action', 'only some members may post in this channel: a workspace admin can allow dealwire to'],
  ['restricted_action_read_only_channel', 'this channel is read-only: a workspace admin can allow dealwire to post'],
  ['restricted_action_thread_only_channel', 'only replies in threads are allowed in this channel'],
  ['team_access_not_granted', 'the Slack app is not allowed in this workspace: its admin can approve it'],
]);

/** Errors that mean the bot cannot reach the workspace any more. */
const WORKSPACE_GONE: ReadonlyMap<string, string> = new Map([
  ['account_inactive', 'dealwire was removed from this workspace'],
  ['app_uninstalled', 'dealwire was removed from this workspace'],
  ['invalid_auth', 'Slack does not accept the token of dealwire any more: install it again'],
  ['not_authed', 'Slack does not accept the token of dealwire any more: install it again'],
  ['token_expired', 'the token of dealwire has expired: install it again'],
  ['token_revoked', 'the token of dealwire was revoked: install it again'],
  ['user_removed_from_team', 'dealwire was removed from this workspace'],
]);

/** When a rate limit does not say how long. */
const RATE_LIMIT_MS = 30_000;
const RETRY_MS = 5_000;

/** Errors that go away by themselves and left nothing behind: how long to wait, in ms. */
const PASSING: ReadonlyMap<string, number> = new Map([
  ['ratelimited', RATE_LIMIT_MS],
  ['rate_limited', RATE_LIMIT_MS],
  ['message_limit_exceeded', 60 * 60_000],
  ['service_unavailable', 30_000],
  ['request_timeout', 5_000],
  ['ekm_access_denied', 60 * 60_000],
  ['org_login_required', 10 * 60_000],
  ['team_added_to_org', 10 * 60_000],
]);

/** Errors after which, as Slack's reference says, the call may nevertheless have been carried out. */
const DOUBTFUL: ReadonlySet<string> = new Set(['fatal_error', 'internal_error']);

/** Errors of the network before a request was on its way. */
const NEVER_SENT: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ENETUNREACH',
  'ENOTFOUND',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** The error word of a Web API answer (`not_in_channel`), or null when it was no such answer. */
export function platformError(error: unknown): string | null {
  if (!(error instanceof webApi.WebAPIPlatformError)) return null;
  const word: unknown = error.data.error;
  // The SDK puts a body that is no JSON in place of the word.
  return typeof word === 'string' && /^[a-z][a-z0-9_]{0,79}$/.test(word) ? word : null;
}

/** Does this error word mean that the whole workspace is out of reach? */
export function isWorkspaceGone(word: string | null): word is string {
  return word !== null && WORKSPACE_GONE.has(word);
}

/** Those of them that mean somebody took the bot out of the workspace. */
const REMOVED: ReadonlySet<string> = new Set([
  'account_inactive',
  'app_uninstalled',
  'token_revoked',
  'user_removed_from_team',
]);

/** Does this error word mean that somebody took the bot out of the workspace? */
export function wasRemoved(word: string | null): word is string {
  return word !== null && REMOVED.has(word);
}

/** An error word with what it means to people, where that is known. */
export function explain(word: string): string {
  return GONE.get(word) ?? FORBIDDEN.get(word) ?? WORKSPACE_GONE.get(word) ?? `Slack answered ${word}`;
}

/** `Retry-After` of a rate limit, in ms, or null when the error is none. */
export function rateLimitMs(error: unknown): number | null {
  if (error instanceof webApi.WebAPIRateLimitedError) return Math.max(1, error.retryAfter) * 1000;
  if (error instanceof webApi.WebAPIHTTPError && error.statusCode === 429) return RATE_LIMIT_MS;
  // The SDK's words when a 429 has no usable header; it gives them no class.
  if (error instanceof Error && /^Retry header did not contain/.test(error.message)) return RATE_LIMIT_MS;
  const word = platformError(error);
  return word === 'ratelimited' || word === 'rate_limited' ? RATE_LIMIT_MS : null;
}

/**
 * What a failed call means for the message. `repeatable`: doing it twice does no harm (an edit), so that doubt is no
 * reason to look first.
 */
export function classify(error: unknown, repeatable = false): SendFailure {
  const waitMs = rateLimitMs(error);
  if (waitMs !== null) return { outcome: 'later', waitMs, reason: 'Slack limits the rate' };

  const word = platformError(error);
  if (word !== null) {
    if (GONE.has(word) || WORKSPACE_GONE.has(word)) return { outcome: 'gone', reason: explain(word) };
    const waits = PASSING.get(word);
    if (waits !== undefined) return { outcome: 'later', waitMs: waits, reason: explain(word) };
    if (DOUBTFUL.has(word)) return doubt(explain(word), repeatable);
    if (FORBIDDEN.has(word)) return { outcome: 'refused', reason: explain(word), permission: true };
    if (word === 'missing_scope') return { outcome: 'refused', reason: missingScope(error), permission: true };
    return { outcome: 'refused', reason: refusal(word, error) };
  }
  if (error instanceof webApi.WebAPIHTTPError) {
    const reason = `Slack answered with HTTP status ${error.statusCode}`;
    if (error.statusCode >= 500) {
      const after = Number(error.headers?.['retry-after']);
      if (error.statusCode === 503 && after > 0) return { outcome: 'later', waitMs: after * 1000, reason };
      return doubt(reason, repeatable);
    }
    return { outcome: 'refused', reason };
  }
  const code = networkCode(error);
  if (code && NEVER_SENT.has(code))
    return { outcome: 'later', waitMs: 15_000, reason: `Slack is not reachable: ${code}` };
  return doubt(`no clear answer from Slack: ${code ?? describe(error)}`, repeatable);
}

function doubt(reason: string, repeatable: boolean): SendFailure {
  return repeatable ? { outcome: 'later', waitMs: RETRY_MS, reason } : { outcome: 'unknown', reason };
}

function missingScope(error: unknown): string {
  const { needed } = answer(error);
  const scope = typeof needed === 'string' ? ` ${needed}` : '';
  return `the Slack app lacks the scope${scope}: add it under OAuth & Permissions and install the app again`;
}

function refusal(word: string, error: unknown): string {
  if (word === 'message_not_found' || word === 'thread_not_found') return 'the message was deleted in Slack';
  const said = answer(error).response_metadata?.messages?.join('; ');
  return `Slack refused it: ${word}${said ? ` (${said.slice(0, 300)})` : ''}`;
}

function answer(error: unknown): Partial<webApi.WebAPICallResult> & { needed?: unknown } {
  return error instanceof webApi.WebAPIPlatformError ? error.data : {};
}

/** The system's code behind a network error (`ECONNRESET`), looked for along its causes. */
export function networkCode(error: unknown): string | null {
  // The SDK's own classes carry codes that say no more than their names.
  if (error instanceof webApi.SlackError && !(error instanceof webApi.WebAPIRequestError)) return null;
  let at: unknown = error instanceof webApi.WebAPIRequestError ? error.original : error;
  for (let depth = 0; depth < 6 && at instanceof Error; depth++) {
    if (at.name === 'TimeoutError') return 'time-out';
    const { code } = at as NodeJS.ErrnoException;
    if (typeof code === 'string') return code;
    at = at.cause;
  }
  return null;
}

/** An error in one line. */
export function describe(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0]?.slice(0, 300) ?? '';
}
