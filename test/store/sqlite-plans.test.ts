import Database from 'better-sqlite3';
import type { Compilable } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '../../src/store/access.ts';
import { latest, newsOf } from '../../src/store/articles.ts';
import type { Connections } from '../../src/store/connections.ts';
import { dueChannels, membersOf } from '../../src/store/deliveries.ts';
import { waitingIn } from '../../src/store/digests.ts';
import { candidateIds, factsAmong, factsOf } from '../../src/store/facts.ts';
import { dueFeeds } from '../../src/store/feeds.ts';
import { SCHEMA_VERSION } from '../../src/store/migrate.ts';
import { queueHead, reckoning } from '../../src/store/queue.ts';
import {
  agedArticles,
  agedDeliveries,
  agedFacts,
  needlessArticles,
  needlessDeliveries,
  needlessFacts,
} from '../../src/store/retention.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import { followers } from '../../src/store/subscriptions.ts';
import { article } from '../support/fixtures.ts';
import { openTestStore, tempDatabase } from '../support/store.ts';

/** The queries that run all day must not read whole tables, however many years are stored. */
describe('queries that run all day', () => {
  let connections: Connections;
  let raw: Database.Database;

  beforeAll(async () => {
    const file = await tempDatabase();
    await (await openTestStore(file)).close();
    connections = await openSqlite(file, SCHEMA_VERSION, 0);
    raw = new Database(file, { readonly: true });
  });
  afterAll(async () => {
    raw.close();
    await connections.close();
  });

  const plan = (query: Compilable): string[] => {
    const { sql, parameters } = query.compile();
    return raw
      .prepare(`explain query plan ${sql}`)
      .all(...parameters)
      .map((row) => (row as { detail: string }).detail);
  };

  it.each<[string, (db: Db) => Compilable, RegExp[]]>([
    [
      'candidates by key',
      (db) => candidateIds(db, ['a', 'b'], 0, 1, 2),
      [
        /fact_keys USING COVERING INDEX fact_keys_candidates \(key=\? AND demo=\? AND last_at>\?\)/,
        /SEARCH facts USING INDEX sqlite_autoindex_facts_1 \(id=\?\)/,
      ],
    ],
    [
      'facts of a company, newest first',
      (db) =>
        factsOf(db, { company: 'a', since: 1, background: 0 })
          .select('fact_id')
          .orderBy('last_at', 'desc')
          .orderBy('fact_id', 'desc')
          .limit(5),
      [/fact_companies USING COVERING INDEX fact_companies_newest \(slug=\? AND background=\? AND last_at>\?\)/],
    ],
    [
      'facts of a company among some',
      (db) => factsAmong(db, { company: 'a', background: 0 }, ['a', 'b', 'c']),
      [/fact_companies USING COVERING INDEX fact_companies_newest \(slug=\? AND background=\?\)/],
    ],
    ['news of a company', (db) => newsOf(db, 'a').limit(5), [/article_companies_news \(slug=\?\)/]],
    [
      'articles with some letters, page by page',
      (db) => latest(db, article()),
      [/articles USING INDEX articles_age \(/],
    ],
    ['due feeds', (db) => dueFeeds(db, 1, 5).select('id'), [/feeds_due \(listed=\? AND next_at<\?\)/]],
    [
      'channels with something due',
      (db) => dueChannels(db, ['slack'], 1, 5).select('key'),
      [/channels_due \(platform=\? AND next_at>\? AND next_at<\?\)/],
    ],
    [
      'channels whose due came last',
      (db) => dueChannels(db, ['slack'], 1, 5, 'desc').select('key'),
      [/channels_due \(platform=\? AND next_at>\? AND next_at<\?\)/],
    ],
    [
      'the next delivery of a channel',
      (db) => queueHead(db, 'c', 1),
      [/deliveries_queue \(channel_key=\? AND state=\?\)/],
    ],
    [
      'what waits for the digest of a channel',
      (db) => waitingIn(db, 'c'),
      [/deliveries_queue \(channel_key=\? AND state=\?\)/],
    ],
    ['what a digest was made from', (db) => membersOf(db, 'd'), [/deliveries_folded \(folded_into=\?\)/]],
    ['when channels go on', (db) => reckoning(db, ['c', 'd']), [/deliveries_next \(channel_key=\? AND state=\?\)/]],
    ['subscriptions by company', (db) => followers(db, ['a', 'b']), [/subscriptions_company \(company=\?\)/]],
    [
      'subscriptions of a channel',
      (db) => db.selectFrom('subscriptions').selectAll().where('channel_key', '=', 'c'),
      [/subscriptions_channel \(channel_key=\?\)/],
    ],
    [
      'leases that ran out',
      (db) => db.updateTable('deliveries').set({ state: 'due' }).where('lease_until', '<=', 1),
      [/deliveries_leases \(lease_until<\?\)/],
    ],
    [
      'items a feed has shown',
      (db) =>
        db
          .selectFrom('articles')
          .select('id')
          .where('feed_id', '=', 'f')
          .where('identity', 'in', ['a'])
          .where('demo', '=', 0),
      [/articles_identity \(feed_id=\? AND identity=\? AND demo=\?\)/],
    ],
    [
      'items of an outlet',
      (db) =>
        db
          .selectFrom('articles')
          .select('id')
          .where('url', 'in', ['u'])
          .where('outlet', '=', 'o')
          .where('demo', '=', 0),
      [/articles_url \(url=\? AND outlet=\? AND demo=\?\)/],
    ],
    [
      'articles that may go',
      (db) => agedArticles(db, 9, { at: 1, id: 'a' }),
      [/articles USING COVERING INDEX articles_age \(/],
    ],
    [
      'facts that may go',
      (db) => agedFacts(db, 9, { at: 1, id: 'a' }),
      [/facts USING COVERING INDEX facts_recalled \(/],
    ],
    [
      'messages that may go',
      (db) => agedDeliveries(db, 9, { at: 1, id: 'a' }),
      [/deliveries USING INDEX deliveries_age \(/],
    ],
    [
      'articles that nothing needs',
      (db) => needlessArticles(db, ['a', 'b']),
      [/claims USING INDEX claims_article \(article_id=\?\)/],
    ],
    [
      'facts that nothing needs',
      (db) => needlessFacts(db, ['a', 'b'], 9),
      [/delivery_facts_fact \(fact_id=\?\)/, /corrections_fact \(fact_id=\?\)/, /reports_open \(closed_at=\?\)/],
    ],
    [
      'messages that nothing needs',
      (db) => needlessDeliveries(db, ['a', 'b'], 9),
      [
        /deliveries_alert \(alert_id=\?\)/,
        /deliveries_folded \(folded_into=\?\)/,
        /delivery_facts_pk|sqlite_autoindex_delivery_facts_1 \(delivery_id=\?\)/,
      ],
    ],
  ])('%s: by an index', (_name, query, expected) => {
    const steps = plan(query(connections.reader));
    for (const step of expected) expect(steps.join('\n')).toMatch(step);
    expect(steps.filter((step) => step.startsWith('SCAN'))).toEqual([]);
  });

  it('pages of facts and queues need no sorting', () => {
    const page = factsOf(connections.reader, { company: 'a', background: 0 })
      .select('fact_id')
      .orderBy('last_at', 'desc')
      .orderBy('fact_id', 'desc');
    for (const query of [
      page,
      queueHead(connections.reader, 'c', 1),
      reckoning(connections.reader, ['c', 'd']),
      dueChannels(connections.reader, ['slack'], 1, 5, 'desc').select('key'),
      newsOf(connections.reader, 'a'),
      agedArticles(connections.reader, 9, { at: 1, id: 'a' }),
      agedFacts(connections.reader, 9, null),
      agedDeliveries(connections.reader, 9, { at: 1, id: 'a' }),
    ])
      expect(plan(query).join('\n')).not.toContain('TEMP B-TREE');
  });
});
