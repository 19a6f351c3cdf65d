import type { Card, Rich } from '../chat/card.ts';
import { cut, safeLink } from '../chat/text.ts';
import { buttons, LONGEST_TITLE, plainCard } from './card.ts';
import { clean, count } from './grammar.ts';

/** How a feed fares. Times are epoch ms. */
export type FeedCondition =
  | { is: 'fine'; lastNew: number | null }
  /** Not asked yet. */
  | { is: 'waiting' }
  /** Its site asked to be left alone until then. */
  | { is: 'resting'; until: number }
  /** `since`: when it was last read, or null for never. `long`: for days. */
  | { is: 'failing'; since: number | null; error: string | null; long: boolean }
  /** It said that it is gone for good (410). */
  | { is: 'gone'; since: number | null }
  /** Nothing new for much longer than usual. */
  | { is: 'silent'; since: number };

export interface FeedReport {
  id: string;
  outlet: string;
  title: string;
  url: string;
  condition: FeedCondition;
}

/** A feed that was found behind an address, to be kept or not. */
export interface FeedOffer {
  id: string;
  title: string;
  /** What its articles are credited to. */
  outlet: string;
  url: string;
  /** "RSS", "Atom", "JSON Feed". */
  format: string;
  items: number;
  /** Its latest items, newest first. */
  latest: readonly { title: string; url: string | null; at: number | null }[];
  /** The company whose own feed it is: what it says then counts as the company's word. */
  own?: string;
  /** Addresses of other feeds that the page names. */
  others: readonly string[];
}

export const FEEDS_A_PAGE = 10;

const RANK = (condition: FeedCondition): number => {
  switch (condition.is) {
    case 'gone':
      return 0;
    case 'failing':
      return condition.long ? 1 : 2;
    case 'silent':
      return 3;
    case 'resting':
      return 4;
    case 'waiting':
      return 5;
    case 'fine':
      return 6;
  }
};

const or = (items: readonly string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} or ${items.at(-1)}`;

const sinceOf = (condition: FeedCondition): number => ('since' in condition ? (condition.since ?? 0) : 0);

/** Worst first: gone, unreachable for long, unreachable, silent, resting, not read yet, fine; each by name. */
export function worstFirst(feeds: readonly FeedReport[]): FeedReport[] {
  return [...feeds].sort(
    (a, b) =>
      RANK(a.condition) - RANK(b.condition) ||
      sinceOf(a.condition) - sinceOf(b.condition) ||
      nameOf(a).localeCompare(nameOf(b), 'en') ||
      (a.id < b.id ? -1 : 1),
  );
}

/** The feed as people know it: its title, with its outlet where that does not say it. */
function nameOf({ title, outlet }: Pick<FeedReport, 'title' | 'outlet'>): string {
  const [named, from] = [clean(title, 100), clean(outlet, 40)];
  const tells = named.toLowerCase().includes(from.toLowerCase().replace(/^the /, ''));
  return tells || !from ? named : `${from}: ${named}`;
}

function conditionWords(condition: FeedCondition): Rich {
  switch (condition.is) {
    case 'fine':
      return condition.lastNew === null
        ? ['fine, nothing new so far']
        : ['fine, last news ', { time: condition.lastNew, clock: true }];
    case 'waiting':
      return ['not read yet'];
    case 'resting':
      return ['rests until ', { time: condition.until, clock: true }, ', as its site asked'];
    case 'gone':
      return ['muted: its site says that it is gone for good (410); it is tried once a month'];
    case 'silent':
      return ['nothing new since ', { time: condition.since }, ', much longer than usual'];
    case 'failing': {
      const why = condition.error ? `: ${clean(condition.error, 120).replace(/\.$/, '')}` : '';
      const times = condition.long ? '; tried once a day' : '';
      return condition.since === null
        ? [`not reached so far${why}${times}`]
        : ['unreachable since ', { time: condition.since, clock: true }, `${why}${times}`];
    }
  }
}

/** A feed and how it fares. */
export const feedLine = (feed: FeedReport): Rich => {
  const link = safeLink(feed.url);
  return [
    { text: nameOf(feed), bold: true, ...(link ? { link } : {}) },
    ` (${feed.id}) – `,
    ...conditionWords(feed.condition),
  ];
};

/** How many fare how, in the order of the list: "30 feeds: 27 fine, 2 unreachable, 1 silent". */
export function tally(feeds: readonly FeedReport[]): string {
  const words: Record<FeedCondition['is'], string> = {
    fine: 'fine',
    failing: 'unreachable',
    gone: 'gone',
    silent: 'silent',
    resting: 'resting',
    waiting: 'not read yet',
  };
  const parts = (['fine', 'failing', 'gone', 'silent', 'resting', 'waiting'] as const).flatMap((is) => {
    const n = feeds.filter((feed) => feed.condition.is === is).length;
    return n ? [`${n} ${words[is]}`] : [];
  });
  return `${count(feeds.length, 'feed')}: ${parts.join(', ')}`;
}

/** A page of all feeds, worst first; pages count from 1. */
export function feedsCard(feeds: readonly FeedReport[], wanted: number, mayManage: boolean): Card {
  if (!feeds.length)
    return plainCard('No feed is read', ['A manager can add one: /dealwire feeds add and the address of a site.']);
  const pages = Math.ceil(feeds.length / FEEDS_A_PAGE);
  const page = Math.min(Math.max(1, wanted), pages);
  const shown = worstFirst(feeds).slice((page - 1) * FEEDS_A_PAGE, page * FEEDS_A_PAGE);
  const title = cut(tally(feeds), LONGEST_TITLE);
  return {
    summary: `${title}.`,
    title,
    blocks: [{ kind: 'list', items: shown.map(feedLine) }],
    footer: [
      pages > 1 ? `Page ${page} of ${pages}, worst first` : 'Worst first',
      mayManage && '/dealwire feeds add <address>, /dealwire feeds remove <feed>',
    ]
      .filter(Boolean)
      .join(' · '),
    buttons: buttons(
      page < pages && ['Next page', { do: 'feeds', page: page + 1 }],
      page > 1 && ['Previous page', { do: 'feeds', page: page - 1 }],
      ['Refresh', { do: 'feeds', page }],
    ),
  };
}

/** What was found behind an address, and whether to keep it. */
export function feedOfferCard(offer: FeedOffer): Card {
  const name = nameOf(offer);
  const title = cut(`Read “${clean(name, 110)}” from now on?`, LONGEST_TITLE);
  const link = safeLink(offer.url);
  const counted = offer.items ? count(offer.items, 'item') : 'no items at present';
  return {
    summary: `${title} ${offer.format}, ${counted}.`,
    title,
    blocks: [
      {
        kind: 'fields',
        fields: [
          { label: 'Outlet', value: [clean(offer.outlet, 80)] },
          { label: 'Format', value: [`${offer.format}, ${counted}`] },
          { label: 'Address', value: [link ? { text: cut(offer.url, 200), link } : cut(offer.url, 200)] },
        ],
      },
      ...(offer.latest.length
        ? [
            {
              kind: 'list' as const,
              items: offer.latest.map(({ title: headline, url, at }): Rich => {
                const to = url === null ? null : safeLink(url);
                return [
                  { text: clean(headline, 140) || 'Without a title', ...(to ? { link: to } : {}) },
                  ...(at === null ? [' – without a date'] : [' – ', { time: at }]),
                ];
              }),
            },
          ]
        : []),
      ...(offer.own
        ? [
            {
              kind: 'text' as const,
              text: [`This is a feed of ${clean(offer.own)} itself: what it says counts as the company's own word.`],
            },
          ]
        : []),
      ...(offer.others.length
        ? [
            {
              kind: 'text' as const,
              text: [
                `The page names other feeds too: ${offer.others
                  .slice(0, 3)
                  .map((url) => cut(url, 120))
                  .join(', ')}`,
              ],
            },
          ]
        : []),
    ],
    footer: 'What stands in it now will not alert; what comes later will',
    buttons: buttons(['Keep it', { do: 'feed-keep', id: offer.id }, 'primary'], ['Leave it', { do: 'keep' }]),
  };
}

export function feedKeptCard(feed: Pick<FeedReport, 'title' | 'outlet'>): Card {
  return plainCard(
    cut(`“${nameOf(feed)}” is read from now on`, LONGEST_TITLE),
    ['What stands in it now is stored without alerts; what comes later alerts the channels that follow its companies.'],
    buttons(['All feeds', { do: 'feeds' }]),
  );
}

export function feedKnownCard(feed: FeedReport): Card {
  const title = cut(`“${nameOf(feed)}” is read already`, LONGEST_TITLE);
  return {
    summary: `${title}.`,
    title,
    blocks: [{ kind: 'list', items: [feedLine(feed)] }],
    buttons: buttons(['All feeds', { do: 'feeds' }]),
  };
}

export function feedRemovedCard(feed: Pick<FeedReport, 'id' | 'title' | 'outlet'>): Card {
  return plainCard(
    cut(`“${nameOf(feed)}” is no longer read`, LONGEST_TITLE),
    ['Its articles, and the facts that rest on them, stay as they are.'],
    buttons(['Read it again', { do: 'feed-keep', id: feed.id }], ['All feeds', { do: 'feeds' }]),
  );
}

/** Nothing was found behind an address, or it may not be asked: why, and what to do. */
export function noFeedCard(typed: string, why: 'closed' | 'unreachable' | 'no-feed', reason: string): Card {
  const said = clean(typed, 80);
  const mend = {
    closed:
      'Give a public http or https address. Whoever runs the bot can allow private ones with ALLOW_PRIVATE_ADDRESSES.',
    unreachable: 'Check the address, or try again later.',
    'no-feed': 'Look on the page for a link called RSS, Atom or feed, and give its address.',
  }[why];
  const title = {
    closed: `“${said}” cannot be asked`,
    unreachable: `“${said}” cannot be read`,
    'no-feed': `No feed was found behind “${said}”`,
  }[why];
  return plainCard(cut(title, LONGEST_TITLE), [clean(reason, 200).replace(/(?<![.!?])$/, '.'), mend]);
}

/** No feed is called so; or several are, and pressing one's button removes it. */
export function unknownFeedCard(typed: string, like: readonly FeedReport[]): Card {
  return plainCard(
    cut(
      `${like.length ? 'Which feed is' : 'No feed is called'} “${clean(typed, 60)}”${like.length ? '?' : ''}`,
      LONGEST_TITLE,
    ),
    [
      like.length
        ? `It could be ${or(like.map((feed) => `${nameOf(feed)} (${feed.id})`))}. Press one to remove it, or name it as it stands in brackets.`
        : 'Name it as it stands in brackets in the list, or by its address.',
    ],
    buttons(...like.map((feed) => [`Remove ${nameOf(feed)}`, { do: 'feed-remove', id: feed.id }] as const), [
      'All feeds',
      { do: 'feeds' },
    ]),
  );
}

export function feedsNotAllowedCard(): Card {
  return plainCard('Only managers can change which feeds are read', [
    'It holds for the whole bot: it is typed in a channel by somebody who manages that, not in a direct message. The list is open to everyone: /dealwire feeds.',
  ]);
}
