import type { Kysely } from 'kysely';

/** Sites that asked to be left in peace, for all processes that read feeds. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('sites')
    .addColumn('site', 'text', (c) => c.primaryKey())
    .addColumn('left_until', 'bigint', (c) => c.notNull())
    .execute();
}
