import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Names } from './mentions.ts';

/**
 * Names the rules by which articles are read and facts are made: the program's own and the catalogue's. Any change of
 * either is another name.
 */
export function rulesOf({ companies, outlets, feeds }: Names): string {
  const hash = createHash('sha256');
  for (const room of ['.', '../ledger']) {
    const folder = fileURLToPath(new URL(room, import.meta.url));
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.[jt]s$/.test(name) && !name.endsWith('.d.ts'))
      .sort();
    for (const name of files) hash.update(name).update(readFileSync(join(folder, name)));
  }
  return hash
    .update(JSON.stringify([companies, outlets, feeds]))
    .digest('hex')
    .slice(0, 32);
}
