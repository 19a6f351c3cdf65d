import type { Access } from './access.ts';
import { fromJson } from './rows.ts';
import type { BackfillTally, Store } from './store.ts';

export function createBackfills({ read, write }: Access): Store['backfills'] {
  return {
    of: async (since) =>
      (await read.selectFrom('backfills').selectAll().where('since', '=', since).execute()).map((row) => ({
        feedId: row.feed_id,
        next: row.next,
        tally: fromJson<BackfillTally>(row.tally),
      })),
    put: ({ feedId, next, tally }, since) =>
      write(async (db) => {
        const row = { since, next, tally: JSON.stringify(tally) };
        await db
          .insertInto('backfills')
          .values({ feed_id: feedId, ...row })
          .onConflict((oc) => oc.column('feed_id').doUpdateSet(row))
          .execute();
      }),
    end: () => write(async (db) => void (await db.deleteFrom('backfills').execute())),
  };
}
