import type { Card, Rich } from '../chat/card.ts';
import { cut, safeLink } from '../chat/text.ts';
import type { Action } from './action.ts';
import { buttons, DEMO, isDemo, LONGEST_TITLE, plainCard } from './card.ts';
import { and, clean, unique } from './grammar.ts';

/** One piece of news as one or several outlets tell it; the first article speaks for it. */
export interface Story {
  title: string;
  url: string | null;
  /** Outlets that tell it, first first. */
  outlets: readonly string[];
  /** Epoch ms of its first article. */
  at: number;
  /** Short ids of the facts that it told, most weighty first. */
  facts: readonly string[];
  demo: boolean;
}

export const STORIES_A_PAGE = 8;

/** A page of stories, newest first, one line each. */
export function newsCard(
  company: { slug: string; name: string },
  stories: readonly Story[],
  context: { page: number; more: boolean; shared?: boolean },
): Card {
  const name = clean(company.name);
  const deal = ['What is known', { do: 'deal', company: company.slug }] as const;
  if (!stories.length) {
    return context.page > 1
      ? plainCard(`No more news of ${name}`, [], buttons(['Newest', { do: 'news', company: company.slug }]))
      : plainCard(`No news of ${name} yet`, ['It appears here as soon as a feed names the company.'], buttons(deal));
  }
  const demo = isDemo(stories);
  const title = cut(`${name} in the news${demo ? ` · ${DEMO.toLowerCase()}` : ''}`, LONGEST_TITLE);
  const at = (page: number): Action => ({
    do: 'news',
    company: company.slug,
    page,
    ...(context.shared ? { apart: true } : {}),
  });
  return {
    summary: cut(`${title}. Latest: ${clean(stories[0]?.title ?? '', 200)}`, 300),
    title,
    blocks: [{ kind: 'list', items: stories.map(storyLine) }],
    footer: [
      context.page > 1 ? `Page ${context.page}, newest first` : 'Newest first',
      demo && `${DEMO.toLowerCase()}, not current news`,
    ]
      .filter(Boolean)
      .join(' · '),
    buttons: buttons(
      context.more && ['Older', at(context.page + 1)],
      context.page > 1 && ['Newer', at(context.page - 1)],
      deal,
    ),
  };
}

function storyLine(story: Story): Rich {
  const link = safeLink(story.url);
  const text = clean(story.title, 180) || 'Untitled';
  const outlets = unique(story.outlets.map((o) => clean(o, 40)));
  const facts = story.facts.slice(0, 3).map((id) => `#${id}`);
  return [
    link ? { text, link } : text,
    `${outlets.length ? ` – ${and(outlets, 3)}` : ''}, `,
    { time: story.at },
    facts.length ? ` · ${facts.join(' ')}` : '',
  ];
}
