/** When a channel is told: at once, with its digest, or once it can be reached again. */
import type { Delivery } from '../domain/delivery.ts';
import { nextDigest } from '../domain/digest.ts';
import type { Fact } from '../domain/fact.ts';
import type { ChannelSettings } from '../domain/settings.ts';
import type { ChannelRef, Subscription } from '../domain/subscription.ts';
import { passes } from '../ledger/index.ts';
import type { Store } from '../store/store.ts';

/** Whether none of the channel's subscriptions that ask for the fact wants it at once. Paused ones count where all are. */
export function isDaily(subscriptions: readonly Subscription[], fact: Fact): boolean {
  const asking = subscriptions.filter((subscription) => passes(subscription, fact));
  const active = asking.filter((subscription) => subscription.paused === null);
  return !(active.length > 0 ? active : asking).some((subscription) => subscription.cadence === 'instant');
}

/** Held while all subscriptions that ask for it are paused; else due now, or at the hour of the digest. */
export function progressOf(
  subscriptions: readonly Subscription[],
  facts: readonly Fact[],
  daily: boolean,
  now: number,
  settings: ChannelSettings,
): Delivery['progress'] {
  const asking = subscriptions.filter((subscription) => facts.some((fact) => passes(subscription, fact)));
  if ((asking.length > 0 ? asking : subscriptions).every((subscription) => subscription.paused !== null)) {
    const reason = subscriptions.find((subscription) => subscription.paused !== null)?.paused ?? 'paused';
    return { state: 'held', since: now, reason, attempts: 0, cause: 'channel' };
  }
  return { state: 'due', at: daily ? nextDigest(now, settings) : now, attempts: 0, lastError: null };
}

/**
 * After a channel's subscriptions changed: what was held for its sake goes on, and what waits for the digest goes at
 * once where a subscription that it waited for now wants that. (A new subscription hastens nothing: what was known
 * before it is no news to it.) What is due already goes as it would have. `now`: epoch ms.
 */
export async function bringForward(store: Store, channel: ChannelRef, now: number): Promise<void> {
  await store.transaction(async (tx) => {
    await tx.deliveries.release(channel, now);
    const instant = (await tx.subscriptions.of(channel)).filter((it) => it.cadence === 'instant' && it.paused === null);
    if (instant.length === 0) return;
    for (const delivery of await tx.deliveries.waiting(channel)) {
      const wanting = instant.filter((subscription) => subscription.createdAt <= delivery.createdAt);
      for (const id of newTo(delivery)) {
        const fact = wanting.length > 0 ? await tx.facts.get(id) : null;
        if (!fact || !wanting.some((subscription) => passes(subscription, fact))) continue;
        await tx.deliveries.hasten(delivery.id, now);
        break;
      }
    }
  });
}

/** The facts that a delivery has something to say about. */
const newTo = ({ kind, factId, withFacts, change }: Delivery): string[] =>
  kind === 'update' && change !== null && change.details.length === 0 ? withFacts : [factId, ...withFacts];
