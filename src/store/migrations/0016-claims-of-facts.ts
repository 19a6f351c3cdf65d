import { type Kysely, sql } from 'kysely';

type Any = Kysely<Record<string, Record<string, string | number | null>>>;

/** A claim is of one fact at most: which, and its place among the claims of it, stands in its own row. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .alterTable('claims')
    .addColumn('fact_id', 'text', (c) => c.references('facts.id').onDelete('set null'))
    .execute();
  await schema.alterTable('claims').addColumn('place', 'integer').execute();
  await (db as Any)
    .updateTable('claims')
    .from('fact_claims')
    .set({ fact_id: sql.ref('fact_claims.fact_id'), place: sql.ref('fact_claims.position') })
    .whereRef('fact_claims.claim_id', '=', 'claims.id')
    .execute();
  await schema.dropTable('fact_claims').execute();
  await schema.createIndex('claims_fact').on('claims').column('fact_id').execute();
}
