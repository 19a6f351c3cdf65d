import { createHash } from 'node:crypto';
import type { Adapter, Host, SendResult } from './chat/adapter.ts';
import type { Card } from './chat/card.ts';
import type { ChannelRef } from './domain/subscription.ts';
import type { Log } from './log.ts';
import { createBell } from './outbox/bell.ts';
import type { Outage, Store } from './store/store.ts';

export interface ReachParts {
  store: Store;
  /** By name. Channels of platforms that are not here are left to whoever runs those. */
  adapters: ReadonlyMap<string, Adapter>;
  /** Tells somebody that nothing reaches this channel, which follows these companies (by slug). */
  present: (outage: Outage, companies: readonly string[]) => Card;
  log: Log;
  /** Epoch ms. */
  now: () => number;
  /** Channels can be reached again: what was held for them is due. */
  onReachable: () => void;
}

export interface Reach extends Pick<Host, 'unreachable' | 'reachable' | 'moved'> {
  /** Tells, looks and tidies as it becomes due, until `stop`. */
  start(): void;
  /** Somebody may be to be told: look now. */
  wake(): void;
  /** What is due now, once. Throws `StoreError`. */
  round(): Promise<void>;
  stop(): Promise<void>;
}

const LOOK_MS = 30_000;
const TROUBLE_MS = 60_000;
const A_ROUND = 20;
const TIDY_MS = 24 * 3_600_000;
/** What is kept of a workspace that the bot was taken out of is deleted after so long. */
export const KEPT_MS = 30 * 24 * 3_600_000;

/**
 * Sees to channels that cannot be reached: their subscriptions are kept and paused, who made them is told once, and it is
 * looked from time to time whether somebody mended it, where the platform does not say so by itself.
 */
export function createReach({ store, adapters, present, log, now, onReachable }: ReachParts): Reach {
  const platforms = [...adapters.keys()];
  const bell = createBell();
  let stopping = false;
  let loop: Promise<void> | null = null;
  let tidyAt = 0;

  async function round(): Promise<void> {
    for (const outage of await store.outages.takeUntold(now(), platforms, A_ROUND)) await tell(outage);
    for (const outage of await store.outages.takeUnchecked(now(), platforms, A_ROUND)) await check(outage);
    if (now() < tidyAt) return;
    for (const where of await store.outages.removedBefore(now() - KEPT_MS)) {
      await store.outages.forget(where);
      log.info(where, 'what was kept of a workspace is deleted: the bot was taken out of it 30 days ago');
    }
    tidyAt = now() + TIDY_MS;
  }

  /** Whoever asked for the alerts is told, the first of them that the platform lets us tell. */
  async function tell(outage: Outage): Promise<void> {
    const { channel, reason } = outage;
    const adapter = adapters.get(channel.platform);
    const subscriptions = (await store.subscriptions.of(channel)).filter((it) => it.paused !== null);
    const companies = subscriptions.map((it) => it.company);
    const people = [...new Set(subscriptions.map((it) => it.createdBy))];
    if (!people.length) return;
    const card = present(outage, companies);
    for (const user of adapter?.tell ? people : []) {
      const { platform, workspace } = channel;
      const person = { platform, workspace, user };
      const result: SendResult | undefined = await adapter
        ?.tell?.(person, card, keyOf(outage, user, now()))
        .catch((error: unknown) => ({ outcome: 'unknown', reason: String(error) }) as const);
      if (result?.outcome === 'later')
        return store.outages.tellLater(channel, now() + Math.max(TROUBLE_MS, result.waitMs));
      // Told once: where it may have arrived it counts as told.
      if (result?.outcome === 'sent' || result?.outcome === 'unknown') {
        log.info({ channel, reason }, 'somebody was told that their channel cannot be reached');
        return;
      }
    }
    log.warn({ channel, reason }, 'a channel cannot be reached, and nobody who follows something there can be told');
  }

  async function check({ channel }: Outage): Promise<void> {
    const adapter = adapters.get(channel.platform);
    // Where posting alone can show it, what is owed is tried.
    const reach = adapter?.reaches
      ? await adapter.reaches(channel).catch(() => ({ state: 'unknown' }) as const)
      : ({ state: 'open' } as const);
    if (reach.state === 'open') await mended(channel);
    if (reach.state === 'removed') await pause(withoutChannel(channel), reach.reason, { removed: true });
  }

  async function mended(channel: ChannelRef): Promise<void> {
    const [resumed, released] = await store.transaction(async (tx) => [
      await tx.subscriptions.resume(channel),
      await tx.deliveries.release(channel, now()),
    ]);
    if (resumed || released) log.info({ ...channel, resumed, released }, 'a channel can be reached again');
    onReachable();
  }

  async function pause(...[where, reason, how]: Parameters<Host['unreachable']>): Promise<void> {
    const paused = await store.subscriptions.pause(where, reason, now(), how);
    if (paused) log.warn({ ...where, reason, paused }, 'subscriptions paused: their channel cannot be reached');
    bell.ring();
  }

  async function run(): Promise<void> {
    while (!stopping) {
      let waitMs = LOOK_MS;
      try {
        await round();
      } catch (error) {
        waitMs = TROUBLE_MS;
        log.error({ err: error }, 'channels that cannot be reached could not be seen to; it tries again');
      }
      if (!stopping) await bell.sleep(waitMs);
    }
  }

  return {
    unreachable: pause,
    async reachable(where) {
      if (where.channel !== undefined) return mended({ ...where, channel: where.channel });
      await store.outages.recheck(where, now());
      bell.ring();
    },
    async moved(from, to) {
      if (!(await store.channels.move(from, to, now()))) return;
      log.info({ ...from, to: to.channel }, 'a channel has another id: what it follows and is owed goes along');
      await mended(to);
    },
    start() {
      if (!stopping) loop ??= run();
    },
    wake: () => bell.ring(),
    round,
    async stop() {
      stopping = true;
      bell.ring();
      await loop;
    },
  };
}

const withoutChannel = ({ platform, workspace }: ChannelRef) => ({ platform, workspace });

/** A platform that drops what comes twice shows one message for each outage, person and day. */
const keyOf = ({ channel, reason }: Outage, user: string, now: number): string =>
  createHash('sha256')
    .update(JSON.stringify(['outage', channel, reason, user, Math.floor(now / TIDY_MS)]))
    .digest('hex')
    .slice(0, 24);
