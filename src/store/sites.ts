import type { Access } from './access.ts';
import type { Store } from './store.ts';

export const createSites = ({ read, write }: Access): Store['sites'] => ({
  leave: (site, until) =>
    write(async (db) => {
      await db
        .insertInto('sites')
        .values({ site, left_until: until })
        .onConflict((conflict) =>
          conflict.column('site').doUpdateSet({ left_until: until }).where('sites.left_until', '<', until),
        )
        .execute();
    }, 'repeatable'),

  leftUntil: async (site) =>
    (await read.selectFrom('sites').select('left_until').where('site', '=', site).executeTakeFirst())?.left_until ??
    null,
});
