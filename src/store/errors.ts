/** What is wrong with the database, as far as a person can mend it. */
export type StoreFault =
  | 'newer'
  | 'foreign'
  | 'not-a-database'
  | 'damaged'
  | 'unreachable'
  | 'read-only'
  | 'locked'
  | 'full'
  | 'disk';

/** The database cannot be used, or not now. The message says what is wrong and what mends it; it holds no secrets. */
export class StoreError extends Error {
  readonly fault: StoreFault;
  constructor(fault: StoreFault, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'StoreError';
    this.fault = fault;
  }
}
