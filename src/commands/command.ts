import type { AdapterLog } from '../chat/adapter.ts';
import type { CommandCall, CommandSpec, Reply } from '../chat/command.ts';
import type { Article } from '../domain/article.ts';
import type { Argument, Certainty, Status } from '../domain/claim.ts';
import type { Company } from '../domain/company.ts';
import type { CorrectedField, Place } from '../domain/correction.ts';
import type { Change, Fact, SourcedClaim } from '../domain/fact.ts';
import type { Lookup } from '../domain/lookup.ts';
import type { WhenUnsure } from '../domain/settings.ts';
import type { ChannelRef } from '../domain/subscription.ts';
import type { Chart } from '../draw/chart.ts';
import type { CompanyWish, FeedOffer, FeedReport, Holder, NameTrial, StatusReport } from '../present/index.ts';
import type { NewsRow, Store } from '../store/store.ts';
import type { ReadQuantities } from './values-corrected.ts';

/** Articles of several outlets that tell one piece of news, the best telling first. Structurally the ledger's story. */
export interface Cluster {
  articles: readonly Article[];
  factIds: readonly string[];
  outlets: readonly string[];
  /** Epoch ms of the latest article. */
  lastAt: number;
}

/** Who holds which role, the chief first, and which seats nobody holds. Structurally the ledger's roles. */
export interface Roles {
  holders: (Holder & { from: number | null })[];
  vacant: { seat: string; last: Holder }[];
}

/** The list of feeds as managers see and change it. Nothing here rejects but for faults of the store. */
export interface Feeds {
  all(): Promise<FeedReport[]>;
  /** Looks for the feed behind an address; what is found is remembered until somebody keeps it. `by`: who asked. */
  find(
    address: string,
    by: string,
  ): Promise<
    | ({ outcome: 'found' } & FeedOffer)
    | { outcome: 'known'; feed: FeedReport }
    | { outcome: 'none'; why: 'closed' | 'unreachable' | 'no-feed'; reason: string }
  >;
  /** Reads a feed from now on that was found or removed; null where there is none of this id. */
  keep(id: string): Promise<FeedReport | null>;
  /** Reads a feed no more; its articles stay. Null where none of this id is read. */
  remove(id: string): Promise<FeedReport | null>;
}

/** Why a company cannot be added: faults of its own, in words; the file is broken already; it cannot be written. */
export type CompanyRefusal = { outcome: 'unfit'; faults: readonly string[] } | { outcome: 'broken' | 'closed' };

/** The list of companies as people see it and managers add to it. Nothing here rejects but for faults of the store. */
export interface Companies {
  all(): readonly Company[];
  /** Whether it could be added, and what its names would match in the stored articles. */
  look(wish: CompanyWish): Promise<{ outcome: 'fit'; slug: string; trials: readonly NameTrial[] } | CompanyRefusal>;
  /** Adds it, and knows it from then on. `by`: who asked. */
  add(wish: CompanyWish, by: string): Promise<{ outcome: 'added'; slug: string } | CompanyRefusal>;
}

export type CorrectionOutcome =
  | { outcome: 'done'; fact: Fact; change: Change; place: Place | null; messages: number }
  | { outcome: 'same' | 'unfit'; fact: Fact }
  | { outcome: 'unknown' | 'operator' };

/** Corrections by people, as the intake takes them. */
export interface Corrections {
  correct(
    factId: string,
    field: CorrectedField,
    value: Argument | Status | Certainty | null,
    who: { user: string; channel: ChannelRef },
  ): Promise<CorrectionOutcome>;
  retract(factId: string, undo: boolean, who: { user: string; channel: ChannelRef }): Promise<CorrectionOutcome>;
  join(factId: string, other: string, who: { user: string; channel: ChannelRef }): Promise<CorrectionOutcome>;
  split(
    factId: string,
    belongs: (claim: SourcedClaim) => boolean,
    who: { user: string; channel: ChannelRef },
  ): Promise<CorrectionOutcome>;
}

/** What commands answer from. */
export interface Deps {
  store: Pick<Store, 'facts' | 'articles' | 'subscriptions' | 'reports' | 'channels'>;
  lookup: Lookup;
  /** Epoch ms. */
  now: () => number;
  status: () => Promise<StatusReport>;
  feeds: Feeds;
  companies: Companies;
  /** Clusters articles into stories, latest first; the ledger's. Without it, articles of one fact are one story. */
  stories?: (rows: readonly NewsRow[]) => readonly Cluster[];
  /** The channel follows a company anew or otherwise than before, or is no longer paused: what it is owed may go now. */
  followed?: (channel: ChannelRef) => Promise<void>;
  /** Who held which role in a company at a moment (epoch ms), by the catalogue's people and the moves known; the ledger's. */
  roles: (at: number, company: string, people: Company['people'], moves: readonly Fact[]) => Roles;
  corrections: Corrections;
  /** What becomes of a message that may stand already, where a workspace says nothing else. */
  whenUnsure: WhenUnsure;
  /** The sum of a deal in US dollars, null where none is stated; the ledger's. */
  amountOf: (fact: Fact) => number | null;
  /** The chart as PNG in base64; null where it cannot be drawn. */
  draw: (chart: Chart) => Promise<string | null>;
  /** The figures in a text, as articles are read; the extractor's. */
  quantities: ReadQuantities;
  /** A new unique id; random by default. */
  newId?: () => string;
  /** Faults are told here; the caller gets plain words. */
  log?: Pick<AdapterLog, 'error'>;
}

/** One chat command: how it is called, and its answer. Who may call it was checked before. */
export interface Command {
  spec: CommandSpec;
  answer(call: CommandCall, deps: Deps): Promise<Reply>;
}
