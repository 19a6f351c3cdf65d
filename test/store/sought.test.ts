import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { SourcedClaim } from '../../src/domain/fact.ts';
import { assemble, keysOf, seeksOf } from '../../src/ledger/index.ts';
import type { Db } from '../../src/store/access.ts';
import { fromClaim } from '../../src/store/claims.ts';
import { connect } from '../../src/store/index.ts';
import { migrate } from '../../src/store/migrate.ts';
import { keysOf as keysInStep } from '../../src/store/migrations/0014-keys.ts';
import { MIGRATIONS } from '../../src/store/migrations/index.ts';
import { makeMonth } from '../ledger/month.ts';
import { press } from '../ledger/press.ts';
import { NOON } from '../support/fixtures.ts';
import { openTestStore, tempDatabase } from '../support/store.ts';

/** The version before keys told what part a party plays. */
const BEFORE = 13;

/** Writes a fact of one claim with its article, as that version did. */
async function storeThen(db: Db, claim: SourcedClaim): Promise<void> {
  const { id, outlet, tier, title, url, at, articleId: _, demo: __, ...body } = claim;
  const [demo, dropped, background] = [0, 0, claim.background ? 1 : 0];
  const article = { id, feed_id: 'f', identity: id, title, text: 'Told.', url: `${url}/${id}`, outlet, tier };
  await db
    .insertInto('articles')
    .values({ ...article, published: at, seen: at, demo, dropped })
    .execute();
  await db
    .insertInto('claims')
    .values({ ...fromClaim(id, { ...body, id }), body: JSON.stringify(body) })
    .execute();
  const state = assemble([claim]);
  const { type, status, certainty, firstAt, lastAt } = state;
  await db
    .insertInto('facts')
    .values({
      ...{ id, hex: id, short_id: id, type, status, certainty, background, first_at: firstAt, last_at: lastAt, demo },
      changed_at: NOON,
      state: JSON.stringify(state),
    })
    .execute();
  await sql`insert into fact_claims (fact_id, claim_id, position, at) values (${id}, ${id}, 0, ${at})`.execute(db);
  await db.insertInto('fact_keys').values({ fact_id: id, key: 'deal:meta', demo, last_at: lastAt }).execute();
  for (const slug of state.companies) {
    await db.insertInto('fact_companies').values({ fact_id: id, slug, type, background, last_at: lastAt }).execute();
    await db.insertInto('article_companies').values({ article_id: id, slug, at }).execute();
  }
}

describe('a ledger that was made before facts were sought by the parts that parties play', () => {
  it('is brought forward with all that it holds, and its facts are found', async () => {
    const claims = makeMonth(4)
      .told.slice(0, 150)
      .map((it) => it.claim);
    const file = await tempDatabase();
    const old = await connect(file);
    await migrate(old.writer, NOON, MIGRATIONS.slice(0, BEFORE));
    for (const claim of claims) await storeThen(old.writer, claim);
    const links = async (db: Db) =>
      Promise.all([
        db.selectFrom('fact_companies').selectAll().orderBy('fact_id').orderBy('slug').execute(),
        db.selectFrom('article_companies').selectAll().orderBy('article_id').orderBy('slug').execute(),
      ]);
    const before = await links(old.writer);
    await old.close();

    const store = await openTestStore(file);
    for (const claim of claims)
      expect((await store.facts.get(claim.id))?.claims.map((it) => it.id)).toEqual([claim.id]);
    const { reader, close } = await connect(file);
    expect(await links(reader)).toEqual(before);
    await close();
    for (const claim of claims.slice(0, 20)) {
      const sought = claims.filter((it) =>
        seeksOf(claim).some(({ key, from, to }) => keysOf(it).includes(key) && from <= it.at && it.at <= to),
      );
      const found = await store.facts.candidates(seeksOf(claim), false);
      expect(found.map((fact) => fact.id).sort()).toEqual(sought.map((it) => it.id).sort());
    }
    const [first] = claims as [SourcedClaim];
    await store.facts.remove(first.id);
    expect(await store.facts.get(first.id)).toBeNull();
    expect((await store.facts.candidates(seeksOf(first), false)).map((fact) => fact.id)).not.toContain(first.id);
  });

  it('gets the keys that the ledger makes', () => {
    const claims = [...makeMonth(6).told.map((it) => it.claim), ...press(5, 500)];
    for (const claim of claims) expect(keysInStep(claim).sort()).toEqual(keysOf(claim));
  });
});
