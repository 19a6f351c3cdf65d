import { createHash } from 'node:crypto';
import { setImmediate as breath } from 'node:timers/promises';
import type { Article } from '../domain/article.ts';
import type { Delivery } from '../domain/delivery.ts';
import type { Change, Fact } from '../domain/fact.ts';
import { asReadIn, changeAsReadIn } from '../domain/reading.ts';
import { type ChannelSettings, DEFAULT_SETTINGS } from '../domain/settings.ts';
import { type ChannelRef, isMuted, type Subscription } from '../domain/subscription.ts';
import { isParty, nameOf, passes, sameName, weightOf } from '../ledger/index.ts';
import type { Store } from '../store/store.ts';
import { isDaily, progressOf } from './when.ts';

/** An article that tells again, within this time, what a channel was alerted to is of the same story. */
const STORY_MS = 48 * 3_600_000;
/** From this much more weight on, a new fact is headline news of its own, not a line under an older headline. */
const HEADLINE = 300;

/** Channels whose deliveries are made together: some ms, in which the rest of the process waits. */
const TOGETHER = 50;

interface Told {
  fact: Fact;
  change: Change;
}
interface Clock {
  now: () => number;
  newId: () => string;
}
type Alert = NonNullable<Awaited<ReturnType<Store['deliveries']['alertOf']>>>;

/**
 * Owes each subscribed channel what an article made known to it. One story makes one message:
 *
 * - All that one article makes known to a channel is one alert: the weightiest fact leads, the others ride with it.
 * - A fact that a channel has a message about changes that message (an update), if the change matters.
 * - A new fact rides on a message that the channel already has, as an update, if the article tells again what that
 *   message is about, within two days, and the new fact is no event of its own: it brings no party that the story did
 *   not have, and is not far weightier than what the message is about.
 * - Replies without an event make no alert beside other news of the article, and none where nothing was said
 *   ("declined to comment"). Replies to an event are part of its fact.
 * - What only daily subscriptions ask for is owed apart from the rest, for the channel's next digest. A digest that was
 *   sent is never changed: what changes later of the facts it told is told in the next one, or at once in a message
 *   of its own.
 *
 * What was known before a subscription never alerts, since then nothing about it becomes new; a change that matters
 * does. Returns what was made; runs inside the caller's transaction.
 */
export async function notify(tx: Store, article: Article, told: readonly Told[], clock: Clock): Promise<Delivery[]> {
  const news = told.filter(({ fact, change }) => !fact.background && change.kind !== 'counted');
  if (news.length === 0) return [];
  const now = clock.now();
  const following = await tx.subscriptions.following([...new Set(news.flatMap(({ fact }) => fact.companies))]);
  const subscriptions = following.filter((subscription) => !isMuted(subscription, now));
  const channels = new Map<string, Subscription[]>();
  for (const subscription of subscriptions) {
    const key = nameOfChannel(subscription.channel);
    channels.set(key, [...(channels.get(key) ?? []), subscription]);
  }
  const made: Delivery[] = [];
  const all = inTurns([...channels.values()]);
  for (let from = 0; from < all.length; from += TOGETHER) {
    // Thousands of channels take seconds: whoever asks meanwhile is answered.
    if (from > 0) await breath();
    made.push(...(await owe(tx, all.slice(from, from + TOGETHER), article, told, news, clock)));
  }
  return made;
}

const nameOfChannel = ({ platform, workspace, channel }: ChannelRef): string =>
  JSON.stringify([platform, workspace, channel]);

/** The first channel of each workspace, then the second of each, and so on: no large one goes before all others. */
function inTurns(channels: readonly (readonly Subscription[])[]): (readonly Subscription[])[] {
  const before = new Map<string, number>();
  const turn = ([first]: readonly Subscription[]): number => {
    const workspace = JSON.stringify([first?.channel.platform, first?.channel.workspace]);
    const place = before.get(workspace) ?? 0;
    before.set(workspace, place + 1);
    return place;
  };
  return channels
    .map((subscriptions) => ({ subscriptions, turn: turn(subscriptions) }))
    .sort((a, b) => a.turn - b.turn)
    .map(({ subscriptions }) => subscriptions);
}

/** Owes these channels, given by what each follows, what is new to them. */
async function owe(
  tx: Store,
  channels: readonly (readonly Subscription[])[],
  article: Article,
  told: readonly Told[],
  news: readonly Told[],
  clock: Clock,
): Promise<Delivery[]> {
  const refs = channels.flatMap(([first]) => (first ? [first.channel] : []));
  const facts = [...new Set([...told, ...news].map(({ fact }) => fact.id))];
  const heard = new Set(
    (await tx.deliveries.toldIn(refs, facts)).map(({ channel, factId }) => `${factId} ${nameOfChannel(channel)}`),
  );
  const settings = await tx.channels.settingsOf(refs);
  const owed: Delivery[] = [];
  for (const [i, subscriptions] of channels.entries()) {
    const channel = refs[i] as ChannelRef;
    const alertOf = async (factId: string) =>
      heard.has(`${factId} ${nameOfChannel(channel)}`) ? tx.deliveries.alertOf(channel, factId) : null;
    const place = { channel, subscriptions, settings: settings[i] ?? DEFAULT_SETTINGS, alertOf };
    owed.push(...(await owedTo(tx, place, article, told, news, clock)));
  }
  return tx.deliveries.insertAll(owed);
}

/** A channel with what it follows. `alertOf`: see the store's. */
interface Listener {
  channel: ChannelRef;
  subscriptions: readonly Subscription[];
  settings: ChannelSettings;
  alertOf(factId: string): Promise<Alert | null>;
}

async function owedTo(
  tx: Store,
  { channel, subscriptions, settings, alertOf }: Listener,
  article: Article,
  told: readonly Told[],
  news: readonly Told[],
  clock: Clock,
): Promise<Delivery[]> {
  const read = news.flatMap(({ fact, change }) => {
    const heard = changeAsReadIn(fact, change, channel);
    return heard ? [{ fact: asReadIn(fact, channel), change: heard }] : [];
  });
  const wanted = read.filter(({ fact }) => subscriptions.some((subscription) => passes(subscription, fact)));
  if (wanted.length === 0) return [];
  const waits = new Set(wanted.filter(({ fact }) => isDaily(subscriptions, fact)).map(({ fact }) => fact.id));
  const make = (
    kind: 'alert' | 'update',
    daily: boolean,
    fact: Fact,
    withFacts: readonly Fact[],
    change: Change | null,
  ): Delivery => ({
    id: clock.newId(),
    key: keyOf(
      kind,
      channel,
      fact.id,
      kind === 'alert' ? '' : `${article.id} ${article.title} ${article.text}${daily ? ' daily' : ''}`,
    ),
    channel,
    factId: fact.id,
    withFacts: withFacts.map((it) => it.id),
    kind,
    daily,
    change,
    createdAt: clock.now(),
    progress: progressOf(subscriptions, [fact, ...withFacts], daily, clock.now(), settings),
  });

  const updates: { lead: Told; alert: Alert; riders: Fact[] }[] = [];
  const unheard: Told[] = [];
  for (const item of wanted) {
    const alert = await alertOf(item.fact.id);
    if (alert) updates.push({ lead: item, alert, riders: [] });
    else unheard.push(item);
  }

  const stories = await storiesOf(tx, alertOf, article, told);
  const headlines: Told[] = [];
  for (const item of unheard.filter(({ fact }) => fact.type !== 'response')) {
    const story = stories.find((it) => takes(it, waits.has(item.fact.id)) && isPartOf(item.fact, it));
    if (!story) {
      headlines.push(item);
      continue;
    }
    const update = updates.find(({ alert }) => alert.delivery.id === story.alert.delivery.id);
    if (update) update.riders.push(item.fact);
    else updates.push({ lead: { fact: story.lead, change: UNCHANGED }, alert: story.alert, riders: [item.fact] });
  }
  const replies = unheard.filter(({ fact }) => fact.type === 'response' && speaks(fact));
  if (headlines.length === 0 && updates.length === 0 && stories.length === 0) headlines.push(...replies);

  const made: Delivery[] = [];
  for (const daily of [false, true]) {
    const now = (fact: Fact) => waits.has(fact.id) === daily;
    for (const { lead, riders } of updates) {
      const along = riders.filter(now);
      const changed = lead.change !== UNCHANGED && now(lead.fact);
      if (changed || along.length > 0)
        made.push(make('update', daily, lead.fact, along, changed ? lead.change : UNCHANGED));
    }
    const [lead, ...rest] = headlines
      .map(({ fact }) => fact)
      .filter(now)
      .sort((a, b) => weightOf(b) - weightOf(a));
    if (lead) made.push(make('alert', daily, lead, rest, null));
  }
  return made;
}

/** The message's own fact is as it was: only what rides in the update is new. */
const UNCHANGED: Change = { kind: 'counted', details: [] };

/** A digest takes up nothing more; nor does a message that waits for one take what is wanted at once. */
const takes = ({ alert: { delivery } }: Known, daily: boolean): boolean =>
  delivery.kind === 'alert' && (daily || !delivery.daily);

/** A message that the channel has, about something that the article tells again. */
interface Known {
  alert: Alert;
  lead: Fact;
  /** All that the articles behind the message told, in passing too. */
  facts: Fact[];
}

async function storiesOf(
  tx: Store,
  alertOf: Listener['alertOf'],
  article: Article,
  told: readonly Told[],
): Promise<Known[]> {
  const stories = new Map<string, Known>();
  const at = timeOf(article);
  for (const { fact } of told) {
    if (fact.background || !fact.claims.some((claim) => claim.articleId === article.id && !claim.background)) continue;
    if (Math.abs(at - fact.firstAt) > STORY_MS) continue;
    const alert = await alertOf(fact.id);
    if (!alert || stories.has(alert.delivery.id)) continue;
    const lead = alert.delivery.kind === 'digest' ? fact : await tx.facts.get(alert.delivery.factId);
    if (!lead) continue;
    const articles = [...new Set(lead.claims.map((claim) => claim.articleId))]
      .filter((id) => id !== article.id)
      .slice(0, 12);
    const facts = new Map([[lead.id, lead]]);
    for (const id of articles) for (const other of await tx.facts.toldBy(id)) facts.set(other.id, other);
    stories.set(alert.delivery.id, { alert, lead, facts: [...facts.values()] });
  }
  return [...stories.values()];
}

/** Whether a new fact belongs under the message of a story, rather than being an event of its own. */
function isPartOf(fact: Fact, story: Known): boolean {
  // An article of the story has told of it in passing: "after Meta put billions into it".
  if (story.facts.some((known) => known.id === fact.id)) return true;
  if (weightOf(fact) - weightOf(story.lead) >= HEADLINE) return false;
  const cast = story.facts.flatMap(organisations);
  return organisations(fact).every((name) => cast.some((known) => sameName(known, name)));
}

const organisations = (fact: Fact) =>
  fact.fields
    .filter((field) => field.role !== 'person')
    .flatMap((field) => [...field.present, ...field.others].filter(isParty).map(nameOf));

/** "Declined to comment" tells nobody anything. */
const speaks = (fact: Fact): boolean =>
  fact.fields.some(
    (field) =>
      field.role === 'stance' && field.present.some(({ value }) => value === 'denied' || value === 'confirmed'),
  );

const timeOf = (article: Article): number => Math.min(article.published ?? article.seen, article.seen);

/** The same news for the same channel has the same key, whoever computes it: 24 characters. */
function keyOf(kind: string, channel: ChannelRef, factId: string, telling: string): string {
  const { platform, workspace, channel: room } = channel;
  return createHash('sha256')
    .update(JSON.stringify([kind, platform, workspace, room, factId, telling]))
    .digest('hex')
    .slice(0, 24);
}
