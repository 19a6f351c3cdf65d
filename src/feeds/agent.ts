import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

function version(): string {
  // From src/feeds as well as from dist/src/feeds.
  for (let dir = dirname(fileURLToPath(import.meta.url)); dir !== dirname(dir); dir = dirname(dir)) {
    const file = join(dir, 'package.json');
    if (existsSync(file)) return (JSON.parse(readFileSync(file, 'utf8')) as { version?: string }).version ?? '0';
  }
  return '0';
}

/** The name that robots.txt files know us by. */
export const AGENT_NAME = 'dealwire';
const PROGRAM = `${AGENT_NAME}/${version()}`;

/** What requests call themselves: program and version, and where outlets can read whom to ask, if the operator says so. */
export function userAgent(contactUrl: string | null): string {
  return contactUrl === null ? PROGRAM : `${PROGRAM} (+${contactUrl})`;
}
