/** That this process lives, what other processes can know of it, and what they tell each other. */
export interface Presence {
  /** What this process writes beside its leases, so that others can tell whether it still lives; null: nothing is needed. */
  readonly holder: number | null;
  /**
   * Says that this process leases from now on, and tells of the holders of leases (read before) since when they are no
   * more, epoch ms: those of whom that is certain. `now`: epoch ms.
   */
  ended(holders: readonly (number | null)[], now: number): Promise<Map<number | null, number>>;
  /** Waits until no other process works under this key; resolves with what gives it free. Never rejects. */
  hold(key: string): Promise<() => Promise<void>>;
  /** Tells other processes that something is owed. */
  ring(): void;
  /** Calls back when another process rang, or may have. */
  onRing(heard: () => void): void;
  leave(): Promise<void>;
}

/** For a database that no other process can reach. */
export const alone = (): Presence => ({
  holder: null,
  ended: async () => new Map(),
  hold: async () => async () => {},
  ring: () => {},
  onRing: () => {},
  leave: async () => {},
});
