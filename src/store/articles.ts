import { setImmediate as breath } from 'node:timers/promises';
import { type Selectable, sql } from 'kysely';
import type { Article } from '../domain/article.ts';
import type { Tier } from '../domain/company.ts';
import type { Access, Db } from './access.ts';
import { unpack } from './packing.ts';
import { prepared, preparedChange } from './prepared.ts';
import { chunks, LIST_LIMIT } from './rows.ts';
import type { ArticlesTable, Tables } from './schema.ts';
import type { Store } from './store.ts';

export function createArticles({ read, write, pack }: Access): Store['articles'] {
  return {
    unseen: async (feedId, items, of = {}) => {
      const demo = of.demo ? 1 : 0;
      const known = new Set<string>();
      for (const some of chunks(items)) {
        const rows = await read
          .selectFrom('articles')
          .select('identity')
          .where('feed_id', '=', feedId)
          .where('demo', '=', demo)
          .where(
            'identity',
            'in',
            some.map((item) => item.identity),
          )
          .execute();
        for (const row of rows) known.add(row.identity);
      }
      const outlet = of.outlet ?? (await outletOf(read, feedId));
      const urls = outlet === null ? [] : items.flatMap((item) => item.url ?? []);
      const told = new Set<string | null>();
      for (const some of chunks(urls)) {
        const rows = await read
          .selectFrom('articles')
          .select('url')
          .where('url', 'in', some)
          .where('outlet', '=', outlet as string)
          .where('demo', '=', demo)
          .execute();
        for (const row of rows) told.add(row.url);
      }
      return new Set(
        items
          .filter((item) => !known.has(item.identity) && !(item.url !== null && told.has(item.url)))
          .map((item) => item.identity),
      );
    },

    get: async (id) => {
      const row = await read.selectFrom('articles').selectAll().where('id', '=', id).executeTakeFirst();
      return row ? toArticle(row) : null;
    },

    find: async (feedId, identity, of = {}) => {
      const demo = of.demo ? 1 : 0;
      const own = await read
        .selectFrom('articles')
        .selectAll()
        .where('feed_id', '=', feedId)
        .where('identity', '=', identity)
        .where('demo', '=', demo)
        .executeTakeFirst();
      if (own) return toArticle(own);
      if (!of.url) return null;
      const outlet = of.outlet ?? (await outletOf(read, feedId));
      if (outlet === null) return null;
      const shared = await read
        .selectFrom('articles')
        .selectAll()
        .where('url', '=', of.url)
        .where('outlet', '=', outlet)
        .where('demo', '=', demo)
        .executeTakeFirst();
      return shared ? toArticle(shared) : null;
    },

    insert: (article) =>
      write(async (db) => {
        const inserted = await insertNew(db, { ...fromArticle(article), text: pack(article.text) });
        return inserted ? 'inserted' : 'known';
      }),

    update: (id, { title, text }) =>
      write(async (db) => {
        await db
          .updateTable('articles')
          .set({ title, text: pack(text) })
          .where('id', '=', id)
          .execute();
      }),

    containing: async (text, limit) => {
      const letters = text.toLowerCase();
      const found: Article[] = [];
      for (let after: Article | undefined; found.length < limit; await breath()) {
        const rows = await latest(read, after).execute();
        if (rows.length === 0) break;
        const articles = rows.map(toArticle);
        after = articles.at(-1);
        const holds = (part: string) => part.toLowerCase().includes(letters);
        found.push(...articles.filter((it) => !it.demo && (holds(it.title) || holds(it.text))));
      }
      return found.slice(0, limit);
    },

    news: async (company, limit, offset) => {
      const rows = await newsOf(read, company).limit(limit).offset(offset).execute();
      const facts = new Map<string, string[]>(rows.map((row) => [row.id, []]));
      if (rows.length) {
        const links = await read
          .selectFrom('claims')
          .select(['article_id', 'fact_id'])
          .distinct()
          .where('article_id', 'in', [...facts.keys()])
          .where('fact_id', 'is not', null)
          .orderBy('fact_id')
          .execute();
        for (const link of links) if (link.fact_id !== null) facts.get(link.article_id)?.push(link.fact_id);
      }
      return rows.map((row) => ({ article: toArticle(row), factIds: facts.get(row.id) ?? [] }));
    },
  };
}

const insertNew = preparedChange((db, row: Selectable<ArticlesTable>) =>
  db
    .insertInto('articles')
    .values(row)
    .onConflict((conflict) => conflict.doNothing()),
);

/** The latest articles whose text is kept, behind this one: some. */
export const latest = (db: Db, after: Article | undefined) => {
  const query = db
    .selectFrom('articles')
    .selectAll()
    // The index is for these alone, which SQLite sees in a literal only.
    .where('dropped', '=', sql.lit(0))
    .orderBy('seen', 'desc')
    .orderBy('id', 'desc')
    .limit(LIST_LIMIT);
  return after ? query.where(sql<boolean>`(seen, id) < (${after.seen}, ${after.id})`) : query;
};

export const newsOf = (db: Db, company: string) =>
  db
    .selectFrom('article_companies')
    .innerJoin('articles', 'articles.id', 'article_companies.article_id')
    .selectAll('articles')
    .where('article_companies.slug', '=', company)
    .orderBy('article_companies.at', 'desc')
    .orderBy('article_companies.article_id', 'desc');

/** The outlet of a feed, where any article of it is stored. */
async function outletOf(db: Db, feedId: string): Promise<string | null> {
  const row = await db
    .selectFrom('articles')
    .select('outlet')
    .where('feed_id', '=', feedId)
    .limit(1)
    .executeTakeFirst();
  return row?.outlet ?? null;
}

/** When an article was told, epoch ms. A date in the future is an error of the feed, and would stand on top of the news for ever. */
export const toldAt = ({ published, seen }: Pick<Article, 'published' | 'seen'>): number =>
  Math.min(published ?? seen, seen);

/** When these articles were told. */
export const tellings = async (db: Db, ids: readonly string[]): Promise<{ id: string; at: number }[]> =>
  (await dates(db, ids)).map((row) => ({ id: row.id, at: toldAt(row) }));
const dates = prepared((db, ids: readonly string[]) =>
  db.selectFrom('articles').select(['id', 'published', 'seen']).where('id', 'in', ids),
);

/** Lists articles under the companies that they mention or that their facts concern. */
export async function listUnder(
  db: Db,
  articles: readonly { id: string; at: number }[],
  slugs: readonly string[],
): Promise<void> {
  const told = new Map(articles.map((article) => [article.id, article.at]));
  const rows = [...told].flatMap(([article_id, at]) => [...new Set(slugs)].map((slug) => ({ article_id, slug, at })));
  for (const some of chunks(rows)) await list(db, some);
}
const list = preparedChange((db, rows: readonly Tables['article_companies'][]) =>
  db
    .insertInto('article_companies')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing()),
);

const fromArticle = (article: Article): Selectable<ArticlesTable> => ({
  id: article.id,
  feed_id: article.feedId,
  identity: article.identity,
  title: article.title,
  text: article.text,
  url: article.url,
  outlet: article.outlet,
  tier: article.tier,
  published: article.published,
  seen: article.seen,
  demo: article.demo ? 1 : 0,
  dropped: article.dropped ? 1 : 0,
});

export const toArticle = (row: Selectable<ArticlesTable>): Article => ({
  id: row.id,
  feedId: row.feed_id,
  identity: row.identity,
  title: row.title,
  text: unpack(row.text),
  url: row.url,
  outlet: row.outlet,
  tier: row.tier as Tier,
  published: row.published,
  seen: row.seen,
  demo: row.demo === 1,
  ...(row.dropped === 1 ? { dropped: true } : {}),
});
