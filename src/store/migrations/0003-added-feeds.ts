import type { Kysely } from 'kysely';

/** Feeds that managers added and removed, beside those of the catalogue. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const [name, type] of [
    ['added', 'text'],
    ['added_by', 'text'],
    ['added_at', 'bigint'],
    ['removed_at', 'bigint'],
  ] as const)
    await db.schema.alterTable('feeds').addColumn(name, type).execute();
}
