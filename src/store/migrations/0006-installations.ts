import type { Kysely } from 'kysely';

/** Workspaces that installed the bot, with what it needs to act there, encrypted; and what may be used once only. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('installations')
    .addColumn('platform', 'text', (c) => c.notNull())
    .addColumn('workspace', 'text', (c) => c.notNull())
    .addColumn('sealed', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('installations_pk', ['platform', 'workspace'])
    .execute();
  await schema
    .createTable('used_once')
    .addColumn('key', 'text', (c) => c.primaryKey())
    .addColumn('until', 'bigint', (c) => c.notNull())
    .execute();
}
