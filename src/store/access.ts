import { AsyncLocalStorage } from 'node:async_hooks';
import type { Kysely } from 'kysely';
import type { Connections, Kept } from './connections.ts';
import { type Again, StoreError, type StoreFault } from './errors.ts';
import { takeTurn } from './locks.ts';
import type { Packed } from './packing.ts';
import { patiently } from './patience.ts';
import type { Tables } from './schema.ts';

export type Db = Kysely<Tables>;

/** How the rooms of the store reach the database. Within a transaction all of it is in that transaction. */
export interface Access {
  /** For lookups. Within a transaction they see what it has written. */
  readonly read: Db;
  /** Long texts as they are stored. */
  pack(text: string): Packed;
  /**
   * Runs the work in a write transaction. Others may write at the same time, so it locks what it relies on (`locks.ts`).
   * Work is done again where it collided with others', and must not mind: it changes nothing but the database.
   * `repeatable`: it may even have been kept before it is done again.
   */
  write<T>(work: (db: Db) => Promise<T>, repeatable?: 'repeatable'): Promise<T>;
  /** The same, but while no other such work is under way, over all processes. `kept`: at once, if nothing is said. */
  turn<T>(work: (db: Db) => Promise<T>, kept?: Kept): Promise<T>;
}

/** Transactions of this process that take turns, one after the other for each database, however often it is open. */
const lines = new Map<string, Promise<unknown>>();

function inLine<T>(identity: string, work: () => Promise<T>): Promise<T> {
  const turn = (lines.get(identity) ?? Promise.resolve()).then(work, work);
  const settled = turn.then(
    () => {},
    () => {},
  );
  lines.set(identity, settled);
  void settled.then(() => {
    if (lines.get(identity) === settled) lines.delete(identity);
  });
  return turn;
}

const within = new AsyncLocalStorage<{ identity: string; open: boolean }>();

/** A write that failed is told of this long, even if others succeed: small ones fit on a disk that is all but full. */
const TROUBLE_MS = 60_000;

/** Access from outside any transaction. `now`: epoch ms. */
export function accessTo(
  { transact, reader, identity, concurrent, waitMs, pack }: Connections,
  now: () => number = Date.now,
): Access & { trouble(): StoreFault | null } {
  let failed: { fault: StoreFault; at: number } | null = null;
  let succeededSince = false;
  const told = <T>(writing: Promise<T>): Promise<T> => {
    writing.then(
      () => {
        succeededSince = true;
      },
      (error: unknown) => {
        if (!(error instanceof StoreError)) return;
        failed = { fault: error.fault, at: now() };
        succeededSince = false;
      },
    );
    return writing;
  };

  function write<T>(work: (db: Db) => Promise<T>, alone: boolean, again: readonly Again[], kept: Kept): Promise<T> {
    // It would wait for itself for ever.
    if (within.getStore()?.open && within.getStore()?.identity === identity)
      return Promise.reject(
        new Error('A write transaction is open here: use the store that it was given (tx), not the outer one.'),
      );
    const once = (): Promise<T> => {
      const scope = { identity, open: true };
      return within
        .run(scope, () => transact(work, kept))
        .finally(() => {
          scope.open = false;
        });
    };
    const patient = () =>
      patiently(waitMs, once, (error) => error instanceof StoreError && again.includes(error.again));
    return told(alone ? inLine(identity, patient) : patient());
  }

  return {
    read: reader,
    pack,
    trouble: () => (failed && (!succeededSince || now() - failed.at < TROUBLE_MS) ? failed.fault : null),
    write: (work, repeatable) => write(work, !concurrent, repeatable ? ['yes', 'unsure'] : ['yes'], 'at once'),
    turn: (work, kept = 'at once') =>
      write(
        async (db) => {
          await takeTurn(db);
          return work(db);
        },
        true,
        ['yes'],
        kept,
      ),
  };
}

/** Access from inside a transaction. */
export const accessWithin = (tx: Db, pack: Access['pack']): Access => ({
  read: tx,
  pack,
  write: (work) => work(tx),
  turn: (work) => work(tx),
});
