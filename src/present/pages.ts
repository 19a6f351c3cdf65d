import type { Block, Rich } from '../chat/card.ts';
import type { Fact } from '../domain/fact.ts';
import { DEMO } from './card.ts';
import { evidenceBlocks, standing, told } from './fact-blocks.ts';
import { type FeedReport, feedLine, tally, worstFirst } from './feeds.ts';
import { count, type Names } from './grammar.ts';
import { headline } from './words.ts';

/** A fact as a page of several shows it: what happened, where it stands, and what that rests on. */
export function factEntry(fact: Fact, names: Names): { headline: string; standing: string; blocks: Block[] } {
  const sentence = headline(fact, names);
  return {
    headline: fact.demo ? `${DEMO}: ${sentence}` : sentence,
    standing: standing(fact),
    blocks: [...evidenceBlocks(fact, names, sentence, 1), { kind: 'text', text: told(fact) }],
  };
}

/** Every feed in a line, worst first, under how many fare how. */
export function feedEntries(feeds: readonly FeedReport[]): { title: string; lines: Rich[] } {
  return {
    title: feeds.length ? tally(feeds) : 'No feed is read',
    lines: worstFirst(feeds).map(feedLine),
  };
}

export const factsCounted = (total: number): string => (total ? count(total, 'fact') : 'nothing known yet');
