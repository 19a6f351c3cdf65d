import type { Kysely } from 'kysely';

/** Tries in which the bot died, apart from those that a platform did not take. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('deliveries')
    .addColumn('crashes', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
}
