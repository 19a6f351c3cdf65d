import type { Block, Card, Rich } from '../chat/card.ts';
import { cut } from '../chat/text.ts';
import type { Company } from '../domain/company.ts';
import { type CompanyWish, formatAction } from './action.ts';
import { buttons, LONGEST_TITLE, plainCard } from './card.ts';
import { and, clean, count } from './grammar.ts';

/** What a name would match in the articles that are stored. */
export interface NameTrial {
  alias: string;
  /** Articles that hold it, of those that were looked at. */
  matches: number;
  /** Of these, the ones that name the company otherwise, too. */
  vouched: number;
  /** Titles of articles that hold it. */
  examples: readonly string[];
  /** It seems to mean other things as well. */
  doubtful: boolean;
}

export const COMPANIES_A_PAGE = 10;
const TRIALS_SHOWN = 6;
const EXAMPLES_SHOWN = 3;

const quoted = (name: string): string => `“${clean(name, 80)}”`;

/** A company, what else it is called, and how many facts are known of it. */
function companyLine({ name, slug, aliases }: Company, facts: number): Rich {
  const others = aliases.map((alias) => alias.text).filter((text) => text !== name);
  const also = others.length ? `also ${and(others, 3)}; ` : '';
  return [{ text: clean(name), bold: true }, ` (${slug}) – ${also}${count(facts, 'fact')}`];
}

/** A page of the companies, in the order given; pages count from 1. */
export function companiesCard(
  shown: readonly { company: Company; facts: number }[],
  { page, total, mayManage }: { page: number; total: number; mayManage: boolean },
): Card {
  const pages = Math.max(1, Math.ceil(total / COMPANIES_A_PAGE));
  const title = `${count(total, 'company')} tracked`;
  return {
    summary: `${title}.`,
    title,
    blocks: [{ kind: 'list', items: shown.map(({ company, facts }) => companyLine(company, facts)) }],
    footer: [
      pages > 1 && `Page ${page} of ${pages}`,
      mayManage ? '/dealwire companies add <name>' : 'A manager can add one',
    ]
      .filter(Boolean)
      .join(' · '),
    buttons: buttons(
      page < pages && ['Next page', { do: 'companies', page: page + 1 }],
      page > 1 && ['Previous page', { do: 'companies', page: page - 1 }],
    ),
  };
}

function trialLines({ alias, matches, vouched, examples }: NameTrial): Rich[] {
  const named = matches ? `, ${vouched} of which ${vouched === 1 ? 'names' : 'name'} the company otherwise, too` : '';
  return [
    [{ text: quoted(alias), bold: true }, ` stands in ${count(matches, 'stored article')}${named}`],
    ...examples.slice(0, EXAMPLES_SHOWN).map((title): Rich => [`${quoted(alias)}: ${clean(title, 140)}`]),
  ];
}

/** What a company's names would match, and whether to add it. */
export function companyOfferCard(wish: CompanyWish, slug: string, trials: readonly NameTrial[]): Card {
  const title = cut(`Track ${quoted(wish.name)} from now on?`, LONGEST_TITLE);
  const aliases = wish.aliases ?? [];
  const domains = wish.domains ?? [];
  const doubtful = trials.filter((trial) => trial.doubtful).map((trial) => trial.alias);
  const plain = { do: 'company-add', ...wish } as const;
  const careful = { ...plain, aliases: aliases.filter((alias) => !doubtful.includes(alias)), ambiguous: doubtful };
  // With care, something else must be able to vouch for it.
  const canVouch = domains.length > 0 || doubtful.length < 1 + aliases.length;
  const main = doubtful.length && canVouch ? careful : plain;
  const text = (line: string): Block => ({ kind: 'text', text: [line] });
  const tried = [...trials].sort((a, b) => Number(b.doubtful) - Number(a.doubtful)).slice(0, TRIALS_SHOWN);
  return {
    summary: `${title} ${trials.map((trial) => `${quoted(trial.alias)}: ${count(trial.matches, 'stored article')}.`).join(' ')}`,
    title,
    blocks: [
      {
        kind: 'fields',
        fields: [
          { label: 'Name', value: [`${clean(wish.name)} (${slug})`] },
          ...(aliases.length
            ? [
                {
                  label: 'Also called',
                  value: [
                    and(
                      aliases.map((it) => clean(it)),
                      20,
                    ),
                  ],
                },
              ]
            : []),
          ...(domains.length ? [{ label: 'Domains', value: [domains.map((it) => clean(it)).join(', ')] }] : []),
        ],
      },
      { kind: 'list', items: tried.flatMap(trialLines) },
      ...(trials.length > tried.length ? [text(`And ${count(trials.length - tried.length, 'name')} more.`)] : []),
      ...(doubtful.length
        ? [
            text(
              `Look at ${and(doubtful.map(quoted))}: most of these articles name the company in no other way, so they may mean something else. ${
                canVouch
                  ? 'Added with care, such a name counts only beside another name or a domain of the company.'
                  : 'Nothing could vouch for it yet: give another name or a domain, too.'
              }`,
            ),
          ]
        : []),
      ...(formatAction(main)
        ? []
        : [text('This is too long for a button: give fewer names, or let whoever runs the bot add it (company add).')]),
    ],
    footer: 'Nothing is added before you say so',
    buttons: buttons(
      main === careful && ['Add with care', careful, 'primary'],
      doubtful.length ? ['Add as it stands', plain] : ['Add it', plain, 'primary'],
      ['Leave it', { do: 'keep' }],
    ),
  };
}

export function companyAddedCard(name: string, slug: string): Card {
  return plainCard(
    cut(`${quoted(name)} is tracked from now on`, LONGEST_TITLE),
    [
      'What comes from now on is read for it. Whoever runs the bot can have what is stored read again: dealwire reprocess.',
      'No channel is told of it before somebody there follows it.',
    ],
    buttons(['Follow it here', { do: 'subscribe', company: slug }, 'primary'], ['All companies', { do: 'companies' }]),
  );
}

export function companyKnownCard(company: Pick<Company, 'name' | 'slug'>): Card {
  return plainCard(
    cut(`${quoted(company.name)} is tracked already`, LONGEST_TITLE),
    [`Ask for it as ${company.slug}, as in /deal ${company.slug}.`],
    buttons(['What is known', { do: 'deal', company: company.slug }], ['All companies', { do: 'companies' }]),
  );
}

/** It cannot be added: why, and what to do. */
export function companyRefusedCard(
  name: string,
  refusal: { outcome: 'unfit'; faults: readonly string[] } | { outcome: 'broken' | 'closed' },
): Card {
  const title = cut(`${quoted(name)} cannot be added`, LONGEST_TITLE);
  switch (refusal.outcome) {
    case 'unfit':
      return plainCard(title, [
        ...refusal.faults.slice(0, 5).map((fault) => clean(fault, 200).replace(/(?<![.!?])$/, '.')),
        'Mend this and ask again.',
      ]);
    case 'broken':
      return plainCard(title, [
        'The file of companies has a fault, and stays as it is until that is mended.',
        'Whoever runs the bot is told by dealwire doctor what to mend.',
      ]);
    case 'closed':
      return plainCard(title, [
        'The bot may not write the file of companies.',
        'Whoever runs the bot can add it with dealwire company add, or name a file in COMPANIES_FILE that can be written.',
      ]);
  }
}

export function companiesNotAllowedCard(): Card {
  return plainCard('Only managers can add companies', [
    'It holds for the whole bot: it is typed in a channel by somebody who manages that, not in a direct message. The list is open to everyone: /dealwire companies.',
  ]);
}
