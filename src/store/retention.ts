/** What is old and needed by nothing any more goes, some rows in a transaction, so that nobody waits. */
import { sql } from 'kysely';
import type { Access, Db } from './access.ts';
import { lockChannels } from './locks.ts';
import { LIST_LIMIT } from './rows.ts';
import type { Aged, Store } from './store.ts';

/** A row of a table in the order of its age. */
interface Row extends Aged {
  /** Of deliveries. */
  channel?: string;
}

/** How rows of one kind are found, oldest first; which of some may go; and how they do, with the turn held. */
interface Kind {
  page(db: Db, before: number, after: Aged | null): { execute(): Promise<Row[]> };
  needless(db: Db, ids: readonly string[], before: number): { execute(): Promise<{ id: string }[]> };
  drop(db: Db, ids: readonly string[]): Promise<void>;
}

export function createRetention({ read, turn }: Access): Store['retention'] {
  return {
    sweep: async (what, before, after) => {
      const kind = KINDS[what];
      const rows = await kind.page(read, before, after).execute();
      const next = rows.length < LIST_LIMIT ? null : (rows.at(-1) ?? null);
      const found = rows.length
        ? await kind
            .needless(
              read,
              rows.map((row) => row.id),
              before,
            )
            .execute()
        : [];
      if (!found.length) return { dropped: 0, next };
      const ids = new Set(found.map((row) => row.id));
      const dropped = await turn(async (db) => {
        // It remembers claims and facts by their ids till it ends.
        if (await db.selectFrom('reprocessing').select('id').executeTakeFirst()) return 0;
        await lockChannels(
          db,
          rows.filter((row) => ids.has(row.id)).flatMap((row) => row.channel ?? []),
        );
        // Somebody may have come to need them.
        const still = await kind.needless(db, [...ids], before).execute();
        if (still.length)
          await kind.drop(
            db,
            still.map((row) => row.id),
          );
        return still.length;
      });
      return { dropped, next: next && { at: next.at, id: next.id } };
    },
  };
}

/** Messages that are settled and will never be edited: nothing refers to them, and nothing they tell has changed since. */
export const agedDeliveries = (db: Db, before: number, after: Aged | null) => {
  const query = db
    .selectFrom('deliveries')
    .select(['id', 'created_at as at', 'channel_key as channel'])
    .where('created_at', '<', before)
    .orderBy('created_at')
    .orderBy('id')
    .limit(LIST_LIMIT);
  return after ? query.where(sql<boolean>`(created_at, id) > (${after.at}, ${after.id})`) : query;
};

export const needlessDeliveries = (db: Db, ids: readonly string[], before: number) =>
  db
    .selectFrom('deliveries')
    .select('id')
    .where('id', 'in', ids)
    .where((eb) =>
      eb.or([eb('state', 'in', ['sent', 'folded']), eb.and([eb('state', '=', 'held'), eb('cause', '<>', 'channel')])]),
    )
    .where((eb) => eb(eb.fn.coalesce('sent_at', 'created_at'), '<', before))
    .where((eb) =>
      eb.not(
        eb.exists(
          eb.selectFrom('deliveries as update').select('update.id').whereRef('update.alert_id', '=', 'deliveries.id'),
        ),
      ),
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('deliveries as member')
            .select('member.id')
            .whereRef('member.folded_into', '=', 'deliveries.id'),
        ),
      ),
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('delivery_facts')
            .innerJoin('facts', 'facts.id', 'delivery_facts.fact_id')
            .select('facts.id')
            .whereRef('delivery_facts.delivery_id', '=', 'deliveries.id')
            .where((e) => e.or([e('facts.last_at', '>=', before), e('facts.changed_at', '>=', before)])),
        ),
      ),
    );

/** Facts that articles only ever recalled in passing: nobody was told of them, and nobody said anything about them. */
export const agedFacts = (db: Db, before: number, after: Aged | null) => {
  const query = db
    .selectFrom('facts')
    .select(['id', 'last_at as at'])
    // The index is for these alone, which SQLite sees in a literal only.
    .where('background', '=', sql.lit(1))
    .where('last_at', '<', before)
    .orderBy('last_at')
    .orderBy('id')
    .limit(LIST_LIMIT);
  return after ? query.where(sql<boolean>`(last_at, id) > (${after.at}, ${after.id})`) : query;
};

export const needlessFacts = (db: Db, ids: readonly string[], before: number) =>
  db
    .selectFrom('facts')
    .select('id')
    .where('id', 'in', ids)
    .where('background', '=', 1)
    .where('last_at', '<', before)
    .where('changed_at', '<', before)
    .where((eb) =>
      eb.not(eb.exists(eb.selectFrom('delivery_facts').select('fact_id').whereRef('fact_id', '=', 'facts.id'))),
    )
    .where((eb) =>
      eb.not(eb.exists(eb.selectFrom('corrections').select('fact_id').whereRef('fact_id', '=', 'facts.id'))),
    )
    .where('id', 'not in', (eb) => eb.selectFrom('reports').select('fact_id').where('closed_at', 'is', null));

async function dropFacts(db: Db, ids: readonly string[]): Promise<void> {
  await db.deleteFrom('claims').where('fact_id', 'in', ids).execute();
  await db.deleteFrom('facts').where('id', 'in', ids).execute();
}

/** Articles that no fact rests on. */
export const agedArticles = (db: Db, before: number, after: Aged | null) => {
  const query = db
    .selectFrom('articles')
    .select(['id', 'seen as at'])
    .where('dropped', '=', sql.lit(0))
    .where('seen', '<', before)
    .orderBy('seen')
    .orderBy('id')
    .limit(LIST_LIMIT);
  return after ? query.where(sql<boolean>`(seen, id) > (${after.at}, ${after.id})`) : query;
};

export const needlessArticles = (db: Db, ids: readonly string[]) =>
  db
    .selectFrom('articles')
    .select('id')
    .where('id', 'in', ids)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('claims')
            .select('claims.id')
            .whereRef('claims.article_id', '=', 'articles.id')
            .where('claims.fact_id', 'is not', null),
        ),
      ),
    );

/** The row stays, with what the article is known by: feeds show old items again, which must not be news then. */
async function dropArticles(db: Db, ids: readonly string[]): Promise<void> {
  await db.deleteFrom('article_companies').where('article_id', 'in', ids).execute();
  await db.deleteFrom('claims').where('article_id', 'in', ids).execute();
  await db.updateTable('articles').set({ text: '', dropped: 1 }).where('id', 'in', ids).execute();
}

const KINDS: Readonly<Record<Parameters<Store['retention']['sweep']>[0], Kind>> = {
  deliveries: {
    page: agedDeliveries,
    needless: needlessDeliveries,
    drop: async (db, ids) => void (await db.deleteFrom('deliveries').where('id', 'in', ids).execute()),
  },
  facts: { page: agedFacts, needless: needlessFacts, drop: dropFacts },
  articles: { page: agedArticles, needless: needlessArticles, drop: dropArticles },
};
