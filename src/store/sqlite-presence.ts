import Database from 'better-sqlite3';
import { alone, type Presence } from './presence.ts';

/** Long enough for another process that is just joining. */
const JOIN_MS = 2_000;

/**
 * Who leases from the database in this file, told by locks on an empty SQLite file beside it. The system takes the locks
 * of a process that dies back, however it died, so they say what no row in a table and no process number can: a process
 * that gets the exclusive lock is alone, and each that leases holds a shared one till it ends. Who is alone when it joins
 * knows that whatever was leased before is nobody's; where others are at work, leases run out by themselves.
 */
export function sqlitePresence(path: string): Presence {
  let held: Database.Database | null = null;
  const join = (): boolean => {
    const db = new Database(`${path}-workers`, { timeout: 0 });
    held = db;
    const noOther = succeeds(() => db.exec('begin exclusive; commit'));
    db.pragma(`busy_timeout = ${JOIN_MS}`);
    // A transaction that has read holds its shared lock until it ends.
    const shared = succeeds(() => {
      db.exec('begin');
      db.prepare('select count(*) from sqlite_master').get();
    });
    return noOther && shared;
  };
  return {
    ...alone(),
    async ended(holders, now) {
      let noOther = false;
      if (!held)
        succeeds(() => {
          noOther = join();
        });
      return new Map(noOther ? holders.map((holder) => [holder, now]) : []);
    },
    async leave() {
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
