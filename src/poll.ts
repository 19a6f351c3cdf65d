import { setTimeout as pause } from 'node:timers/promises';
import PQueue from 'p-queue';
import type { ArticleText } from './domain/article.ts';
import type { Extraction } from './domain/claim.ts';
import { type FeedSpec, feedsById } from './domain/company.ts';
import { newId } from './domain/id.ts';
import { createFetcher, type Fetcher, type FetchResult } from './feeds/fetch.ts';
import { authorityOf, siteOf } from './feeds/identity.ts';
import { createPageReader } from './feeds/page.ts';
import type { FeedParser } from './feeds/parse-pool.ts';
import { nextPoll, type PollEvent, readState } from './feeds/schedule.ts';
import { createTurns, type Turns } from './feeds/turns.ts';
import type { Intake, IntakeResult } from './intake.ts';
import type { Log } from './log.ts';
import { type DocumentRead, type FeedDocument, readDocument, type Shown } from './poll/document.ts';
import { type Health, healthAfter, readHealth, type Sign, type Trouble, troubleOf } from './poll/health.ts';
import type { FeedRow, Store } from './store/store.ts';

export type { DocumentRead, FeedDocument } from './poll/document.ts';
export { type Condition, conditionOf } from './poll/health.ts';

export interface PollerParts {
  store: Store;
  /** Its feeds are looked up at each poll: the list may change. */
  catalogue: { readonly feeds: readonly FeedSpec[] };
  parser: Pick<FeedParser, 'parse' | 'page'>;
  /** One request a host at a time; shared with whoever else asks hosts. Default: its own. */
  turns?: Turns;
  extract: (article: ArticleText) => Promise<Extraction>;
  intake: Intake;
  /** Default: one of its own, closed with the poller. */
  fetcher?: Fetcher;
  /** For a fetcher of its own. */
  allowPrivateAddresses?: boolean;
  /** Base interval. */
  pollMs: number;
  /** Read the linked page where a feed gives only a summary. */
  fetchArticles: boolean;
  log: Log;
  /** Epoch ms. */
  now?: () => number;
  /** In [0, 1). */
  random?: () => number;
  /** Hosts asked at once; default 8. */
  concurrency?: number;
}

export interface PollReport {
  /** Requests for feeds, however they went. */
  asked: number;
  unchanged: number;
  failed: number;
  /** Of every new or edited article. */
  results: IntakeResult[];
}

export interface Poller {
  /** Polls what is due, again and again, until `stop`. */
  start(): void;
  /** Polls every feed that is due now, each once. Never rejects. */
  pollOnce(): Promise<PollReport>;
  /** Takes a document to intake that was not polled for: a file, an address somebody named, the demo edition. */
  readDocument(document: FeedDocument): Promise<DocumentRead>;
  /** Ends requests under way, waits for what is being stored. Feeds that were not read stay due. */
  stop(): Promise<void>;
}

/** How long a feed is ours to poll; a process that dies gives it back by this. */
const LEASE_MS = 15 * 60_000;
const BATCH = 100;
const TICK_MS = 5_000;
/** Feeds of a catalogue large enough that polling them in step would be felt. */
const CROWD = 200;

/** One feed's poll, settled but for the writing. */
interface Polled {
  row: FeedRow;
  event: PollEvent;
  /** In plain words, for failures. */
  message?: string;
  document?: DocumentRead;
  answer?: FetchResult;
}

export function createPoller(parts: PollerParts): Poller {
  const { store, log, pollMs, now = Date.now, random = Math.random } = parts;
  const specs = feedsById(parts.catalogue);
  const stopping = new AbortController();
  const { signal } = stopping;
  const ownFetcher = parts.fetcher
    ? null
    : createFetcher({ allowPrivateAddresses: parts.allowPrivateAddresses ?? false, now });
  const fetcher = (parts.fetcher ?? ownFetcher) as Fetcher;
  const turns = parts.turns ?? createTurns();
  const pages = parts.fetchArticles ? createPageReader({ fetcher, parser: parts.parser, turns, now, signal }) : null;
  const reader = { ...parts, pages, now, newId, signal };
  const queue = new PQueue({ concurrency: parts.concurrency ?? 8 });
  /** Feeds to give back, once the database can take it. */
  const owed = new Map<string, FeedRow>();
  let offline = false;
  /** The last round could not be made. */
  let broken = false;
  let running: Promise<unknown> = Promise.resolve();
  let loop: Promise<void> | null = null;

  /** Asks one feed and takes in what it says. Faults of the store go to the caller. */
  async function poll(row: FeedRow, spec: FeedSpec): Promise<Polled> {
    const answer = await turns.take(authorityOf(row.url), () =>
      fetcher.fetch(row.url, { validators: { etag: row.etag, lastModified: row.lastModified }, signal }),
    );
    if (answer.outcome === 'failed') {
      const { kind, message, status, retryAfterMs } = answer;
      if (kind === 'gone') return { row, event: { kind: 'gone' }, message, answer };
      return {
        row,
        event: {
          kind: 'failed',
          ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
          ...(status === undefined ? {} : { status }),
        },
        message,
        answer,
      };
    }
    const about = {
      ...(answer.maxAgeMs === undefined ? {} : { maxAgeMs: answer.maxAgeMs }),
      ...(answer.permanentUrl === undefined ? {} : { permanentUrl: answer.permanentUrl }),
    };
    if (answer.outcome === 'notModified') return { row, event: { kind: 'read', news: false, ...about }, answer };
    const document = await readDocument(reader, {
      bytes: answer.bytes,
      feed: spec,
      base: answer.finalUrl,
      contentType: answer.contentType,
      quiet: !row.primed,
      newestBefore: row.newestItem,
      shown: shownIn(row.schedule),
    });
    const { error, hints } = document.parsed;
    if (error !== undefined) return { row, event: { kind: 'failed' }, message: error, answer };
    const news = document.results.some((result) => result.outcome === 'new');
    return { row, event: { kind: 'read', news, hints, ...about }, document, answer };
  }

  /** The row as the poll leaves it. */
  function settled({ row, event, message, document, answer }: Polled): FeedRow {
    // Asked for the first time, or long after it was due: with all the others, as a rule.
    const together = row.lastSuccess === null || now() - row.nextAt > pollMs / 2;
    const crowded = together && specs().size >= CROWD;
    const next = nextPoll(readState(row.schedule), event, { now: now(), baseMs: pollMs, random, crowded });
    const health = healthAfter(readHealth(row), signOf(row, event, document), now());
    const trouble = troubleOf(health, next.state, now());
    const state = {
      ...next.state,
      shown: document?.shown ?? shownIn(row.schedule),
      // Only a feed that can be read is over its trouble.
      health: { ...health, told: trouble ?? (event.kind === 'read' ? null : health.told) },
    };
    const base = { ...row, nextAt: next.nextAt, leasedUntil: null, schedule: JSON.stringify(state) };
    if (event.kind === 'postponed') return base;
    // Health counts what a person would; the schedule's own count leaves out that there is no network.
    if (event.kind !== 'read') return { ...base, failures: row.failures + 1, lastError: message ?? null };
    // A document that broke off, or of which an item could not be stored, must come whole once more.
    const keep = !document || (document.complete && !document.parsed.cut);
    const validators = answer && answer.outcome !== 'failed' ? answer.validators : null;
    return {
      ...base,
      url: next.url ?? row.url,
      etag: keep ? (validators?.etag ?? null) : null,
      lastModified: keep ? (validators?.lastModified ?? null) : null,
      lastSuccess: now(),
      lastItem: event.news ? now() : row.lastItem,
      newestItem: document?.newest == null ? row.newestItem : Math.max(document.newest, row.newestItem ?? 0),
      primed: row.primed || document?.complete === true,
      failures: 0,
      lastError: null,
    };
  }

  /** Writes what a poll learnt, and tells of a failure the first time, of a long one once more; also over a restart. */
  async function settle(polled: Polled): Promise<void> {
    const { row, event, message } = polled;
    const after = settled(polled);
    await store.feeds.settle(after);
    const { siteWaitsUntil } = readState(after.schedule);
    if (event.kind === 'failed' && siteWaitsUntil !== null) await store.sites.leave(siteOf(row.url), siteWaitsUntil);
    const before = readState(row.schedule);
    const [was, is] = [readHealth(row), readHealth(after)];
    const about = { feed: row.id, url: row.url };
    if (event.kind === 'read') {
      if (before.failures > 0) log.info(about, 'the feed is read again');
      else if (was.told === 'silent' && is.told === null) log.info(about, 'the feed has news again');
    } else if (event.kind === 'failed' || event.kind === 'gone') {
      log[before.failures === 0 ? 'warn' : 'debug']({ ...about, failures: row.failures + 1 }, message ?? 'failed');
    }
    if (is.told !== null && is.told !== was.told && is.told !== 'gone')
      log.warn({ ...about, since: new Date(sinceOf(is) ?? now()).toISOString() }, TROUBLE[is.told]);
  }

  /** Leaves a feed for later. While the database cannot take that, it is kept, or the lease would keep the feed from us. */
  async function giveBack(row: FeedRow, nextAt = row.nextAt): Promise<void> {
    const after = { ...row, leasedUntil: null, nextAt };
    await store.feeds.settle(after).catch(() => void owed.set(row.id, after));
  }

  async function one(row: FeedRow, report: PollReport, unreachable: Polled[]): Promise<void> {
    try {
      // Of the catalogue, or added by a manager. Neither: listed by another process that has another catalogue.
      const spec = specs().get(row.id) ?? (row.added && { ...row.added, id: row.id, url: row.url });
      if (!spec) return await giveBack(row, now() + pollMs);
      const until = (await store.sites.leftUntil(siteOf(row.url))) ?? 0;
      if (until > now()) return await settle({ row, event: { kind: 'postponed', until } });
      report.asked++;
      const polled = await poll(row, spec);
      // Stopped in the middle: nothing was learnt of the feed, which stays due.
      if (signal.aborted && polled.event.kind === 'failed') return await giveBack(row);
      if (polled.answer?.outcome === 'failed' && /^(?:network|timeout)$/.test(polled.answer.kind)) {
        unreachable.push(polled);
        return;
      }
      offline = false;
      const { event } = polled;
      if (event.kind === 'failed' || event.kind === 'gone') report.failed++;
      else if (!polled.document) report.unchanged++;
      report.results.push(...(polled.document?.results ?? []));
      await settle(polled);
    } catch (error) {
      log.error({ feed: row.id, err: error }, 'a feed could not be polled; it is tried again');
      await giveBack(row, now() + pollMs);
    }
  }

  /** Feeds that no connection could be made to: either they are ill, or there is no network. */
  async function judge(unreachable: readonly Polled[], report: PollReport): Promise<void> {
    if (!unreachable.length) return;
    report.failed += unreachable.length;
    const all = unreachable.length === report.asked && (offline || report.asked > 1);
    if (all && !offline)
      log.info(
        { feeds: unreachable.length },
        'no feed can be reached: is there a network? They are tried again quietly',
      );
    offline = all;
    for (const polled of unreachable) {
      try {
        await settle(all ? { ...polled, event: { kind: 'offline' } } : polled);
      } catch (error) {
        log.error({ feed: polled.row.id, err: error }, 'how a feed fares could not be stored; it is tried again');
        await giveBack(polled.row, now() + pollMs);
      }
    }
  }

  async function round(): Promise<PollReport> {
    const report: PollReport = { asked: 0, unchanged: 0, failed: 0, results: [] };
    const unreachable: Polled[] = [];
    for (const row of owed.values()) {
      await store.feeds.settle(row);
      owed.delete(row.id);
    }
    while (!signal.aborted) {
      const rows = await store.feeds.lease(BATCH, now(), LEASE_MS);
      if (!rows.length) break;
      const hosts = new Map<string, FeedRow[]>();
      for (const row of rows) hosts.set(authorityOf(row.url), [...(hosts.get(authorityOf(row.url)) ?? []), row]);
      await queue.addAll(
        [...hosts.values()].map((group) => async () => {
          for (const row of group) await one(row, report, unreachable);
        }),
      );
    }
    await judge(unreachable, report);
    return report;
  }

  const pollOnce = (): Promise<PollReport> => {
    const mine = running.then(async () => {
      try {
        const report = await round();
        broken = false;
        return report;
      } catch (error) {
        // A full disk can last a weekend: it is told once, not with every try.
        log[broken ? 'debug' : 'error']({ err: error }, 'feeds could not be polled; it is tried again');
        broken = true;
        return { asked: 0, unchanged: 0, failed: 0, results: [] };
      }
    });
    running = mine;
    return mine;
  };

  return {
    start() {
      loop ??= (async () => {
        while (!signal.aborted) {
          await pollOnce();
          await pause(Math.min(TICK_MS, Math.max(100, pollMs / 4)), undefined, { signal }).catch(() => {});
        }
      })();
    },
    pollOnce,
    readDocument: (document) => readDocument(reader, document),
    async stop() {
      stopping.abort();
      await Promise.allSettled([loop, running]);
      await ownFetcher?.close();
    },
  };
}

const TROUBLE: Record<Exclude<Trouble, 'gone'>, string> = {
  failing: 'a feed has been unreachable for days; it is still tried once a day. Mend its address, or remove it',
  silent: 'a feed has had nothing new for much longer than usual. Look whether it has moved, or remove it',
};

const sinceOf = (health: Health) => (health.told === 'silent' ? health.newAt : health.failingSince);

function signOf(row: FeedRow, event: PollEvent, document: DocumentRead | undefined): Sign {
  if (event.kind !== 'read') return { kind: event.kind };
  const dates = document?.parsed.items.flatMap((item) => (item.date === null ? [] : [item.date]));
  return { kind: 'read', news: event.news, first: !row.primed, ...(dates ? { dates } : {}) };
}

/** Marks of the items that the feed showed last, which are kept beside the schedule's own state. */
function shownIn(schedule: string | null): Shown {
  try {
    return (JSON.parse(schedule ?? '{}') as { shown?: Shown } | null)?.shown ?? {};
  } catch {
    return {};
  }
}
