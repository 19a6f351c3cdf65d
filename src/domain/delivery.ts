import type { ChannelRef } from './subscription.ts';

/** A message as its platform knows it, so that it can be edited or answered. */
export interface MessageRef {
  channel: ChannelRef;
  message: string;
}

/** Where a delivery stands. Times are epoch ms. */
export type DeliveryState =
  | { state: 'due'; at: number; attempts: number; lastError: string | null }
  | { state: 'leased'; until: number; by: string; attempts: number }
  | { state: 'sent'; at: number; message: string | null }
  | { state: 'held'; reason: string; attempts: number };

/** One message owed to one channel. `key` is its idempotency key, at most 25 characters. */
export interface Delivery {
  id: string;
  key: string;
  channel: ChannelRef;
  /** The lead fact: the weightiest that the article told. Its card is the message. */
  factId: string;
  /**
   * Other facts told by the same article: they ride in this message instead of making their own. In an update: facts of
   * the same story that the alert did not yet show.
   */
  withFacts: string[];
  /** `alert`: the first word of a fact. `update`: the alert is brought up to date, with a reply in its thread. */
  kind: 'alert' | 'update';
  createdAt: number;
  progress: DeliveryState;
}
