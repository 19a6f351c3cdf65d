import type { Article } from '../domain/article.ts';
import { words } from './keys.ts';

/** The articles of several outlets that tell one piece of news. */
export interface Story {
  /** The best telling first: a primary source before a secondary one, the earlier before the later. */
  articles: Article[];
  factIds: string[];
  /** Each outlet once, in that order. */
  outlets: string[];
  /** Epoch ms of the first and the latest article. */
  firstAt: number;
  lastAt: number;
}

const TWO_DAYS = 2 * 86_400_000;
const ALIKE = 0.5;
/** An article of one fact shared may be about something else that recalls it days later. */
const SHARED_FACT = 4 * 86_400_000;
const STOP = new Set(
  'the and for with from into over after amid says said say will its his her their that this has have are was were new about than more how why what who report reports reportedly exclusive'.split(
    ' ',
  ),
);

export const timeOf = (article: Article): number => article.published ?? article.seen;

function titleWords(title: string): Set<string> {
  return new Set(words(title).filter((word) => word.length > 2 && !STOP.has(word)));
}

/** Share of the shorter title's words that stand in the other as well. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const least = Math.min(a.size, b.size);
  if (least < 3) return 0;
  let common = 0;
  for (const word of a) if (b.has(word)) common += 1;
  return common / least;
}

/**
 * Clusters articles into stories, the latest first. Articles belong together if they tell a fact in common within four
 * days or have similar titles within two. A function of the set of rows: order never matters.
 */
export function clusterStories(rows: readonly { article: Article; factIds: readonly string[] }[]): Story[] {
  const ordered = [...rows].sort(
    (a, b) => timeOf(a.article) - timeOf(b.article) || (a.article.id < b.article.id ? -1 : 1),
  );
  const titles = ordered.map((row) => titleWords(row.article.title));
  const home = ordered.map((_, i) => i);
  const find = (i: number): number => {
    let root = i;
    while (home[root] !== root) root = home[root] as number;
    return root;
  };
  ordered.forEach((row, i) => {
    for (let j = i + 1; j < ordered.length; j += 1) {
      const other = ordered[j] as (typeof ordered)[number];
      const apart = timeOf(other.article) - timeOf(row.article);
      if (apart > SHARED_FACT) break;
      const sharesFact = row.factIds.some((id) => other.factIds.includes(id));
      const similar = apart <= TWO_DAYS && likeness(titles[i] as Set<string>, titles[j] as Set<string>) >= ALIKE;
      if (sharesFact || similar) {
        const [x, y] = [find(i), find(j)];
        home[Math.max(x, y)] = Math.min(x, y);
      }
    }
  });
  const stories = new Map<number, typeof ordered>();
  ordered.forEach((row, i) => {
    const root = find(i);
    stories.set(root, [...(stories.get(root) ?? []), row]);
  });
  return [...stories.values()]
    .map(toStory)
    .sort((a, b) => b.lastAt - a.lastAt || b.articles.length - a.articles.length || b.firstAt - a.firstAt);
}

function toStory(rows: readonly { article: Article; factIds: readonly string[] }[]): Story {
  const articles = rows.map((row) => row.article).sort((a, b) => a.tier - b.tier || timeOf(a) - timeOf(b));
  const times = articles.map(timeOf);
  return {
    articles,
    factIds: [...new Set(rows.flatMap((row) => row.factIds))],
    outlets: [...new Set(articles.map((article) => article.outlet))],
    firstAt: Math.min(...times),
    lastAt: Math.max(...times),
  };
}
