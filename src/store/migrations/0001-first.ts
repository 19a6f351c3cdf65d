import type { Kysely } from 'kysely';

/** Feeds, articles, claims, facts, subscriptions, deliveries. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;

  await schema
    .createTable('feeds')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('url', 'text', (c) => c.notNull())
    .addColumn('listed_url', 'text', (c) => c.notNull())
    .addColumn('listed', 'integer', (c) => c.notNull())
    .addColumn('etag', 'text')
    .addColumn('last_modified', 'text')
    .addColumn('schedule', 'text')
    .addColumn('next_at', 'bigint', (c) => c.notNull())
    .addColumn('leased_until', 'bigint')
    .addColumn('last_success', 'bigint')
    .addColumn('last_item', 'bigint')
    .addColumn('newest_item', 'bigint')
    .addColumn('primed', 'integer', (c) => c.notNull())
    .addColumn('failures', 'integer', (c) => c.notNull())
    .addColumn('last_error', 'text')
    .execute();
  await schema.createIndex('feeds_due').on('feeds').columns(['listed', 'next_at']).execute();

  await schema
    .createTable('articles')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('feed_id', 'text', (c) => c.notNull())
    .addColumn('identity', 'text', (c) => c.notNull())
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('url', 'text')
    .addColumn('outlet', 'text', (c) => c.notNull())
    .addColumn('tier', 'integer', (c) => c.notNull())
    .addColumn('published', 'bigint')
    .addColumn('seen', 'bigint', (c) => c.notNull())
    .addColumn('demo', 'integer', (c) => c.notNull())
    .execute();
  // The demo edition may tell of real articles: it must never hide them, so it counts as a world of its own.
  await schema
    .createIndex('articles_identity')
    .unique()
    .on('articles')
    .columns(['feed_id', 'identity', 'demo'])
    .execute();
  await schema.createIndex('articles_url').unique().on('articles').columns(['url', 'outlet', 'demo']).execute();

  await schema
    .createTable('article_companies')
    .addColumn('article_id', 'text', (c) => c.notNull().references('articles.id').onDelete('cascade'))
    .addColumn('slug', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('article_companies_pk', ['article_id', 'slug'])
    .execute();
  await schema
    .createIndex('article_companies_news')
    .on('article_companies')
    .columns(['slug', 'at', 'article_id'])
    .execute();

  await schema
    .createTable('claims')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('article_id', 'text', (c) => c.notNull().references('articles.id').onDelete('cascade'))
    .addColumn('type', 'text', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('certainty', 'text', (c) => c.notNull())
    .addColumn('background', 'integer', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .addColumn('superseded', 'integer', (c) => c.notNull())
    .execute();
  await schema.createIndex('claims_article').on('claims').column('article_id').execute();

  await schema
    .createTable('facts')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('hex', 'text', (c) => c.notNull().unique())
    .addColumn('short_id', 'text', (c) => c.notNull().unique())
    .addColumn('type', 'text', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('certainty', 'text', (c) => c.notNull())
    .addColumn('background', 'integer', (c) => c.notNull())
    .addColumn('first_at', 'bigint', (c) => c.notNull())
    .addColumn('last_at', 'bigint', (c) => c.notNull())
    .addColumn('changed_at', 'bigint', (c) => c.notNull())
    .addColumn('demo', 'integer', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .execute();

  await schema
    .createTable('fact_companies')
    .addColumn('fact_id', 'text', (c) => c.notNull().references('facts.id').onDelete('cascade'))
    .addColumn('slug', 'text', (c) => c.notNull())
    .addColumn('type', 'text', (c) => c.notNull())
    .addColumn('background', 'integer', (c) => c.notNull())
    .addColumn('last_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('fact_companies_pk', ['fact_id', 'slug'])
    .execute();
  await schema
    .createIndex('fact_companies_newest')
    .on('fact_companies')
    .columns(['slug', 'background', 'last_at', 'fact_id', 'type'])
    .execute();

  await schema
    .createTable('fact_keys')
    .addColumn('fact_id', 'text', (c) => c.notNull().references('facts.id').onDelete('cascade'))
    .addColumn('key', 'text', (c) => c.notNull())
    .addColumn('demo', 'integer', (c) => c.notNull())
    .addColumn('last_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('fact_keys_pk', ['fact_id', 'key'])
    .execute();
  await schema
    .createIndex('fact_keys_candidates')
    .on('fact_keys')
    .columns(['key', 'demo', 'last_at', 'fact_id'])
    .execute();

  await schema
    .createTable('fact_claims')
    .addColumn('fact_id', 'text', (c) => c.notNull().references('facts.id').onDelete('cascade'))
    .addColumn('claim_id', 'text', (c) => c.notNull().references('claims.id').onDelete('cascade'))
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('fact_claims_pk', ['fact_id', 'claim_id'])
    .execute();
  await schema.createIndex('fact_claims_claim').on('fact_claims').column('claim_id').execute();

  await schema
    .createTable('channels')
    .addColumn('key', 'text', (c) => c.primaryKey())
    .addColumn('platform', 'text', (c) => c.notNull())
    .addColumn('workspace', 'text', (c) => c.notNull())
    .addColumn('channel', 'text', (c) => c.notNull())
    .addColumn('next_at', 'bigint')
    .addColumn('quiet_until', 'bigint', (c) => c.notNull())
    .execute();
  await schema
    .createIndex('channels_place')
    .unique()
    .on('channels')
    .columns(['platform', 'workspace', 'channel'])
    .execute();
  await schema
    .createIndex('channels_due')
    .on('channels')
    .columns(['platform', 'next_at'])
    .where('next_at', 'is not', null)
    .execute();

  await schema
    .createTable('subscriptions')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('channel_key', 'text', (c) => c.notNull().references('channels.key'))
    .addColumn('company', 'text', (c) => c.notNull())
    .addColumn('types', 'text', (c) => c.notNull())
    .addColumn('min_amount', 'double precision')
    .addColumn('cadence', 'text', (c) => c.notNull())
    .addColumn('created_by', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('paused', 'text')
    .execute();
  await schema
    .createIndex('subscriptions_channel')
    .unique()
    .on('subscriptions')
    .columns(['channel_key', 'company'])
    .execute();
  await schema.createIndex('subscriptions_company').on('subscriptions').column('company').execute();

  // No foreign key to facts: what was sent stays on record when its fact is taken out.
  await schema
    .createTable('deliveries')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('key', 'text', (c) => c.notNull().unique())
    .addColumn('channel_key', 'text', (c) => c.notNull().references('channels.key'))
    .addColumn('seq', 'bigint', (c) => c.notNull())
    .addColumn('fact_id', 'text', (c) => c.notNull())
    .addColumn('with_facts', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('daily', 'integer', (c) => c.notNull())
    .addColumn('alert_id', 'text')
    .addColumn('change', 'text')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('due_at', 'bigint')
    .addColumn('attempts', 'integer', (c) => c.notNull())
    .addColumn('last_error', 'text')
    .addColumn('look', 'integer', (c) => c.notNull())
    .addColumn('lease_until', 'bigint')
    .addColumn('lease_by', 'text')
    .addColumn('sent_at', 'bigint')
    .addColumn('message', 'text')
    .addColumn('reason', 'text')
    .addColumn('cause', 'text')
    .addColumn('folded_into', 'text')
    .execute();
  await schema.createIndex('deliveries_queue').on('deliveries').columns(['channel_key', 'state', 'seq']).execute();
  await schema.createIndex('deliveries_order').on('deliveries').columns(['channel_key', 'seq']).execute();
  await schema.createIndex('deliveries_next').on('deliveries').columns(['channel_key', 'state', 'due_at']).execute();
  await schema.createIndex('deliveries_alert').on('deliveries').columns(['alert_id', 'seq']).execute();
  await schema
    .createIndex('deliveries_folded')
    .on('deliveries')
    .columns(['folded_into', 'seq'])
    .where('folded_into', 'is not', null)
    .execute();
  await schema
    .createIndex('deliveries_leases')
    .on('deliveries')
    .column('lease_until')
    .where('lease_until', 'is not', null)
    .execute();
  await schema.createIndex('deliveries_counts').on('deliveries').columns(['state', 'cause', 'daily']).execute();

  await schema
    .createTable('delivery_facts')
    .addColumn('delivery_id', 'text', (c) => c.notNull().references('deliveries.id').onDelete('cascade'))
    .addColumn('fact_id', 'text', (c) => c.notNull())
    .addColumn('channel_key', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('delivery_facts_pk', ['delivery_id', 'fact_id'])
    .execute();
  await schema.createIndex('delivery_facts_fact').on('delivery_facts').columns(['fact_id', 'channel_key']).execute();
}
