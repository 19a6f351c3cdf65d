/** What is wrong with the database, as far as a person can mend it. */
export type StoreFault =
  | 'newer'
  | 'foreign'
  | 'moved'
  | 'not-a-database'
  | 'damaged'
  | 'unreachable'
  | 'lost'
  | 'read-only'
  | 'locked'
  | 'full'
  | 'disk';

/**
 * Whether the same work may be done again. `yes`: nothing of it was kept. `unsure`: the connection broke while it was
 * being committed, so it may have been kept. `no`: it would fail again.
 */
export type Again = 'yes' | 'unsure' | 'no';

/** The database cannot be used, or not now. The message says what is wrong and what mends it; it holds no secrets. */
export class StoreError extends Error {
  readonly fault: StoreFault;
  readonly again: Again;
  constructor(fault: StoreFault, message: string, cause?: unknown, again: Again = 'no') {
    super(message, { cause });
    this.name = 'StoreError';
    this.fault = fault;
    this.again = again;
  }
}
