import { stringify } from 'csv-stringify/sync';
import type { Correction } from './domain/correction.ts';
import type { Fact, SourcedClaim } from './domain/fact.ts';
import { headline, type Names } from './present/index.ts';
import type { Store } from './store/store.ts';

export type ExportFormat = 'csv' | 'jsonl';

export interface ExportParts {
  store: Pick<Store, 'facts' | 'corrections' | 'counts'>;
  names: Names;
  /** Takes one or more whole lines, without the last line break. */
  write: (lines: string) => void;
  /** Facts written, of how many. */
  onProgress?: (done: number, total: number) => void;
}

type Said = Correction & { standing: boolean };

const PAGE = 200;
const iso = (epochMs: number): string => new Date(epochMs).toISOString();

/**
 * Writes every fact with the claims behind it, their sources, and what people corrected. `jsonl`: one fact a line, whole.
 * `csv`: one row for each claim and each correction of a fact (RFC 4180; what a spreadsheet would take for a formula is
 * made text). Dates are ISO 8601 in UTC. Resolves with the number of facts. Facts come in the order of their ids.
 */
export async function exportFacts(
  format: ExportFormat,
  { store, names, write, onProgress }: ExportParts,
): Promise<number> {
  const { facts: total } = await store.counts();
  if (format === 'csv') write(csv([COLUMNS]));
  let exported = 0;
  for (let after: string | null = null; ; ) {
    const facts: Fact[] = await store.facts.page(after, PAGE);
    for (const fact of facts) {
      const corrections = await store.corrections.of(fact.id);
      const sentence = headline(fact, names);
      if (format === 'jsonl') write(JSON.stringify(whole(fact, sentence, corrections)));
      else write(csv(rows(fact, sentence, corrections)));
    }
    exported += facts.length;
    // A running bot may store more meanwhile.
    if (facts.length) onProgress?.(exported, Math.max(exported, total));
    after = facts.at(-1)?.id ?? null;
    if (after === null || facts.length < PAGE) return exported;
  }
}

function whole(fact: Fact, sentence: string, corrections: readonly Said[]): object {
  const { claims, firstAt, lastAt, changedAt, ...state } = fact;
  return {
    ...state,
    headline: sentence,
    firstAt: iso(firstAt),
    lastAt: iso(lastAt),
    changedAt: iso(changedAt),
    claims: claims.map(({ at, ...claim }) => ({ ...claim, at: iso(at) })),
    corrections: corrections.map(({ at, factId: _, ...correction }) => ({ ...correction, at: iso(at) })),
  };
}

const COLUMNS = [
  'fact',
  'short_id',
  'type',
  'status',
  'certainty',
  'demo',
  'companies',
  'headline',
  'record',
  'at',
  'outlet',
  'title',
  'url',
  'quote',
  'claim_status',
  'claim_certainty',
  'in_passing',
  'arguments',
  'speakers',
  'credited_outlets',
  'corrected',
  'old',
  'new',
  'by',
  'where',
  'standing',
] as const;
type Row = Partial<Record<(typeof COLUMNS)[number], string>>;

const yes = (flag: boolean): string => (flag ? 'yes' : 'no');

function rows(fact: Fact, sentence: string, corrections: readonly Said[]): string[][] {
  const about: Row = {
    fact: fact.id,
    short_id: fact.shortId,
    type: fact.type,
    status: fact.status,
    certainty: fact.certainty,
    demo: yes(fact.demo),
    companies: fact.companies.join('; '),
    headline: sentence,
  };
  const told = fact.claims.map((claim): Row => ({ ...about, ...claimRow(claim) }));
  const said = corrections.map((correction): Row => ({ ...about, ...correctionRow(correction) }));
  return [...told, ...said].map((row) => COLUMNS.map((column) => row[column] ?? ''));
}

function claimRow(claim: SourcedClaim): Row {
  return {
    record: 'claim',
    at: iso(claim.at),
    outlet: claim.outlet,
    title: claim.title,
    url: claim.url ?? '',
    quote: claim.evidence.quote,
    claim_status: claim.status,
    claim_certainty: claim.certainty,
    in_passing: yes(claim.background),
    arguments: claim.args.map((arg) => `${arg.role}: ${arg.text}`).join('; '),
    speakers: claim.speakers.join('; '),
    credited_outlets: claim.outlets.join('; '),
  };
}

function correctionRow({ what, before, after, by, at, place, standing }: Said): Row {
  return {
    record: 'correction',
    at: iso(at),
    corrected: what.kind === 'field' ? what.field : what.kind,
    old: before ?? '',
    new: after ?? '',
    by,
    where: place ? `${place.platform} ${place.workspace}` : 'everywhere',
    standing: yes(standing),
  };
}

const csv = (lines: readonly (readonly string[])[]): string =>
  stringify(lines as string[][], { escape_formulas: true, record_delimiter: '\r\n' }).replace(/\r\n$/, '\r');
