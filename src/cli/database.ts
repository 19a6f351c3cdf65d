import { databaseOf, readConfig } from '../config.ts';
import { backUp } from '../store/backup.ts';
import { moveStore } from '../store/move.ts';
import { progressOf } from './progress.ts';
import { COULD_NOT, complain, interruptible, print, printJson } from './terminal.ts';

/** Copies the live SQLite database. */
export async function backup(file: string, options: { force?: true; json?: true }): Promise<void> {
  const { database } = readConfig();
  const progress = progressOf('pages');
  const bytes = await backUp(database, file, {
    overwrite: options.force === true,
    onProgress: progress.show,
    signal: interruptible(),
  }).finally(() => progress.end());
  if (options.json) return printJson({ file, bytes });
  print(
    `${file}: ${(bytes / 1_000_000).toFixed(1)} MB, complete and checked. To restore it, stop the bot and put it in the place of ${database}.`,
  );
}

/** Moves a bot's data from SQLite to PostgreSQL. */
export async function migrateStore(from: string, to: string, json: boolean): Promise<void> {
  const signal = interruptible();
  const progress = progressOf('rows');
  try {
    const moved = await moveStore(databaseOf(from), databaseOf(to), { onProgress: progress.show, signal }).finally(() =>
      progress.end(),
    );
    if (json) printJson(moved);
    else
      print(
        `${moved.rows} rows in ${moved.tables.length} tables moved, each compared${moved.found ? ` (${moved.found} were there from a run before)` : ''}.\nSet DATABASE_URL to the PostgreSQL database and start the bot; the file is kept, and no bot starts on it any more.`,
      );
  } catch (error) {
    if (!signal.aborted) throw error;
    complain('Stopped. Nothing changed in the file; run the same again to go on.');
    process.exitCode = COULD_NOT;
  }
}
