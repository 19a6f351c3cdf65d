import type { Card } from '../chat/card.ts';
import type { CommandSpec } from '../chat/command.ts';
import type { Article } from '../domain/article.ts';
import { newsCard, STORIES_A_PAGE, type Story } from '../present/index.ts';
import type { NewsRow } from '../store/store.ts';
import type { Cluster, Command, Deps } from './command.ts';
import { COMPANY, SHARE } from './options.ts';
import { asAsked, companyOf, isReply, isShared, namesOf } from './reply.ts';

/** Articles that are looked at for stories: what is older is found by `/deal`. */
const ARTICLES = 300;

export const newsSpec: CommandSpec = {
  name: 'news',
  description: 'The latest stories about a company, one line each',
  options: [COMPANY, SHARE],
};

/** A page of stories, from 1. */
export async function newsPage(slug: string, view: { page: number; shared?: boolean }, deps: Deps): Promise<Card> {
  const rows = await deps.store.articles.news(slug, ARTICLES, 0);
  const clusters = (deps.stories ?? byFact)(rows);
  const page = Math.max(1, Math.min(view.page, Math.ceil(clusters.length / STORIES_A_PAGE) || 1));
  const shown = clusters.slice((page - 1) * STORIES_A_PAGE, page * STORIES_A_PAGE);
  const stories = await Promise.all(shown.map((cluster) => toStory(cluster, deps)));
  return newsCard({ slug, name: namesOf(deps)(slug) ?? slug }, stories, {
    page,
    more: clusters.length > page * STORIES_A_PAGE,
    ...(view.shared ? { shared: true } : {}),
  });
}

async function toStory(cluster: Cluster, { store }: Deps): Promise<Story> {
  const best = cluster.articles[0];
  const facts = await Promise.all(cluster.factIds.slice(0, 3).map((id) => store.facts.get(id)));
  return {
    title: best?.title ?? '',
    url: best?.url ?? null,
    outlets: cluster.outlets,
    at: cluster.lastAt,
    facts: facts.flatMap((fact) => (fact ? [fact.shortId] : [])),
    demo: cluster.articles.some((a) => a.demo),
  };
}

/** Articles that share a fact are one story; each other article is its own. */
function byFact(rows: readonly NewsRow[]): Cluster[] {
  const clusters: { rows: NewsRow[]; facts: Set<string> }[] = [];
  for (const row of rows) {
    const home = clusters.find((c) => row.factIds.some((id) => c.facts.has(id)));
    if (home) {
      home.rows.push(row);
      for (const id of row.factIds) home.facts.add(id);
    } else clusters.push({ rows: [row], facts: new Set(row.factIds) });
  }
  return clusters.map(({ rows: members, facts }) => {
    const articles = members.map((m) => m.article).sort((a, b) => a.tier - b.tier || at(a) - at(b));
    return {
      articles,
      factIds: [...facts],
      outlets: [...new Set(articles.map((a) => a.outlet))],
      lastAt: Math.max(...articles.map(at)),
    };
  });
}

const at = (article: Article): number => article.published ?? article.seen;

export const news: Command = {
  spec: newsSpec,
  async answer(call, deps) {
    const found = companyOf(call.options.company, newsSpec, deps, (slug) => ({ do: 'news', company: slug, page: 1 }));
    if (isReply(found)) return found;
    return asAsked(call, await newsPage(found.slug, { page: 1, shared: isShared(call) }, deps));
  },
};
