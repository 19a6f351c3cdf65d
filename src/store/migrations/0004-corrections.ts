import type { Kysely } from 'kysely';

/** What people said against the articles, or beyond them: kept for ever, also where their fact is gone. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('corrections')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('fact_id', 'text', (c) => c.notNull())
    .addColumn('platform', 'text')
    .addColumn('workspace', 'text')
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('subject', 'text', (c) => c.notNull())
    .addColumn('what', 'text', (c) => c.notNull())
    .addColumn('before', 'text')
    .addColumn('after', 'text')
    .addColumn('by', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('seq', 'bigint', (c) => c.notNull())
    .addColumn('standing', 'integer', (c) => c.notNull())
    .execute();
  await schema.createIndex('corrections_fact').on('corrections').columns(['fact_id', 'standing', 'seq']).execute();
  await schema.createIndex('corrections_kind').on('corrections').columns(['kind', 'standing', 'fact_id']).execute();
}
