import type { BackfillResult } from '../backfill.ts';
import type { FactState } from '../domain/fact.ts';
import type { ReprocessResult } from '../intake/reprocess.ts';
import type { IntakeResult } from '../intake.ts';
import type { SetAside } from '../outbox/set-aside.ts';
import { count, headline, type Names, STATUS_WORDS, TYPE_WORDS } from '../present/index.ts';

const CHANGES = { new: 'new', changed: 'changed', counted: 'told again' } as const;

/** What reading a document brought, for a person at a terminal. Ends without a line break. */
export function ingestReport(source: string, results: readonly IntakeResult[], names: Names): string {
  const facts = results.flatMap((result) => result.facts);
  const sums = [
    count(results.filter((r) => r.outcome === 'new').length, 'new article'),
    count(results.flatMap((r) => r.claims).length, 'claim'),
    count(new Set(facts.map(({ fact }) => fact.id)).size, 'fact'),
    `${count(results.flatMap((r) => r.deliveries).length, 'message')} owed`,
  ];
  const lines = results.flatMap(({ article, outcome, facts: told, deliveries }) => [
    `  ${outcome === 'edited' ? 'edited: ' : ''}${article.title} (${article.outlet})`,
    ...told.map(
      ({ fact, change }) =>
        `    #${fact.shortId} ${CHANGES[change.kind]}: ${headline(fact, names)} [${TYPE_WORDS[fact.type]}, ${STATUS_WORDS[fact.status]}, ${fact.certainty}${fact.background ? ', in passing' : ''}]`,
    ),
    ...deliveries.map(
      ({ kind, channel }) => `    → ${kind} for ${channel.platform} ${channel.workspace}/${channel.channel}`,
    ),
  ]);
  return [`${source}: ${sums.join(', ')}`, ...lines].join('\n');
}

/** What reading history brought, for a person at a terminal. Ends without a line break. */
export function backfillReport({ finished, feeds }: BackfillResult): string {
  const brought = (it: { documents: number; articles: number; claims: number }) =>
    `${count(it.articles, 'new article')} and ${count(it.claims, 'claim')} in ${count(it.documents, 'document')}`;
  const sum = { documents: 0, articles: 0, claims: 0 };
  for (const feed of feeds) for (const key of ['documents', 'articles', 'claims'] as const) sum[key] += feed[key];
  return [
    ...feeds.map((feed) => `${feed.id}: ${brought(feed)}${feed.problem ? `. ${feed.problem}` : ''}`),
    `${finished ? 'Done' : 'Stopped; run it again to go on from there'}: ${brought(sum)}. Nobody was alerted.`,
  ].join('\n');
}

/** Facts of one kind that are listed; the rest is counted, and in the JSON. */
const LISTED = 20;

/** What reading everything again brought, for a person at a terminal. Ends without a line break. */
export function reprocessReport({ finished, articles, claims, facts }: ReprocessResult, names: Names): string {
  const { kept, made, gone } = claims;
  const sums = `${count(kept, 'claim')} as before, ${made.toLocaleString('en-US')} new, ${gone.toLocaleString('en-US')} gone`;
  if (!finished || !facts)
    return `Stopped after ${articles.done.toLocaleString('en-US')} of ${count(articles.total, 'article')}: ${sums}. Run it again to go on from there.`;
  const tell = (fact: { shortId: string; state: FactState }) =>
    `#${fact.shortId} ${headline({ ...fact.state, claims: [] }, names)}`;
  const list = (title: string, lines: readonly string[]) =>
    lines.length
      ? [
          `${title}:`,
          ...lines.slice(0, LISTED).map((line) => `  ${line}`),
          ...(lines.length > LISTED ? [`  and ${lines.length - LISTED} more (--json lists them)`] : []),
        ]
      : [];
  const change = ({ field, before, after }: { field: string; before: string | null; after: string | null }) =>
    `${field.replaceAll('_', ' ')} ${before ?? 'not told'} → ${after ?? 'not told'}`;
  return [
    `${count(articles.total, 'article')} read again: ${sums}.`,
    `${count(facts.total, 'fact')}: ${facts.made.length} made, ${facts.changed.length} changed, ${facts.gone.length} gone. Nobody was alerted.`,
    ...list('Made', facts.made.map(tell)),
    ...list(
      'Changed',
      facts.changed.map(
        ({ fact, differences }) =>
          `${tell(fact)}${differences.length ? `: ${differences.map(change).join('; ')}` : ''}`,
      ),
    ),
    ...list('Gone', facts.gone.map(tell)),
  ].join('\n');
}

const CAUSES = { channel: 'its channel', message: 'the message', unfollowed: 'unfollowed' } as const;

/** Messages that are set aside, for a person at a terminal. Ends without a line break. */
export function setAsideReport(messages: readonly SetAside[], names: Names): string {
  if (!messages.length) return 'Nothing is set aside: all that was owed is sent, or on its way.';
  return [
    `${count(messages.length, 'message')} set aside, the longest first:`,
    ...messages.flatMap(({ delivery, fact }) => {
      const { id, kind, channel, progress, createdAt } = delivery;
      if (progress.state !== 'held') return [];
      const since = progress.since === undefined ? `made ${utc(createdAt)}` : `since ${utc(progress.since)}`;
      const about = fact ? `#${fact.shortId} ${headline(fact, names)}` : 'a fact that is no more';
      return [
        `  ${id}  ${kind} for ${channel.platform} ${channel.workspace}/${channel.channel}, ${since}`,
        `    ${about}`,
        `    ${CAUSES[progress.cause]}: ${progress.reason}${progress.look ? ' (it may stand; that is looked for first)' : ''}`,
      ];
    }),
    'Sent again with: dealwire outbox retry ID, or retry --all',
  ].join('\n');
}

/** "2026-11-30 09:15 UTC". */
const utc = (at: number): string => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
