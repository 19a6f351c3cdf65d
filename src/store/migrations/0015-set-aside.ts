import type { Kysely } from 'kysely';

/** Since when a message is set aside, and what a workspace wants of one that may stand already. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema.alterTable('deliveries').addColumn('held_at', 'bigint').execute();
  await schema.alterTable('workspaces').addColumn('when_unsure', 'text').execute();
}
