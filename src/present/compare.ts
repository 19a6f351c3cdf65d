import type { Block, Card } from '../chat/card.ts';
import { cut } from '../chat/text.ts';
import type { Fact } from '../domain/fact.ts';
import type { Action } from './action.ts';
import { buttons, DEMO, isDemo, LONGEST_TITLE, plainCard } from './card.ts';
import { entry, factLine, surenessOf } from './fact-blocks.ts';
import { clean, count, type Names } from './grammar.ts';
import { headline } from './words.ts';

/** Facts between the two on one page, told at length. */
export const BETWEEN_A_PAGE = 2;
/** Facts of each by itself, a line each. */
export const LATEST_OF_EACH = 3;

interface Side {
  slug: string;
  name: string;
  /** Its newest facts that do not concern the other. */
  latest: readonly Fact[];
  total: number;
}

export interface CompareContext {
  names: Names;
  /** From 1, over what stands between the two. */
  page: number;
  pages: number;
  /** Facts that concern both. */
  total: number;
  /** The card is shared: its buttons answer whoever presses them alone. */
  shared?: boolean;
}

/** What stands between two companies, newest first, and what each did last without the other. */
export function compareCard(sides: readonly [Side, Side], between: readonly Fact[], context: CompareContext): Card {
  const { names, page, pages, total } = context;
  const [a, b] = sides.map((side) => clean(side.name, 50)) as [string, string];
  const demo = isDemo([...between, ...sides.flatMap((side) => side.latest)]);
  const title = cut(
    `${a} and ${b}: ${total ? `${count(total, 'fact')} between them` : 'nothing known between them'}${demo ? ` · ${DEMO.toLowerCase()}` : ''}`,
    LONGEST_TITLE,
  );
  const latestOf = (side: Side): Block[] => [
    { kind: 'heading', text: `${clean(side.name, 50)} by itself` },
    side.latest.length
      ? { kind: 'list', items: side.latest.map((fact) => [...factLine(fact, names), ' · ', { time: fact.lastAt }]) }
      : { kind: 'text', text: ['Nothing else is known.'] },
  ];
  const turn = (to: number): Action => ({
    do: 'compare',
    company: sides[0].slug,
    other: sides[1].slug,
    page: to,
    ...(context.shared ? { apart: true } : {}),
  });
  const [first] = between;
  return {
    summary: cut(`${title}.${first ? ` Latest: ${headline(first, names)} · ${surenessOf(first)}` : ''}`, 300),
    title,
    blocks: [
      ...between.flatMap((fact, i): Block[] => [...(i ? [{ kind: 'divider' } as const] : []), ...entry(fact, names)]),
      ...(page === 1 ? [...(between.length ? [{ kind: 'divider' } as const] : []), ...sides.flatMap(latestOf)] : []),
    ],
    footer: [
      pages > 1 ? `Page ${page} of ${pages}, newest first` : total > 1 ? 'Newest first' : '',
      demo && `${DEMO.toLowerCase()}, not current news`,
    ]
      .filter(Boolean)
      .join(' · '),
    buttons: buttons(
      page < pages && ['Next page', turn(page + 1)],
      page > 1 && ['Previous page', turn(page - 1)],
      ...sides.map((side) => [`More on ${clean(side.name, 50)}`, { do: 'deal', company: side.slug }] as const),
    ),
  };
}

export function sameCompanyCard(name: string): Card {
  return plainCard(`Both names mean ${clean(name)}`, [
    'Give two companies, as in /compare openai "Scale AI". For one by itself there is /deal.',
  ]);
}
