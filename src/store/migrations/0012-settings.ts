import type { Kysely } from 'kysely';

/** When channels want to be told, and who may change that in a workspace. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema.alterTable('channels').addColumn('settings', 'text').execute();
  await schema
    .createTable('workspaces')
    .addColumn('platform', 'text', (c) => c.notNull())
    .addColumn('workspace', 'text', (c) => c.notNull())
    .addColumn('managers', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('workspaces_pk', ['platform', 'workspace'])
    .execute();
}
