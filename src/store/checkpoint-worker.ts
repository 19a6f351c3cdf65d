/** The thread of `checkpoints.ts`: it copies what is in the log into the file, on a connection of its own. */
import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';

const db = new Database(workerData as string, { fileMustExist: true, timeout: 0 });
// The log is on the disk before anything is copied, and the file before the log is written over.
db.pragma('synchronous = FULL');

/** Copies what can be copied without keeping anybody waiting. Gives the pages of the log, copied ones too. */
function copy(): number {
  try {
    const [{ log }] = db.pragma('wal_checkpoint(PASSIVE)') as [{ log: number }];
    return log;
  } catch {
    // No room in the file, or the disk is at fault: nothing is lost, all of it is in the log, and whoever writes hears of it.
    return 0;
  }
}

parentPort?.on('message', (what: 'copy' | 'close') => {
  if (what === 'copy') return parentPort?.postMessage(copy());
  db.close();
  parentPort?.close();
});
