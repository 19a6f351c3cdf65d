import type { Article } from './domain/article.ts';
import type { Extraction } from './domain/claim.ts';
import type { Delivery } from './domain/delivery.ts';
import type { Change, Fact, SourcedClaim } from './domain/fact.ts';
import { newId as rowId } from './domain/id.ts';
import { notify } from './intake/notify.ts';
import { reconcile } from './intake/reconcile.ts';
import { sourced } from './intake/sourced.ts';
import type { Store } from './store/store.ts';

export interface IntakeResult {
  /** The article as it is stored: for one that was known before, with the id it has had. */
  article: Article;
  outcome: 'new' | 'edited' | 'known';
  claims: SourcedClaim[];
  /** The facts that it made or changed; others that it only told again are `counted`. */
  facts: { fact: Fact; change: Change }[];
  deliveries: Delivery[];
}

export interface Intake {
  /**
   * Stores an article with what was extracted from it, brings the facts in line, and owes the subscribed channels what
   * became known: all in one transaction, or nothing. `quiet` owes nothing (first reading of a feed, backfill). Throws
   * what the store throws.
   */
  take(article: Article, extraction: Extraction, options: { quiet: boolean }): Promise<IntakeResult>;
}

export interface IntakeParts {
  store: Store;
  /** Epoch ms. */
  now?: () => number;
  newId?: () => string;
  /** Called after a transaction that left deliveries owed. */
  onDeliveries?: () => void;
}

/** Article in, facts and deliveries out. What it takes of the network and of the processor was spent before. */
export function createIntake({ store, now = Date.now, newId = rowId, onDeliveries }: IntakeParts): Intake {
  return {
    take: async (article, extraction, { quiet }) => {
      const result = await store.transaction(async (tx): Promise<IntakeResult> => {
        const { stored, outcome } = await storeArticle(tx, article);
        if (outcome === 'known') return { article: stored, outcome, claims: [], facts: [], deliveries: [] };
        const before = outcome === 'edited' ? await tx.facts.toldBy(stored.id) : [];
        const dropped = {
          facts: before,
          claims: new Set(
            before.flatMap((fact) => fact.claims.filter((it) => it.articleId === stored.id).map((it) => it.id)),
          ),
        };
        if (outcome === 'edited') await tx.claims.supersede(stored.id);
        const claims = sourced(
          stored,
          extraction.claims.map((claim) => ({ ...claim, id: newId() })),
        );
        const mentions = [...new Set(extraction.mentions.map((mention) => mention.slug))];
        await tx.claims.insert(
          stored.id,
          mentions,
          claims.map(({ articleId, outlet, tier, title, url, at, demo, ...claim }) => claim),
        );
        const { facts } = await reconcile(tx, claims, dropped, { now, newId });
        const deliveries = quiet ? [] : await notify(tx, stored, facts, { now, newId });
        return { article: stored, outcome, claims, facts, deliveries };
        // What is lost with the power is in the feed, which is not noted as read before; and what is owed is kept before it is sent.
      }, 'soon');
      if (result.deliveries.length > 0) onDeliveries?.();
      return result;
    },
  };
}

/** Inserts the article, or finds it as it was stored and says whether its words are new. */
async function storeArticle(
  tx: Store,
  article: Article,
): Promise<{ stored: Article; outcome: IntakeResult['outcome'] }> {
  if ((await tx.articles.insert(article)) === 'inserted') return { stored: article, outcome: 'new' };
  const world = { url: article.url, outlet: article.outlet, demo: article.demo };
  const known = await tx.articles.find(article.feedId, article.identity, world);
  if (!known) return { stored: article, outcome: 'known' };
  // The same item in another feed of the outlet may be cut differently: only its own feed edits an article. And where its
  // words are not kept any more, nothing tells an edit from old words.
  if (known.feedId !== article.feedId || known.dropped || !isEdit(known, article))
    return { stored: known, outcome: 'known' };
  const { title, text } = article;
  await tx.articles.update(known.id, { title, text });
  return { stored: { ...known, title, text }, outcome: 'edited' };
}

/** An edit has other words. A summary of what was read in full is none: the page could not be read this time. */
function isEdit(known: Article, article: Article): boolean {
  const plain = (text: string) => text.replace(/\s+/g, ' ').trim();
  if (plain(known.title) !== plain(article.title)) return true;
  const [before, after] = [plain(known.text), plain(article.text)];
  return after !== '' && after !== before && !before.includes(after.replace(/\s*(?:…|\.\.\.|\[…\])$/, ''));
}
