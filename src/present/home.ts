import type { Block, Card, Rich } from '../chat/card.ts';
import type { Subscription } from '../domain/subscription.ts';
import { filterLine } from './following.ts';
import { and, capital, clean, count, type Names } from './grammar.ts';
import { databaseTrouble } from './problems.ts';
import type { StatusReport } from './status.ts';

/** Channels told one by one; a page holds some fifty blocks. */
const CHANNELS = 25;
const COMPANIES = 8;

export interface HomeContext {
  /** All of the workspace. */
  subscriptions: readonly Subscription[];
  /** The channels that the reader is in, by id; null where the platform does not tell. Others are only counted: they may be secret. */
  channels: readonly string[] | null;
  status: StatusReport;
  names: Names;
}

/** The bot's own page, as one person sees it: how to start, what the channels around them follow, how the bot is doing. */
export function homeCard({ subscriptions, channels, status, names }: HomeContext): Card {
  const mine = subscriptions.filter((s) => channels?.includes(s.channel.channel));
  const others = new Set(subscriptions.filter((s) => !mine.includes(s)).map((s) => s.channel.channel)).size;
  const groups = Object.entries(byChannel(mine));
  const title = 'AI-industry news with its sources';
  const elsewhere = others
    ? `${groups.length ? 'And' : 'There are'} ${count(others, 'channel')} that you are not in, following ${count(
        subscriptions.length - mine.length,
        'company',
      )} in all.`
    : '';
  return {
    summary: groups.length ? `${count(groups.length, 'channel')} of yours with alerts.` : 'How to start with dealwire.',
    title,
    blocks: [
      ...(groups.length ? [] : start()),
      { kind: 'heading', text: 'What your channels follow' },
      groups.length
        ? { kind: 'list', items: groups.slice(0, CHANNELS).map(([id, all]) => channelLine(id, all, names)) }
        : { kind: 'text', text: ['No channel that you are in follows a company yet.'] },
      ...(groups.length > CHANNELS ? [text(`And ${count(groups.length - CHANNELS, 'channel')} more of yours.`)] : []),
      ...(elsewhere ? [text(elsewhere)] : []),
      ...(groups.length ? start() : []),
      { kind: 'heading', text: 'How dealwire is doing' },
      { kind: 'text', text: health(status) },
    ],
    footer: 'Lookups are for anyone; their answers are seen by you alone unless you add share',
    buttons: [],
  };
}

function byChannel(subscriptions: readonly Subscription[]): Record<string, Subscription[]> {
  const groups: Record<string, Subscription[]> = {};
  for (const subscription of subscriptions) {
    const { channel } = subscription.channel;
    groups[channel] = [...(groups[channel] ?? []), subscription];
  }
  return groups;
}

const text = (words: string): Block => ({ kind: 'text', text: [words] });

function start(): Block[] {
  return [
    { kind: 'heading', text: 'How to start' },
    {
      kind: 'list',
      items: [
        [bold('/subscribe openai'), ' in a channel: it gets one message for each event, kept up to date'],
        [bold('/subscribe openai types:investment min-amount:50M daily'), ': less, and once a day'],
        [
          bold('/deal scale-ai'),
          ', ',
          bold('/news openai'),
          ', ',
          bold('/who openai'),
          ': what is known, from anywhere',
        ],
        [bold('/dealwire help'), ': the rest. In a private channel, invite dealwire first'],
      ],
    },
  ];
}

const bold = (words: string) => ({ text: words, bold: true }) as const;

/** "#ai-news: OpenAI and Scale AI" where all have the same filters, else each with its own. */
function channelLine(id: string, all: readonly Subscription[], names: Names): Rich {
  const name = (s: Subscription) => clean(names(s.company) ?? s.company);
  const sorted = [...all].sort((a, b) => name(a).localeCompare(name(b), 'en'));
  const [first] = sorted as [Subscription, ...Subscription[]];
  const alike = sorted.every((s) => filterLine(s) === filterLine(first));
  const more = sorted.length > COMPANIES ? `; and ${sorted.length - COMPANIES} more` : '';
  const follows = alike
    ? `${and(sorted.map(name), COMPANIES)} – ${filterLine(first)}`
    : `${sorted
        .slice(0, COMPANIES)
        .map((s) => `${name(s)} (${filterLine(s)})`)
        .join('; ')}${more}`;
  const paused = all.find((s) => s.paused)?.paused;
  return [{ channel: id }, `: ${follows}`, ...(paused ? [bold(` – paused: ${clean(paused, 120)}`)] : [])];
}

/** One line: what needs a look, and when news last came. No figure that changes all day. */
function health({ feeds, platforms, database, lastNews }: StatusReport): Rich {
  const failing = feeds.unreachable.length;
  const down = platforms.filter((it) => it.state !== 'up');
  const trouble = [
    database ? `nothing can be stored, ${databaseTrouble(database)}` : '',
    down.length ? `${and(down.map((it) => capital(clean(it.name))))} not connected` : '',
    feeds.total === 0
      ? 'no feed is read'
      : failing
        ? `${failing} of ${count(feeds.total, 'feed')} cannot be reached now`
        : '',
  ].filter(Boolean);
  return [
    trouble.length
      ? `${capital(trouble.join(', '))}. `
      : `All is well: ${count(feeds.total, 'feed')} ${feeds.total === 1 ? 'is' : 'are'} read. `,
    ...(lastNews === null ? ['No news yet.'] : ['Last news: ', { time: lastNews, clock: true } as const, '.']),
    ' More: ',
    bold('/dealwire status'),
  ];
}
