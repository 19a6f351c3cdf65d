import type { Change } from './fact.ts';
import type { ChannelRef } from './subscription.ts';

/** A message as its platform knows it, so that it can be edited or answered. */
export interface MessageRef {
  channel: ChannelRef;
  message: string;
}

/**
 * Why a delivery is set aside. `channel`: nothing reaches the channel for now (paused, gone, a permission is missing,
 * the platform is out for hours); it goes again when the channel is resumed. `message`: this one message cannot be
 * sent. `unfollowed`: the channel no longer follows any company of the fact, or nothing is left to tell: no harm is done.
 */
export type HoldCause = 'channel' | 'message' | 'unfollowed';

/**
 * Where a delivery stands. Times are epoch ms. `attempts` counts the tries begun, the present one included; a try in
 * which its sender died is none of them, but one of `crashes`: those since a try last came to its end.
 * `since`: when it was set aside; absent where nobody noted that.
 * `look`: it may already stand in the channel, so whoever sends it looks there first.
 */
export type DeliveryState =
  | { state: 'due'; at: number; attempts: number; crashes?: number; lastError: string | null; look?: true }
  | { state: 'leased'; until: number; by: string; attempts: number; crashes?: number; look?: true }
  | { state: 'sent'; at: number; message: string | null }
  | { state: 'held'; since?: number; reason: string; attempts: number; cause: HoldCause; look?: true }
  /** Another delivery of the same channel tells what this one had to tell, or shows already what is so. */
  | { state: 'folded'; into: string };

/** One message owed to one channel. `key` is its idempotency key, at most 25 characters. */
export interface Delivery {
  id: string;
  key: string;
  channel: ChannelRef;
  /** The lead fact: the weightiest that the article told. Its card is the message. In a digest: any of its facts. */
  factId: string;
  /**
   * Other facts told by the same article: they ride in this message instead of making their own. In an update: facts of
   * the same story that the alert did not yet show. In a digest: all others that it tells.
   */
  withFacts: string[];
  /**
   * `alert`: the first word of a fact. `update`: the alert is brought up to date, with a reply in its thread. `digest`:
   * tells in one message what the daily deliveries folded into it would have told.
   */
  kind: 'alert' | 'update' | 'digest';
  /** Never goes by itself: the channel's next digest tells it. Always false for a digest. */
  daily: boolean;
  /** What an update tells; null where the whole fact is the news. */
  change: Change | null;
  createdAt: number;
  progress: DeliveryState;
}
