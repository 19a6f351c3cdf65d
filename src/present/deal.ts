import type { Block, Card } from '../chat/card.ts';
import { cut, day, plain } from '../chat/text.ts';
import type { ClaimType } from '../domain/claim.ts';
import type { Fact } from '../domain/fact.ts';
import type { Action } from './action.ts';
import { buttons, DEMO, isDemo, LONGEST_TITLE, titleOf } from './card.ts';
import {
  entry,
  evidenceBlocks,
  furtherFields,
  standing,
  surenessInTitle,
  surenessOf,
  valueWords,
} from './fact-blocks.ts';
import { and, capital, clean, count, type Names, unique } from './grammar.ts';
import { headline, ROLE_WORDS, roleWords, TYPE_WORDS } from './words.ts';

/** Facts on one page: with the longest quotations it stays under what Discord takes in one message. */
export const FACTS_A_PAGE = 4;

export interface DealContext {
  names: Names;
  /** From 1. */
  page: number;
  pages: number;
  /** All facts that the filters let through. */
  total: number;
  filter?: { type?: ClaimType; since?: string };
  /** The card is shared: its buttons answer whoever presses them alone. */
  shared?: boolean;
  /** May the caller subscribe this channel? */
  follow?: boolean;
}

function filterWords(filter: DealContext['filter']): string {
  const parts = [
    filter?.type && `type ${TYPE_WORDS[filter.type]}`,
    filter?.since && `since ${day(Date.parse(filter.since))}`,
  ].filter(Boolean);
  return parts.join(', ');
}

/** A company's facts, newest first, a page of them: what stands, who says so, how sure, and the sentence. */
export function dealCard(company: { slug: string; name: string }, facts: readonly Fact[], context: DealContext): Card {
  const { names, page, pages, total, filter } = context;
  const name = clean(company.name);
  const filtered = filterWords(filter);
  const demo = isDemo(facts);
  const at = (n: number): Action => ({
    do: 'deal',
    company: company.slug,
    ...(filter?.type ? { type: filter.type } : {}),
    ...(filter?.since ? { since: filter.since } : {}),
    page: n,
    ...(context.shared ? { apart: true } : {}),
  });
  if (!facts.length) {
    const title = filtered ? `Nothing on ${name} with these filters` : `Nothing known about ${name} yet`;
    return {
      summary: title,
      title,
      blocks: [
        {
          kind: 'text',
          text: [
            filtered
              ? `Asked for ${filtered}. Try it without.`
              : 'It is followed: facts appear here as soon as a feed tells one.',
          ],
        },
      ],
      buttons: buttons(
        filtered !== '' && ['Without filters', { do: 'deal', company: company.slug }],
        ['News', { do: 'news', company: company.slug }],
        context.follow && ['Subscribe', { do: 'subscribe', company: company.slug }],
      ),
    };
  }
  const first = facts[0] as Fact;
  const title = cut(
    `${name}: ${count(total, 'fact')}${filtered ? `, ${filtered}` : ''}${demo ? ` · ${DEMO.toLowerCase()}` : ''}`,
    LONGEST_TITLE,
  );
  return {
    summary: cut(`${title}. ${page > 1 ? '' : 'Latest: '}${headline(first, names)} · ${surenessOf(first)}`, 300),
    title,
    blocks: facts.flatMap((fact, i): Block[] => [...(i ? [{ kind: 'divider' } as const] : []), ...entry(fact, names)]),
    footer: [
      pages > 1 ? `Page ${page} of ${pages}, newest first` : 'Newest first',
      `/deal #${first.shortId} tells one in full`,
      demo && `${DEMO.toLowerCase()}, not current news`,
    ]
      .filter(Boolean)
      .join(' · '),
    buttons: buttons(
      page < pages && ['Next page', at(page + 1)],
      page > 1 && ['Previous page', at(page - 1)],
      context.follow && ['Subscribe', { do: 'subscribe', company: company.slug }],
    ),
  };
}

/** One fact in full: every field, what was told besides, each outlet's sentence, replies. */
export function factCard(fact: Fact, { names }: { names: Names }): Card {
  const sentence = headline(fact, names);
  const demo = isDemo([fact]);
  const title = titleOf(sentence, surenessInTitle(fact), demo);
  const outletsOf = (ids: readonly string[]) =>
    unique(fact.claims.filter((c) => ids.includes(c.id)).map((c) => clean(c.outlet, 40)));
  const fields = fact.fields
    .filter((f) => f.role !== 'stance' && f.role !== 'terms')
    .map((f) => ({ role: f.role, texts: unique(f.present.map((v) => valueWords(v, fact, names))) }))
    .filter((f) => f.texts.length)
    .map(({ role, texts }) => ({ label: capital(roleWords(role, texts.length)), value: [and(texts, 8)] }));
  const besides = fact.fields.flatMap((f) =>
    f.others.map((v) => {
      const outlets = outletsOf(v.claimIds);
      return [
        `${capital(ROLE_WORDS[f.role])} ${valueWords(v, fact, names)}${outlets.length ? ` (${and(outlets, 3)})` : ''}`,
      ];
    }),
  );
  const terms = furtherFields(fact, names, '').find((f) => f.role === 'terms');
  const evidence = evidenceBlocks({ ...fact, fields: [] }, names, '', 4);
  return {
    summary: titleOf(sentence, surenessOf(fact), demo),
    title,
    blocks: [
      ...(title.includes(sentence) ? [] : [{ kind: 'text' as const, text: [{ text: sentence, bold: true as const }] }]),
      {
        kind: 'fields',
        fields: [
          { label: 'Type', value: [TYPE_WORDS[fact.type]] },
          { label: 'Stands', value: [standing(fact)] },
          ...fields.slice(0, 12),
          { label: 'First told', value: [{ time: fact.firstAt }] },
          { label: 'Latest', value: [{ time: fact.lastAt }] },
        ],
      },
      ...(terms
        ? [
            {
              kind: 'text' as const,
              text: [
                `Terms: ${terms.texts
                  .map((t) => `“${cut(plain(t), 200)}”`)
                  .slice(0, 4)
                  .join('; ')}`,
              ],
            },
          ]
        : []),
      ...evidence,
      ...(besides.length
        ? [
            { kind: 'text' as const, text: ['Also told, less exact or since superseded:'] },
            { kind: 'list' as const, items: besides.slice(0, 8) },
          ]
        : []),
    ],
    footer: [`#${fact.shortId}`, demo && `${DEMO.toLowerCase()}, not current news`].filter(Boolean).join(' · '),
    buttons: buttons(
      ...fact.companies
        .slice(0, 3)
        .map((slug) => [`More on ${names(slug) ?? slug}`, { do: 'deal', company: slug }] as const),
      ['Wrong?', { do: 'wrong', id: fact.id }],
    ),
  };
}
