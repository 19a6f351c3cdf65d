/** Runs work on one thing at a time, whatever the number of things. */
export interface Turns {
  take<T>(key: string, work: () => Promise<T>): Promise<T>;
}

/**
 * Turns by key: work under one key waits for the work that asked before it, other keys go on. `hold`: waits until no other
 * process works under the key, and resolves with what gives it free.
 */
export function createTurns(hold?: (key: string) => Promise<() => Promise<void>>): Turns {
  const tails = new Map<string, Promise<unknown>>();
  return {
    take(key, work) {
      const before = tails.get(key) ?? Promise.resolve();
      const alone = async () => {
        const release = await hold?.(key);
        try {
          return await work();
        } finally {
          await release?.();
        }
      };
      const mine = before.then(alone, alone);
      const tail = mine
        .catch(() => {})
        .finally(() => {
          if (tails.get(key) === tail) tails.delete(key);
        });
      tails.set(key, tail);
      return mine;
    },
  };
}
