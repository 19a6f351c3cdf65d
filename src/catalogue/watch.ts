import { unwatchFile, watchFile } from 'node:fs';

/** Looked at this often: works on every file system, also where a file is replaced or mounted. */
const LOOK_MS = 2_000;

/** Calls `changed` after a file was written, replaced or came back; never while the process could end otherwise. */
export function watchFiles(paths: readonly string[], changed: () => void, lookMs = LOOK_MS): { close(): void } {
  const told = (now: { mtimeMs: number; size: number; ino: number }, before: typeof now) => {
    if (now.mtimeMs !== before.mtimeMs || now.size !== before.size || now.ino !== before.ino) changed();
  };
  for (const path of paths) watchFile(path, { interval: lookMs, persistent: false }, told);
  return {
    close() {
      for (const path of paths) unwatchFile(path, told);
    },
  };
}
