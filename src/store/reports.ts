import type { Selectable } from 'kysely';
import type { Place } from '../domain/correction.ts';
import type { Report } from '../domain/report.ts';
import type { Access, Db } from './access.ts';
import type { ReportsTable } from './schema.ts';
import type { Store } from './store.ts';

export function createReports({ read, write }: Access): Store['reports'] {
  return {
    put: ({ place, factId, ...report }) =>
      write(async (db) => {
        const known = await openIn(db, place)
          .select('id')
          .where('fact_id', '=', factId)
          .where('by', '=', report.by)
          .where('text', '=', report.text)
          .executeTakeFirst();
        if (known) return false;
        await db
          .insertInto('reports')
          .values({
            ...report,
            fact_id: factId,
            ...place,
            closed_at: null,
            closed_by: null,
          })
          .execute();
        return true;
      }),

    open: async (place, limit, offset) => {
      const rows = await openIn(read, place)
        .selectAll()
        .orderBy('at', 'desc')
        .orderBy('id')
        .limit(limit)
        .offset(offset)
        .execute();
      const { total } = await openIn(read, place)
        .select((eb) => eb.fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow();
      return { reports: rows.map(toReport), total: Number(total) };
    },

    close: (id, place, by, now) =>
      write(async (db) => {
        const { numUpdatedRows } = await db
          .updateTable('reports')
          .set({ closed_at: now, closed_by: by })
          .where('id', 'in', openIn(db, place).select('id').where('id', '=', id))
          .executeTakeFirstOrThrow();
        return numUpdatedRows > 0n;
      }),
  };
}

/** Open reports of a place, or of all. */
function openIn(db: Db, place: Place | null) {
  const open = db.selectFrom('reports').where('closed_at', 'is', null);
  return place === null ? open : open.where('platform', '=', place.platform).where('workspace', '=', place.workspace);
}

const toReport = (row: Selectable<ReportsTable>): Report => ({
  id: row.id,
  factId: row.fact_id,
  place: { platform: row.platform, workspace: row.workspace },
  by: row.by,
  text: row.text,
  at: row.at,
});
