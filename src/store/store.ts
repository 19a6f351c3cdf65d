import type { Article } from '../domain/article.ts';
import type { Claim, ClaimType } from '../domain/claim.ts';
import type { FeedSpec } from '../domain/company.ts';
import type { Correction, Place } from '../domain/correction.ts';
import type { Delivery, MessageRef } from '../domain/delivery.ts';
import type { Fact, FactState, SourcedClaim } from '../domain/fact.ts';
import type { Report } from '../domain/report.ts';
import type { ChannelSettings, Managers, WhenUnsure } from '../domain/settings.ts';
import type { ChannelRef, Subscription } from '../domain/subscription.ts';
import type { StoreFault } from './errors.ts';

/** How a feed fares: politeness and health, kept over restarts. Times are epoch ms. */
export interface FeedRow {
  id: string;
  url: string;
  etag: string | null;
  lastModified: string | null;
  /** Opaque to the store: the schedule's own state (back-off, hints of the feed). JSON. */
  schedule: string | null;
  nextAt: number;
  leasedUntil: number | null;
  lastSuccess: number | null;
  lastItem: number | null;
  /** Date of the newest item the feed has shown. */
  newestItem: number | null;
  /** False until the first document was read: what stood in it then never alerts. */
  primed: boolean;
  failures: number;
  lastError: string | null;
  /** What a feed that a manager added is; null: the catalogue says. */
  added: AddedFeed | null;
  /** It is read. Not: offered only, removed, or no longer in the catalogue. */
  listed: boolean;
  /** When a manager removed it; null while nobody did. */
  removedAt: number | null;
}

/** A feed as a manager added it. */
export type AddedFeed = Omit<FeedSpec, 'id' | 'url'>;

/**
 * Where an article counts as the same: within one outlet, and the demo edition apart from the real one.
 * Defaults: the outlet of the feed's stored articles; not the demo.
 */
export interface ArticleWorld {
  outlet?: string;
  demo?: boolean;
}

/** What a settlement says besides the delivery's new state. */
export interface Settlement {
  /** Who leased it: then a settlement counts only while the lease is held. That a message was sent always counts. */
  by?: string;
  /** Epoch ms before which nothing else goes to the channel: its pace, or a rate limit. */
  quietUntil?: number;
  /** For an alert or a digest sent: the updates whose news it already told, and all the facts that it shows. */
  told?: { updates: readonly string[]; facts: readonly string[] };
}

/** What became of a delivery. */
export interface Settled {
  id: string;
  progress: Delivery['progress'];
  more?: Settlement;
}

/** A key of facts, and a time (epoch ms). */
export interface Sought {
  key: string;
  from: number;
  to: number;
}

export interface FactQuery {
  company: string;
  /** Facts that concern this company, too. */
  with?: string;
  /** Facts that do not concern this company. */
  without?: string;
  type?: ClaimType;
  /** Epoch ms: facts with a claim at or after it. */
  since?: number;
  /** Without the facts that are retracted there. */
  readIn?: Place;
  /** Facts that articles only recall in passing; default false. */
  background?: boolean;
  limit: number;
  offset: number;
}

/** One line of `/news`: an article, with what the ledger made of it. */
export interface NewsRow {
  article: Article;
  factIds: string[];
}

/** What a run of `reprocess` did so far: articles read, and what became of their claims. */
export interface Tally {
  articles: number;
  kept: number;
  made: number;
  gone: number;
}

/** A fact as it stood at some moment. */
export interface FactThen {
  id: string;
  shortId: string;
  state: FactState;
}

export interface Counts {
  articles: number;
  claims: number;
  facts: number;
  subscriptions: number;
  /** `held` leaves out what nobody follows any more: nothing is wrong with it. */
  deliveries: {
    due: number;
    /** For the digest. */
    waiting: number;
    leased: number;
    sent: number;
    held: number;
  };
}

/** The tables in numbers, for monitoring. States and types as stored. */
export interface Figures {
  articles: { demo: boolean; n: number }[];
  claims: { type: string; n: number }[];
  facts: { type: string; n: number }[];
  subscriptions: { platform: string; n: number }[];
  deliveries: { platform: string; state: string; n: number }[];
}

/** Why nothing reaches a channel, for people. */
export interface Outage {
  channel: ChannelRef;
  reason: string;
}

/** What reading the history of a feed brought. */
export interface BackfillTally {
  /** Documents read. */
  documents: number;
  /** Articles that were new. */
  articles: number;
  claims: number;
  /** Why it ended early, in words; absent where all that the feed offers was read. */
  problem?: string;
}

/** How far reading the history of a feed is. `next`: the address of the next document; null where it is done. */
export interface Backfill {
  feedId: string;
  next: string | null;
  tally: BackfillTally;
}

/** A row by its age: when it came, or was last told (epoch ms). */
export interface Aged {
  at: number;
  id: string;
}

/** Leases given back. */
export interface Recovered {
  deliveries: number;
  feeds: number;
}

/**
 * The database, as the rest of the house sees it. All of it is asynchronous, so that one code path serves SQLite and
 * Postgres. Times are epoch ms. Nothing here throws for an expected outcome: absent rows are null or empty.
 */
export interface Store {
  /**
   * Runs `work` in one write transaction: all of it happens, or none. Transactions take turns, over all processes. Inside,
   * only `tx` may be used: another transaction there, or a write through the outer store, is a fault. Where it collided
   * with other writes it is run again, so it changes nothing but the store. `soon`: a power cut in the moments after may
   * undo it, if nothing was written since; for what can be had again.
   */
  transaction<T>(work: (tx: Store) => Promise<T>, kept?: 'soon'): Promise<T>;
  close(): Promise<void>;

  feeds: {
    /**
     * Makes the rows follow the catalogue: new feeds are added due at once, listed ones keep their state. Feeds that were
     * added stay, unless the catalogue has their address; feeds that were removed stay removed.
     */
    sync(feeds: readonly { id: string; url: string }[], now: number): Promise<void>;
    /** Leases feeds that are due, most overdue first. */
    lease(limit: number, now: number, leaseMs: number): Promise<FeedRow[]>;
    get(id: string): Promise<FeedRow | null>;
    /** The feeds that are read. */
    all(): Promise<FeedRow[]>;
    /** Also those that were removed, only offered, or have left the catalogue. */
    every(): Promise<FeedRow[]>;
    /**
     * Remembers a feed that somebody wants to add, until it is kept (`list`) or a week has passed. A row of the same id that
     * is not read keeps its history. False where a feed of this id is read.
     */
    offer(feed: FeedSpec, by: string, now: number): Promise<boolean>;
    /** Reads a feed from now on that was offered or removed. False where there is none, or it is read already. */
    list(id: string, now: number): Promise<boolean>;
    /** Reads a feed no more; what is known of it and its articles stays. False where it was not read. */
    unlist(id: string, now: number): Promise<boolean>;
    /** Writes what a poll learnt and gives the lease back. */
    settle(row: FeedRow): Promise<void>;
  };

  /** Sites (registrable domains) that asked to be left in peace, whoever asked them. */
  sites: {
    /** Epoch ms; the later of two counts. */
    leave(site: string, until: number): Promise<void>;
    leftUntil(site: string): Promise<number | null>;
  };

  articles: {
    /** Of these identities, those that the feed has not shown before (also not another feed under the same canonical URL). */
    unseen(
      feedId: string,
      items: readonly { identity: string; url: string | null }[],
      of?: ArticleWorld,
    ): Promise<Set<string>>;
    get(id: string): Promise<Article | null>;
    /** The article that a feed showed under this identity, else (given its `url`) the same item in another feed of the outlet. */
    find(feedId: string, identity: string, of?: ArticleWorld & { url?: string | null }): Promise<Article | null>;
    /** `known`: nothing was written; `find` gives the article that stands. */
    insert(article: Article): Promise<'inserted' | 'known'>;
    /** An edit: new title or text of a known article. */
    update(id: string, change: { title: string; text: string }): Promise<void>;
    /**
     * The latest articles (none of the demo) whose title or text has these letters, in either case, newest first. Reads them all,
     * while others have their turns: for rare questions.
     */
    containing(text: string, limit: number): Promise<Article[]>;
    /** The latest articles that mention or concern the company, newest first. */
    news(company: string, limit: number, offset: number): Promise<NewsRow[]>;
  };

  claims: {
    insert(articleId: string, mentions: readonly string[], claims: readonly (Claim & { id: string })[]): Promise<void>;
    /** The article was edited: its claims so far stay stored, but are of no fact any more; its mentions are cleared. */
    supersede(articleId: string): Promise<void>;
  };

  facts: {
    /**
     * Facts that a claim might tell of: same demo flag, under one of these keys, and told within the time that it is sought in
     * (first told at or before its end, last told at or after its beginning). Latest told first; not those `known`.
     */
    candidates(seeks: readonly Sought[], demo: boolean, known?: ReadonlySet<string>): Promise<Fact[]>;
    /** Makes or replaces the fact's state, its claims and its party keys. */
    save(
      fact: FactState & { id: string; demo: boolean; changedAt: number },
      claims: readonly SourcedClaim[],
      keys: readonly string[],
    ): Promise<Fact>;
    get(id: string): Promise<Fact | null>;
    /** All facts in the order of their ids, those behind `after` (null: from the first). */
    page(after: string | null, limit: number): Promise<Fact[]>;
    /** The facts that rest on a claim of this article. */
    toldBy(articleId: string): Promise<Fact[]>;
    /**
     * Takes out a fact that no claim tells any more; what was sent of it stays on record, what is still due is dropped.
     * `into`: the fact that it turned out to be one with: what was sent or is due of the one is then of the other.
     */
    remove(id: string, into?: string): Promise<void>;
    /** By what people type, without its `#`; null when none or more than one fits. */
    byShortId(prefix: string): Promise<Fact | null>;
    /** Newest first. */
    of(query: FactQuery): Promise<{ facts: Fact[]; total: number }>;
  };

  subscriptions: {
    /** A second subscription of the same channel and company changes the first. */
    put(subscription: Subscription): Promise<'made' | 'changed'>;
    /** What is owed to the channel of companies that it then no longer follows is dropped. */
    remove(channel: ChannelRef, company: string | 'all'): Promise<number>;
    of(channel: ChannelRef): Promise<Subscription[]>;
    /** Silent until then (epoch ms), or null: not any more. False where the channel does not follow the company. */
    mute(channel: ChannelRef, company: string, until: number | null): Promise<boolean>;
    /** All of a workspace, by channel. */
    within(where: { platform: string; workspace: string }): Promise<Subscription[]>;
    /** All that follow any of these companies, paused ones too. */
    following(companies: readonly string[]): Promise<Subscription[]>;
    /**
     * Pauses what is active there, and notes the outage of each channel. `told`: nobody need be told. `removed`: the bot was
     * taken out of the channel, which only `resume` undoes, or of the workspace, which is remembered till it is back.
     */
    pause(
      where: { platform: string; workspace: string; channel?: string },
      reason: string,
      now: number,
      how?: { told?: true; removed?: true },
    ): Promise<number>;
    resume(where: { platform: string; workspace: string; channel?: string }): Promise<number>;
  };

  /**
   * Channels that cannot be reached. An outage begins with `subscriptions.pause` and ends with the first message that is
   * sent after `subscriptions.resume`.
   */
  outages: {
    /** Looks at the channel from time to time although nothing of it is paused: something is held for its sake. */
    watch(channel: ChannelRef, reason: string, now: number): Promise<void>;
    /** Outages that somebody is to be told of, which with this counts as done. */
    takeUntold(now: number, platforms: readonly string[], limit: number): Promise<Outage[]>;
    /** It could not be told: again at `at`, unless the channel is resumed before. */
    tellLater(channel: ChannelRef, at: number): Promise<void>;
    /** Channels that are due to be looked at; the next look is set, ever later, up to six hours. */
    takeUnchecked(now: number, platforms: readonly string[], limit: number): Promise<Outage[]>;
    /** The bot is in this workspace: its channels are looked at at `now`. Gives how many there are. */
    recheck(where: { platform: string; workspace: string; channel?: string }, now: number): Promise<number>;
    /** Workspaces that the bot was taken out of at or before this time. */
    removedBefore(at: number): Promise<{ platform: string; workspace: string }[]>;
    /** Deletes everything that is kept of a workspace: subscriptions, what was sent and is owed, corrections. */
    forget(where: { platform: string; workspace: string }): Promise<void>;
  };

  deliveries: {
    /** Idempotent by key: a delivery that exists is left as it is. */
    insert(delivery: Delivery): Promise<boolean>;
    /** The same for many. Gives those that were made. */
    insertAll(deliveries: readonly Delivery[]): Promise<Delivery[]>;
    /**
     * Leases what is due, at most one for each channel: a channel's messages go in order, one at a time, and no channel
     * waits for another; half of them may be those that came last. An update waits till its alert is settled; updates of one fact that piled up are folded into
     * the latest. When daily deliveries are due, all that wait in the channel are folded into one digest, made here,
     * at most one a day. `limit` counts channels; `by` names this one call.
     */
    lease(limit: number, now: number, leaseMs: number, by: string, platforms: readonly string[]): Promise<Delivery[]>;
    /** False where it changed nothing: what was sent or folded stays so, and a lease that was lost settles nothing. */
    settle(id: string, progress: Delivery['progress'], more?: Settlement): Promise<boolean>;
    /** The same for several, in one transaction as far as nobody else is at work on their channels. */
    settleAll(settled: readonly Settled[]): Promise<void>;
    /** Forgets the deaths that count against what `by` has leased; does nothing where that lease is over. */
    acquit(id: string, by: string): Promise<void>;
    /**
     * What belongs to a delivery: the alert that an update brings up to date (or the digest that told its fact); the
     * updates that wait for an alert or a digest; the deliveries that a digest was made from.
     */
    around(id: string): Promise<{
      alert: { delivery: Delivery; ref: MessageRef | null } | null;
      updates: Delivery[];
      members: Delivery[];
    }>;
    /**
     * The alert whose message tells a channel of a fact, if one is owed or sent: the fact is its lead, or in `withFacts`
     * of it or of one of its updates. Where there is no alert, the latest digest that told the fact.
     */
    alertOf(channel: ChannelRef, factId: string): Promise<{ delivery: Delivery; ref: MessageRef | null } | null>;
    /** Where deliveries tell, or told, of these facts: there `alertOf` may find something. */
    toldIn(
      channels: readonly ChannelRef[],
      factIds: readonly string[],
    ): Promise<{ channel: ChannelRef; factId: string }[]>;
    /** The channels that have, or are owed, a message which tells of the fact. */
    channelsOf(factId: string): Promise<ChannelRef[]>;
    /** Leases that ran out (their holder died) become due again, marked so that the outbox looks before it sends. */
    expire(now: number): Promise<number>;
    /** Earliest moment at which something can go or a lease runs out (on these platforms), or null. */
    nextDue(platforms?: readonly string[]): Promise<number | null>;
    /** What waits for the channel's next digest, in order. */
    waiting(channel: ChannelRef): Promise<Delivery[]>;
    /** Takes a delivery that waits for the digest out of it: it goes by itself, and at once. False where it does not wait. */
    hasten(id: string, now: number): Promise<boolean>;
    /** Gives back what was held for the sake of its channel (cause `channel`), as never tried; daily ones for the next digest. */
    release(where: { platform: string; workspace: string; channel?: string }, now: number): Promise<number>;
    /** What is set aside and still owed (causes `channel` and `message`), the longest first. */
    setAside(): Promise<Delivery[]>;
    /**
     * Gives back what is set aside, as never tried: all of it, or these, each with the alert or the updates of the same
     * message. Gives how many.
     */
    retry(ids: readonly string[] | 'all', now: number): Promise<number>;
    get(id: string): Promise<Delivery | null>;
  };

  /** What people corrected. What stands comes with each fact (`amended`). */
  corrections: {
    /** It stands instead of what was said before on its subject in its place. `undo`: nothing does then; that is kept too. */
    put(correction: Correction, undo?: boolean): Promise<void>;
    /** All that was ever said of a fact, in order. */
    of(factId: string): Promise<(Correction & { standing: boolean })[]>;
  };

  channels: {
    /** When a channel wants to be told; the defaults where nobody said. */
    settings(channel: ChannelRef): Promise<ChannelSettings>;
    /** The same for many, in their order. */
    settingsOf(channels: readonly ChannelRef[]): Promise<ChannelSettings[]>;
    /** What waits in the channel waits for its new hours. `now`: epoch ms. */
    configure(channel: ChannelRef, settings: ChannelSettings, now: number): Promise<void>;
    /**
     * The channel has another id from now on: what it follows, its settings, what it was told and is owed go along. A company
     * that is followed under both ids is followed as under the new one. False where nothing is known of the old id. `now`: epoch ms.
     */
    move(from: ChannelRef, to: ChannelRef, now: number): Promise<boolean>;
    /** Who may change what the channels of a workspace follow: any member where nobody said otherwise. */
    managers(place: Place): Promise<Managers>;
    setManagers(place: Place, managers: Managers): Promise<void>;
    /** What a workspace wants of messages that may stand already; null where the configuration says. */
    whenUnsure(place: Place): Promise<WhenUnsure | null>;
    setWhenUnsure(place: Place, whenUnsure: WhenUnsure): Promise<void>;
  };

  /** What readers say is wrong with facts. */
  reports: {
    /** False where the same person has an open report of the same words on the fact already. */
    put(report: Report): Promise<boolean>;
    /** Those that nobody dealt with, newest first, with how many there are. `place`: those of a workspace alone. */
    open(place: Place | null, limit: number, offset: number): Promise<{ reports: Report[]; total: number }>;
    /** Somebody dealt with it. False where it is not open (any more), or not of the place. */
    close(id: string, place: Place | null, by: string, now: number): Promise<boolean>;
  };

  /** What a run of `reprocess` needs, and what it must remember till it ends, also over a restart. */
  reprocessing: {
    /** Begins a run and remembers how the ledger stands; takes up the one that was interrupted under the same rules. */
    begin(run: string, rules: string, now: number): Promise<{ resumed: boolean; tally: Tally; startedAt: number }>;
    /** The articles that are still to be read, in order of time. */
    waiting(): Promise<{ id: string; at: number }[]>;
    /** In the order of their ids. */
    articles(ids: readonly string[]): Promise<Article[]>;
    /** What an article says by the rules so far. */
    claimsOf(articleId: string): Promise<(Claim & { id: string })[]>;
    /** Takes out the claims `gone` and puts in those `made`, each in the place of one that is gone (`after`) or of none. */
    replace(
      articleId: string,
      mentions: readonly string[],
      claims: {
        gone: readonly string[];
        made: readonly (Claim & { id: string; after: string | null })[];
        kept: readonly Claim[];
      },
    ): Promise<void>;
    /** Of which fact each claim, or the one whose place it took, was when the run began. */
    homes(claimIds: readonly string[]): Promise<Map<string, string>>;
    /** False where another run has taken over. */
    advance(run: string, cursor: { id: string; at: number }, tally: Tally): Promise<boolean>;
    /** The facts that are new since the run began, gone, or stand otherwise than then. */
    outcome(): Promise<{
      total: number;
      made: FactThen[];
      both: { before: FactThen; after: FactThen }[];
      gone: FactThen[];
    }>;
    end(): Promise<void>;
  };

  /** What platforms need to act in the workspaces that installed the bot. `sealed`: encrypted, opaque to the store. */
  installations: {
    get(platform: string, workspace: string): Promise<string | null>;
    /** In place of what was there. */
    put(platform: string, workspace: string, sealed: string): Promise<void>;
    /** False where there was none. */
    delete(platform: string, workspace: string): Promise<boolean>;
    all(): Promise<{ platform: string; workspace: string; sealed: string }[]>;
  };
  /** True the first time that a key is used; it is remembered till `until`. */
  once(key: string, until: number, now: number): Promise<boolean>;

  /** What a run of `backfill` must remember till it ends, also over a restart. */
  backfills: {
    /** Of the run that reads back to this day (epoch ms). */
    of(since: number): Promise<Backfill[]>;
    put(backfill: Backfill, since: number): Promise<void>;
    end(): Promise<void>;
  };

  /** What is old and needed by nothing any more. */
  retention: {
    /**
     * Looks at some rows that are older than `before` (epoch ms), behind `after` (null: from the oldest), and drops those
     * that nothing needs: one short transaction. `next`: the last that was looked at; null where none is left.
     *
     * `deliveries`: settled messages that no other refers to, of facts that have been neither told nor changed since; so
     * an update, or what was folded into a digest, goes before its message. `facts`: those that articles only recalled
     * in passing, with their claims, unless a message, a correction or an open report is about them; any other fact stays
     * for ever. `articles`: the text, claims and mentions of those that no fact rests on; what they are known by stays, so
     * that they never come back as new. Nothing goes while a `reprocess` is under way.
     */
    sweep(
      what: 'deliveries' | 'facts' | 'articles',
      before: number,
      after: Aged | null,
    ): Promise<{ dropped: number; next: Aged | null }>;
  };

  counts(): Promise<Counts>;
  /** Reads whole tables: some ms for each 10,000 rows. */
  figures(): Promise<Figures>;
  /** Why writes cannot be made (a full disk, a lock of another program), or could not within the last minute; else null. */
  trouble(): StoreFault | null;
  /**
   * Called by a process before it leases anything, and every few seconds from then on. Gives back what processes that
   * are no more had leased. In SQLite that is known only at the first call, and only where no other process leases from
   * the database; else those leases run out by themselves. Deliveries come back marked, so that the outbox looks before
   * it sends, and due `graceMs` after their sender was missed: what was on its way when it died may still arrive.
   */
  recover(now: number, graceMs: number): Promise<Recovered>;
  /** Waits until no other process works under this key (as on one host); resolves with what gives it free. Never rejects. */
  hold(key: string): Promise<() => Promise<void>>;
  /** Tells the other processes at this database that something is owed. */
  ring(): void;
  /** Calls back when another process rang. */
  onRing(heard: () => void): void;
  /** Removes the demo edition and all that came of it. */
  forgetDemo(): Promise<void>;
}
