import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll } from 'vitest';
import type { Article } from '../../src/domain/article.ts';
import type { Claim } from '../../src/domain/claim.ts';
import type { Fact, FactState, SourcedClaim } from '../../src/domain/fact.ts';
import { openStore } from '../../src/store/index.ts';
import type { Store } from '../../src/store/store.ts';
import { article, claim, factState, fresh, hexId, sourcedClaim } from './fixtures.ts';
import { postgresServer, postgresWithTables, tempPostgres, tidyPostgres } from './postgres/databases.ts';

const folders: string[] = [];
const open = new Set<Store>();

// It may have to be started.
if (process.env.TEST_ENGINE === 'postgres') beforeAll(postgresServer, 120_000);

afterEach(async () => {
  for (const store of open) await store.close();
  open.clear();
  await tidyPostgres();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A folder of this test's own; it is removed after the test. */
export async function tempFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'dealwire-test-'));
  folders.push(folder);
  return folder;
}

/**
 * A database that is empty yet, of the engine that these tests run on: a file that does not exist, in a folder of its
 * own, or a Postgres database. It is removed after the test.
 */
export const tempDatabase = async (): Promise<string> =>
  ON_POSTGRES ? tempPostgres() : join(await tempFolder(), 'dealwire.db');

/** Whether these tests run on Postgres: each runs on both engines where vitest.config.ts says so. */
export const ON_POSTGRES = process.env.TEST_ENGINE === 'postgres';

/** A real store in a database of its own (or in the given one, to open it again); closed and removed after the test. */
export async function openTestStore(database?: string, options?: Parameters<typeof openStore>[1]): Promise<Store> {
  const store = await openStore(database ?? (await (ON_POSTGRES ? postgresWithTables() : tempDatabase())), options);
  const { close } = store;
  const tracked = Object.assign(store, {
    close: async () => {
      if (open.delete(store)) await close();
    },
  });
  open.add(tracked);
  return tracked;
}

/** Stores an article with its claims, as intake does, and gives them as the ledger takes them. */
export async function storeArticle(
  store: Store,
  over: Partial<Article> = {},
  claims: readonly Partial<Claim>[] = [{}],
  mentions: readonly string[] = [],
): Promise<{ article: Article; claims: SourcedClaim[] }> {
  const stored = article(over);
  await store.articles.insert(stored);
  const rows = claims.map((c) => ({ ...claim(c), id: fresh('claim') }));
  await store.claims.insert(stored.id, mentions, rows);
  return { article: stored, claims: rows.map((row) => sourcedClaim(row, stored)) };
}

/** Stores a fact with an article and a claim behind it. Without `keys`, its party keys are its companies' slugs. */
export async function storeFact(
  store: Store,
  over: Partial<FactState> & { id?: string; demo?: boolean; changedAt?: number } = {},
  from: { article?: Partial<Article>; claims?: readonly Partial<Claim>[]; keys?: readonly string[] } = {},
): Promise<Fact> {
  const { id = hexId(), demo = false, changedAt, ...rest } = over;
  const { claims } = await storeArticle(store, { demo, ...from.article }, from.claims);
  const state = factState(rest, claims);
  return store.facts.save(
    { ...state, id, demo, changedAt: changedAt ?? state.lastAt },
    claims,
    from.keys ?? state.companies,
  );
}
