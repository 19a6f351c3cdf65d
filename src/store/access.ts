import { AsyncLocalStorage } from 'node:async_hooks';
import type { Kysely } from 'kysely';
import { StoreError, type StoreFault } from './errors.ts';
import type { Tables } from './schema.ts';
import type { Connections } from './sqlite.ts';

export type Db = Kysely<Tables>;

/** How the rooms of the store reach the database. */
export interface Access {
  /** For lookups. Within a transaction they see what it has written. */
  readonly read: Db;
  /** Runs the work in a write transaction, or in the one that is open. */
  write<T>(work: (db: Db) => Promise<T>): Promise<T>;
}

/** Write transactions of this process, one after the other for each database, however often it is open. */
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
  { writer, reader, identity }: Connections,
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
  return {
    read: reader,
    trouble: () => (failed && (!succeededSince || now() - failed.at < TROUBLE_MS) ? failed.fault : null),
    write(work) {
      // It would wait for itself for ever.
      if (within.getStore()?.open && within.getStore()?.identity === identity)
        return Promise.reject(
          new Error('A write transaction is open here: use the store that it was given (tx), not the outer one.'),
        );
      return inLine(identity, () => {
        const scope = { identity, open: true };
        return told(
          within
            .run(scope, () => writer.transaction().execute((tx) => work(tx)))
            .finally(() => {
              scope.open = false;
            }),
        );
      });
    },
  };
}

/** Access from inside a transaction. */
export const accessWithin = (tx: Db): Access => ({ read: tx, write: (work) => work(tx) });
