import type { Card } from '../chat/card.ts';
import type { Delivery } from '../domain/delivery.ts';
import type { Fact } from '../domain/fact.ts';
import { alertCard, updateCards } from './alert.ts';
import { type DigestItem, digestCard } from './digest.ts';
import type { Names } from './grammar.ts';

/**
 * The cards of deliveries, for whoever sends them. Facts are given as they are at the moment of sending. `weigh`: how
 * weighty a fact is, where several stand in one message.
 */
export function createPresenter(names: Names, weigh: (fact: Fact) => number) {
  return {
    /** `others`: facts that ride in the message of `fact`. */
    alert: (fact: Fact, _delivery: Delivery, others: readonly Fact[]): Card =>
      alertCard(fact, { names, related: others }),
    /** `message` is what the message that stands shows from now on; `delivery` says what changed and what is added. */
    update: (
      fact: Fact,
      delivery: Delivery,
      { lead, others }: { lead: Fact; others: readonly Fact[] },
    ): { edited: Card; reply: Card } =>
      updateCards(fact, delivery.change?.details.length ? delivery.change : null, {
        names,
        lead,
        related: others,
        added: others.filter((f) => delivery.withFacts.includes(f.id)),
      }),
    /** `following`: slugs of the companies that the channel follows. */
    digest: (delivery: Delivery, news: readonly DigestItem[], following: readonly string[]): Card =>
      digestCard(news, { names, weigh, following, at: delivery.createdAt }),
  };
}
