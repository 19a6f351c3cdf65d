/** Moves a bot's data from a SQLite file to Postgres: resumable, checked row by row, and nothing is sent twice after it. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Kysely, sql } from 'kysely';
import type { Db } from './access.ts';
import type { Connections } from './connections.ts';
import { giveBackOf } from './delivery-rows.ts';
import { StoreError } from './errors.ts';
import { migrate, SCHEMA_VERSION } from './migrate.ts';
import { type Packed, unpack } from './packing.ts';
import { bindable, openPostgres, POSTGRES } from './postgres.ts';
import { labelOf } from './postgres-errors.ts';
import { reckon } from './queue.ts';
import { openSqlite } from './sqlite.ts';

export interface Moved {
  /** Rows of each table, all of them compared. */
  tables: { name: string; rows: number }[];
  rows: number;
  /** Rows that a run before had brought already. */
  found: number;
}

export interface MoveOptions {
  /** Rows: each is brought, then compared. */
  onProgress?: (done: number, total: number) => void;
  signal?: AbortSignal;
  /** Epoch ms. */
  now?: () => number;
}

type Row = Record<string, string | number | null>;
/** As SQLite keeps it. */
type Kept = Record<string, Packed | number | null>;
/** Any table, by its name: what is moved is what is there, so that no table can be forgotten. */
type Any = Kysely<Record<string, Row>>;

interface Table {
  name: string;
  key: string[];
  needs: string[];
}

const BATCH = 300;
const WAIT_MS = 10_000;
/** As after a crash: what was on its way may still arrive before it is looked for. */
const ARRIVAL_MS = 5_000;

/**
 * Brings everything from the SQLite file `from` to the empty Postgres database `to`. While it runs nobody can write to the
 * file; afterwards the file is marked, and no bot starts on it any more. Interrupted, it goes on where it was with the next
 * call. Throws `StoreError`, in words.
 */
export async function moveStore(from: string, to: string, options: MoveOptions = {}): Promise<Moved> {
  if (POSTGRES.test(from) || !POSTGRES.test(to))
    throw new StoreError(
      'foreign',
      'migrate-store goes from SQLite to PostgreSQL: dealwire migrate-store sqlite:FILE postgres://…',
    );
  if (!existsSync(resolve(from))) throw new StoreError('unreachable', `There is no database ${from} to move.`);
  const now = options.now?.() ?? Date.now();
  const source = await openSqlite(from, SCHEMA_VERSION, WAIT_MS, 'to move');
  try {
    // Whoever leases holds a lock till it ends, so this sees every bot at work.
    if (!(await source.presence.ended([null], now)).size)
      throw new StoreError(
        'locked',
        `A bot is at work on ${from}: stop it first, so that nothing is told there and here.`,
      );
    await migrate(source.writer, now);
    const target = await openPostgres(to, SCHEMA_VERSION, WAIT_MS, 'to move');
    try {
      await prepare(target, to, now);
      const moved = await source.writer.transaction().execute(async (tx) => {
        await freeLeases(tx, now);
        const result = await bring(tx as unknown as Any, target.writer as unknown as Any, options);
        await mark(tx, labelOf(to), now);
        return result;
      });
      await target.writer.schema.dropTable('moving').execute();
      return moved;
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

/** The target has our tables, is marked as not ready, and holds nothing but what a run before has brought. */
async function prepare({ writer }: Connections, to: string, now: number): Promise<void> {
  const names = (await writer.introspection.getTables()).map((table) => table.name);
  if (names.includes('schema_version') && !names.includes('moving')) {
    for (const table of ['articles', 'channels'] as const)
      if (await writer.selectFrom(table).select(sql<number>`1`.as('one')).limit(1).executeTakeFirst())
        throw new StoreError(
          'foreign',
          `The PostgreSQL database ${labelOf(to)} holds data of its own: it was left as it is. Make an empty one (createdb).`,
        );
  }
  await writer.schema.createTable('moving').ifNotExists().addColumn('since', 'bigint').execute();
  await migrate(writer, now);
}

/** Nobody is at work: what was leased goes on at the target, to be looked for before it is sent again. */
async function freeLeases(tx: Db, now: number): Promise<void> {
  const keys = await giveBackOf(tx, now + ARRIVAL_MS, (leased) => leased);
  await reckon(tx, ...keys);
  await tx.updateTable('feeds').set({ leased_until: null, lease_holder: null }).execute();
}

async function mark(tx: Db, label: string, now: number): Promise<void> {
  await tx.schema.createTable('moved_to').ifNotExists().addColumn('place', 'text').addColumn('at', 'bigint').execute();
  await sql`insert into moved_to (place, at) values (${label}, ${now})`.execute(tx);
}

async function bring(source: Any, target: Any, { onProgress = () => {}, signal }: MoveOptions): Promise<Moved> {
  const tables = await tablesOf(source);
  const counted = new Map<string, number>();
  for (const { name } of tables) counted.set(name, await countOf(source, name));
  const rows = [...counted.values()].reduce((sum, n) => sum + n, 0);
  let done = 0;
  let found = 0;
  const step = (n: number) => {
    done += n;
    onProgress(done, rows * 2);
    signal?.throwIfAborted();
  };
  onProgress(0, rows * 2);
  // Of a run before, if the file has changed since: children before those that they refer to.
  for (const table of [...tables].reverse()) await dropOthers(source, target, table);
  for (const table of tables)
    for await (const batch of pages(source, table)) {
      found += await write(target, table, batch);
      step(batch.length);
    }
  for (const table of tables) {
    for await (const batch of pages(source, table)) {
      await compare(target, table, batch);
      step(batch.length);
    }
    const there = await countOf(target, table.name);
    if (there !== counted.get(table.name))
      throw differs(table.name, `${counted.get(table.name)} rows here, ${there} there`);
  }
  return { tables: tables.map(({ name }) => ({ name, rows: counted.get(name) ?? 0 })), rows, found };
}

const differs = (table: string, how: string) =>
  new StoreError(
    'damaged',
    `The table ${table} did not arrive as it was (${how}). Run migrate-store again; nothing was changed in the file.`,
  );

const countOf = async (db: Any, table: string): Promise<number> =>
  Number(
    (
      await db
        .selectFrom(table)
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow()
    ).n,
  );

/** All tables of the file but those that are about the file, each behind those that it refers to. */
async function tablesOf(source: Any): Promise<Table[]> {
  const names = await sql<{ name: string }>`
    select name from sqlite_master where type = 'table' and name not like 'sqlite_%'
    and name not in ('schema_version', 'moved_to') order by name`.execute(source);
  const left: Table[] = [];
  for (const { name } of names.rows) {
    const columns = await sql<{ name: string; pk: number }>`select name, pk from pragma_table_info(${name})`.execute(
      source,
    );
    const refers = await sql<{ to: string }>`select "table" as "to" from pragma_foreign_key_list(${name})`.execute(
      source,
    );
    const key = columns.rows.filter((it) => it.pk > 0).sort((a, b) => a.pk - b.pk);
    left.push({
      name,
      key: key.map((it) => it.name),
      needs: refers.rows.map((it) => it.to).filter((to) => to !== name),
    });
  }
  const sorted: Table[] = [];
  while (left.length) {
    const next = left.findIndex(({ needs }) => needs.every((need) => sorted.some(({ name }) => name === need)));
    sorted.push(...left.splice(Math.max(0, next), 1));
  }
  return sorted;
}

/** The rows of a table in the order of its key, some at a time. */
async function* pages(db: Any, { name, key }: Table): AsyncGenerator<Row[]> {
  const ref = sql.join(key.map((column) => sql.ref(column)));
  let last: Row | undefined;
  for (;;) {
    let query = db.selectFrom(name).selectAll().limit(BATCH);
    for (const column of key) query = query.orderBy(column as never);
    if (last) {
      const behind = last;
      query = query.where(sql<boolean>`(${ref}) > (${sql.join(key.map((column) => behind[column]))})` as never);
    }
    const rows = ((await query.execute()) as Kept[]).map(unpacked);
    if (!rows.length) return;
    last = rows.at(-1);
    yield rows;
  }
}

/** Packed texts are SQLite's alone. */
const unpacked = (row: Kept): Row =>
  Object.fromEntries(Object.entries(row).map(([column, it]) => [column, it instanceof Uint8Array ? unpack(it) : it]));

const keyOf = (row: Row, key: readonly string[]): string => JSON.stringify(key.map((column) => bindable(row[column])));

/** The rows that stand under the keys of these, by key. */
async function standing(db: Any, { name, key }: Table, rows: readonly Row[]): Promise<Map<string, Row>> {
  const keys = sql.join(rows.map((row) => sql`(${sql.join(key.map((column) => row[column]))})`));
  const found = (await db
    .selectFrom(name)
    .selectAll()
    .where(sql<boolean>`(${sql.join(key.map((column) => sql.ref(column)))}) in (${keys})` as never)
    .execute()) as Row[];
  return new Map(found.map((row) => [keyOf(row, key), row]));
}

const equal = (a: Row, b: Row): boolean => Object.keys(a).every((column) => bindable(a[column]) === b[column]);

/** Brings what is missing and mends what is otherwise. Gives how many were there as they should be. */
async function write(target: Any, table: Table, rows: readonly Row[]): Promise<number> {
  const there = await standing(target, table, rows);
  const missing = rows.filter((row) => !there.has(keyOf(row, table.key)));
  const changed = rows.filter((row) => {
    const known = there.get(keyOf(row, table.key));
    return known && !equal(row, known);
  });
  await target.transaction().execute(async (tx) => {
    if (missing.length) await tx.insertInto(table.name).values(missing).execute();
    for (const row of changed) {
      let query = tx.updateTable(table.name).set(row as never);
      for (const column of table.key) query = query.where(column as never, '=', row[column] as never);
      await query.execute();
    }
  });
  return rows.length - missing.length - changed.length;
}

async function compare(target: Any, table: Table, rows: readonly Row[]): Promise<void> {
  const there = await standing(target, table, rows);
  for (const row of rows) {
    const known = there.get(keyOf(row, table.key));
    if (!known) throw differs(table.name, `${keyOf(row, table.key)} is missing`);
    if (!equal(row, known)) throw differs(table.name, `${keyOf(row, table.key)} is otherwise`);
  }
}

async function dropOthers(source: Any, target: Any, table: Table): Promise<void> {
  for await (const batch of pages(target, table)) {
    const here = await standing(source, table, batch);
    for (const row of batch.filter((it) => !here.has(keyOf(it, table.key)))) {
      let query = target.deleteFrom(table.name);
      for (const column of table.key) query = query.where(column as never, '=', row[column] as never);
      await query.execute();
    }
  }
}
