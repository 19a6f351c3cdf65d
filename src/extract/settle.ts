import type { Telling } from './merge.ts';
import { keyOf, type Party } from './parties.ts';

interface Event {
  told: Telling;
  evidence: number;
}

const partyKeys = (event: Event): Set<string> =>
  new Set(event.told.args.flatMap((arg) => (arg.party ? [keyOf(arg.party)] : [])));
const shares = (a: Event, b: Event): number => {
  const other = partyKeys(b);
  return [...partyKeys(a)].filter((key) => other.has(key)).length;
};

const sentences = (told: Telling): Set<number> => new Set([told.sentence, ...(told.also ?? [])]);

/** Where two types tell of one event, only the nearer one stays; a valuation belongs to its investment. */
export function settle(events: readonly Event[]): Event[] {
  const gone = new Set<Event>();
  const purchases = events.filter((event) => event.told.type === 'acquisition');
  for (const event of events) {
    const { told } = event;
    if (told.type === 'agreement') {
      // "Foo's deal to buy Bar" is the purchase.
      const deal = events.find(
        (other) =>
          (other.told.type === 'acquisition' || other.told.type === 'investment') &&
          shares(other, event) >= 2 &&
          other.told.sentence === told.sentence,
      );
      if (deal && !/partner|collaborat|alliance/.test(told.verb?.lemma ?? '') && deal.told.verb === told.verb)
        gone.add(event);
    }
    if (
      told.type === 'agreement' &&
      told.verb === null &&
      events.some(
        (other) => (other.told.type === 'acquisition' || other.told.type === 'investment') && shares(other, event) >= 2,
      )
    )
      gone.add(event);
    if (told.type === 'valuation') {
      const round = events.find(
        (other) =>
          other.told.type === 'investment' &&
          // "was valued at $5B in August, when it raised $1B".
          (other.told.background ? other.told.sentence === told.sentence && told.background : !told.background) &&
          shares(other, event) >= 1 &&
          other.told.args.some(
            (arg) =>
              arg.role === 'target' &&
              told.args.some((org) => org.party && arg.party && keyOf(org.party) === keyOf(arg.party)),
          ),
      );
      const figure = told.args.find((arg) => arg.role === 'valuation');
      if (round && figure) {
        if (!round.told.args.some((arg) => arg.role === 'valuation')) round.told.args.push(figure);
        gone.add(event);
      }
    }
    if (told.type === 'response') {
      const one = told.args.find((arg) => arg.role === 'speaker')?.party;
      // A party that confirms in the sentence that tells the event speaks for the event; it answers nobody.
      if (
        one &&
        told.args.some((arg) => arg.stance === 'confirmed') &&
        events.some(
          (other) =>
            other.told.type !== 'response' &&
            !other.told.background &&
            other.told.args.some((arg) => arg.party && keyOf(arg.party) === keyOf(one)) &&
            sentences(other.told).has(told.sentence),
        )
      )
        gone.add(event);
      // Two answers of one speaker in one sentence: the main clause counts.
      const later = events.find(
        (other) =>
          other !== event &&
          other.told.type === 'response' &&
          other.told.sentence === told.sentence &&
          shares(other, event) >= 1,
      );
      if (later && told.verb?.subjectVia === 'relative') gone.add(event);
    }
    if (told.type === 'executive_move' && !told.args.some((arg) => arg.role === 'to_org')) {
      // Who moves up within a house leaves an office, not the house.
      const key = (one: Telling, role: string) =>
        one.args.filter((arg) => arg.role === role && arg.party).map((arg) => keyOf(arg.party as Party))[0];
      const up = events.find(
        (other) =>
          other !== event &&
          other.told.type === 'executive_move' &&
          other.told.background === told.background &&
          key(other.told, 'person') === key(told, 'person') &&
          key(other.told, 'to_org') !== undefined &&
          key(other.told, 'to_org') === key(told, 'from_org'),
      );
      if (up) {
        const office = told.args.find((arg) => arg.role === 'from_role');
        if (office && !up.told.args.some((arg) => arg.role === 'from_role')) up.told.args.push(office);
        gone.add(event);
      }
    }
    // "a probe into Foo's $2 billion takeover of Bar": the price is the purchase's.
    if (told.type === 'legal') {
      const price = purchases
        .find((other) => sentences(other.told).has(told.sentence))
        ?.told.args.find((arg) => arg.role === 'amount');
      if (price)
        told.args = told.args.filter((arg) => arg.role !== 'amount' || arg.value?.start !== price.value?.start);
    }
    // A purchase is no building.
    if (
      told.type === 'infrastructure' &&
      events.some(
        (other) =>
          (other.told.type === 'acquisition' || other.told.type === 'investment') &&
          other.told.sentence === told.sentence &&
          other.told.verb !== null &&
          other.told.verb === told.verb,
      )
    )
      gone.add(event);
    if (told.type === 'investment') {
      const bought = purchases.find(
        (other) => other.told.sentence === told.sentence && shares(other, event) >= 2 && other.told.verb === told.verb,
      );
      if (bought) gone.add(event);
    }
  }
  return events.filter((event) => !gone.has(event));
}
