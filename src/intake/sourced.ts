import type { Article } from '../domain/article.ts';
import type { Claim } from '../domain/claim.ts';
import type { SourcedClaim } from '../domain/fact.ts';

/** The claims of an article, with what the ledger needs to know of it. */
export function sourced(article: Article, claims: readonly (Claim & { id: string })[]): SourcedClaim[] {
  const { id: articleId, outlet, tier, title, url, demo } = article;
  // A date in the future is an error of the feed.
  const at = Math.min(article.published ?? article.seen, article.seen);
  return claims.map((claim) => ({ ...claim, articleId, outlet, tier, title, url, at, demo }));
}
