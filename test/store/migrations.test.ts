import { readdirSync } from 'node:fs';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { assemble } from '../../src/ledger/index.ts';
import { connect } from '../../src/store/index.ts';
import { migrate, SCHEMA_VERSION } from '../../src/store/migrate.ts';
import { MIGRATIONS } from '../../src/store/migrations/index.ts';
import { stance, tell, usd, who } from '../ledger/told.ts';
import { NOON } from '../support/fixtures.ts';
import { openTestStore, tempDatabase } from '../support/store.ts';

/** What versions before 16 had: links of claims in a table of their own, JSON with named entries, texts as they are. */
const BEFORE = 15;

describe('the steps from an empty database', () => {
  it('have numbers of their own, without a gap', () => {
    const files = readdirSync(new URL('../../src/store/migrations/', import.meta.url));
    // The keys of facts as they were then belong to the step of the same number.
    const steps = files.filter((file) => /^\d/.test(file) && file !== '0014-keys.ts').sort();
    expect(steps.map((file) => Number(file.slice(0, 4)))).toEqual(MIGRATIONS.map((_, k) => k + 1));
    expect(steps.length).toBe(SCHEMA_VERSION);
  });
});

describe('a ledger that was made before a claim named its fact', () => {
  const told = [
    tell('Alpha Wire', 0, 'investment', [who('investor', 'Meta'), who('target', 'Halcyon'), usd('$14 billion')]),
    tell('Beta Post', 1, 'investment', [who('investor', 'Meta'), who('target', 'Halcyon'), usd('$20 billion')]),
    tell('Beta Post', 1, 'response', [who('speaker', 'Meta'), stance('declined', 'declined to comment')]),
  ];
  const lone = tell('Gamma Daily', 2, 'launch', [who('org', 'Google'), { role: 'product', text: 'Lantern 2' }]);
  const text = `Told at length, so that it is worth packing: ${'one thing and another. '.repeat(20)}`;

  it('is brought forward: each fact has its claims in their order, and what was of no fact is of none', async () => {
    const file = await tempDatabase();
    const old = await connect(file);
    await migrate(old.writer, NOON, MIGRATIONS.slice(0, BEFORE));
    const db = old.writer;
    for (const claim of [...told, lone]) {
      const { id, articleId, outlet, tier, title, url, at, demo: _, type, status, certainty, ...rest } = claim;
      await sql`insert into articles (id, feed_id, identity, title, text, url, outlet, tier, published, seen, demo, dropped)
        values (${articleId}, 'f', ${articleId}, ${title}, ${text}, ${url}, ${outlet}, ${tier}, ${at}, ${at + 5}, 0, 0)
        on conflict do nothing`.execute(db);
      await sql`insert into article_companies (article_id, slug, at) values (${articleId}, 'meta', ${at})
        on conflict do nothing`.execute(db);
      const { background, ...body } = rest;
      await sql`insert into claims (id, article_id, type, status, certainty, background, body, superseded)
        values (${id}, ${articleId}, ${type}, ${status}, ${certainty}, ${background ? 1 : 0}, ${JSON.stringify(body)}, 0)`.execute(
        db,
      );
    }
    const state = assemble(told);
    const { type, status, certainty, firstAt, lastAt } = state;
    await sql`insert into facts (id, hex, short_id, type, status, certainty, background, first_at, last_at, changed_at, demo, state)
      values ('fact', 'fac7', 'fac7', ${type}, ${status}, ${certainty}, 0, ${firstAt}, ${lastAt}, ${NOON}, 0, ${JSON.stringify(state)})`.execute(
      db,
    );
    const order = [told[1], told[0], told[2]].flatMap((claim) => claim ?? []);
    for (const [position, claim] of order.entries())
      await sql`insert into fact_claims (fact_id, claim_id, position, at)
        values ('fact', ${claim.id}, ${position}, ${claim.at})`.execute(db);
    await old.close();

    const store = await openTestStore(file);
    const fact = await store.facts.get('fact');
    expect(fact).toMatchObject(state);
    expect(fact?.claims.map(({ id, at, args }) => ({ id, at, args }))).toEqual(
      order.map(({ id, at, args }) => ({ id, at, args })),
    );
    expect((await store.facts.toldBy(lone.articleId)).length).toBe(0);
    expect((await store.facts.toldBy(told[2]?.articleId ?? '')).map((it) => it.id)).toEqual(['fact']);
    const news = await store.articles.news('meta', 10, 0);
    expect(news.map(({ article, factIds }) => [article.id, article.text, factIds])).toEqual(
      [lone, told[1], told[0]].map((claim) => [claim?.articleId, text, claim === lone ? [] : ['fact']]),
    );
    // And it goes on from there.
    await store.facts.save(
      { ...assemble(told.slice(0, 1)), id: 'fact', demo: false, changedAt: NOON },
      told.slice(0, 1),
      [],
    );
    expect((await store.facts.get('fact'))?.claims.map((it) => it.id)).toEqual([told[0]?.id]);
    expect((await store.facts.toldBy(told[1]?.articleId ?? '')).length).toBe(0);
  });
});
