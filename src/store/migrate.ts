import type { Kysely } from 'kysely';
import { StoreError } from './errors.ts';
import { takeTurn } from './locks.ts';
import { MIGRATIONS } from './migrations/index.ts';
import type { Tables } from './schema.ts';

/** The version that this program reads and writes. */
export const SCHEMA_VERSION = MIGRATIONS.length;

/**
 * Brings the database up to `SCHEMA_VERSION` in one transaction: all missing steps, or none. Does nothing, and takes no
 * lock, where nothing is missing. Two processes that start together take turns.
 */
export async function migrate(db: Kysely<Tables>, now: number, steps: typeof MIGRATIONS = MIGRATIONS): Promise<void> {
  if ((await versionOf(db)) === steps.length) return;
  await db.transaction().execute(async (tx) => {
    await takeTurn(tx);
    await tx.schema
      .createTable('schema_version')
      .ifNotExists()
      .addColumn('version', 'integer', (c) => c.primaryKey())
      .addColumn('applied_at', 'bigint', (c) => c.notNull())
      .execute();
    const have = (await versionOf(tx)) ?? 0;
    if (have > steps.length)
      throw new StoreError(
        'newer',
        `The database was written by a newer dealwire (its version is ${have}, this program knows ${steps.length}). Install the newer dealwire again.`,
      );
    for (const [index, step] of steps.entries()) {
      if (index < have) continue;
      await step(tx as unknown as Kysely<unknown>);
      await tx
        .insertInto('schema_version')
        .values({ version: index + 1, applied_at: now })
        .execute();
    }
  });
}

/** Null for a database without any version. */
export async function versionOf(db: Kysely<Tables>): Promise<number | null> {
  const tables = await db.introspection.getTables();
  if (!tables.some((t) => t.name === 'schema_version')) return null;
  const row = await db
    .selectFrom('schema_version')
    .select((eb) => eb.fn.max('version').as('version'))
    .executeTakeFirst();
  return row?.version ?? 0;
}
