import { createHash } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { Tier } from '../domain/company.ts';
import type { Correction, Place } from '../domain/correction.ts';
import type { Fact, FactState, SourcedClaim } from '../domain/fact.ts';
import { digitsOf } from '../domain/id.ts';
import type { Access, Db } from './access.ts';
import { listUnder, toldAt } from './articles.ts';
import { moveCorrections, retractedIn, standingOf } from './corrections.ts';
import { readClaim, readState, writeState } from './lean.ts';
import { prepared, preparedChange } from './prepared.ts';
import { mergeDeliveries, withdrawDeliveries } from './regrouping.ts';
import { chunks } from './rows.ts';
import type { FactsTable, Tables } from './schema.ts';
import type { FactQuery, Sought, Store } from './store.ts';

const SHORTEST = 4;

export function createFacts({ read, turn }: Access): Store['facts'] {
  return {
    candidates: async (seeks, demo, known = new Set()) => {
      const spans = new Map<string, Sought[]>();
      for (const seek of seeks) {
        const span = `${seek.from} ${seek.to}`;
        spans.set(span, [...(spans.get(span) ?? []), seek]);
      }
      const found = new Map<string, number>();
      for (const alike of spans.values())
        for (const some of chunks(alike))
          for (const row of await candidates(
            read,
            some.map((seek) => seek.key),
            demo ? 1 : 0,
            some[0]?.from ?? 0,
            some[0]?.to ?? 0,
          ))
            if (!known.has(row.fact_id)) found.set(row.fact_id, row.last_at);
      const latest = [...found].sort(([x, a], [y, b]) => b - a || (x < y ? -1 : 1));
      return load(
        read,
        latest.map(([id]) => id),
      );
    },

    save: ({ id, demo, changedAt, ...state }, claims, keys) =>
      turn(async (db) => {
        const [known] = await facts(db, [id]);
        const hex = known?.hex ?? hexOf(id);
        const row: Selectable<FactsTable> = {
          id,
          hex,
          short_id: known?.short_id ?? (await shortest(db, hex)),
          type: state.type,
          status: state.status,
          certainty: state.certainty,
          background: state.background ? 1 : 0,
          first_at: state.firstAt,
          last_at: state.lastAt,
          changed_at: changedAt,
          demo: demo ? 1 : 0,
          state: writeState(
            stateOf(state),
            claims.map((claim) => claim.id),
          ),
        };
        if (known) {
          await db.updateTable('facts').set(row).where('id', '=', id).execute();
          for (const table of ['fact_companies', 'fact_keys'] as const)
            await db.deleteFrom(table).where('fact_id', '=', id).execute();
        } else await insertFact(db, row);

        const { type, background, last_at } = row;
        for (const some of chunks([...new Set(state.companies)]))
          await insertCompanies(
            db,
            some.map((slug) => ({ fact_id: id, slug, type, background, last_at })),
          );
        for (const some of chunks([...new Set(keys)]))
          await insertKeys(
            db,
            some.map((key) => ({ fact_id: id, key, demo: row.demo, last_at })),
          );
        await hold(
          db,
          id,
          claims.map((claim) => claim.id),
          known !== undefined,
        );
        await listUnder(
          db,
          claims.map((claim) => ({ id: claim.articleId, at: claim.at })),
          state.companies,
        );
        const amended = known ? (await standingOf(db, [id])).get(id) : undefined;
        return toFact(row, [...claims], amended);
      }),

    get: async (id) => (await load(read, [id]))[0] ?? null,

    page: async (after, limit) => {
      const rows = await read
        .selectFrom('facts')
        .select('id')
        .where('id', '>', after ?? '')
        .orderBy('id')
        .limit(limit)
        .execute();
      const facts = await load(
        read,
        rows.map((row) => row.id),
      );
      return facts.sort((a, b) => (a.id < b.id ? -1 : 1));
    },

    toldBy: async (articleId) => {
      const rows = await read
        .selectFrom('claims')
        .select('fact_id')
        .distinct()
        .where('article_id', '=', articleId)
        .where('fact_id', 'is not', null)
        .orderBy('fact_id')
        .execute();
      return load(
        read,
        rows.flatMap((row) => row.fact_id ?? []),
      );
    },

    remove: (id, into) =>
      turn(async (db) => {
        if (into === undefined) await withdrawDeliveries(db, id);
        else if (into !== id) await mergeDeliveries(db, id, into);
        else return;
        if (into !== undefined) await moveCorrections(db, id, into);
        await db.deleteFrom('facts').where('id', '=', id).execute();
      }),

    byShortId: async (prefix) => {
      const typed = prefix.trim().toLowerCase().replaceAll('-', '');
      if (!/^[0-9a-f]{1,64}$/.test(typed)) return null;
      const exact = await read.selectFrom('facts').select('id').where('short_id', '=', typed).executeTakeFirst();
      const fits = exact ? [exact] : await startingWith(read, typed);
      return fits.length === 1 && fits[0] ? ((await load(read, [fits[0].id]))[0] ?? null) : null;
    },

    of: async ({ limit, offset, company, background, readIn, ...query }) => {
      const told = Object.entries(query).filter(([, value]) => value !== undefined);
      const asked: Asked = { company, background: background ? 1 : 0, ...Object.fromEntries(told) };
      const place = readIn && { platform: readIn.platform, workspace: readIn.workspace };
      const [rows, [all], retracted] = await Promise.all([
        newest(read, { ...asked, ...place }, limit, offset),
        count(read, asked),
        // As a rule there are none: counting without them would look every fact up among them.
        place ? idsRetracted(read, place.platform, place.workspace) : Promise.resolve([]),
      ]);
      let total = Number(all?.total ?? 0);
      for (const some of chunks(retracted))
        total -= Number(
          (
            await countAmong(
              read,
              asked,
              some.map((row) => row.fact_id),
            )
          )[0]?.total ?? 0,
        );
      return {
        facts: await load(
          read,
          rows.map((row) => row.fact_id),
        ),
        total,
      };
    },
  };
}

/** All keys of the same time: facts that were last told from `from` on, and first till `to`. */
export const candidateIds = (db: Db, keys: readonly string[], demo: number, from: number, to: number) =>
  db
    .selectFrom('fact_keys')
    .innerJoin('facts', 'facts.id', 'fact_keys.fact_id')
    .select(['fact_keys.fact_id', 'fact_keys.last_at'])
    .distinct()
    .where('fact_keys.key', 'in', keys)
    .where('fact_keys.demo', '=', demo)
    .where('fact_keys.last_at', '>=', from)
    .where('facts.first_at', '<=', to);
const candidates = prepared(candidateIds);

/** What facts are asked for, flat; what is not asked is not there. */
type Asked = Omit<FactQuery, 'limit' | 'offset' | 'readIn' | 'background'> & { background: number } & Partial<Place>;

export function factsOf(db: Db, { company, with: other, without, type, since, background, ...place }: Asked) {
  let query = db.selectFrom('fact_companies').where('slug', '=', company).where('background', '=', background);
  if (other !== undefined) query = query.where('fact_id', 'in', concerning(db, other));
  if (without !== undefined) query = query.where('fact_id', 'not in', concerning(db, without));
  if (type !== undefined) query = query.where('type', '=', type);
  if (since !== undefined) query = query.where('last_at', '>=', since);
  const { platform, workspace } = place;
  if (platform !== undefined && workspace !== undefined)
    query = query.where('fact_id', 'not in', retractedIn(db, { platform, workspace }));
  return query;
}

const newest = prepared((db, asked: Asked, limit: number, offset: number) =>
  factsOf(db, asked)
    .select('fact_id')
    .orderBy('last_at', 'desc')
    .orderBy('fact_id', 'desc')
    .limit(limit)
    .offset(offset),
);
const count = prepared((db, asked: Asked) => factsOf(db, asked).select((eb) => eb.fn.countAll<number>().as('total')));

const idsRetracted = prepared((db, platform: string, workspace: string) =>
  retractedIn(db, { platform, workspace }).distinct(),
);
export const factsAmong = (db: Db, asked: Asked, ids: readonly string[]) =>
  factsOf(db, asked)
    .where('fact_id', 'in', ids)
    .select((eb) => eb.fn.countAll<number>().as('total'));
const countAmong = prepared(factsAmong);

const facts = prepared((db, ids: readonly string[]) => db.selectFrom('facts').selectAll().where('id', 'in', ids));
const insertFact = preparedChange((db, row: Selectable<FactsTable>) => db.insertInto('facts').values(row));
const insertCompanies = preparedChange((db, rows: readonly Tables['fact_companies'][]) =>
  db.insertInto('fact_companies').values(rows),
);
const insertKeys = preparedChange((db, rows: readonly Tables['fact_keys'][]) =>
  db.insertInto('fact_keys').values(rows),
);
const claimsOf = prepared((db, factIds: readonly string[]) =>
  db
    .selectFrom('claims')
    .innerJoin('articles', 'articles.id', 'claims.article_id')
    .select([
      'claims.fact_id',
      'claims.id',
      'claims.type',
      'claims.status',
      'claims.certainty',
      'claims.background',
      'claims.body',
      'claims.article_id',
      'articles.outlet',
      'articles.tier',
      'articles.title',
      'articles.url',
      'articles.published',
      'articles.seen',
      'articles.demo',
    ])
    .where('claims.fact_id', 'in', factIds)
    .orderBy('claims.place'),
);
const setPlace = preparedChange((db, factId: string, place: number, claimId: string) =>
  db.updateTable('claims').set({ fact_id: factId, place }).where('id', '=', claimId),
);

const concerning = (db: Db, slug: string) => db.selectFrom('fact_companies').select('fact_id').where('slug', '=', slug);

/** Two facts whose id starts so, if there are. A range, since engines disagree on when LIKE may use an index. */
const startingWith = (db: Db, digits: string) => between(db, digits, `${digits}g`);
const between = prepared((db, from: string, to: string) =>
  db.selectFrom('facts').select('id').where('hex', '>=', from).where('hex', '<', to).limit(2),
);

/** These claims, in this order, are what the fact rests on, and no others. `known`: it had some before. */
async function hold(db: Db, factId: string, claimIds: readonly string[], known: boolean): Promise<void> {
  const before = known
    ? await db.selectFrom('claims').select(['id', 'place']).where('fact_id', '=', factId).execute()
    : [];
  const places = new Map(before.map((row) => [row.id, row.place]));
  const kept = new Set(claimIds);
  for (const some of chunks(before.filter((row) => !kept.has(row.id))))
    await db
      .updateTable('claims')
      .set({ fact_id: null, place: null })
      .where(
        'id',
        'in',
        some.map((row) => row.id),
      )
      .execute();
  for (const [place, claimId] of claimIds.entries()) {
    if (places.get(claimId) === place) continue;
    if ((await setPlace(db, factId, place, claimId)) === 0)
      throw new Error(`The claim ${claimId} is not stored, so no fact can rest on it.`);
  }
}

/** The fewest digits that no fact so far starts with. */
async function shortest(db: Db, hex: string): Promise<string> {
  for (let length = SHORTEST; length < hex.length; length++) {
    const digits = hex.slice(0, length);
    if ((await startingWith(db, digits)).length === 0) return digits;
  }
  return hex;
}

/** Ids that are not hexadecimal get the digits of their hash. */
const hexOf = (id: string): string => digitsOf(id) ?? createHash('sha256').update(id).digest('hex').slice(0, 32);

/** The facts of these ids, in their order, with their claims, best first. */
async function load(db: Db, ids: readonly string[]): Promise<Fact[]> {
  const rows = new Map<string, Selectable<FactsTable>>();
  const claims = new Map<string, SourcedClaim[]>();
  for (const some of chunks(ids)) {
    for (const row of await facts(db, some)) {
      rows.set(row.id, row);
      claims.set(row.id, []);
    }
    for (const row of await claimsOf(db, some))
      claims.get(row.fact_id ?? '')?.push({
        ...readClaim(row),
        id: row.id,
        articleId: row.article_id,
        outlet: row.outlet,
        tier: row.tier as Tier,
        title: row.title,
        url: row.url,
        at: toldAt(row),
        demo: row.demo === 1,
      });
  }
  const amended = await standingOf(db, [...rows.keys()]);
  return ids.flatMap((id) => {
    const row = rows.get(id);
    return row ? toFact(row, claims.get(id) ?? [], amended.get(id)) : [];
  });
}

const toFact = (row: Selectable<FactsTable>, claims: SourcedClaim[], amended: Correction[] | undefined): Fact => ({
  ...readState(
    row.state,
    claims.map((claim) => claim.id),
  ),
  id: row.id,
  shortId: row.short_id,
  claims,
  demo: row.demo === 1,
  changedAt: row.changed_at,
  ...(amended ? { amended } : {}),
});

/** A whole fact may be handed in as its state: its claims are rows of their own. */
function stateOf(state: FactState & Partial<Pick<Fact, 'claims' | 'shortId' | 'amended' | 'corrections'>>): FactState {
  const { claims: _, shortId: __, amended: ___, corrections: ____, ...rest } = state;
  return rest;
}
