import type { Selectable } from 'kysely';
import type { Access, Db } from './access.ts';
import { unclaimed } from './locks.ts';
import { chunks } from './rows.ts';
import type { FeedsTable } from './schema.ts';
import type { AddedFeed, FeedRow, Store } from './store.ts';

/** An offer that nobody took up is forgotten after this long. */
const OFFER_MS = 7 * 86_400_000;
/** A row binds twenty values, and engines take some thousands in one statement. */
const FEW_ROWS = 50;

/** `holder`: what this process writes beside its leases. */
export function createFeeds({ read, write, turn }: Access, holder: number | null): Store['feeds'] {
  return {
    sync: (feeds, now) =>
      turn(async (db) => {
        const rows = await db
          .selectFrom('feeds')
          .select(['id', 'url', 'listed_url', 'listed', 'added', 'removed_at'])
          .execute();
        const known = new Map(rows.map((row) => [row.id, row]));
        const fresh = feeds.filter(({ id }) => !known.has(id)).map(({ id, url }) => unread(id, url, now));
        for (const some of chunks(fresh, FEW_ROWS)) await db.insertInto('feeds').values(some).execute();
        for (const { id, url } of feeds) {
          const row = known.get(id);
          if (!row) continue;
          const listed = row.removed_at === null ? 1 : 0;
          if (row.listed_url === url) {
            if (row.listed !== listed || row.added !== null)
              await db.updateTable('feeds').set({ added: null, listed }).where('id', '=', id).execute();
            continue;
          }
          // Another address: what was learnt of the old one (its validators, its failures) says nothing of it.
          const { primed: _, newest_item: __, removed_at: ___, ...anew } = unread(id, url, now);
          await db
            .updateTable('feeds')
            .set({ ...anew, added: null, listed })
            .where('id', '=', id)
            .execute();
        }
        const [ids, urls] = [new Set(feeds.map((feed) => feed.id)), new Set(feeds.map((feed) => feed.url))];
        const over = rows.filter(
          (row) =>
            row.listed === 1 &&
            !ids.has(row.id) &&
            (row.added === null || urls.has(row.url) || urls.has(row.listed_url)),
        );
        for (const some of chunks(over.map((row) => row.id)))
          await db.updateTable('feeds').set({ listed: 0 }).where('id', 'in', some).execute();
      }),

    lease: (limit, now, leaseMs) =>
      write(async (db) => {
        const due = await unclaimed(db, 'feeds', dueFeeds(db, now, limit).select('id')).execute();
        if (!due.length) return [];
        const leased: FeedRow[] = [];
        for (const some of chunks(due.map((row) => row.id)))
          leased.push(
            ...(
              await db
                .updateTable('feeds')
                .set({ leased_until: now + leaseMs, lease_holder: holder })
                .where('id', 'in', some)
                .returningAll()
                .execute()
            ).map(toFeed),
          );
        return leased.sort((a, b) => a.nextAt - b.nextAt || (a.id < b.id ? -1 : 1));
      }),

    get: async (id) => {
      const row = await read.selectFrom('feeds').selectAll().where('id', '=', id).executeTakeFirst();
      return row ? toFeed(row) : null;
    },

    all: async () =>
      (await read.selectFrom('feeds').selectAll().where('listed', '=', 1).orderBy('id').execute()).map(toFeed),

    every: async () => (await read.selectFrom('feeds').selectAll().orderBy('id').execute()).map(toFeed),

    offer: ({ id, url, ...spec }, by, now) =>
      turn(async (db) => {
        await db
          .deleteFrom('feeds')
          .where('listed', '=', 0)
          .where('removed_at', 'is', null)
          .where('last_success', 'is', null)
          .where('added_at', '<', now - OFFER_MS)
          .execute();
        const about = { added: JSON.stringify(spec), added_by: by, added_at: now };
        const known = await db
          .selectFrom('feeds')
          .select(['listed', 'listed_url'])
          .where('id', '=', id)
          .executeTakeFirst();
        if (known?.listed === 1) return false;
        if (!known)
          await db
            .insertInto('feeds')
            .values({ ...unread(id, url, now), ...about, listed: 0 })
            .execute();
        else await db.updateTable('feeds').set(about).where('id', '=', id).execute();
        return true;
      }),

    list: (id, now) =>
      write(async (db) => {
        const { numUpdatedRows } = await db
          .updateTable('feeds')
          .set({ listed: 1, removed_at: null, next_at: now, leased_until: null, lease_holder: null })
          .where('id', '=', id)
          .where('listed', '=', 0)
          .executeTakeFirst();
        return numUpdatedRows > 0;
      }),

    unlist: (id, now) =>
      write(async (db) => {
        const { numUpdatedRows } = await db
          .updateTable('feeds')
          .set({ listed: 0, removed_at: now })
          .where('id', '=', id)
          .where('listed', '=', 1)
          .executeTakeFirst();
        return numUpdatedRows > 0;
      }),

    settle: (row) =>
      write(async (db) => {
        await db
          .updateTable('feeds')
          .set({
            url: row.url,
            etag: row.etag,
            last_modified: row.lastModified,
            schedule: row.schedule,
            next_at: row.nextAt,
            leased_until: null,
            lease_holder: null,
            last_success: row.lastSuccess,
            last_item: row.lastItem,
            newest_item: row.newestItem,
            primed: row.primed ? 1 : 0,
            failures: row.failures,
            last_error: row.lastError,
          })
          .where('id', '=', row.id)
          .execute();
      }, 'repeatable'),
  };
}

/** The feeds that are due and that nobody reads at present, most overdue first. */
export const dueFeeds = (db: Db, now: number, limit: number) =>
  db
    .selectFrom('feeds')
    .where('listed', '=', 1)
    .where('next_at', '<=', now)
    .where((eb) => eb.or([eb('leased_until', 'is', null), eb('leased_until', '<=', now)]))
    .orderBy('next_at')
    .limit(limit);

const unread = (id: string, url: string, now: number): Selectable<FeedsTable> => ({
  id,
  url,
  listed_url: url,
  listed: 1,
  etag: null,
  last_modified: null,
  schedule: null,
  next_at: now,
  leased_until: null,
  lease_holder: null,
  last_success: null,
  last_item: null,
  newest_item: null,
  primed: 0,
  failures: 0,
  last_error: null,
  added: null,
  added_by: null,
  added_at: null,
  removed_at: null,
});

const toFeed = (row: Selectable<FeedsTable>): FeedRow => ({
  id: row.id,
  url: row.url,
  etag: row.etag,
  lastModified: row.last_modified,
  schedule: row.schedule,
  nextAt: row.next_at,
  leasedUntil: row.leased_until,
  lastSuccess: row.last_success,
  lastItem: row.last_item,
  newestItem: row.newest_item,
  primed: row.primed === 1,
  failures: row.failures,
  lastError: row.last_error,
  added: row.added === null ? null : (JSON.parse(row.added) as AddedFeed),
  listed: row.listed === 1,
  removedAt: row.removed_at,
});
