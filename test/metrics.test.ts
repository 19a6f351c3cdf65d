import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Adapter, Host } from '../src/chat/adapter.ts';
import { createMetrics, type Metrics } from '../src/metrics.ts';
import type { FeedReport } from '../src/present/index.ts';
import { delivery, subscription } from './support/fixtures.ts';
import { openTestStore, storeFact } from './support/store.ts';

const feed = (id: string, condition: FeedReport['condition']): FeedReport => ({
  id,
  outlet: id,
  title: id,
  url: `https://${id}.example/feed`,
  condition,
});

const DASHBOARD = new URL('../docs/grafana-dashboard.json', import.meta.url);
const CARD = { summary: '', title: '', blocks: [], buttons: [] };
const CHANNEL = { platform: 'slack', workspace: 'T1', channel: 'C1' };

describe('/metrics', () => {
  let asked = 0;
  async function measured(over: Partial<Parameters<typeof createMetrics>[0]> = {}): Promise<Metrics> {
    const store = await openTestStore();
    await storeFact(store, { type: 'investment' });
    await storeFact(store, { type: 'investment', demo: true });
    await store.subscriptions.put(subscription({ channel: CHANNEL }));
    await store.deliveries.insert(delivery({ channel: CHANNEL }));
    asked = 0;
    return createMetrics({
      figures: () => {
        asked += 1;
        return store.figures();
      },
      feeds: async () => [
        feed('fine', { is: 'fine', lastNew: 1 }),
        feed('ill', { is: 'failing', since: 1, error: null, long: false }),
      ],
      platforms: () => [{ name: 'slack', state: 'up' }],
      writable: () => true,
      now: () => 10_000,
      ...over,
    });
  }
  const scrape = async (metrics: Metrics) =>
    (await metrics.page.answer({ path: '/metrics', query: new URLSearchParams() })).body;

  /** Every measure has been taken once. */
  async function used(metrics: Metrics): Promise<void> {
    const adapter = { name: 'slack', send: async () => ({ outcome: 'refused', reason: 'no' }) } as unknown as Adapter;
    await metrics.adapter(adapter).send(CHANNEL, CARD, 'k');
    const fetcher = { fetch: async () => ({ outcome: 'failed', kind: 'network', message: 'x' }) as const };
    await metrics.fetcher({ ...fetcher, close: async () => {} }).fetch('https://x.example');
    await metrics.extract(async () => 1)();
    const host = { commands: [{ name: 'deal' }], answer: async () => ({ card: CARD }) } as unknown as Host;
    const call = { options: {}, caller: { id: 'U', name: 'U', mayManage: false }, channel: CHANNEL };
    for (const command of ['deal', 'xoxb-typed-by-somebody'])
      await metrics.host(host).answer({ ...call, command } as unknown as Parameters<Host['answer']>[0]);
    metrics.sent(delivery({ channel: CHANNEL, createdAt: 7_000 }));
    metrics.sent(delivery({ channel: CHANNEL, createdAt: 7_000, daily: true }));
  }

  it('counts feeds, items, claims, facts and deliveries, each by what it is', async () => {
    const lines = (await scrape(await measured())).split('\n');
    expect(lines).toEqual(
      expect.arrayContaining([
        'dealwire_feeds{state="fine"} 1',
        'dealwire_feeds{state="failing"} 1',
        'dealwire_feeds{state="gone"} 0',
        'dealwire_articles{edition="real"} 1',
        'dealwire_articles{edition="demo"} 1',
        'dealwire_claims{type="investment"} 2',
        'dealwire_facts{type="investment"} 2',
        'dealwire_deliveries{platform="slack",state="due"} 1',
        'dealwire_platform_up{platform="slack"} 1',
        'dealwire_database_writable 1',
      ]),
    );
    expect(lines.some((line) => /^nodejs_eventloop_lag_p99_seconds \d/.test(line))).toBe(true);
  });

  it('measures calls, requests, extraction, answers and how long news was on its way', async () => {
    const metrics = await measured();
    await used(metrics);
    const text = await scrape(metrics);
    for (const line of [
      'dealwire_send_seconds_count{platform="slack",call="send",outcome="refused"} 1',
      'dealwire_fetch_seconds_count{outcome="failed"} 1',
      'dealwire_extract_seconds_count 1',
      'dealwire_command_seconds_count{command="deal"} 1',
      'dealwire_command_seconds_count{command="unknown"} 1',
      'dealwire_delivery_delay_seconds_bucket{le="2.5",platform="slack",kind="alert"} 0',
      'dealwire_delivery_delay_seconds_bucket{le="5",platform="slack",kind="alert"} 1',
    ])
      expect(text).toContain(`${line}\n`);
    expect(text).not.toContain('xoxb');
  });

  it('counts tables once for all who ask at a time, and gives the rest where they cannot be counted', async () => {
    const metrics = await measured();
    await Promise.all([scrape(metrics), scrape(metrics)]);
    await scrape(metrics);
    expect(asked).toBe(1);
    const broken = await measured({ figures: () => Promise.reject(new Error('locked')), writable: () => false });
    const text = await scrape(broken);
    expect(text).toContain('dealwire_scrape_errors_total 1');
    expect(text).toContain('dealwire_database_writable 0');
  });

  it('has every measure that the dashboard shows', async () => {
    const metrics = await measured();
    await used(metrics);
    const text = await scrape(metrics);
    const dashboard = readFileSync(DASHBOARD, 'utf8');
    const shown = new Set(dashboard.match(/\b(?:dealwire|nodejs|process)_\w+(?=\{|,)/g));
    expect(shown.size).toBeGreaterThan(15);
    expect([...shown].filter((name) => !new RegExp(`^${name}(?:\\{| )`, 'm').test(text))).toEqual([]);
    const { panels } = JSON.parse(dashboard) as { panels: { targets: { expr: string }[] }[] };
    expect(panels.every((panel) => panel.targets.every((target) => target.expr))).toBe(true);
  });
});
