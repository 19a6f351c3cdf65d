import { setTimeout as sleep } from 'node:timers/promises';
import type { webApi } from '@slack/bolt';
import type { MessageRef } from '../../src/domain/delivery.ts';
import type { ChannelRef } from '../../src/domain/subscription.ts';
import { classify, platformError, rateLimitMs } from './errors.ts';
import type { Pace } from './pace.ts';

/** Marks our messages in their metadata. */
export const METADATA_EVENT = 'dealwire_delivery';

/** How far back a message with an unknown outcome can lie: long enough for a weekend's outage. */
const LOOK_BACK_MS = 7 * 24 * 3_600_000;
const PAGE = 200;
const PAGES = 10;
const TRIES = 3;
const LONGEST_WAIT_MS = 5_000;

export interface Reader {
  client: webApi.WebClient;
  pace: Pace;
  /** Least ms between two calls. */
  paceMs: number;
}

/**
 * Looks for the message that carries this delivery's key, among the newest of the channel, or in a thread. `unknowable`:
 * Slack does not let us look (a missing scope, the bot is no member), or there is too much to look through. Rejects when
 * Slack cannot be asked now: ask again later.
 */
export async function findDelivery(
  reader: Reader,
  channel: ChannelRef,
  key: string,
  thread?: MessageRef,
): Promise<MessageRef | null | 'unknowable'> {
  const { client } = reader;
  const oldest = String(Math.floor((Date.now() - LOOK_BACK_MS) / 1000));
  let cursor: string | undefined;
  for (let page = 0; page < PAGES; page++) {
    const common = {
      channel: channel.channel,
      include_all_metadata: true,
      limit: PAGE,
      ...(cursor && { cursor }),
    };
    const answer = await patiently(reader, `${thread ? 'replies' : 'history'} ${channel.workspace}`, () =>
      thread
        ? client.conversations.replies({ ...common, ts: thread.message })
        : client.conversations.history({ ...common, oldest }),
    );
    if (answer === 'unknowable') return answer;
    if (answer === 'absent') return null;
    const found = answer.messages?.find((message) => carries(message, key));
    if (found?.ts) return { channel, message: found.ts };
    cursor = answer.response_metadata?.next_cursor;
    if (!cursor) return null;
  }
  return 'unknowable';
}

function carries(message: object, key: string): boolean {
  const { metadata } = message as { metadata?: { event_type?: string; event_payload?: Record<string, unknown> } };
  return metadata?.event_type === METADATA_EVENT && metadata.event_payload?.delivery === key;
}

/** Reading changes nothing, so it is tried again; a refusal is final. */
async function patiently<T>(
  { pace, paceMs }: Reader,
  lane: string,
  call: () => Promise<T>,
): Promise<T | 'unknowable' | 'absent'> {
  for (let tries = 1; ; tries++) {
    let waitMs = (await pace.turn(lane, paceMs)) ?? 0;
    let reason = 'Slack limits the rate';
    if (waitMs === 0) {
      try {
        return await call();
      } catch (error) {
        if (platformError(error) === 'thread_not_found') return 'absent';
        const failure = classify(error, true);
        if (failure.outcome !== 'later') return 'unknowable';
        ({ waitMs, reason } = failure);
        if (rateLimitMs(error) !== null) pace.close(lane, waitMs);
        else waitMs = Math.min(waitMs, 1_000 * tries);
      }
    }
    if (tries === TRIES || waitMs > LONGEST_WAIT_MS)
      throw new Error(`Slack could not be asked for the message: ${reason}`);
    await sleep(waitMs);
  }
}
