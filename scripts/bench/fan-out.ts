import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createDelivery, createSendingRest } from '../../adapters/discord/deliver.ts';
import { createDeliverer } from '../../adapters/slack/deliver.ts';
import { PACE } from '../../adapters/slack/pace.ts';
import { sdkLogger } from '../../adapters/slack/sdk-log.ts';
import { createClients } from '../../adapters/slack/workspaces.ts';
import type { Adapter } from '../../src/chat/adapter.ts';
import { newId } from '../../src/domain/id.ts';
import type { ChannelRef } from '../../src/domain/subscription.ts';
import { createIntake } from '../../src/intake.ts';
import { weightOf } from '../../src/ledger/index.ts';
import type { Log } from '../../src/log.ts';
import { createOutbox } from '../../src/outbox.ts';
import { createPresenter } from '../../src/present/index.ts';
import { openStore } from '../../src/store/index.ts';
import { LIMITS, type Seen } from '../measure/limits.ts';
import type { Row } from '../measure/row.ts';

/** Half of them in workspaces of Slack, half in servers of Discord. `BENCH_CHANNELS` makes fewer, to try the bench itself. */
const CHANNELS = Number(process.env.BENCH_CHANNELS) || 10_000;
const WORKSPACES = 100;
const GUILDS = 1_000;
const COMPANY = 'meta';

function channels(): ChannelRef[] {
  const half = Math.floor(CHANNELS / 2);
  return Array.from({ length: CHANNELS }, (_, n) =>
    n < half
      ? { platform: 'slack', workspace: `T${n % WORKSPACES}`, channel: `C${n}` }
      : {
          platform: 'discord',
          workspace: String(1_100_000_000_000_000_000n + BigInt(n % GUILDS)),
          channel: String(1_200_000_000_000_000_000n + BigInt(n)),
        },
  );
}

/** Both adapters as they send, without their connections for what comes in. */
function senders(origin: string, token: string): Adapter[] {
  const idle = { start: async () => {}, stop: async () => {}, health: () => ({ state: 'up' as const, detail: '' }) };
  const clients = createClients({ apiUrl: `${origin}/slack/`, timeoutMs: 12_000, logger: sdkLogger(silent) });
  const slack = createDeliverer({
    workspace: async (team) => ({ team, client: clients(team), bot: { userId: 'U', botId: 'B' }, scopes: new Set() }),
    lost: async () => {},
    paceMs: PACE,
  });
  const discord = createDelivery({
    rest: createSendingRest(`${origin}/discord`, token),
    token,
    self: () => '1000000000000000000',
    inGuild: () => true,
    readsHistory: () => true,
    onToken: () => {},
    now: Date.now,
  });
  return [
    { name: 'slack', paceMs: PACE.post, ...idle, ...slack },
    { name: 'discord', ...idle, ...discord },
  ];
}

const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };

/** One fact to many channels, at fake platforms that hold to their real limits, beside the time that these allow. */
export default {
  measure: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dealwire-bench-'));
    const platforms = fork(fileURLToPath(new URL('../measure/platforms.js', import.meta.url)));
    const store = await openStore(join(folder, 'dealwire.db'));
    const [port] = (await once(platforms, 'message')) as [number];
    const origin = `http://127.0.0.1:${port}`;
    let left = CHANNELS;
    let done = () => {};
    const all = new Promise<void>((resolve) => {
      done = resolve;
    });
    const outbox = createOutbox({
      store,
      adapters: new Map(senders(origin, 'made-up').map((adapter) => [adapter.name, adapter])),
      present: createPresenter((slug) => (slug === COMPANY ? 'Meta' : undefined), weightOf),
      log: silent,
      by: 'bench',
      onSent: () => {
        if (--left === 0) done();
      },
    });
    try {
      await store.transaction(async (tx) => {
        for (const channel of channels())
          await tx.subscriptions.put({
            ...{ id: newId(), channel, company: COMPANY, types: [], minAmount: null, cadence: 'instant' },
            ...{ createdBy: 'bench', createdAt: 0, paused: null, mutedUntil: null },
          });
      });
      const intake = createIntake({ store, onDeliveries: outbox.wake });
      outbox.start();
      const title = 'Meta acquires Halcyon Robotics';
      const at = Date.now();
      const start = performance.now();
      const taken = await intake.take(
        {
          ...{ id: newId(), feedId: 'bench', identity: 'bench', title, text: `${title}.`, url: null, outlet: 'Bench' },
          ...{ tier: 1, published: at, seen: at, demo: false },
        },
        {
          mentions: [],
          claims: [
            {
              ...{ type: 'acquisition', status: 'announced', certainty: 'confirmed', background: false },
              args: [
                { role: 'acquirer', text: 'Meta', slug: COMPANY },
                { role: 'target', text: 'Halcyon Robotics' },
              ],
              ...{ speakers: [], outlets: [], evidence: { field: 'title', start: 0, end: title.length, quote: title } },
            },
          ],
        },
        { quiet: false },
      );
      const owed = performance.now() - start;
      await all;
      const took = performance.now() - start;
      const seen = (await (await fetch(origin)).json()) as Seen;
      // Slack's limits are no channel's second message and no workspace's three hundredth: they allow all at once.
      const half = CHANNELS - Math.floor(CHANNELS / 2);
      const allowed = Math.max(1, half / LIMITS.discordAll.count - 1) * LIMITS.discordAll.ms;
      return [
        {
          what: `one fact to ${CHANNELS} channels in ${WORKSPACES} workspaces of Slack and ${GUILDS} servers of Discord`,
          against: 'the time that their limits allow',
          value: took / allowed,
          unit: '×' as const,
          goal: { most: 1.05 },
          note: `${(took / 1000).toFixed(1)} s against ${(allowed / 1000).toFixed(1)} s; ${taken.deliveries.length} owed after ${(owed / 1000).toFixed(1)} s`,
        },
        {
          what: 'refusals for going too fast (429)',
          against: `${seen.slack.posted + seen.discord.posted} messages`,
          value: seen.slack.refused + seen.discord.refused,
          unit: '' as const,
          goal: { most: 0 },
        },
      ];
    } finally {
      await outbox.stop();
      await store.close();
      platforms.disconnect();
      rmSync(folder, { recursive: true, force: true });
    }
  },
} satisfies Row;
