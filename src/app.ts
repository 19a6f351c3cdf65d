import { setTimeout as pause } from 'node:timers/promises';
import { type BackfillOptions, type BackfillResult, backfill } from './backfill.ts';
import type { CompanyDraft } from './catalogue/add.ts';
import type { AliasTrial } from './catalogue/trial.ts';
import type { Adapter, Host } from './chat/adapter.ts';
import { createAnswerer, type StatusReport } from './commands/index.ts';
import { createCompanyDesk } from './company-desk.ts';
import type { Config } from './config.ts';
import { readDemo } from './demo.ts';
import type { ChannelRef } from './domain/subscription.ts';
import { createDrawingPool } from './draw/pool.ts';
import { type ExportFormat, type ExportParts, exportFacts } from './export.ts';
import { rulesOf } from './extract/rules.ts';
import { findValues } from './extract/values.ts';
import { createFeedDesk } from './feed-desk.ts';
import { createFetcher } from './feeds/fetch.ts';
import { createFeedParser } from './feeds/parse-pool.ts';
import { createTurns } from './feeds/turns.ts';
import { healthPages } from './http/health.ts';
import { createHttpServer } from './http/server.ts';
import { ingest } from './ingest.ts';
import { createInstallations, renewSeals } from './installations.ts';
import { createCorrections } from './intake/correct.ts';
import { type ReprocessOptions, type ReprocessResult, reprocess } from './intake/reprocess.ts';
import { bringForward } from './intake/when.ts';
import { createIntake, type IntakeResult } from './intake.ts';
import { createKeyring } from './keyring.ts';
import { clusterStories, dealAmount, rolesOn, weightOf } from './ledger/index.ts';
import { createLive } from './live.ts';
import { createLog, type Log } from './log.ts';
import { createMetrics } from './metrics.ts';
import { within } from './outbox/bell.ts';
import { matchIds, type SetAside } from './outbox/set-aside.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { connectPlatforms } from './platforms.ts';
import { createPoller } from './poll.ts';
import { createPresenter, feedCounts, outageCard } from './present/index.ts';
import { createReach } from './reach.ts';
import { createRetention } from './retention.ts';
import { openStore } from './store/index.ts';
import { permalink, webPages } from './web/pages.ts';

export interface AppOptions {
  /** The chat platforms of this process; none for a command that only reads or writes the store. */
  adapters: readonly Adapter[];
  /** Where the demo edition is told; without it, it is not read. */
  demoTo?: ChannelRef;
  log?: Log;
  /** Epoch ms. */
  now?: () => number;
}

export interface App {
  /** Answers commands from the store, whether or not anything is running. */
  host: Host;
  /** What a company is called, by its slug. */
  names: (slug: string) => string | undefined;
  /**
   * Opens the HTTP port, connects the platforms, reads the demo edition where it is wanted, polls and sends as ROLES says.
   * Throws in plain words when the port cannot be had or no platform can be connected.
   */
  start(): Promise<void>;
  /** Reads one feed document, a file or an address, as a later poll would. Throws in plain words what cannot be read. */
  ingest(source: string): Promise<IntakeResult[]>;
  /** Reads every stored article again with today's rules, without alerting. Throws what the store throws. */
  reprocess(options?: ReprocessOptions): Promise<ReprocessResult>;
  /** What a company's names would match in the stored articles. */
  tryCompany(draft: CompanyDraft): Promise<AliasTrial[]>;
  /** Adds a company to the catalogue's file. Throws `CatalogueError`, or in words where the file cannot be written. */
  addCompany(draft: CompanyDraft): { path: string; entry: object };
  /** Reads the history of these feeds (absent: of all), back to `since` (epoch ms), without alerting. Throws in words where one is unknown. */
  backfill(options: BackfillOptions & { feeds?: readonly string[] }): Promise<BackfillResult>;
  /** Writes every fact with its claims, sources and corrections; resolves with their number. */
  export(format: ExportFormat, parts: Pick<ExportParts, 'write' | 'onProgress'>): Promise<number>;
  /** Messages that are set aside and still owed, the longest first, each with the fact that leads it (null: gone). */
  setAside(): Promise<SetAside[]>;
  /** Sends these again that are set aside, by id or its unique beginning; or all. Throws in words where there is no such message. */
  retry(ids: readonly string[] | 'all'): Promise<number>;
  /** Polls all feeds that are due, looks at channels that could not be reached, and sends what is owed, once. */
  settle(): Promise<void>;
  /**
   * Takes no new work, lets what is in flight finish, closes everything; within ten seconds, whatever hangs. `fault`:
   * since an error was left uncaught, which counts against the messages that hang.
   */
  stop(fault?: boolean): Promise<void>;
}

/**
 * Ms that the parts get to stop, together less than the ten seconds that service managers and containers wait before they
 * kill. What takes longer is cut off, and the next start carries on as after a crash.
 */
const STOP_MS = { sending: 4_500, work: 6_000, platforms: 2_000, rest: 500 };

/** Who reads the pages: somebody who may only ask, in nobody's workspace. */
const VISITOR = { user: 'visitor', mayManage: false };
const WEB: ChannelRef = { platform: 'web', workspace: 'public', channel: '' };

/** Between two looks whether a process that shares the database has died. */
const RELIEVE_MS = 2_000;

/** How long a request may be on its way after its sender died: before that, a search for its message proves nothing. */
const ARRIVAL_MS = 5_000;

/** Composes the program. Throws `CatalogueError` or `StoreError`, in words for the person who runs it. */
export async function openApp(config: Config, { adapters, now = Date.now, ...options }: AppOptions): Promise<App> {
  const log = options.log ?? createLog({ level: config.logLevel, secrets: config.secrets });
  const files = { companies: config.companiesFile, feeds: config.feedsFile };
  const live = createLive({
    files,
    log,
    onFeeds: (list) =>
      void store.feeds
        .sync(list, now())
        .catch((error) =>
          log.error({ err: error }, 'the new list of feeds could not be stored; a start takes it over'),
        ),
  });
  const { catalogue, lookup } = live;
  const names = (slug: string): string | undefined => lookup.bySlug(slug)?.name;
  const store = await openStore(config.database, { now });
  await store.feeds.sync(catalogue.feeds, now());

  const connections = () => adapters.map((adapter) => ({ name: adapter.name, state: adapter.health().state }));
  // Only where somebody can read them.
  const metrics = config.http
    ? createMetrics({
        figures: store.figures,
        feeds: () => feeds.all(),
        platforms: connections,
        writable: () => store.trouble() === null,
        now,
      })
    : null;
  const extract = metrics?.extract(live.extract) ?? live.extract;
  const drawing = createDrawingPool();
  const parser = createFeedParser();
  const { allowPrivateAddresses, contactUrl, publicUrl } = config;
  const plainFetcher = createFetcher({ allowPrivateAddresses, contactUrl, now });
  const fetcher = metrics?.fetcher(plainFetcher) ?? plainFetcher;
  const turns = createTurns(store.hold);
  const companies = createCompanyDesk({ store, files, live, log });
  const feeds = createFeedDesk({ store, catalogue, fetcher, parser, turns, now });
  const byName = new Map(adapters.map((adapter) => [adapter.name, metrics?.adapter(adapter) ?? adapter]));
  const reach = createReach({
    store,
    adapters: byName,
    present: (outage, companies) => outageCard(outage, companies, names),
    log,
    now,
    onReachable: () => owed(),
  });
  const retention =
    config.retentionDays === null ? null : createRetention({ store, days: config.retentionDays, log, now });
  const outbox: Outbox = createOutbox({
    store,
    adapters: byName,
    onPause: reach.wake,
    whenUnsure: config.whenUnsure,
    present: createPresenter(names, weightOf, publicUrl === null ? undefined : (fact) => permalink(publicUrl, fact)),
    log,
    now,
    by: `${process.pid}`,
    stopMs: STOP_MS.sending,
    ...(metrics ? { onSent: metrics.sent } : {}),
  });
  /** Something is owed: this process looks, and so do all that send. */
  const owed = (): void => {
    outbox.wake();
    store.ring();
  };
  store.onRing(outbox.wake);
  const intake = createIntake({ store, now, onDeliveries: owed });
  const poller = createPoller({
    store,
    catalogue,
    parser,
    extract,
    intake,
    fetcher,
    turns,
    pollMs: config.pollMs,
    fetchArticles: config.fetchArticles,
    log,
    now,
  });

  const status = async (): Promise<StatusReport> => {
    const [rows, fares, counts, reports] = await Promise.all([
      store.feeds.all(),
      feeds.all(),
      store.counts(),
      store.reports.open(null, 0, 0),
    ]);
    return {
      feeds: feedCounts(fares),
      lastNews: rows.reduce<number | null>(
        (latest, { lastItem }) => Math.max(latest ?? 0, lastItem ?? 0) || null,
        null,
      ),
      database: store.trouble(),
      reports: reports.total,
      articles: counts.articles,
      facts: counts.facts,
      subscriptions: counts.subscriptions,
      deliveries: {
        due: counts.deliveries.due + counts.deliveries.leased,
        waiting: counts.deliveries.waiting,
        held: counts.deliveries.held,
      },
      platforms: adapters.map((adapter) => ({ name: adapter.name, ...adapter.health() })),
    };
  };

  async function followed(channel: ChannelRef): Promise<void> {
    await bringForward(store, channel, now());
    owed();
  }

  const corrections = createCorrections({ store, now, onDeliveries: owed });
  const quantities = (text: string) =>
    findValues(text, 0, text.length).flatMap(({ value, ...rest }) => (value === null ? [] : { ...rest, value }));

  const [firstKey, ...olderKeys] = config.encryptionKeys;
  const keyring = firstKey === undefined ? null : createKeyring([firstKey, ...olderKeys]);

  const answering: Host = {
    ...createAnswerer({
      store,
      lookup,
      now,
      status,
      feeds,
      companies,
      stories: clusterStories,
      roles: rolesOn,
      corrections,
      whenUnsure: config.whenUnsure,
      amountOf: dealAmount,
      draw: drawing.draw,
      quantities,
      followed,
      log,
    }),
    unreachable: reach.unreachable,
    reachable: reach.reachable,
    moved: reach.moved,
    ...(keyring && { installations: (platform: string) => createInstallations({ store, keyring, platform, now }) }),
    log,
  };

  const host = metrics?.host(answering) ?? answering;

  const stopping = new AbortController();
  /** What a process had in flight that died goes on, not only when its leases run out: at our start, and while we run. */
  async function recover(): Promise<void> {
    const { deliveries, feeds } = await store.recover(now(), ARRIVAL_MS);
    if (!deliveries && !feeds) return;
    log.warn({ deliveries, feeds }, 'a process of the bot did not stop in order; what it had in flight goes on');
    owed();
  }

  async function relieve(): Promise<void> {
    while (!stopping.signal.aborted) {
      await pause(RELIEVE_MS, undefined, { signal: stopping.signal, ref: false }).catch(() => {});
      // Without the database nobody can be relieved, and whoever needs it says so.
      if (!stopping.signal.aborted) await recover().catch(() => {});
    }
  }

  const http =
    config.http &&
    createHttpServer({
      ...config.http,
      routes: adapters.flatMap((adapter) => adapter.routes ?? []),
      pages: [
        ...healthPages({
          async database() {
            await store.feeds.get('');
            if (store.trouble()) throw new Error(`The database: ${store.trouble()}.`);
          },
          platforms: connections,
        }),
        ...(metrics ? [metrics.page] : []),
        ...webPages({
          store,
          companies: () => catalogue.companies,
          names,
          feeds: feeds.all,
          publicUrl,
          ask: async (command, company) =>
            (await answering.answer({ command, options: { company }, caller: VISITOR, channel: WEB })).card,
        }),
      ],
      log,
    });

  const does = (role: Config['roles'][number]) => config.roles.includes(role);
  return {
    host,
    names,
    tryCompany: companies.trials,
    addCompany: companies.put,
    async backfill({ feeds: wanted, ...options }) {
      const specs = await feeds.specs();
      for (const id of wanted ?? [])
        if (!specs.some((spec) => spec.id === id))
          throw new Error(`No feed is called ${id}: dealwire ask "/dealwire feeds" lists them.`);
      const some = wanted ? specs.filter((spec) => wanted.includes(spec.id)) : specs;
      return backfill({ store, feeds: some, fetcher, turns, poller }, options);
    },
    export: (format, parts) => exportFacts(format, { store, names, ...parts }),
    ingest: async (source) => ingest(source, { feeds: await feeds.specs(), fetcher, poller }),
    reprocess: (wanted) => reprocess({ store, extract, rules: rulesOf(catalogue), now }, wanted),
    async start() {
      live.watch();
      await http?.start();
      if (keyring) await renewSeals({ store, keyring, log });
      if (does('deliver') || does('poll')) {
        await recover();
        void relieve();
      }
      if (config.slack || config.discord) await store.forgetDemo();
      // Before anything is answered: the first command may ask for what the demo edition tells.
      if (options.demoTo && does('poll')) await readDemo({ store, poller, channel: options.demoTo, now });
      if (does('chat') || does('deliver'))
        await connectPlatforms({ adapters, host, log, onConnected: outbox.wake, signal: stopping.signal });
      if (does('deliver')) {
        outbox.start();
        reach.start();
      }
      if (does('poll')) {
        poller.start();
        retention?.start();
      }
    },
    async setAside() {
      const held = await store.deliveries.setAside();
      return Promise.all(held.map(async (delivery) => ({ delivery, fact: await store.facts.get(delivery.factId) })));
    },
    async retry(wanted) {
      const ids = wanted === 'all' ? wanted : matchIds(wanted, await store.deliveries.setAside());
      const released = await store.deliveries.retry(ids, now());
      if (released) owed();
      return released;
    },
    async settle() {
      await poller.pollOnce();
      await reach.round();
      await outbox.drain();
      await retention?.round();
    },
    async stop(fault = false) {
      stopping.abort();
      await within(
        STOP_MS.work,
        Promise.allSettled([poller.stop(), outbox.stop(fault), reach.stop(), retention?.stop(), http?.stop()]),
      );
      await within(STOP_MS.platforms, Promise.allSettled(adapters.map((adapter) => adapter.stop())));
      await within(STOP_MS.rest, Promise.allSettled([live.close(), drawing.close(), parser.close(), fetcher.close()]));
      await within(STOP_MS.rest, store.close());
    },
  };
}
