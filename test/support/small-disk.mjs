// Loaded before the program: SIGUSR2 fills the disk under its databases, and the next one frees it again. SQLite's own
// limit of pages gives the very error of a full disk, on every machine and without rights.
import { isMainThread } from 'node:worker_threads';
import Database from 'better-sqlite3';

const ROOMY = 1_000_000;

if (isMainThread) {
  const writers = new Set();
  const { pragma } = Database.prototype;
  Database.prototype.pragma = function (...args) {
    if (!this.readonly) writers.add(this);
    return pragma.apply(this, args);
  };
  let full = false;
  process.on('SIGUSR2', () => {
    full = !full;
    for (const db of writers)
      if (db.open)
        pragma.call(db, `max_page_count = ${full ? pragma.call(db, 'page_count', { simple: true }) : ROOMY}`);
    process.stderr.write(full ? 'the disk is full\n' : 'the disk has room\n');
  });
}
