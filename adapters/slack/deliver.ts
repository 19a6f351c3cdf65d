import type { Adapter, SendResult } from '../../src/chat/adapter.ts';
import type { Card } from '../../src/chat/card.ts';
import type { MessageRef } from '../../src/domain/delivery.ts';
import type { ChannelRef } from '../../src/domain/subscription.ts';
import { classify, describe, explain, isWorkspaceGone, platformError, rateLimitMs, wasRemoved } from './errors.ts';
import { findDelivery, METADATA_EVENT } from './find.ts';
import { createPace, type PACE } from './pace.ts';
import { reachOf } from './reach.ts';
import { renderCard } from './render.ts';
import type { Workspace } from './workspaces.ts';

export interface DeliverSettings {
  /** Null: dealwire is not installed there. Rejects where that cannot be told now. */
  workspace(team: string): Promise<Workspace | null>;
  /** Nothing reaches this workspace any more. `how`: see `Host.unreachable`. */
  lost(team: string, reason: string, how?: { removed: true }): Promise<void>;
  /** Least ms between two messages to one channel, and between two other calls for one workspace. */
  paceMs: { [kind in keyof typeof PACE]: number };
}

/** Where a workspace cannot be looked up (the database is in trouble): soon again. */
const LOOKUP_RETRY_MS = 15_000;
const NOT_INSTALLED = 'dealwire is not installed in this workspace any more';

/** Posts, edits and looks for messages, each with the token of its own workspace. */
export function createDeliverer(
  settings: DeliverSettings,
): Pick<Adapter, 'send' | 'reply' | 'edit' | 'find' | 'tell' | 'reaches'> {
  const { paceMs } = settings;
  const pace = createPace();

  /** One paced call that changes something, with every outcome told apart. */
  async function deliver(
    team: string,
    { lane, road }: { lane: string; road?: string },
    intervalMs: number,
    repeatable: boolean,
    call: (workspace: Workspace) => Promise<MessageRef>,
  ): Promise<SendResult> {
    let workspace: Workspace | null;
    try {
      workspace = await settings.workspace(team);
    } catch (error) {
      return { outcome: 'later', waitMs: LOOKUP_RETRY_MS, reason: describe(error) };
    }
    if (!workspace) return { outcome: 'gone', reason: NOT_INSTALLED };
    const waitMs = await pace.turn(lane, intervalMs, road);
    if (waitMs !== null) return { outcome: 'later', waitMs, reason: 'Slack limits the rate', held: true };
    try {
      return { outcome: 'sent', ref: await call(workspace) };
    } catch (error) {
      const limit = rateLimitMs(error);
      if (limit !== null) pace.close(lane, limit, road);
      const word = platformError(error);
      if (isWorkspaceGone(word))
        await settings.lost(team, explain(word), wasRemoved(word) ? { removed: true } : undefined);
      return classify(error, repeatable);
    }
  }

  function post(channel: ChannelRef, card: Card, key: string, thread?: string): Promise<SendResult> {
    const road = `post ${channel.workspace}`;
    return deliver(
      channel.workspace,
      { lane: `${road} ${channel.channel}`, road },
      paceMs.post,
      false,
      async ({ client }) => {
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
      },
    );
  }

  return {
    send: (channel, card, key) => post(channel, card, key),

    reply: (to, card, key) => post(to.channel, card, key, to.message),

    edit(ref, card) {
      const { workspace, channel } = ref.channel;
      return deliver(workspace, { lane: `update ${workspace}` }, paceMs.other, true, async ({ client }) => {
        await client.chat.update({ channel, ts: ref.message, ...renderCard(card) });
        return ref;
      });
    },

    // Slack opens the conversation with a person by itself.
    tell: ({ user, ...place }, card, key) => post({ ...place, channel: user }, card, key),

    async reaches({ workspace: team, channel }) {
      const workspace = await settings.workspace(team);
      return workspace ? reachOf(workspace, channel) : { state: 'closed', reason: NOT_INSTALLED };
    },

    async find(channel, key, thread) {
      const workspace = await settings.workspace(channel.workspace);
      if (!workspace) return 'unknowable';
      return findDelivery({ client: workspace.client, pace, paceMs: paceMs.other }, channel, key, thread);
    },
  };
}
