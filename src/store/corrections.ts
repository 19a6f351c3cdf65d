import type { Selectable } from 'kysely';
import type { Correcting, Correction, Place } from '../domain/correction.ts';
import type { Access, Db } from './access.ts';
import { prepared } from './prepared.ts';
import { chunks, fromJson } from './rows.ts';
import type { CorrectionsTable } from './schema.ts';
import type { Store } from './store.ts';

export function createCorrections({ read, turn }: Access): Store['corrections'] {
  return {
    put: (correction, undo = false) =>
      turn(async (db) => {
        const subject = subjectOf(correction.what);
        await db
          .updateTable('corrections')
          .set({ standing: 0 })
          .where('fact_id', '=', correction.factId)
          .where('subject', '=', subject)
          .where('platform', correction.place ? '=' : 'is', correction.place?.platform ?? null)
          .where('workspace', correction.place ? '=' : 'is', correction.place?.workspace ?? null)
          .execute();
        const { last } = await db
          .selectFrom('corrections')
          .select((eb) => eb.fn.max('seq').as('last'))
          .executeTakeFirstOrThrow();
        await db
          .insertInto('corrections')
          .values({
            id: correction.id,
            fact_id: correction.factId,
            platform: correction.place?.platform ?? null,
            workspace: correction.place?.workspace ?? null,
            kind: correction.what.kind,
            subject,
            what: JSON.stringify(correction.what),
            before: correction.before,
            after: correction.after,
            by: correction.by,
            at: correction.at,
            seq: (last ?? 0) + 1,
            standing: undo ? 0 : 1,
          })
          .execute();
      }),

    of: async (factId) => {
      const rows = await read
        .selectFrom('corrections')
        .selectAll()
        .where('fact_id', '=', factId)
        .orderBy('seq')
        .execute();
      return rows.map((row) => ({ ...toCorrection(row), standing: row.standing === 1 }));
    },
  };
}

/** One correction stands for each of these: a field, whether the fact is so at all, each join and each split. */
const subjectOf = (what: Correcting): string =>
  what.kind === 'field'
    ? what.field
    : what.kind === 'join'
      ? `join ${what.with}`
      : what.kind === 'split'
        ? `split ${what.into}`
        : what.kind;

/** The corrections that stand, by fact, in the order in which they were made. */
export async function standingOf(db: Db, factIds: readonly string[]): Promise<Map<string, Correction[]>> {
  const found = new Map<string, Correction[]>();
  for (const some of chunks(factIds))
    for (const row of await standing(db, some))
      found.set(row.fact_id, [...(found.get(row.fact_id) ?? []), toCorrection(row)]);
  return found;
}

const standing = prepared((db, factIds: readonly string[]) =>
  db.selectFrom('corrections').selectAll().where('fact_id', 'in', factIds).where('standing', '=', 1).orderBy('seq'),
);

/** Two facts are one: what was corrected of the first is of the second. Of two that say different things the later stands. */
export async function moveCorrections(db: Db, from: string, into: string): Promise<void> {
  const moved = await db.updateTable('corrections').set({ fact_id: into }).where('fact_id', '=', from).execute();
  if (!moved.some((it) => it.numUpdatedRows > 0n)) return;
  const rows = await db
    .selectFrom('corrections')
    .select(['id', 'subject', 'platform', 'workspace'])
    .where('fact_id', '=', into)
    .where('standing', '=', 1)
    .orderBy('seq')
    .execute();
  const latest = new Map(rows.map((row) => [JSON.stringify([row.subject, row.platform, row.workspace]), row.id]));
  const kept = new Set(latest.values());
  const over = rows.map((row) => row.id).filter((id) => !kept.has(id));
  for (const some of chunks(over))
    await db.updateTable('corrections').set({ standing: 0 }).where('id', 'in', some).execute();
}

/** Facts that are retracted in a place, or everywhere: a condition on the column that names the fact. */
export const retractedIn = (db: Db, { platform, workspace }: Place) =>
  db
    .selectFrom('corrections')
    .select('corrections.fact_id')
    .where('corrections.kind', '=', 'retract')
    .where('corrections.standing', '=', 1)
    .where((eb) =>
      eb.or([
        eb('corrections.platform', 'is', null),
        eb.and([eb('corrections.platform', '=', platform), eb('corrections.workspace', '=', workspace)]),
      ]),
    );

const toCorrection = (row: Selectable<CorrectionsTable>): Correction => ({
  id: row.id,
  factId: row.fact_id,
  place: row.platform === null || row.workspace === null ? null : { platform: row.platform, workspace: row.workspace },
  what: fromJson<Correcting>(row.what),
  before: row.before,
  after: row.after,
  by: row.by,
  at: row.at,
});
