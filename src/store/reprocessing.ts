import { sql } from 'kysely';
import type { Access, Db } from './access.ts';
import { listUnder, tellings, toArticle } from './articles.ts';
import { fromClaim } from './claims.ts';
import { readClaim, readState } from './lean.ts';
import { chunks, fromJson } from './rows.ts';
import type { Store, Tally } from './store.ts';

const NOTHING: Tally = { articles: 0, kept: 0, made: 0, gone: 0 };

/** When an article was told; a date in the future is an error of the feed. */
const TOLD = sql<number>`case when published is null or published > seen then seen else published end`;

export function createReprocessing({ read, turn }: Access): Store['reprocessing'] {
  return {
    begin: (run, rules, now) =>
      turn(async (db) => {
        const left = await db.selectFrom('reprocessing').selectAll().executeTakeFirst();
        if (left?.rules === rules) {
          await db.updateTable('reprocessing').set({ run }).execute();
          return { resumed: true, tally: fromJson<Tally>(left.tally), startedAt: left.started_at };
        }
        await clear(db);
        await db
          .insertInto('reprocessing')
          .values({
            id: 1,
            run,
            rules,
            started_at: now,
            cursor_at: null,
            cursor_id: null,
            tally: JSON.stringify(NOTHING),
          })
          .execute();
        await db
          .insertInto('reprocessing_facts')
          .columns(['id', 'short_id', 'state'])
          .expression((eb) => eb.selectFrom('facts').select(['id', 'short_id', 'state']))
          .execute();
        await db
          .insertInto('reprocessing_claims')
          .columns(['claim_id', 'fact_id'])
          .expression((eb) => eb.selectFrom('claims').select(['id', 'fact_id']).where('fact_id', 'is not', null))
          .execute();
        return { resumed: false, tally: NOTHING, startedAt: now };
      }),

    waiting: async () => {
      const at = await read.selectFrom('reprocessing').select(['cursor_at', 'cursor_id']).executeTakeFirst();
      let query = read
        .selectFrom('articles')
        .select(['id', TOLD.as('at')])
        .where('dropped', '=', 0)
        .orderBy('at')
        .orderBy('id');
      const { cursor_at, cursor_id } = at ?? {};
      if (cursor_at != null && cursor_id != null)
        query = query.where((eb) =>
          eb.or([eb(TOLD, '>', cursor_at), eb.and([eb(TOLD, '=', cursor_at), eb('id', '>', cursor_id)])]),
        );
      return query.execute();
    },

    articles: async (ids) => {
      const found = new Map<string, ReturnType<typeof toArticle>>();
      for (const some of chunks(ids))
        for (const row of await read.selectFrom('articles').selectAll().where('id', 'in', some).execute())
          found.set(row.id, toArticle(row));
      return ids.flatMap((id) => found.get(id) ?? []);
    },

    claimsOf: async (articleId) => {
      const rows = await read
        .selectFrom('claims')
        .select(['id', 'type', 'status', 'certainty', 'background', 'body'])
        .where('article_id', '=', articleId)
        .where('superseded', '=', 0)
        .orderBy('id')
        .execute();
      return rows.map((row) => ({ ...readClaim(row), id: row.id }));
    },

    replace: (articleId, mentions, { gone, made, kept }) =>
      turn(async (db) => {
        await db.deleteFrom('article_companies').where('article_id', '=', articleId).execute();
        for (const some of chunks(gone)) await db.deleteFrom('claims').where('id', 'in', some).execute();
        for (const { after: _, ...claim } of made)
          await db.insertInto('claims').values(fromClaim(articleId, claim)).execute();
        for (const { id, after } of made) {
          const before = after === null ? undefined : await homeOf(db, after);
          if (before !== undefined)
            await db.insertInto('reprocessing_claims').values({ claim_id: id, fact_id: before }).execute();
        }
        const named = [...made, ...kept].flatMap((claim) => claim.args.flatMap((arg) => arg.slug ?? []));
        await listUnder(db, await tellings(db, [articleId]), [...mentions, ...named]);
      }),

    homes: async (claimIds) => {
      const homes = new Map<string, string>();
      for (const some of chunks(claimIds))
        for (const row of await read
          .selectFrom('reprocessing_claims')
          .selectAll()
          .where('claim_id', 'in', some)
          .execute())
          homes.set(row.claim_id, row.fact_id);
      return homes;
    },

    advance: (run, cursor, tally) =>
      turn(async (db) => {
        const { numUpdatedRows } = await db
          .updateTable('reprocessing')
          .set({ cursor_at: cursor.at, cursor_id: cursor.id, tally: JSON.stringify(tally) })
          .where('run', '=', run)
          .executeTakeFirstOrThrow();
        return numUpdatedRows > 0n;
      }),

    outcome: async () => {
      const now = await read.selectFrom('facts').select(['id', 'short_id', 'state']).execute();
      const before = new Map(
        (await read.selectFrom('reprocessing_facts').selectAll().execute()).map((row) => [row.id, row]),
      );
      const toState = (row: { id: string; short_id: string; state: string }) => ({
        id: row.id,
        shortId: row.short_id,
        state: readState(row.state),
      });
      const made = now.filter((row) => !before.has(row.id)).map(toState);
      const both = now.flatMap((row) => {
        const old = before.get(row.id);
        before.delete(row.id);
        return old && old.state !== row.state ? { before: toState(old), after: toState(row) } : [];
      });
      return { total: now.length, made, both, gone: [...before.values()].map(toState) };
    },

    end: () => turn(clear),
  };
}

/** The fact that a claim was of when the run began. */
async function homeOf(db: Db, claimId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('reprocessing_claims')
    .select('fact_id')
    .where('claim_id', '=', claimId)
    .executeTakeFirst();
  return row?.fact_id;
}

async function clear(db: Db): Promise<void> {
  for (const table of ['reprocessing', 'reprocessing_facts', 'reprocessing_claims'] as const)
    await db.deleteFrom(table).execute();
}
