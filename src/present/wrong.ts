import type { Card } from '../chat/card.ts';
import type { Form } from '../chat/form.ts';
import { cut } from '../chat/text.ts';
import type { CorrectedField } from '../domain/correction.ts';
import type { Fact } from '../domain/fact.ts';
import { correctable } from '../domain/reading.ts';
import type { Report } from '../domain/report.ts';
import { formatAction } from './action.ts';
import { buttons, plainCard } from './card.ts';
import { and, capital, clean, count, type Names, unique, worded } from './grammar.ts';
import { CERTAINTY_WORDS, headline, ROLE_WORDS, STATUS_WORDS } from './words.ts';

/** What a correction may be besides the value of a field. */
export const NOT_SO = 'not_so';
export const ELSE = 'else';

const LONGEST = { value: 300, report: 1000 };

function fieldWords(fact: Fact, field: CorrectedField): string {
  const name = field === 'status' ? 'where it stands' : field === 'certainty' ? 'how sure it is' : ROLE_WORDS[field];
  // As exact as it is told: "at least $29 billion".
  const now = and(unique((fact.fields.find((it) => it.role === field)?.present ?? []).map(worded)));
  const words =
    field === 'status'
      ? STATUS_WORDS[fact.status]
      : field === 'certainty'
        ? CERTAINTY_WORDS[fact.certainty]
        : clean(now, 50);
  return words ? `${capital(name)} (now: ${words})` : capital(name);
}

/** Asks somebody who manages the channel what is wrong with a fact, and what is right. */
export function correctionForm(fact: Fact): Form | null {
  const action = formatAction({ do: 'correct', id: fact.id });
  if (action === null) return null;
  return {
    title: `What is wrong? #${fact.shortId}`,
    action,
    submit: 'Put it right',
    fields: [
      {
        kind: 'choice',
        name: 'field',
        label: 'What is wrong',
        required: true,
        choices: [
          ...correctable(fact).map((field) => ({ label: fieldWords(fact, field), value: field })),
          { label: 'All of it: this is not so', value: NOT_SO },
          { label: 'Something else: report it', value: ELSE },
        ],
      },
      {
        kind: 'text',
        name: 'value',
        label: 'What is right',
        hint: '$14.3 billion, 49%, closed, interim CEO – or, in your words, what else is wrong',
        required: false,
        most: LONGEST.value,
      },
    ],
  };
}

/** Asks anybody else what is wrong with a fact. */
export function reportForm(fact: Fact): Form | null {
  const action = formatAction({ do: 'report', id: fact.id });
  if (action === null) return null;
  return {
    title: `What is wrong? #${fact.shortId}`,
    action,
    submit: 'Report it',
    fields: [
      {
        kind: 'text',
        name: 'text',
        label: 'What is wrong, and how you know',
        hint: 'Those who manage this channel see what you say',
        required: true,
        long: true,
        most: LONGEST.report,
      },
    ],
  };
}

export function nothingReportedCard(fact: Pick<Fact, 'id'>): Card {
  return plainCard(
    'Say what is wrong, in a few words',
    ['Nothing was reported.'],
    buttons(['Try again', { do: 'wrong', id: fact.id }]),
  );
}

/** `known`: the same person said the same before, and nobody has dealt with it yet. */
export function reportedCard(fact: Fact, names: Names, known: boolean): Card {
  return plainCard(known ? 'You reported that already' : 'Thank you: this is reported', [
    `About #${fact.shortId}: ${headline(fact, names)}.`,
    'Those who manage this channel see it under /dealwire reports. The fact stays as its sources tell it till somebody corrects it.',
  ]);
}

export const REPORTS_A_PAGE = 4;

/** What readers say is wrong, newest first; `fact` null where it is no more. */
export function reportsCard(
  reports: readonly (Report & { fact: Fact | null })[],
  { names, page, pages, total }: { names: Names; page: number; pages: number; total: number },
): Card {
  if (!total)
    return plainCard('No reports are open', ['What readers say with the button Wrong? on a message is listed here.']);
  const title = `${count(total, 'report')} of something wrong`;
  return {
    summary: title,
    title,
    blocks: reports.map((report) => ({
      kind: 'list',
      items: [
        [
          { text: report.fact ? cut(headline(report.fact, names), 160) : 'A fact that is no more', bold: true },
          report.fact ? ` · #${report.fact.shortId}` : '',
          `: “${cut(clean(report.text, 600), 600)}” – `,
          { time: report.at },
        ],
      ],
    })),
    footer: `${pages > 1 ? `Page ${page} of ${pages}, newest first · ` : ''}/dealwire correct and retract put a fact right`,
    buttons: buttons(
      ...reports.flatMap(({ id, fact }) => [
        fact && ([`Details #${fact.shortId}`, { do: 'fact', id: fact.id }] as const),
        [fact ? `Done #${fact.shortId}` : 'Done', { do: 'report-close', id }] as const,
      ]),
      page < pages && ['Next page', { do: 'reports', page: page + 1 }],
      page > 1 && ['Previous page', { do: 'reports', page: page - 1 }],
    ),
  };
}

export function reportsNotAllowedCard(): Card {
  return plainCard('Only those who may manage this channel see what readers report', [
    'To report something wrong yourself, press Wrong? on a message.',
  ]);
}

/** `open`: false where somebody dealt with it before. */
export function reportClosedCard(open: boolean): Card {
  return plainCard(
    open ? 'Done: the report is closed' : 'Somebody has dealt with this report already',
    [],
    buttons(['Open reports', { do: 'reports' }]),
  );
}
