import type { Card } from '../chat/card.ts';
import type { Caller, CommandCall, CommandSpec, Reply } from '../chat/command.ts';
import { matchChoice } from '../chat/parse.ts';
import type { ChannelRef } from '../domain/subscription.ts';
import {
  deadButtonCard,
  type FeedReport,
  feedKeptCard,
  feedKnownCard,
  feedOfferCard,
  feedRemovedCard,
  feedsCard,
  feedsNotAllowedCard,
  noFeedCard,
  unknownFeedCard,
  usageCard,
} from '../present/index.ts';
import type { Deps } from './command.ts';
import { mayChangeAll, toCaller } from './reply.ts';

interface Who {
  caller: Caller;
  channel: ChannelRef;
}

/** A choice rather than subcommands of its own: Discord would then refuse the bare `/dealwire feeds`. */
export const feedsSpec: CommandSpec = {
  name: 'feeds',
  description: 'The feeds that are read and how they fare; managers may add and remove',
  options: [
    {
      name: 'action',
      description: 'What to do: list them, add one, remove one',
      kind: 'choice',
      required: false,
      choices: ['list', 'add', 'remove'],
    },
    {
      name: 'feed',
      description: 'To add: the address of a site or feed. To remove: a name or address from the list',
      kind: 'text',
      required: false,
    },
  ],
};

export async function feedsPage(page: number, who: Who, { feeds }: Deps): Promise<Card> {
  return feedsCard(await feeds.all(), page, mayChangeAll(who));
}

/** Reads a feed from now on that was offered, or removed. */
export async function keepFeed(id: string, who: Who, { feeds }: Deps): Promise<Card> {
  if (!mayChangeAll(who)) return feedsNotAllowedCard();
  const feed = await feeds.keep(id);
  return feed ? feedKeptCard(feed) : deadButtonCard();
}

export async function removeFeed(id: string, who: Who, { feeds }: Deps): Promise<Card> {
  if (!mayChangeAll(who)) return feedsNotAllowedCard();
  const feed = await feeds.remove(id);
  return feed ? feedRemovedCard(feed) : deadButtonCard();
}

/** `/dealwire feeds`, with its action and what that is done to. */
export async function answerFeeds(call: CommandCall, table: CommandSpec, deps: Deps): Promise<Reply> {
  const { caller } = call;
  const named = call.options.feed?.trim() ?? '';
  const action = matchChoice(['list', 'add', 'remove'], call.options.action ?? (named ? '' : 'list'));
  const wrong = (problem: string) => toCaller(usageCard(problem, table, feedsSpec.name));
  switch (action) {
    case 'list':
      return toCaller(await feedsPage(1, call, deps));
    case 'add': {
      if (!mayChangeAll(call)) return toCaller(feedsNotAllowedCard());
      if (!named) return wrong('Which feed? Give the address of a site or of its feed, as in https://example.com.');
      const found = await deps.feeds.find(named, caller.user);
      if (found.outcome === 'none') return toCaller(noFeedCard(named, found.why, found.reason));
      return toCaller(found.outcome === 'known' ? feedKnownCard(found.feed) : feedOfferCard(found));
    }
    case 'remove': {
      if (!mayChangeAll(call)) return toCaller(feedsNotAllowedCard());
      if (!named) return wrong('Which feed? Name it as it stands in brackets in the list, or give its address.');
      const [one, like] = meant(named, await deps.feeds.all());
      return toCaller(one ? await removeFeed(one.id, call, deps) : unknownFeedCard(named, like));
    }
    default:
      return wrong('Say what to do: list, add or remove.');
  }
}

const plain = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/^https?:\/\/(?:www\.)?|\/+$/g, '')
    .trim();

/** The feed that goes by this id, address, title or outlet if it is one alone; else those that it could be. */
function meant(typed: string, feeds: readonly FeedReport[]): [FeedReport | null, FeedReport[]] {
  const wanted = plain(typed);
  const tries = [
    (feed: FeedReport) => [feed.id, plain(feed.url)].includes(wanted),
    (feed: FeedReport) => plain(feed.title) === wanted,
    (feed: FeedReport) => plain(feed.outlet) === wanted,
  ];
  for (const fits of tries) {
    const found = feeds.filter(fits);
    if (found[0]) return found.length === 1 ? [found[0], []] : [null, found.slice(0, 4)];
  }
  const like = feeds.filter((feed) =>
    [feed.id, feed.title, feed.outlet, feed.url].some((it) => plain(it).includes(wanted)),
  );
  return [null, wanted.length < 2 ? [] : like.slice(0, 4)];
}
