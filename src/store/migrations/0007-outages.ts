import { type Kysely, sql } from 'kysely';

/** Channels that cannot be reached, and workspaces that the bot was taken out of. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('outages')
    .addColumn('channel_key', 'text', (c) => c.primaryKey().references('channels.key').onDelete('cascade'))
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('tell_at', 'bigint')
    .addColumn('told_at', 'bigint')
    .addColumn('check_at', 'bigint')
    .addColumn('checks', 'integer', (c) => c.notNull())
    .addColumn('uninvited', 'integer', (c) => c.notNull())
    .execute();
  await schema
    .createTable('removals')
    .addColumn('platform', 'text', (c) => c.notNull())
    .addColumn('workspace', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('removals_pk', ['platform', 'workspace'])
    .execute();
  // What is paused already is looked at soon; nobody is told of what is old.
  await sql`insert into outages (channel_key, reason, check_at, checks, uninvited)
    select channel_key, min(paused), 0, 0, 0 from subscriptions where paused is not null group by channel_key`.execute(
    db,
  );
}
