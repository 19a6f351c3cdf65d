import { type Kysely, sql } from 'kysely';

/** Articles whose text is not kept any more, and what is old, by indexes. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .alterTable('articles')
    .addColumn('dropped', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
  await schema
    .createIndex('articles_age')
    .on('articles')
    .columns(['seen', 'id'])
    .where(sql.ref('dropped'), '=', sql.lit(0))
    .execute();
  await schema
    .createIndex('facts_recalled')
    .on('facts')
    .columns(['last_at', 'id'])
    .where(sql.ref('background'), '=', sql.lit(1))
    .execute();
  await schema.createIndex('deliveries_age').on('deliveries').columns(['created_at', 'id']).execute();
}
