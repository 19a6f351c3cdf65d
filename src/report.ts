import type { IntakeResult } from './intake.ts';
import { count, headline, type Names, STATUS_WORDS, TYPE_WORDS } from './present/index.ts';

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
