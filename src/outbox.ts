import { randomUUID } from 'node:crypto';
import type { Adapter } from './chat/adapter.ts';
import type { Delivery } from './domain/delivery.ts';
import type { WhenUnsure } from './domain/settings.ts';
import type { Log } from './log.ts';
import { createBell, within } from './outbox/bell.ts';
import { type Presenter, trySending } from './outbox/sending.ts';
import { createSettling } from './outbox/settling.ts';
import {
  blamed,
  crashesOf,
  judge,
  judgeFault,
  judgePoison,
  notTried,
  type RetryRules,
  triesOf,
  type Verdict,
} from './outbox/verdict.ts';
import { StoreError } from './store/errors.ts';
import type { Store } from './store/store.ts';

export type { Presenter } from './outbox/sending.ts';

export interface OutboxParts {
  store: Store;
  /** By name. Deliveries of platforms that are not here stay where they are. */
  adapters: ReadonlyMap<string, Adapter>;
  present: Presenter;
  log: Log;
  /** Epoch ms. */
  now?: () => number;
  /** Who leases, for people who read the table. */
  by: string;
  leaseMs?: number;
  /** How long a call of an adapter may take before its outcome counts as unknown. */
  callMs?: number;
  /** Tries before a delivery is set aside: 24 are some 14 hours. */
  maxAttempts?: number;
  /** Deaths of the process in a row, each while a message had just been taken up, after which that is set aside. */
  maxCrashes?: number;
  /** What the process outlives for so long after it was handed to the platform is not what it dies of. */
  alibiMs?: number;
  /** Messages in flight at once, for each platform, each to another channel. */
  atOnce?: number;
  /** Where a workspace says nothing else; by default `send`. */
  whenUnsure?: WhenUnsure;
  /** How long `stop` waits for what is in flight. */
  stopMs?: number;
  /** Called when a message stands in its channel. */
  onSent?: (delivery: Delivery) => void;
  random?: () => number;
  /** Called when subscriptions were paused: somebody is to be told. */
  onPause?: () => void;
}

export interface Outbox {
  /** Sends what is due, as it becomes due, until `stop`. */
  start(): void;
  /** Something may be due: look now. */
  wake(): void;
  /** Sends what is due now, and resolves when nothing is (what must wait for its time, waits). Throws `StoreError`. */
  drain(): Promise<void>;
  /**
   * Takes up nothing new, finishes what is in flight; what does not end in time is given back, to be looked for first.
   * `fault`: the process ends since an error was left uncaught, which is a death to whatever hangs in flight.
   */
  stop(fault?: boolean): Promise<void>;
}

/** Leases end well after the slowest try, even one that waited a third of it: looking, editing and replying are three calls. */
const LEASE_MS = 90_000;
const CALL_MS = 20_000;
const STOP_MS = 8_000;
const MAX_ATTEMPTS = 24;
/**
 * A count cannot tell what kills from what a killer happens to find in flight, so it is high: one that killed the bot at
 * every call found innocents eight times in a row. Evidence comes first: a suspect is sent alone, and what the process
 * outlives is acquitted (`ALIBI_MS`).
 */
const MAX_CRASHES = 24;
/** After its card was handed over; far longer than a request takes to make: then the bot does nothing with it but wait. */
const ALIBI_MS = 1_000;
/** From so many deaths on a message is sent alone: if it is what kills, it takes no other with it and is known by it. */
const SUSPECT = 2;
/** The loop looks at least this often, whatever it was told. */
const IDLE_MS = 30_000;
const BREATH_MS = 250;
/** For each platform: as many as Discord takes in half a second, so that its pace never waits for a lease. */
const AT_ONCE = 24;
/** Looks come no faster than this while something is under way: what ended meanwhile makes room for one lease of several. */
const GATHER_MS = 100;

/** Takes deliveries out of the store, sends them, and settles them; every retry is decided here. */
export function createOutbox(parts: OutboxParts): Outbox {
  const { store, adapters, log, leaseMs = LEASE_MS, callMs = CALL_MS, atOnce = AT_ONCE, stopMs = STOP_MS } = parts;
  const { alibiMs = ALIBI_MS } = parts;
  const now = parts.now ?? Date.now;
  const sending = { store, present: parts.present, log, callMs, now, whenUnsure: parts.whenUnsure ?? 'send' };
  // A restarted process may bear the same name (a container's process is always number 1).
  const me = `${parts.by}#${randomUUID().slice(0, 8)}`;
  const inFlight = new Map<string, { delivery: Delivery; by: string; done: Promise<void> }>();
  let leases = 0;
  let alone: Promise<void> = Promise.resolve();
  let stopping = false;
  let loop: Promise<void> | null = null;
  let rounds: Promise<unknown> = Promise.resolve();
  const bell = createBell();
  let sayStopped = () => {};
  const stopped = new Promise<void>((resolve) => {
    sayStopped = resolve;
  });
  const { settle } = createSettling({
    ...{ store, log, now, stopped },
    underWay: () => inFlight.size,
    onPause: () => parts.onPause?.(),
  });

  const rulesFor = (delivery: Delivery): RetryRules => ({
    maxAttempts: parts.maxAttempts ?? MAX_ATTEMPTS,
    maxCrashes: parts.maxCrashes ?? MAX_CRASHES,
    paceMs: adapters.get(delivery.channel.platform)?.paceMs ?? 0,
    random: parts.random ?? Math.random,
  });

  /** Leases what is due and starts sending it. Gives how many were started and when the next is due. */
  async function round(): Promise<{ started: number; next: number | null }> {
    const platforms = [...adapters.keys()];
    const at = now();
    const next = platforms.length ? await store.deliveries.nextDue(platforms) : null;
    if (stopping || next === null || next > at) return { started: 0, next };
    await store.deliveries.expire(at);
    let started = 0;
    for (const platform of platforms) {
      const busy = [...inFlight.values()].filter(({ delivery }) => delivery.channel.platform === platform).length;
      if (stopping || busy >= atOnce) continue;
      const by = `${me}.${++leases}`;
      for (const delivery of await store.deliveries.lease(atOnce - busy, at, leaseMs, by, [platform])) {
        if (inFlight.has(delivery.id)) await giveBack(delivery, by, 'still being sent', callMs);
        else begin(delivery, by);
        started++;
      }
    }
    return { started, next };
  }

  const allEnded = (): Promise<unknown> => Promise.all([...inFlight.values()].map(({ done }) => done));

  function begin(delivery: Delivery, by: string): void {
    const suspect = crashesOf(delivery) >= SUSPECT;
    const before = suspect ? allEnded() : alone;
    const sent = before.then(() => deliver(delivery, by));
    if (suspect) alone = sent;
    const done = sent.finally(() => {
      inFlight.delete(delivery.id);
      bell.ring();
    });
    inFlight.set(delivery.id, { delivery, by, done });
  }

  /** One try, from lease to settlement. Never rejects. */
  async function deliver(delivery: Delivery, by: string): Promise<void> {
    // What waited for its turn may not begin what it could not end.
    if (stopping) return giveBack(delivery, by, 'the bot was stopping', 0);
    if (delivery.progress.state === 'leased' && delivery.progress.until - now() < (leaseMs * 2) / 3)
      return giveBack(delivery, by, 'it waited too long for its turn', 0);
    const rules = rulesFor(delivery);
    let verdict: Verdict;
    try {
      verdict = await attempt(delivery, rules);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      // The database's trouble is not the message's: it does not count as a try.
      if (error instanceof StoreError) {
        log.error({ delivery: delivery.id, fault: error.fault }, `a message could not be prepared: ${reason}`);
        verdict = notTried(delivery, reason, now() + 5_000);
      } else {
        log.error({ delivery: delivery.id, err: error }, `the message of a fact could not be made: ${reason}`);
        verdict = judgeFault(delivery, reason, now(), rules);
      }
    }
    await settle(delivery, by, verdict);
  }

  async function attempt(delivery: Delivery, rules: RetryRules): Promise<Verdict> {
    const adapter = adapters.get(delivery.channel.platform);
    if (!adapter) return notTried(delivery, 'its platform is not running here', now() + IDLE_MS);
    if (crashesOf(delivery) >= rules.maxCrashes) {
      log.error({ delivery: delivery.id, fact: delivery.factId }, 'a message is set aside: the bot died each time');
      return judgePoison(delivery, now());
    }
    const attempts = triesOf(delivery);
    let watch: NodeJS.Timeout | undefined;
    const onHanded = () => {
      if (crashesOf(delivery) >= SUSPECT) watch ??= setTimeout(acquit, alibiMs, delivery);
    };
    const tried = await trySending(delivery, adapter, { ...sending, onHanded }).finally(() => clearTimeout(watch));
    const verdict = judge(delivery, tried, now(), rules);
    const fields = { delivery: delivery.id, fact: delivery.factId, channel: delivery.channel, attempts };
    const reason = 'reason' in tried.result ? tried.result.reason : undefined;
    if (verdict.progress.state === 'sent') {
      log.info(fields, `${delivery.kind} sent`);
      parts.onSent?.(delivery);
    } else log.warn({ ...fields, reason }, `${delivery.kind} not sent: ${tried.result.outcome}`);
    return verdict;
  }

  /** The process lives, and only waits: should it die now, this message is not why. */
  function acquit(delivery: Delivery): void {
    if (delivery.progress.state !== 'leased') return;
    const { crashes: _, ...progress } = delivery.progress;
    delivery.progress = progress;
    // If it cannot be written down, the count stays as it was: nothing is lost by that.
    store.deliveries.acquit(delivery.id, progress.by).catch(() => {});
  }

  const giveBack = (delivery: Delivery, by: string, reason: string, waitMs: number) =>
    settle(delivery, by, notTried(delivery, reason, now() + waitMs));

  async function run(): Promise<void> {
    let trouble = 0;
    while (!stopping) {
      let waitMs = 0;
      try {
        const { started, next } = await oneRound();
        trouble = 0;
        if (!started) waitMs = Math.min(IDLE_MS, Math.max(BREATH_MS, (next ?? Number.POSITIVE_INFINITY) - now()));
        else if (!stopping) await within(GATHER_MS, Promise.race([allEnded(), stopped]));
      } catch (error) {
        waitMs = Math.min(IDLE_MS, 1_000 * 2 ** trouble++);
        log.error({ err: error }, 'the outbox cannot read what is due; it tries again');
      }
      if (waitMs && !stopping) await bell.sleep(waitMs);
    }
  }

  /** Rounds take turns: two at once would both fill the same free places. */
  function oneRound(): ReturnType<typeof round> {
    const turn = rounds.then(round, round);
    rounds = turn.catch(() => {});
    return turn;
  }

  return {
    start() {
      if (!stopping) loop ??= run();
    },
    wake: () => bell.ring(),
    async drain() {
      while (!stopping) {
        const { started } = await oneRound();
        if (!started && !inFlight.size) return;
        if (inFlight.size) await Promise.race([...inFlight.values()].map(({ done }) => done));
      }
    },
    async stop(fault = false) {
      stopping = true;
      sayStopped();
      bell.ring();
      await rounds;
      await loop;
      await within(stopMs, allEnded());
      for (const { delivery, by } of [...inFlight.values()]) {
        log.warn(
          { delivery: delivery.id },
          'still being sent while the bot stops: the next start looks whether it stands',
        );
        const reason = 'the bot stopped before the platform answered';
        const left = notTried(delivery, reason, now(), { look: true });
        await settle(delivery, by, fault ? blamed(left, delivery) : left);
      }
    },
  };
}
