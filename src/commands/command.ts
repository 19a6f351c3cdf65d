import type { AdapterLog } from '../chat/adapter.ts';
import type { CommandCall, CommandSpec, Reply } from '../chat/command.ts';
import type { Article } from '../domain/article.ts';
import type { Lookup } from '../domain/lookup.ts';
import type { ChannelRef } from '../domain/subscription.ts';
import type { StatusReport } from '../present/index.ts';
import type { NewsRow, Store } from '../store/store.ts';

/** Articles of several outlets that tell one piece of news, the best telling first. Structurally the ledger's story. */
export interface Cluster {
  articles: readonly Article[];
  factIds: readonly string[];
  outlets: readonly string[];
  /** Epoch ms of the latest article. */
  lastAt: number;
}

/** What commands answer from. */
export interface Deps {
  store: Pick<Store, 'facts' | 'articles' | 'subscriptions'>;
  lookup: Lookup;
  /** Epoch ms. */
  now: () => number;
  status: () => Promise<StatusReport>;
  /** Clusters articles into stories, latest first; the ledger's. Without it, articles of one fact are one story. */
  stories?: (rows: readonly NewsRow[]) => readonly Cluster[];
  /** The channel follows a company anew or otherwise than before, or is no longer paused: what it is owed may go now. */
  followed?: (channel: ChannelRef) => Promise<void>;
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
