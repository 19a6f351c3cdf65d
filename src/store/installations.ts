import type { Access } from './access.ts';
import type { Store } from './store.ts';

export function createInstallations({ read, write }: Access): Store['installations'] {
  return {
    get: async (platform, workspace) =>
      (
        await read
          .selectFrom('installations')
          .select('sealed')
          .where('platform', '=', platform)
          .where('workspace', '=', workspace)
          .executeTakeFirst()
      )?.sealed ?? null,

    put: (platform, workspace, sealed) =>
      write(async (db) => {
        await db
          .insertInto('installations')
          .values({ platform, workspace, sealed })
          .onConflict((conflict) => conflict.columns(['platform', 'workspace']).doUpdateSet({ sealed }))
          .execute();
      }),

    delete: (platform, workspace) =>
      write(async (db) => {
        const { numDeletedRows } = await db
          .deleteFrom('installations')
          .where('platform', '=', platform)
          .where('workspace', '=', workspace)
          .executeTakeFirstOrThrow();
        return numDeletedRows > 0n;
      }),

    all: () => read.selectFrom('installations').selectAll().orderBy('platform').orderBy('workspace').execute(),
  };
}

/** Remembers keys that may be used once. */
export const createOnce =
  ({ write }: Access): Store['once'] =>
  (key, until, now) =>
    write(async (db) => {
      await db.deleteFrom('used_once').where('until', '<=', now).execute();
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('used_once')
        .values({ key, until })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirstOrThrow();
      return (numInsertedOrUpdatedRows ?? 0n) > 0n;
    });
