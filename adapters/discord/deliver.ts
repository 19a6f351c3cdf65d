import { createHash } from 'node:crypto';
import { type APIMessage, RateLimitError, REST, type RESTPostAPIChannelMessageJSONBody, Routes } from 'discord.js';
import type { SendResult } from '../../src/chat/adapter.ts';
import type { Card } from '../../src/chat/card.ts';
import type { MessageRef } from '../../src/domain/delivery.ts';
import type { ChannelRef, PersonRef } from '../../src/domain/subscription.ts';
import { CODES, classify, isCode, refusesToken } from './errors.ts';
import { LIMITS } from './limits.ts';
import { createPace } from './pace.ts';
import { filesOf, isMark, markOf, renderCard } from './render.ts';

/**
 * A call that gave no answer by then is of unknown outcome; it ends before the outbox gives up on us. The SDK's own limit
 * ends with the answer's head.
 */
const CALL_MS = 15_000;
const PAGE = 100;
/** How far back `find` looks: 500 messages, or two days. */
const PAGES = 5;
const HORIZON_MS = 2 * 24 * 60 * 60_000;
const DISCORD_EPOCH = 1_420_070_400_000n;

export interface Delivery {
  send(channel: ChannelRef, card: Card, key: string): Promise<SendResult>;
  reply(to: MessageRef, card: Card, key: string): Promise<SendResult>;
  edit(ref: MessageRef, card: Card): Promise<SendResult>;
  find(channel: ChannelRef, key: string): Promise<MessageRef | null | 'unknowable'>;
  tell(person: PersonRef, card: Card, key: string): Promise<SendResult>;
  /** So many calls were refused of late; `remainingTime`: ms until Discord counts anew. */
  refused(count: { count: number; remainingTime: number }): void;
}

export interface DeliveryOptions {
  rest: REST;
  token: string;
  /** The bot's own user id, once it is logged in. */
  self(): string | null;
  /** Whether the bot is in this server; null where that is not known. */
  inGuild(guild: string): boolean | null;
  /** Whether the bot may read the channel's history; null where that is not known. */
  readsHistory(channel: string): boolean | null;
  /** Told after each call whether Discord took the token. */
  onToken(accepted: boolean): void;
  now(): number;
  /** Ms after which a call counts as unanswered. */
  callMs?: number;
}

/** Shorter waits for Discord's pace are waited out in the SDK; longer ones are the outbox's. */
const SHORT_WAIT_MS = 1_000;

/** Discord bars an address for an hour after 10,000 refused calls (401, 403, 429) in ten minutes; others may share ours. */
const MOST_REFUSED = 5_000;
/** The SDK tells at each hundredth. */
export const COUNT_REFUSALS = { invalidRequestWarningInterval: 100 };

/**
 * The connection that messages are sent by. It repeats nothing: the outbox owns every retry, and a long wait inside the
 * SDK would hold up its lease.
 */
export function createSendingRest(apiUrl: string | undefined, token: string): REST {
  return new REST({
    ...(apiUrl ? { api: apiUrl } : {}),
    retries: 0,
    rejectOnRateLimit: ({ retryAfter, timeToReset }) => Math.max(retryAfter, timeToReset) > SHORT_WAIT_MS,
    timeout: 12_000,
    ...COUNT_REFUSALS,
    // `createPace` keeps to the 50 that Discord takes: the SDK counts seconds of its own, whose ends and beginnings may be
    // one second to Discord. Answers to commands do not count.
    globalRequestsPerSecond: Number.POSITIVE_INFINITY,
  }).setToken(token);
}

/**
 * Sends, edits and finds messages. A message carries its delivery's key twice: as its nonce, which makes Discord give
 * back the first message when the same is posted again within some minutes, and as the id of its first row of buttons,
 * by which `find` knows it later.
 */
export function createDelivery(options: DeliveryOptions): Delivery {
  const { rest, token, self, inGuild, readsHistory, onToken, now, callMs = CALL_MS } = options;
  /** Until when Discord told us to leave a channel alone, or (`*`) everything: it counts the calls made before that. */
  const quiet = new Map<string, number>();
  const paced = createPace();

  async function call(channel: ChannelRef, repeatable: boolean, work: (signal: AbortSignal) => Promise<unknown>) {
    const until = Math.max(quiet.get(channel.channel) ?? 0, quiet.get('*') ?? 0);
    if (until > now())
      return {
        outcome: 'later',
        waitMs: until - now(),
        reason: 'Discord asked to wait.',
        held: true,
      } satisfies SendResult;
    try {
      const answer = await paced(() => {
        // The SDK forgets a token that was refused once, and would then never call again.
        rest.setToken(token);
        return work(AbortSignal.timeout(callMs));
      });
      onToken(true);
      const id = (answer as Partial<APIMessage> | null)?.id;
      if (typeof id !== 'string')
        return classify(new Error('the answer names no message'), repeatable) satisfies SendResult;
      return { outcome: 'sent', ref: { channel, message: id } } satisfies SendResult;
    } catch (error) {
      if (refusesToken(error)) onToken(false);
      const failure = classify(error, repeatable);
      if (failure.outcome === 'later' && error instanceof RateLimitError) {
        quiet.set(error.global ? '*' : channel.channel, now() + failure.waitMs);
        if (quiet.size > 1000) for (const [key, end] of quiet) if (end <= now()) quiet.delete(key);
      }
      // After a removal Discord calls its channels hidden, not gone.
      if (isCode(error, CODES.missingAccess) && channel.workspace !== 'dm' && inGuild(channel.workspace) === false)
        return { outcome: 'gone', reason: 'dealwire is no longer in this server.' } satisfies SendResult;
      return failure satisfies SendResult;
    }
  }

  function post(channel: ChannelRef, card: Card, key: string, answers?: string): Promise<SendResult> {
    const target = snowflake(channel.channel);
    if (!target) return Promise.resolve(NOT_A_CHANNEL);
    const body: RESTPostAPIChannelMessageJSONBody = {
      ...renderCard(card, { notify: true, mark: key }),
      nonce: nonceOf(key),
      enforce_nonce: true,
    };
    if (answers && snowflake(answers)) {
      // Where the message answered is gone, the reply stands by itself.
      body.message_reference = { message_id: answers, channel_id: target, fail_if_not_exists: false };
      body.allowed_mentions = { parse: [], replied_user: false };
    }
    return call(channel, false, (signal) =>
      rest.post(Routes.channelMessages(target), { body, files: filesOf(card), signal }),
    );
  }

  return {
    send: (channel, card, key) => post(channel, card, key),

    refused({ count, remainingTime }) {
      if (count >= MOST_REFUSED) quiet.set('*', Math.max(quiet.get('*') ?? 0, now() + remainingTime));
    },
    async tell({ user, ...place }, card, key) {
      if (!snowflake(user)) return NOT_A_CHANNEL;
      const opened = await call({ ...place, workspace: 'dm', channel: user }, true, (signal) =>
        rest.post(Routes.userChannels(), { body: { recipient_id: user }, signal }),
      );
      return opened.outcome === 'sent'
        ? post({ ...place, workspace: 'dm', channel: opened.ref.message }, card, key)
        : opened;
    },

    reply: (to, card, key) => post(to.channel, card, key, to.message),

    edit(ref, card) {
      const channel = snowflake(ref.channel.channel);
      const message = snowflake(ref.message);
      if (!channel || !message) return Promise.resolve(NOT_A_CHANNEL);
      // It keeps a mark, so that `find` still sees that this message is accounted for.
      const body = renderCard(card, { notify: true, mark: message });
      return call(ref.channel, true, (signal) =>
        rest.patch(Routes.channelMessage(channel, message), { body, files: filesOf(card), signal }),
      );
    },

    async find(channel, key) {
      const target = snowflake(channel.channel);
      const me = self();
      if (!target || !me) return 'unknowable';
      const mark = markOf(key);
      const nonce = nonceOf(key);
      let before: string | undefined;
      let unmarked = false;
      const signal = AbortSignal.timeout(callMs);
      try {
        for (let page = 0; page < PAGES; page++) {
          const query = new URLSearchParams({ limit: String(PAGE), ...(before ? { before } : {}) });
          const messages = await paced(() => {
            rest.setToken(token);
            return rest.get(Routes.channelMessages(target), { query, signal }) as Promise<APIMessage[]>;
          });
          // Without the right to read history Discord shows an empty channel.
          if (!messages.length && !before && readsHistory(channel.channel) !== true) return 'unknowable';
          for (const message of messages) {
            if (message.author.id !== me || message.interaction_metadata) continue;
            const row = message.components?.[0]?.id;
            if (row === mark || message.nonce === nonce) return { channel, message: message.id };
            if (!isMark(row)) unmarked = true;
          }
          const oldest = messages.at(-1);
          if (!oldest || messages.length < PAGE) return unmarked ? 'unknowable' : null;
          if (createdAt(oldest.id) < now() - HORIZON_MS) return unmarked ? 'unknowable' : null;
          before = oldest.id;
        }
        return 'unknowable';
      } catch (error) {
        const failure = classify(error, true);
        // Nothing is known for now: the outbox looks again. A channel that may not be read stays unknowable.
        if (failure.outcome === 'later') throw new Error(failure.reason);
        return 'unknowable';
      }
    },
  };
}

const NOT_A_CHANNEL: SendResult = { outcome: 'refused', reason: 'This is no channel or message of Discord.' };

/** Ids go into addresses, so nothing else than one may stand there. */
function snowflake(id: string): string | null {
  return /^\d{15,21}$/.test(id) ? id : null;
}

function createdAt(id: string): number {
  return Number((BigInt(id) >> 22n) + DISCORD_EPOCH);
}

function nonceOf(key: string): string {
  return key.length <= LIMITS.nonce ? key : createHash('sha256').update(key).digest('base64url').slice(0, LIMITS.nonce);
}
