import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

function read(): string {
  // From the sources as well as from dist/.
  for (let folder = import.meta.dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const file = join(folder, 'package.json');
    if (existsSync(file)) return (JSON.parse(readFileSync(file, 'utf8')) as { version?: string }).version ?? '0';
  }
  return '0';
}

/** The version of this program, as `package.json` has it. */
export const VERSION = read();
