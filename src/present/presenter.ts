import type { Card } from '../chat/card.ts';
import type { Delivery } from '../domain/delivery.ts';
import type { Fact } from '../domain/fact.ts';
import { asReadIn } from '../domain/reading.ts';
import { alertCard, updateCards } from './alert.ts';
import { type DigestItem, digestCard } from './digest.ts';
import type { Names } from './grammar.ts';

/**
 * The cards of deliveries, for whoever sends them. Facts are given as they are at the moment of sending. `weigh`: how
 * weighty a fact is, where several stand in one message. `pageOf`: the address of a fact's page, where there are pages.
 */
export function createPresenter(names: Names, weigh: (fact: Fact) => number, pageOf?: (fact: Fact) => string) {
  const linked = (card: Card, fact: Fact): Card =>
    pageOf ? { ...card, buttons: [...card.buttons, { label: 'On the web', url: pageOf(fact) }] } : card;
  return {
    /** `others`: facts that ride in the message of `fact`. */
    alert: (fact: Fact, { channel }: Delivery, others: readonly Fact[]): Card =>
      linked(
        alertCard(asReadIn(fact, channel), { names, related: others.map((other) => asReadIn(other, channel)) }),
        fact,
      ),
    /** `message` is what the message that stands shows from now on; `delivery` says what changed and what is added. */
    update: (
      fact: Fact,
      delivery: Delivery,
      message: { lead: Fact; others: readonly Fact[] },
    ): { edited: Card; reply: Card } => {
      const lead = asReadIn(message.lead, delivery.channel);
      const others = message.others.map((other) => asReadIn(other, delivery.channel));
      const cards = updateCards(
        asReadIn(fact, delivery.channel),
        delivery.change?.details.length ? delivery.change : null,
        {
          names,
          lead,
          related: others,
          added: others.filter((f) => delivery.withFacts.includes(f.id)),
        },
      );
      return { ...cards, edited: linked(cards.edited, message.lead) };
    },
    /** `following`: slugs of the companies that the channel follows. `zone`: its time zone. */
    digest: (delivery: Delivery, news: readonly DigestItem[], following: readonly string[], zone: string): Card =>
      digestCard(
        news.map((item) => ({ ...item, fact: asReadIn(item.fact, delivery.channel) })),
        { names, weigh, following, at: delivery.createdAt, zone },
      ),
  };
}
