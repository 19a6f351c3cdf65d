import type { Kysely } from 'kysely';

/** How far reading history is: a row for each feed of a run that has not ended. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('backfills')
    .addColumn('feed_id', 'text', (c) => c.primaryKey())
    .addColumn('since', 'bigint', (c) => c.notNull())
    .addColumn('next', 'text')
    .addColumn('tally', 'text', (c) => c.notNull())
    .execute();
}
