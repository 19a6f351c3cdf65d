import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Adapter, Host, SendResult } from './chat/adapter.ts';
import type { Delivery } from './domain/delivery.ts';
import type { Fetcher } from './feeds/fetch.ts';
import type { Page } from './http/page.ts';
import type { FeedReport } from './present/index.ts';
import type { Figures } from './store/store.ts';
import { VERSION } from './version.ts';

export interface MetricsParts {
  figures(): Promise<Figures>;
  feeds(): Promise<readonly FeedReport[]>;
  platforms(): readonly { name: string; state: 'up' | 'connecting' | 'down' }[];
  /** True while the database takes what is written. */
  writable(): boolean;
  /** Epoch ms. */
  now: () => number;
}

/** Measures the parts by wrapping what they are handed, so that none of them knows of it. */
export interface Metrics {
  /** `/metrics`, in Prometheus's text format. */
  page: Page;
  fetcher(fetcher: Fetcher): Fetcher;
  extract<A extends unknown[], T>(extract: (...args: A) => Promise<T>): (...args: A) => Promise<T>;
  adapter(adapter: Adapter): Adapter;
  host(host: Host): Host;
  sent(delivery: Delivery): void;
}

/** Counting whole tables is not done more often than this, however many ask. */
const FIGURES_MS = 15_000;

export function createMetrics(parts: MetricsParts): Metrics {
  const { now } = parts;
  const register = new Registry();
  const registers = [register];
  // Event-loop delay, memory, garbage collection, processor time.
  collectDefaultMetrics({ register });
  const gauge = <L extends string>(name: string, help: string, labelNames: readonly L[] = []) =>
    new Gauge({ name: `dealwire_${name}`, help, labelNames, registers });
  const histogram = <L extends string>(name: string, help: string, labelNames: readonly L[], buckets: number[]) =>
    new Histogram({ name: `dealwire_${name}_seconds`, help, labelNames, buckets, registers });

  gauge('info', 'The running version.', ['version']).set({ version: VERSION }, 1);
  const feeds = gauge('feeds', 'Feeds that are read, by how they fare.', ['state']);
  const articles = gauge('articles', 'Stored items of feeds.', ['edition']);
  const claims = gauge('claims', 'Claims that stand, by type.', ['type']);
  const facts = gauge('facts', 'Facts, by type.', ['type']);
  const subscriptions = gauge('subscriptions', 'Subscriptions, by platform.', ['platform']);
  const deliveries = gauge('deliveries', 'Messages owed or told, by state and platform.', ['platform', 'state']);
  const connected = gauge('platform_up', '1 while the platform is connected.', ['platform']);
  const writable = gauge('database_writable', '1 while the database takes what is written.');

  const short = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20];
  const fetching = histogram('fetch', 'Requests for feeds and pages, redirects included.', ['outcome'], short);
  const extracting = histogram(
    'extract',
    'Extraction of one article, its wait included.',
    [],
    [0.005, 0.01, 0.025, ...short],
  );
  const sending = histogram(
    'send',
    'Calls of a platform that send, reply or edit.',
    ['platform', 'call', 'outcome'],
    short,
  );
  const answering = histogram(
    'command',
    'Answers to commands and buttons.',
    ['command'],
    [0.005, 0.01, 0.025, ...short],
  );
  const delay = histogram(
    'delivery_delay',
    'From the moment that a message was owed until it stood in its channel; digests and what waits for them apart.',
    ['platform', 'kind'],
    [0.5, 1, 2.5, 5, 10, 30, 60, 300, 1_800, 7_200, 86_400],
  );
  const faults = new Counter({
    name: 'dealwire_scrape_errors_total',
    help: 'Scrapes without figures of the database.',
    registers,
  });

  let known: { at: number; figures: Promise<Figures>; feeds: Promise<readonly FeedReport[]> } | null = null;
  async function measure(): Promise<void> {
    if (!known || now() - known.at >= FIGURES_MS) known = { at: now(), figures: parts.figures(), feeds: parts.feeds() };
    writable.set(parts.writable() ? 1 : 0);
    for (const { name, state } of parts.platforms()) connected.set({ platform: name }, state === 'up' ? 1 : 0);
    try {
      const [counted, fares] = await Promise.all([known.figures, known.feeds]);
      for (const each of [feeds, articles, claims, facts, subscriptions, deliveries]) each.reset();
      for (const state of ['fine', 'waiting', 'resting', 'failing', 'silent', 'gone'])
        feeds.set({ state }, fares.filter((feed) => feed.condition.is === state).length);
      for (const { demo, n } of counted.articles) articles.set({ edition: demo ? 'demo' : 'real' }, n);
      for (const { type, n } of counted.claims) claims.set({ type }, n);
      for (const { type, n } of counted.facts) facts.set({ type }, n);
      for (const { platform, n } of counted.subscriptions) subscriptions.set({ platform }, n);
      for (const { platform, state, n } of counted.deliveries) deliveries.set({ platform, state }, n);
    } catch {
      // What else was measured is worth having, most of all then.
      known = null;
      faults.inc();
    }
  }

  async function timed<T>(work: () => Promise<T>, done: (seconds: number, result: T | null) => void): Promise<T> {
    const began = performance.now();
    const seconds = () => (performance.now() - began) / 1000;
    try {
      const result = await work();
      done(seconds(), result);
      return result;
    } catch (error) {
      done(seconds(), null);
      throw error;
    }
  }

  return {
    page: {
      path: '/metrics',
      async answer() {
        await measure();
        const headers = { 'Cache-Control': 'no-store' };
        return { status: 200, type: register.contentType, body: await register.metrics(), headers };
      },
    },
    fetcher: (fetcher) => ({
      ...fetcher,
      fetch: (url, options) =>
        timed(
          () => fetcher.fetch(url, options),
          (seconds, result) => fetching.observe({ outcome: result?.outcome ?? 'failed' }, seconds),
        ),
    }),
    extract:
      (extract) =>
      (...args) =>
        timed(
          () => extract(...args),
          (seconds) => extracting.observe(seconds),
        ),
    adapter(adapter) {
      const call = (name: string, work: () => Promise<SendResult>) =>
        timed(work, (seconds, result) =>
          sending.observe({ platform: adapter.name, call: name, outcome: result?.outcome ?? 'unknown' }, seconds),
        );
      return {
        ...adapter,
        send: (channel, card, key) => call('send', () => adapter.send(channel, card, key)),
        reply: (to, card, key) => call('reply', () => adapter.reply(to, card, key)),
        edit: (ref, card) => call('edit', () => adapter.edit(ref, card)),
      };
    },
    host: (host) => ({
      ...host,
      answer: (asked) =>
        timed(
          () => host.answer(asked),
          (seconds) => answering.observe({ command: nameIn(host, asked.command) }, seconds),
        ),
      press: (pressed) =>
        timed(
          () => host.press(pressed),
          (seconds) => answering.observe({ command: 'button' }, seconds),
        ),
    }),
    sent({ channel, kind, daily, createdAt }) {
      if (!daily && kind !== 'digest')
        delay.observe({ platform: channel.platform, kind }, Math.max(0, now() - createdAt) / 1000);
    },
  };
}

/** What people type is no label: a series is kept for each. */
const nameIn = (host: Host, typed: string): string =>
  host.commands.some((command) => command.name === typed) ? typed : 'unknown';
