import Database from 'better-sqlite3';

export interface Presence {
  /**
   * Says that this process leases from now on. True where it is certain that at some moment of this call no other process
   * did; false where another does, or where that cannot be found out.
   */
  join(): boolean;
  leave(): void;
}

/** Long enough for another process that is just joining. */
const JOIN_MS = 2_000;

/**
 * Who leases from the database in this file, told by locks on an empty SQLite file beside it. The system takes the locks
 * of a process that dies back, however it died, so they say what no row in a table and no process number can: a process
 * that gets the exclusive lock is alone, and each that leases holds a shared one till it ends.
 */
export function createPresence(path: string): Presence {
  let held: Database.Database | null = null;
  const open = (): boolean => {
    const db = new Database(`${path}-workers`, { timeout: 0 });
    held = db;
    const alone = succeeds(() => db.exec('begin exclusive; commit'));
    db.pragma(`busy_timeout = ${JOIN_MS}`);
    // A transaction that has read holds its shared lock until it ends.
    const shared = succeeds(() => {
      db.exec('begin');
      db.prepare('select count(*) from sqlite_master').get();
    });
    return alone && shared;
  };
  return {
    join() {
      if (held) return false;
      let alone = false;
      succeeds(() => {
        alone = open();
      });
      return alone;
    },
    leave() {
      held?.close();
      held = null;
    },
  };
}

function succeeds(act: () => unknown): boolean {
  try {
    act();
    return true;
  } catch {
    return false;
  }
}
