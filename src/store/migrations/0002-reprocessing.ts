import type { Kysely } from 'kysely';

/** What a run of `reprocess` must remember until it ends: how far it is, and how the ledger stood when it began. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;

  await schema
    .createTable('reprocessing')
    .addColumn('id', 'integer', (c) => c.primaryKey())
    .addColumn('run', 'text', (c) => c.notNull())
    .addColumn('rules', 'text', (c) => c.notNull())
    .addColumn('started_at', 'bigint', (c) => c.notNull())
    .addColumn('cursor_at', 'bigint')
    .addColumn('cursor_id', 'text')
    .addColumn('tally', 'text', (c) => c.notNull())
    .execute();

  await schema
    .createTable('reprocessing_facts')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('short_id', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .execute();

  await schema
    .createTable('reprocessing_claims')
    .addColumn('claim_id', 'text', (c) => c.primaryKey())
    .addColumn('fact_id', 'text', (c) => c.notNull())
    .execute();
}
