/** Runs work on one thing at a time, whatever the number of things. */
export interface Turns {
  take<T>(key: string, work: () => Promise<T>): Promise<T>;
}

/** Turns by key: work under one key waits for the work that asked before it, other keys go on. */
export function createTurns(): Turns {
  const tails = new Map<string, Promise<unknown>>();
  return {
    take(key, work) {
      const before = tails.get(key) ?? Promise.resolve();
      const mine = before.then(work, work);
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
