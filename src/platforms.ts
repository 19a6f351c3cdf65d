import { setTimeout as pause } from 'node:timers/promises';
import type { Adapter, Host } from './chat/adapter.ts';
import type { Log } from './log.ts';

export interface PlatformsParts {
  adapters: readonly Adapter[];
  host: Host;
  log: Log;
  /** A platform was connected later than the others. */
  onConnected: () => void;
  /** Ends the tries. */
  signal: AbortSignal;
  /** Waits so many ms; may end early when `signal` says so. */
  sleep?: (ms: number) => Promise<void>;
}

/** Ms between two tries to connect a platform. */
const RECONNECT = { first: 15_000, most: 600_000 };

/**
 * Connects every platform. One that is down is tried again, ever less often, while the others go on. Throws, in plain words,
 * where none can be connected.
 */
export async function connectPlatforms(parts: PlatformsParts): Promise<void> {
  const { adapters, host, log, onConnected, signal } = parts;
  const sleep = parts.sleep ?? ((ms: number) => pause(ms, undefined, { signal }).catch(() => {}));

  async function tryAgain(adapter: Adapter): Promise<void> {
    for (let wait = RECONNECT.first; !signal.aborted; wait = Math.min(wait * 2, RECONNECT.most)) {
      await sleep(wait);
      if (signal.aborted) return;
      try {
        await adapter.start(host);
        onConnected();
        return log.info({ platform: adapter.name }, 'connected');
      } catch (error) {
        log.error({ platform: adapter.name }, (error as Error).message);
      }
    }
  }

  const results = await Promise.allSettled(adapters.map((adapter) => adapter.start(host)));
  const faults = adapters.flatMap((adapter, i) => {
    const result = results[i];
    return result?.status === 'rejected' ? [{ adapter, message: (result.reason as Error).message }] : [];
  });
  if (faults.length && faults.length === adapters.length)
    throw new Error(faults.map((fault) => fault.message).join('\n'));
  for (const { adapter, message } of faults) {
    log.error({ platform: adapter.name }, message);
    void tryAgain(adapter);
  }
}
