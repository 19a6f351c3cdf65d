import { type CreateTableBuilder, type Kysely, SqliteAdapter, sql } from 'kysely';
import { keysOf, type Told } from './0014-keys.ts';

type Any = Kysely<Record<string, Record<string, string | number>>>;

/** Facts whose keys are made at once: what is bound stays well under every engine's limit. */
const BATCH = 100;

/** Tables that say what belongs together: their key, the other columns, and the index that finds them the other way round. */
const LINKS: readonly Link[] = [
  {
    table: 'article_companies',
    of: 'articles',
    key: ['article_id', 'slug'],
    rest: { at: 'bigint' },
    index: { article_companies_news: ['slug', 'at', 'article_id'] },
  },
  {
    table: 'fact_companies',
    of: 'facts',
    key: ['fact_id', 'slug'],
    rest: { type: 'text', background: 'integer', last_at: 'bigint' },
    index: { fact_companies_newest: ['slug', 'background', 'last_at', 'fact_id', 'type'] },
  },
  {
    table: 'fact_keys',
    of: 'facts',
    key: ['fact_id', 'key'],
    rest: { demo: 'integer', last_at: 'bigint' },
    index: { fact_keys_candidates: ['key', 'demo', 'last_at', 'fact_id'] },
  },
  {
    table: 'fact_claims',
    of: 'facts',
    key: ['fact_id', 'claim_id'],
    rest: { position: 'integer', at: 'bigint' },
    index: { fact_claims_claim: ['claim_id'] },
  },
];

interface Link {
  table: string;
  /** What the first column of its key refers to. */
  of: string;
  key: readonly [string, string];
  rest: Readonly<Record<string, 'text' | 'integer' | 'bigint'>>;
  index: Readonly<Record<string, readonly string[]>>;
}

/**
 * A ledger of a million claims: facts are found by keys that say what part a party plays in them, so that few are looked at,
 * and SQLite keeps the tables of links once, in the order of their keys, not once more beside an index of those.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  if (db.getExecutor().adapter instanceof SqliteAdapter) for (const link of LINKS) await rebuild(db as Any, link);
  await findAgain(db as Any);
}

async function rebuild(db: Any, { table, of, key, rest, index }: Link): Promise<void> {
  const made = `${table}_lean`;
  let create: CreateTableBuilder<string, string> = db.schema.createTable(made);
  for (const column of key)
    create = create.addColumn(column, 'text', (c) => {
      const parent = column === 'claim_id' ? 'claims' : column === key[0] ? of : null;
      return parent === null ? c.notNull() : c.notNull().references(`${parent}.id`).onDelete('cascade');
    });
  for (const [column, type] of Object.entries(rest)) create = create.addColumn(column, type, (c) => c.notNull());
  await create
    .addPrimaryKeyConstraint(`${made}_pk`, [...key])
    .modifyEnd(sql`without rowid`)
    .execute();
  // Keys are made anew.
  if (table !== 'fact_keys') {
    const columns = sql.join([...key, ...Object.keys(rest)].map((column) => sql.ref(column)));
    await sql`insert into ${sql.table(made)} (${columns}) select ${columns} from ${sql.table(table)}
      order by ${sql.ref(key[0])}, ${sql.ref(key[1])}`.execute(db);
  }
  await db.schema.dropTable(table).execute();
  await db.schema.alterTable(made).renameTo(table).execute();
  for (const [name, columns] of Object.entries(index))
    await db.schema
      .createIndex(name)
      .on(table)
      .columns([...columns])
      .execute();
}

async function findAgain(db: Any): Promise<void> {
  await db.deleteFrom('fact_keys').execute();
  for (let after = ''; ; ) {
    const facts = await db
      .selectFrom('facts')
      .select(['id', 'demo', 'last_at'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(BATCH)
      .execute();
    if (facts.length === 0) return;
    const keys = new Map(facts.map((fact) => [fact.id, new Set<string>()]));
    const claims = await db
      .selectFrom('fact_claims')
      .innerJoin('claims', 'claims.id', 'fact_claims.claim_id')
      .select(['fact_claims.fact_id', 'claims.body'])
      .where('fact_claims.fact_id', 'in', [...keys.keys()])
      .execute();
    for (const { fact_id, body } of claims)
      for (const key of keysOf(JSON.parse(String(body)) as Told)) keys.get(fact_id as string)?.add(key);
    const rows = facts.flatMap(({ id, demo, last_at }) =>
      [...(keys.get(id) ?? [])].map((key) => ({ fact_id: id, key, demo, last_at })),
    );
    for (let from = 0; from < rows.length; from += BATCH)
      await db
        .insertInto('fact_keys')
        .values(rows.slice(from, from + BATCH))
        .execute();
    after = String(facts.at(-1)?.id);
  }
}
