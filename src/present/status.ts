import type { Card, Rich } from '../chat/card.ts';
import { buttons, DEMO } from './card.ts';
import { and, capital, clean, count } from './grammar.ts';

/** How the bot is doing. Times are epoch ms. */
export interface StatusReport {
  feeds: {
    total: number;
    /** Not read since the start, or ever: neither fine nor failing. */
    waiting: number;
    /** Feeds whose last tries failed, by outlet; worst first. */
    unreachable: readonly { outlet: string; error: string | null; since: number | null }[];
  };
  /** When the newest article was seen; null when there is none. */
  lastNews: number | null;
  articles: number;
  facts: number;
  subscriptions: number;
  /** `waiting`: for the next digest of their channels. */
  deliveries: { due: number; waiting?: number; held: number };
  platforms: readonly { name: string; state: 'up' | 'connecting' | 'down'; detail: string }[];
  /** The demo edition is loaded. */
  demo?: boolean;
}

/** Health in a few quiet lines. Feeds that cannot be reached are counted, and named in one line. */
export function statusCard(report: StatusReport): Card {
  const { feeds, deliveries, platforms } = report;
  const failing = feeds.unreachable.length;
  const fine = Math.max(0, feeds.total - failing - feeds.waiting);
  const outlets = [...new Set(feeds.unreachable.map((f) => clean(f.outlet, 40)))];
  const reasons = [...new Set(feeds.unreachable.flatMap((f) => (f.error ? [clean(f.error, 80)] : [])))];
  const down = platforms.filter((p) => p.state !== 'up');
  const trouble = [
    down.length
      ? `${and(down.map((p) => capital(clean(p.name))))} ${down.length > 1 ? 'are' : 'is'} not connected`
      : '',
    deliveries.held ? `${count(deliveries.held, 'message')} held back` : '',
    failing && failing === feeds.total ? 'no feed can be reached' : '',
  ].filter(Boolean);
  const title = trouble.length ? `Needs a look: ${trouble.join(', ')}` : 'All is well';
  const feedLine = [
    `${count(feeds.total, 'feed')}: ${fine} fine`,
    feeds.waiting ? `${feeds.waiting} not read yet` : '',
    failing
      ? `${failing} unreachable (${and(outlets, 4)}${reasons.length === 1 ? `: ${reasons[0]}` : ''}), tried again by ${failing > 1 ? 'themselves' : 'itself'}`
      : '',
  ]
    .filter(Boolean)
    .join(', ');
  const news: Rich = report.lastNews === null ? ['none yet'] : [{ time: report.lastNews }];
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
                deliveries.waiting ? `${deliveries.waiting} for the next digest` : '',
              ]
                .filter(Boolean)
                .join(', '),
            ],
          },
          ...platforms.map((p) => ({
            label: capital(clean(p.name)),
            value: [
              `${p.state === 'up' ? 'connected' : p.state === 'down' ? 'not connected' : 'connecting'}${p.detail ? ` – ${clean(p.detail, 160)}` : ''}`,
            ],
          })),
        ],
      },
    ],
    ...(report.demo ? { footer: `The ${DEMO.toLowerCase()} is loaded: its facts are from June 2025` } : {}),
    buttons: buttons(['Refresh', { do: 'status' }]),
  };
}
