import type { ArticleText } from '../domain/article.ts';
import { memo } from './memo.ts';
import type { Names } from './mentions.ts';

/** Finds the tracked company whose own feed or site an article comes from. */
export function housesOf({ companies, feeds }: Names): (article: ArticleText) => string | null {
  const byFeed = new Map<string, string>();
  const byDomain = new Map<string, number>();
  const byBareName = new Map<string, string>();
  const byName = new Map<string, string>();
  // The first that is listed counts.
  const put = <T>(map: Map<string, T>, key: string, value: T): void => {
    if (!map.has(key)) map.set(key, value);
  };
  for (const feed of feeds)
    if (feed.company)
      for (const name of [feed.outlet.toLowerCase(), feed.title.toLowerCase(), feed.id])
        put(byFeed, name, feed.company);
  companies.forEach(({ slug, name, aliases, domains }, index) => {
    for (const domain of domains) put(byDomain, domain, index);
    for (const text of [slug, ...aliases.map((alias) => alias.text)])
      put(byBareName, text.toLowerCase().replaceAll(/[^a-z0-9]/g, ''), slug);
    put(byName, name.toLowerCase(), slug);
  });
  // Many articles come from few places.
  const ownerOf = memo((host: string): string | null => {
    const labels = host.split('.');
    const owners = labels.flatMap((_, k) => byDomain.get(labels.slice(k).join('.')) ?? []);
    return owners.length > 0 ? (companies[Math.min(...owners)]?.slug ?? null) : null;
  });
  const calledBy = memo((source: string): string | null => {
    const official = /^official:([a-z_]+)/
      .exec(source)?.[1]
      ?.replaceAll('_', '')
      .replace(/news$|blog$/, '');
    const blog = /^(.+?) (?:news|blog|newsroom)$/.exec(source)?.[1];
    return (official && byBareName.get(official)) || (blog && byName.get(blog)) || null;
  });
  return (article) => {
    const source = (article.source ?? '').toLowerCase();
    const host = /^https?:\/\/(?:www\.)?([^/:?#]+)/i.exec(article.url ?? '')?.[1]?.toLowerCase();
    return byFeed.get(source) ?? ((host && ownerOf(host)) || calledBy(source));
  };
}
