import type { SendResult } from '../chat/adapter.ts';
import type { Delivery, DeliveryState } from '../domain/delivery.ts';
import type { Settlement } from '../store/store.ts';

/** What came of one try, before it is settled. */
export type Try =
  | SendResult
  /** Nothing was tried. */
  | { outcome: 'unfollowed'; reason?: string }
  | { outcome: 'paused'; reason: string }
  | { outcome: 'pointless'; reason: string }
  /** It may stand, and we could not find out: look again later. */
  | { outcome: 'unseen'; reason: string };

export interface Tried {
  result: Try;
  /** For an alert or a digest that was sent now: what its card told besides. */
  told?: { updates: string[]; facts: string[] };
}
export interface RetryRules {
  maxAttempts: number;
  /** Deaths of its sender after which a message counts as what killed it. */
  maxCrashes: number;
  /** Least ms between two messages to one channel. */
  paceMs: number;
  /** From 0 to 1. */
  random: () => number;
}

/** What a try means for its delivery, and for its channel. */
export interface Verdict {
  progress: DeliveryState;
  more: Settlement;
  /** The channel's subscriptions are paused for this reason. */
  pause?: string;
  /** Set aside for the sake of its channel, which is looked at from time to time. */
  watch?: string;
}

const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 3_600_000;
/** A platform that asks for longer is asked again sooner: its word may be a mistake. */
const LONGEST_WAIT_MS = 24 * 3_600_000;

/** Doubling from two seconds to an hour, of which half is chance, so that what failed together does not return together. */
export function backoffMs(attempts: number, random: () => number): number {
  const full = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.max(0, attempts - 1));
  return Math.round(full * (0.5 + random() / 2));
}

/** Tries begun so far, the present one included. */
export const triesOf = ({ progress }: Delivery): number => ('attempts' in progress ? progress.attempts : 0);
/** Times in a row that the process died while it was sending this. */
export const crashesOf = ({ progress }: Delivery): number => ('crashes' in progress ? (progress.crashes ?? 0) : 0);
/** Whether the message may already stand. */
export const maybeSent = ({ progress }: Delivery): { look?: true } =>
  'look' in progress && progress.look ? { look: true } : {};

/** `now`: epoch ms, at which the try ended. */
export function judge(delivery: Delivery, { result, told }: Tried, now: number, rules: RetryRules): Verdict {
  const attempts = triesOf(delivery);
  const looked = maybeSent(delivery);
  const paced: Settlement = rules.paceMs > 0 ? { quietUntil: now + rules.paceMs } : {};
  const retry = (waitMs: number, reason: string, more: Settlement, look: { look?: true } = {}): Verdict => {
    if (attempts < rules.maxAttempts) {
      const at = now + Math.max(waitMs, backoffMs(attempts, rules.random));
      return { progress: { state: 'due', at, attempts, lastError: reason, ...look }, more };
    }
    const given = `given up after ${attempts} tries: ${reason}`;
    return {
      progress: { state: 'held', since: now, reason: given, attempts, cause: 'channel', ...look },
      more,
      watch: given,
    };
  };
  /** Not counted as a try: nothing was sent. */
  const aside = (
    cause: 'channel' | 'message' | 'unfollowed',
    reason: string,
    look: { look?: true },
  ): DeliveryState => ({
    state: 'held',
    since: now,
    reason,
    attempts: Math.max(0, attempts - 1),
    cause,
    ...look,
  });

  switch (result.outcome) {
    case 'sent':
      return {
        progress: { state: 'sent', at: now, message: result.ref.message },
        more: { ...paced, ...(told ? { told } : {}) },
      };
    case 'later': {
      const waitMs = Number.isFinite(result.waitMs) ? Math.min(LONGEST_WAIT_MS, Math.max(0, result.waitMs)) : 0;
      const more = { quietUntil: now + waitMs };
      // What waits behind a limit of its platform is no failure, however often it comes round.
      return result.held
        ? { ...notTried(delivery, result.reason, now + waitMs, {}), more }
        : retry(waitMs, result.reason, more);
    }
    case 'unknown':
      return retry(0, result.reason, paced, { look: true });
    case 'unseen':
      return retry(0, result.reason, {}, { look: true });
    case 'gone':
      return { progress: aside('channel', result.reason, {}), more: {}, pause: result.reason };
    case 'refused':
      return result.permission
        ? { progress: aside('channel', result.reason, {}), more: {}, pause: result.reason }
        : { progress: { state: 'held', since: now, reason: result.reason, attempts, cause: 'message' }, more: paced };
    case 'paused':
      return { progress: aside('channel', `paused: ${result.reason}`, looked), more: {} };
    case 'unfollowed':
      return { progress: aside('unfollowed', result.reason ?? 'this channel no longer follows it', looked), more: {} };
    case 'pointless':
      return { progress: aside('message', result.reason, looked), more: {} };
  }
}

/** Its sender died in each of the last tries, in which it was the only one: it is set aside, still to be looked for. */
export function judgePoison(delivery: Delivery, now: number): Verdict {
  const reason = `the bot died ${crashesOf(delivery)} times in a row while sending it`;
  const attempts = Math.max(0, triesOf(delivery) - 1);
  return {
    progress: { state: 'held', since: now, reason, attempts, cause: 'message', ...maybeSent(delivery) },
    more: {},
  };
}

/** The card could not be made: after enough tries the message is set aside. */
export function judgeFault(delivery: Delivery, reason: string, now: number, rules: RetryRules): Verdict {
  const attempts = triesOf(delivery);
  const look = maybeSent(delivery);
  return {
    progress:
      attempts >= rules.maxAttempts
        ? {
            state: 'held',
            since: now,
            reason: `given up after ${attempts} tries: ${reason}`,
            attempts,
            cause: 'message',
            ...look,
          }
        : { state: 'due', at: now + backoffMs(attempts, rules.random), attempts, lastError: reason, ...look },
    more: {},
  };
}

/** Due again, without counting as a try: nothing was tried, or it was broken off. */
export function notTried(delivery: Delivery, lastError: string, at: number, look = maybeSent(delivery)): Verdict {
  const attempts = Math.max(0, triesOf(delivery) - 1);
  const crashes = crashesOf(delivery);
  return {
    progress: { state: 'due', at, attempts, ...(crashes ? { crashes } : {}), lastError, ...look },
    more: {},
  };
}

/** Given back by a process that ends of an error which nobody caught: one more death while it was sent. */
export const blamed = (verdict: Verdict, delivery: Delivery): Verdict =>
  verdict.progress.state === 'due'
    ? { ...verdict, progress: { ...verdict.progress, crashes: crashesOf(delivery) + 1 } }
    : verdict;
