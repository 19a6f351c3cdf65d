import { describe, expect, it, vi } from 'vitest';
import type { Adapter, Host } from '../src/chat/adapter.ts';
import { connectPlatforms } from '../src/platforms.ts';
import { memoryLog } from './support/outbox.ts';

/** An adapter whose first tries fail; it counts them. */
function platform(name: string, failures: number) {
  const start = vi.fn(async () => {
    if (start.mock.calls.length <= failures) throw new Error(`${name} is down.`);
  });
  return { name, start };
}

function connecting(...all: ReturnType<typeof platform>[]) {
  const stop = new AbortController();
  const onConnected = vi.fn();
  const log = memoryLog();
  const waits: number[] = [];
  let wake = () => {};
  const connected = connectPlatforms({
    adapters: all as unknown as Adapter[],
    host: {} as Host,
    log,
    onConnected,
    signal: stop.signal,
    sleep: (ms) => {
      waits.push(ms);
      return new Promise((resolve) => {
        wake = resolve;
      });
    },
  });
  /** The wait is over, and what comes of that has come. */
  const later = async () => {
    wake();
    await new Promise(setImmediate);
  };
  return { connected, onConnected, log, stop, waits, later };
}

describe('connecting the platforms', () => {
  it('goes on with those that can be connected, and tries the others ever less often until they can', async () => {
    const [up, down] = [platform('slack', 0), platform('discord', 8)];
    const { connected, onConnected, log, waits, later } = connecting(up, down);
    await connected;
    for (let tries = 0; tries < 7; tries++) await later();
    expect(waits.map((ms) => ms / 1000)).toEqual([15, 30, 60, 120, 240, 480, 600, 600]);
    expect(onConnected).not.toHaveBeenCalled();
    await later();
    await later();
    expect([up.start, down.start].map((it) => it.mock.calls.length)).toEqual([1, 9]);
    expect(onConnected).toHaveBeenCalledTimes(1);
    expect(log.lines.map(({ message }) => message)).toEqual([...Array(8).fill('discord is down.'), 'connected']);
  });

  it('fails with what each says where none can be', async () => {
    const { connected, waits } = connecting(platform('slack', 1), platform('discord', 1));
    await expect(connected).rejects.toThrow('slack is down.\ndiscord is down.');
    expect(waits).toEqual([]);
  });

  it('tries no more after the stop', async () => {
    const down = platform('discord', 9);
    const { connected, stop, waits, later } = connecting(platform('slack', 0), down);
    await connected;
    stop.abort();
    await later();
    expect(down.start).toHaveBeenCalledTimes(1);
    expect(waits).toHaveLength(1);
  });
});
