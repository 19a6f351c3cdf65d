import type { Adapter, AdapterLog, SendResult } from '../chat/adapter.ts';
import type { Card } from '../chat/card.ts';
import type { Delivery, MessageRef } from '../domain/delivery.ts';
import type { Change, Fact } from '../domain/fact.ts';
import { asReadIn, retractionOf } from '../domain/reading.ts';
import type { WhenUnsure } from '../domain/settings.ts';
import { type ChannelRef, isMuted, type Subscription } from '../domain/subscription.ts';
import { newsOf } from '../store/folding.ts';
import type { Store } from '../store/store.ts';
import { maybeSent, type Tried, type Try } from './verdict.ts';

/** Chooses the words. Facts are given as they are at the moment of sending. */
export interface Presenter {
  /** `others`: facts that ride in the message of `fact`. */
  alert(fact: Fact, delivery: Delivery, others: readonly Fact[]): Card;
  /**
   * `fact` is what changed (`delivery.change` says how); `message` is what the message that stands shows from now on:
   * the fact that leads it, which may be another, and the rest.
   */
  update(
    fact: Fact,
    delivery: Delivery,
    message: { lead: Fact; others: readonly Fact[] },
  ): { edited: Card; reply: Card };
  /**
   * `news`: facts that are new to the channel (`change` null), or how facts that it knows changed. `following`: slugs of
   * the companies that the channel follows. `zone`: its time zone.
   */
  digest(
    delivery: Delivery,
    news: readonly { fact: Fact; change: Change | null }[],
    following: readonly string[],
    zone: string,
  ): Card;
}

export interface SendingParts {
  store: Store;
  present: Presenter;
  log: AdapterLog;
  /** Where the workspace says nothing else. */
  whenUnsure: WhenUnsure;
  /** Ms after which a call of an adapter counts as unanswered. */
  callMs: number;
  /** Epoch ms. */
  now: () => number;
  /** Called when a card was handed to the platform, whose answer is awaited from now on. */
  onHanded?: () => void;
}

/** Makes the card from what is known now, and sends it. Throws only if the store fails or the card cannot be made. */
export async function trySending(delivery: Delivery, adapter: Adapter, parts: SendingParts): Promise<Tried> {
  const { store } = parts;
  // Read before the facts: what these updates tell is then certainly in the card.
  const { alert, updates, members } = await store.deliveries.around(delivery.id);
  const all = await factsOf(store, [delivery.factId, ...delivery.withFacts]);
  const own = delivery.kind === 'alert' ? all.filter((fact) => isTold(fact, delivery)) : all;
  const [fact] = own;
  if (!fact) return { result: { outcome: 'unfollowed', reason: 'what it would tell was withdrawn since' } };

  const stop = await whyNot(delivery, own, parts);
  if (stop) return { result: stop };

  // A digest tells of a day: what one of its facts became is no reply to it, but a message of its own.
  const shows = delivery.kind === 'update' && alert?.delivery.kind === 'alert' ? alert : null;
  const thread = shows?.ref ?? null;
  const before = await look(delivery, adapter, thread, parts);
  if (before) return { result: before };

  if (delivery.kind === 'update' && alert) {
    const shown = shows ? await factsOf(store, [shows.delivery.factId, ...shows.delivery.withFacts]) : [];
    const lead = shown[0] ?? fact;
    const others = unique([...shown, ...own]).filter((other) => other.id !== lead.id);
    const { edited, reply } = parts.present.update(fact, delivery, { lead, others });
    if (!thread) return { result: await ask(() => adapter.send(delivery.channel, reply, delivery.key), parts) };
    return { result: await bringUpToDate(delivery, adapter, thread, edited, reply, parts) };
  }

  if (delivery.kind === 'digest') {
    const following = (await heardIn(delivery.channel, parts)).map((subscription) => subscription.company);
    const news = await newsNow(store, delivery, [...members, ...updates], following);
    if (!news.length) return { result: { outcome: 'unfollowed', reason: 'nothing is left to tell' } };
    const { zone } = await store.channels.settings(delivery.channel);
    const card = parts.present.digest(delivery, news, following, zone);
    const result = await ask(() => adapter.send(delivery.channel, card, delivery.key), parts);
    const facts = news.map((item) => item.fact.id);
    return { result, told: { updates: updates.map((update) => update.id), facts } };
  }

  const also = await factsOf(
    store,
    updates.flatMap((update) => [update.factId, ...update.withFacts]),
  );
  const others = unique([...own, ...also]).filter((other) => other.id !== fact.id && isTold(other, delivery));
  const card = parts.present.alert(fact, delivery, others);
  const result = await ask(() => adapter.send(delivery.channel, card, delivery.key), parts);
  return {
    result,
    told: { updates: updates.map((update) => update.id), facts: others.map((other) => other.id) },
  };
}

/** What was retracted, there or everywhere, is no news. */
const isTold = (fact: Fact, { channel }: Delivery): boolean => !retractionOf(asReadIn(fact, channel));

/** What these deliveries have to tell those who follow these companies, each fact as it is now. */
async function newsNow(
  store: Store,
  digest: Delivery,
  deliveries: readonly Delivery[],
  following: readonly string[],
): Promise<{ fact: Fact; change: Change | null }[]> {
  const news = newsOf(deliveries);
  const facts = await factsOf(
    store,
    news.map((item) => item.factId),
  );
  return news.flatMap(({ factId, change }) => {
    const fact = facts.find((known) => known.id === factId);
    if (!fact?.companies.some((company) => following.includes(company))) return [];
    return change || isTold(fact, digest) ? [{ fact, change }] : [];
  });
}

/** What the channel follows, without what is muted there. */
const heardIn = async (channel: ChannelRef, { store, now }: SendingParts): Promise<Subscription[]> =>
  (await store.subscriptions.of(channel)).filter((subscription) => !isMuted(subscription, now()));

/** Nobody here follows it any more, or nothing may be sent here for now. */
async function whyNot(delivery: Delivery, facts: readonly Fact[], parts: SendingParts): Promise<Try | null> {
  const companies = new Set(facts.flatMap((fact) => fact.companies));
  // What somebody corrected is put right in the message that stands, muted or not.
  const asked = delivery.change?.by ? parts.store.subscriptions.of(delivery.channel) : heardIn(delivery.channel, parts);
  const following = (await asked).filter((s) => companies.has(s.company));
  if (!following.length) return { outcome: 'unfollowed' };
  const [first] = following;
  return first && following.every((s) => s.paused !== null) ? { outcome: 'paused', reason: first.paused ?? '' } : null;
}

/** Where the message may already stand, looks for it; null means that it is to be sent. */
async function look(
  delivery: Delivery,
  adapter: Adapter,
  thread: MessageRef | null,
  { store, callMs, whenUnsure, log }: SendingParts,
): Promise<Try | null> {
  if (!maybeSent(delivery).look) return null;
  const fields = { delivery: delivery.id, channel: delivery.channel };
  const found = await answered(
    () =>
      thread ? adapter.find(delivery.channel, delivery.key, thread) : adapter.find(delivery.channel, delivery.key),
    callMs,
  );
  if ('problem' in found) return { outcome: 'unseen', reason: `could not look whether it was sent: ${found.problem}` };
  if (found.value === 'unknowable') {
    if (((await store.channels.whenUnsure(delivery.channel)) ?? whenUnsure) === 'hold')
      return { outcome: 'pointless', reason: 'it may have been sent already, and the channel cannot be searched' };
    log.warn(fields, 'it may have been sent already and the channel cannot be searched: it is sent again');
    return null;
  }
  if (found.value === null) return null;
  log.info(fields, 'found already sent');
  return { outcome: 'sent', ref: found.value };
}

/** Edits the alert, then replies in its thread. An edit may be done twice without harm, a reply may not. */
async function bringUpToDate(
  delivery: Delivery,
  adapter: Adapter,
  ref: MessageRef,
  edited: Card,
  reply: Card,
  parts: SendingParts,
): Promise<Try> {
  const edit = await ask(() => adapter.edit(ref, edited), parts);
  if (edit.outcome === 'later' || edit.outcome === 'gone') return edit;
  if (edit.outcome === 'unknown') return { outcome: 'later', waitMs: 0, reason: edit.reason };
  if (edit.outcome === 'refused') {
    if (edit.permission) return edit;
    // Too old to edit, or deleted: the reader still gets the news.
    parts.log.warn(
      { delivery: delivery.id, reason: edit.reason },
      'the alert could not be edited; the change is told in a reply',
    );
  }
  return ask(() => adapter.reply(ref, reply, delivery.key), parts);
}

/** A call that throws or does not answer may have been carried out. */
async function ask(
  call: () => Promise<SendResult>,
  { callMs, onHanded }: Pick<SendingParts, 'callMs' | 'onHanded'>,
): Promise<SendResult> {
  const handed = () => {
    const answer = call();
    onHanded?.();
    return answer;
  };
  const got = await answered(handed, callMs);
  return 'problem' in got ? { outcome: 'unknown', reason: got.problem } : got.value;
}

async function answered<T>(call: () => Promise<T>, callMs: number): Promise<{ value: T } | { problem: string }> {
  let timer: NodeJS.Timeout | undefined;
  try {
    return await Promise.race([
      call().then((value) => ({ value })),
      new Promise<{ problem: string }>((resolve) => {
        timer = setTimeout(resolve, callMs, { problem: `no answer within ${Math.round(callMs / 1000)} s` });
      }),
    ]);
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(timer);
  }
}

/** The facts of these ids that still are, each once. */
async function factsOf(store: Store, ids: readonly string[]): Promise<Fact[]> {
  const facts: Fact[] = [];
  for (const id of new Set(ids)) {
    const fact = await store.facts.get(id);
    if (fact) facts.push(fact);
  }
  return facts;
}

const unique = (facts: readonly Fact[]): Fact[] => [...new Map(facts.map((fact) => [fact.id, fact])).values()];
