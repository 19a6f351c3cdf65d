import { VERSION } from '../version.ts';

/** The name that robots.txt files know us by. */
export const AGENT_NAME = 'dealwire';
const PROGRAM = `${AGENT_NAME}/${VERSION}`;

/** What requests call themselves: program and version, and where outlets can read whom to ask, if the operator says so. */
export function userAgent(contactUrl: string | null): string {
  return contactUrl === null ? PROGRAM : `${PROGRAM} (+${contactUrl})`;
}
