import type { Packed } from './packing.ts';

/**
 * The tables as Kysely sees them. The same on every engine: ids are text, moments are epoch-millisecond integers,
 * booleans are 0 or 1, structures are JSON in text.
 */
export interface Tables {
  schema_version: { version: number; applied_at: number };
  feeds: FeedsTable;
  sites: { site: string; left_until: number };
  articles: ArticlesTable;
  article_companies: { article_id: string; slug: string; at: number };
  claims: ClaimsTable;
  facts: FactsTable;
  fact_companies: { fact_id: string; slug: string; type: string; background: number; last_at: number };
  fact_keys: { fact_id: string; key: string; demo: number; last_at: number };
  channels: ChannelsTable;
  subscriptions: SubscriptionsTable;
  deliveries: DeliveriesTable;
  corrections: CorrectionsTable;
  reports: ReportsTable;
  /** `when_unsure`: null where the configuration says. */
  workspaces: { platform: string; workspace: string; managers: string; when_unsure: string | null };
  reprocessing: ReprocessingTable;
  reprocessing_facts: { id: string; short_id: string; state: string };
  /** Of which fact each claim was when the run began; of new ones, the claim in whose place they came. */
  reprocessing_claims: { claim_id: string; fact_id: string };
  /** `sealed`: as `keyring.ts` makes it; nobody reads it here. */
  installations: { platform: string; workspace: string; sealed: string };
  used_once: { key: string; until: number };
  outages: OutagesTable;
  /** Workspaces that the bot was taken out of, and when. */
  removals: { platform: string; workspace: string; at: number };
  /** How far reading history is; `next` is null for a feed that is done. */
  backfills: { feed_id: string; since: number; next: string | null; tally: string };
  delivery_facts: { delivery_id: string; fact_id: string; channel_key: string };
}

export interface FeedsTable {
  id: string;
  url: string;
  /** The address in the catalogue; `url` may have moved on from it. */
  listed_url: string;
  listed: number;
  etag: string | null;
  last_modified: string | null;
  schedule: string | null;
  next_at: number;
  leased_until: number | null;
  lease_holder: number | null;
  last_success: number | null;
  last_item: number | null;
  newest_item: number | null;
  primed: number;
  failures: number;
  last_error: string | null;
  /** JSON of an `AddedFeed`; null for feeds of the catalogue. */
  added: string | null;
  added_by: string | null;
  /** When it was added, or only offered so far. */
  added_at: number | null;
  removed_at: number | null;
}

export interface ArticlesTable {
  id: string;
  feed_id: string;
  identity: string;
  title: string;
  /** On SQLite packed (`packing.ts`), if that makes it shorter. */
  text: Packed;
  url: string | null;
  outlet: string;
  tier: number;
  published: number | null;
  seen: number;
  demo: number;
  /** Its text is not kept any more; what it is known by is. */
  dropped: number;
}

export interface ClaimsTable {
  id: string;
  article_id: string;
  type: string;
  status: string;
  certainty: string;
  background: number;
  /** The whole `Claim`, with arguments and evidence; the columns above repeat what queries need. */
  body: string;
  /** The article was edited since: kept, and of no fact any more. */
  superseded: number;
  fact_id: string | null;
  /** Among the claims of its fact: the best is 0. */
  place: number | null;
}

export interface FactsTable {
  id: string;
  /** The id as hex digits, which short ids are prefixes of. */
  hex: string;
  short_id: string;
  type: string;
  status: string;
  certainty: string;
  background: number;
  first_at: number;
  last_at: number;
  changed_at: number;
  demo: number;
  /** The whole `FactState`; the columns above repeat what queries need. */
  state: string;
}

export interface CorrectionsTable {
  id: string;
  /** Not a reference: what was said is kept when its fact is gone. */
  fact_id: string;
  /** Null: it counts everywhere. */
  platform: string | null;
  workspace: string | null;
  kind: string;
  /** What it is about: of several on one subject in one place, the latest stands. */
  subject: string;
  what: string;
  before: string | null;
  after: string | null;
  by: string;
  at: number;
  /** Order in which they were made. */
  seq: number;
  standing: number;
}

export interface ReportsTable {
  id: string;
  /** Not a reference: what was said is kept when its fact is gone. */
  fact_id: string;
  platform: string;
  workspace: string;
  by: string;
  text: string;
  at: number;
  /** When somebody dealt with it; null while it is open. */
  closed_at: number | null;
  closed_by: string | null;
}

/** At most one row: a run of `reprocess` that has not ended. */
export interface ReprocessingTable {
  id: number;
  run: string;
  rules: string;
  started_at: number;
  /** The last article that was done. */
  cursor_at: number | null;
  cursor_id: string | null;
  tally: string;
}

/** A channel is also the queue of what is owed to it: one message at a time, in order. */
export interface ChannelsTable {
  key: string;
  platform: string;
  workspace: string;
  channel: string;
  /** When the next delivery can go; null when nothing is owed or one is being sent. Kept by `reckon` alone. */
  next_at: number | null;
  /** Nothing goes out before: the platform's pace or its rate limit. */
  quiet_until: number;
  /** JSON of its `ChannelSettings`; null: the defaults. */
  settings: string | null;
}

export interface SubscriptionsTable {
  id: string;
  channel_key: string;
  company: string;
  types: string;
  min_amount: number | null;
  cadence: string;
  created_by: string;
  created_at: number;
  paused: string | null;
  muted_until: number | null;
}

/**
 * A channel that cannot be reached, or could not until lately: its row goes with the first message that stands there
 * again, so that a mend which was none is not told of a second time.
 */
export interface OutagesTable {
  channel_key: string;
  reason: string;
  /** When somebody is to be told; null: they were, or need not be. */
  tell_at: number | null;
  told_at: number | null;
  /** When to look again whether it is mended; null while it is thought to be. */
  check_at: number | null;
  checks: number;
  /** Somebody took the bot out of the channel: only being asked back mends that, whatever a look shows. */
  uninvited: number;
}

export interface DeliveriesTable {
  id: string;
  key: string;
  channel_key: string;
  /** Order of arrival in its channel. */
  seq: number;
  fact_id: string;
  with_facts: string;
  kind: string;
  /** Waits for the channel's next digest, which is made from it. */
  daily: number;
  /** The alert that an update brings up to date, or the digest that told its fact; null for alerts, and for an update that found none. */
  alert_id: string | null;
  change: string | null;
  created_at: number;
  state: string;
  due_at: number | null;
  attempts: number;
  /** Tries in which its sender died, since one last came to its end. */
  crashes: number;
  last_error: string | null;
  look: number;
  lease_until: number | null;
  lease_by: string | null;
  /** The process that leased it, as its presence names it; null where others need not tell whether it lives. */
  lease_holder: number | null;
  sent_at: number | null;
  message: string | null;
  reason: string | null;
  cause: string | null;
  /** Since when it is set aside; null also where nobody noted that. */
  held_at: number | null;
  folded_into: string | null;
}
