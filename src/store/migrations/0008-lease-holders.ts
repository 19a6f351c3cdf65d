import type { Kysely } from 'kysely';

/** Which process holds a lease, for others that share the database; and sites that want to be left in peace. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of ['deliveries', 'feeds'])
    await db.schema.alterTable(table).addColumn('lease_holder', 'bigint').execute();
  await db.schema
    .createIndex('feeds_leases')
    .on('feeds')
    .column('leased_until')
    .where('leased_until', 'is not', null)
    .execute();
}
