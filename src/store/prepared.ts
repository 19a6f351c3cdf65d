/**
 * Statements that are put together once. Kysely builds a statement from its parts each time, which takes longer than SQLite needs
 * for most of those here; what runs for every article, or for every question, is built with slots for its values and kept.
 */
import type { Compilable, CompiledQuery, QueryResult } from 'kysely';
import type { Db } from './access.ts';

type Value = string | number | null | Uint8Array;
type Row = Readonly<Record<string, Value>>;
/** What a statement is given: single values, lists of them, rows, lists of rows. Only values that it binds; nothing that it is made after. */
type Given = Value | readonly Value[] | Row | readonly Row[];

/** Stands for a value while the statement is built. */
class Slot {
  readonly place: number;
  constructor(place: number) {
    this.place = place;
  }
}

interface Built {
  query: CompiledQuery;
  /** Where each parameter comes from. */
  from: readonly (Slot | unknown)[];
}

/** Statements by the shape of what they are given: lists are as long, rows have the same columns. As many as lists may be long. */
const SHAPES = 250;

/**
 * `build` is called with slots in the places of values; it must make the same statement whatever they are. Where it runs, it is
 * given the values: `one(db, ids)` resolves with the rows.
 */
export function prepared<G extends readonly Given[], R>(
  build: (db: Db, ...given: G) => Compilable<R>,
): (db: Db, ...given: G) => Promise<R[]> {
  const run = executed(build);
  return async (db, ...given) => (await run(db, ...given)).rows;
}

/** The same for a statement that changes something: resolves with the number of rows that it changed. */
export function preparedChange<G extends readonly Given[]>(
  build: (db: Db, ...given: G) => Compilable<unknown>,
): (db: Db, ...given: G) => Promise<number> {
  const run = executed(build);
  return async (db, ...given) => Number((await run(db, ...given)).numAffectedRows ?? 0);
}

function executed<G extends readonly Given[], R>(
  build: (db: Db, ...given: G) => Compilable<R>,
): (db: Db, ...given: G) => Promise<QueryResult<R>> {
  /** By engine: it is the same object in a transaction. */
  const engines = new WeakMap<object, Map<string, Built>>();
  return (db, ...given) => {
    const { adapter } = db.getExecutor();
    const shapes = engines.get(adapter) ?? new Map<string, Built>();
    engines.set(adapter, shapes);
    const values: Value[] = [];
    let shape = '';
    for (const it of given) shape += `${take(it, values)};`;
    let built = shapes.get(shape);
    if (!built) {
      let place = 0;
      const slots = given.map((it) => slotted(it, () => new Slot(place++)));
      const query = build(db, ...(slots as unknown as G)).compile();
      built = { query, from: query.parameters };
      if (shapes.size >= SHAPES) shapes.clear();
      shapes.set(shape, built);
    }
    const parameters = built.from.map((it) => (it instanceof Slot ? values[it.place] : it));
    return db.executeQuery<R>({ ...built.query, parameters } as CompiledQuery<R>);
  };
}

/** Puts the values down in order, and gives the shape that they came in. */
function take(given: Given, values: Value[]): string {
  if (given === null || typeof given !== 'object' || given instanceof Uint8Array) {
    values.push(given);
    return '';
  }
  if (Array.isArray(given)) {
    let shape = '';
    for (const it of given as (Value | Row)[]) shape = take(it, values);
    return `${given.length}${shape}`;
  }
  let shape = '';
  for (const [column, value] of Object.entries(given as Row)) {
    values.push(value);
    shape += `,${column}`;
  }
  return shape;
}

function slotted(given: Given, slot: () => Slot): unknown {
  if (given === null || typeof given !== 'object' || given instanceof Uint8Array) return slot();
  if (Array.isArray(given)) return (given as Given[]).map((it) => slotted(it, slot));
  return Object.fromEntries(Object.keys(given).map((column) => [column, slot()]));
}
