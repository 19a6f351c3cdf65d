import { setTimeout as delay } from 'node:timers/promises';

/** Tries again while `worth` says so, with pauses from 5 to 100 ms that do not block the process, for `waitMs` at most. */
export async function patiently<T>(
  waitMs: number,
  attempt: () => Promise<T>,
  worth: (error: unknown) => boolean,
): Promise<T> {
  const until = Date.now() + waitMs;
  for (let pause = 5; ; pause = Math.min(100, pause * 2)) {
    try {
      return await attempt();
    } catch (error) {
      if (!worth(error) || Date.now() >= until) throw error;
    }
    // Of two that collided, one shall be first.
    await delay(pause * (0.5 + Math.random()));
  }
}
