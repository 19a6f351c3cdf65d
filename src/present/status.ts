import type { Card, Rich } from '../chat/card.ts';
import { buttons, DEMO } from './card.ts';
import { type FeedCondition, type FeedReport, worstFirst } from './feeds.ts';
import { and, capital, clean, count } from './grammar.ts';
import { databaseTrouble } from './problems.ts';

/** How the bot is doing. Times are epoch ms. */
export interface StatusReport {
  feeds: {
    total: number;
    /** Not read since the start, or ever: neither fine nor failing. */
    waiting: number;
    /** Feeds whose last tries failed, by outlet; worst first. */
    unreachable: readonly { outlet: string; error: string | null; since: number | null; long?: boolean }[];
    /** Outlets of feeds with nothing new for much longer than usual. */
    silent?: readonly string[];
    /** Outlets of feeds that are gone for good, as their sites say. */
    gone?: readonly string[];
    /** Feeds whose sites asked to be left alone for a while: nothing is wrong with them. */
    resting?: number;
  };
  /** When the newest article was seen; null when there is none. */
  lastNews: number | null;
  articles: number;
  facts: number;
  subscriptions: number;
  /** `waiting`: for the next digest of their channels. */
  deliveries: { due: number; waiting?: number; held: number };
  /** The store's name for why nothing can be stored; absent or null when all is well. */
  database?: string | null;
  platforms: readonly { name: string; state: 'up' | 'connecting' | 'down'; detail: string }[];
  /** What readers reported as wrong and nobody has dealt with. */
  reports?: number;
  /** The demo edition is loaded. */
  demo?: boolean;
}

const CONNECTION = { up: 'connected', connecting: 'connecting', down: 'not connected' } as const;

/** What the status says of feeds, from how each fares. */
export function feedCounts(feeds: readonly FeedReport[]): StatusReport['feeds'] {
  const of = <K extends FeedCondition['is']>(is: K) =>
    feeds.filter(
      (feed): feed is FeedReport & { condition: Extract<FeedCondition, { is: K }> } => feed.condition.is === is,
    );
  return {
    total: feeds.length,
    waiting: of('waiting').length,
    unreachable: worstFirst(of('failing')).flatMap(({ outlet, condition }) =>
      condition.is === 'failing'
        ? [{ outlet, error: condition.error, since: condition.since, long: condition.long }]
        : [],
    ),
    silent: of('silent').map((feed) => feed.outlet),
    gone: of('gone').map((feed) => feed.outlet),
    resting: of('resting').length,
  };
}

/** Health in a few quiet lines. Feeds that cannot be reached are counted, and named in one line. */
export function statusCard(report: StatusReport): Card {
  const { feeds, deliveries, platforms } = report;
  const failing = feeds.unreachable.length;
  const { silent = [], gone = [], resting = 0 } = feeds;
  const long = feeds.unreachable.filter((feed) => feed.long).length;
  const lost = long + silent.length + gone.length;
  const fine = Math.max(0, feeds.total - failing - feeds.waiting - silent.length - gone.length - resting);
  const outlets = [...new Set(feeds.unreachable.map((f) => clean(f.outlet, 40)))];
  const reasons = [...new Set(feeds.unreachable.flatMap((f) => (f.error ? [clean(f.error, 80)] : [])))];
  const down = platforms.filter((p) => p.state !== 'up');
  const trouble = [
    report.database ? `nothing can be stored, ${databaseTrouble(report.database)}` : '',
    down.length
      ? `${and(down.map((p) => capital(clean(p.name))))} ${down.length > 1 ? 'are' : 'is'} not connected`
      : '',
    deliveries.held ? `${count(deliveries.held, 'message')} held back` : '',
    !feeds.total
      ? 'no feed is read'
      : failing === feeds.total
        ? 'no feed can be reached'
        : lost
          ? `${count(lost, 'feed')} dead or silent`
          : '',
  ].filter(Boolean);
  const title = trouble.length ? `Needs a look: ${trouble.join(', ')}` : 'All is well';
  const feedLine = [
    `${count(feeds.total, 'feed')}: ${fine} fine`,
    feeds.waiting ? `${feeds.waiting} not read yet` : '',
    resting ? `${resting} resting as asked` : '',
    silent.length
      ? `${silent.length} silent for long (${and([...new Set(silent.map((it) => clean(it, 40)))], 4)})`
      : '',
    gone.length ? `${gone.length} gone for good (${and([...new Set(gone.map((it) => clean(it, 40)))], 4)})` : '',
    failing
      ? `${failing} unreachable (${and(outlets, 4, 'outlet')}${reasons.length === 1 ? `: ${reasons[0]}` : ''}), tried again by ${failing > 1 ? 'themselves' : 'itself'}`
      : '',
  ]
    .filter(Boolean)
    .join(', ');
  const news: Rich = report.lastNews === null ? ['none yet'] : [{ time: report.lastNews, clock: true }];
  return {
    summary: `${title}. ${feedLine}.`,
    title,
    blocks: [
      {
        kind: 'fields',
        fields: [
          { label: 'Feeds', value: [feedLine.slice(feedLine.indexOf(':') + 2)] },
          { label: 'Last news', value: news },
          { label: 'Known', value: [`${count(report.facts, 'fact')} from ${count(report.articles, 'article')}`] },
          { label: 'Subscriptions', value: [report.subscriptions.toLocaleString('en-US')] },
          {
            label: 'Messages',
            value: [
              [
                deliveries.due || deliveries.held ? `${deliveries.due} due, ${deliveries.held} held` : 'all sent',
                deliveries.held ? 'dealwire outbox says why' : '',
                deliveries.waiting ? `${deliveries.waiting} for the next digest` : '',
              ]
                .filter(Boolean)
                .join(', '),
            ],
          },
          ...(report.reports
            ? [{ label: 'Reports', value: [`${report.reports.toLocaleString('en-US')} open: /dealwire reports`] }]
            : []),
          ...platforms.map((p) => ({
            label: capital(clean(p.name)),
            value: [[...new Set([CONNECTION[p.state], clean(p.detail, 160)].filter(Boolean))].join(' – ')],
          })),
        ],
      },
    ],
    ...(report.demo ? { footer: `The ${DEMO.toLowerCase()} is loaded: its facts are from June 2025` } : {}),
    buttons: buttons(['Refresh', { do: 'status' }], ['Feeds', { do: 'feeds' }]),
  };
}
