import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where outlets can read what this client is and whom to ask; `homepage` of package.json, if it has one, goes before it. */
const CONTACT_URL = 'https://dealwire.example/bot';

function manifest(): { version?: string; homepage?: string } {
  // From src/feeds as well as from dist/src/feeds.
  for (let dir = dirname(fileURLToPath(import.meta.url)); dir !== dirname(dir); dir = dirname(dir)) {
    const file = join(dir, 'package.json');
    if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as { version?: string; homepage?: string };
  }
  return {};
}

const { version = '0', homepage = CONTACT_URL } = manifest();

/** The name that robots.txt files know us by. */
export const AGENT_NAME = 'dealwire';
export const USER_AGENT = `${AGENT_NAME}/${version} (+${homepage})`;
