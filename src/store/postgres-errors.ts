import pg from 'pg';
import { type Again, StoreError, type StoreFault } from './errors.ts';

interface Meaning {
  fault: StoreFault;
  again: Again;
  words: string;
}

const LOST = 'The connection to it is tried again by itself.';
const told = (fault: StoreFault, words: string, again: Again = 'no'): Meaning => ({ fault, words, again });

/** By SQLSTATE, or the first two characters of it: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  // Another process wrote the same at the same moment: nothing was kept, and the next try sees what it wrote.
  '40001': told('locked', 'collides with the work of other processes. Try again.', 'yes'),
  '40P01': told('locked', 'collides with the work of other processes. Try again.', 'yes'),
  '55P03': told(
    'locked',
    'is locked by another program. Close what holds it (a migration, a backup with locks, a forgotten transaction; pg_stat_activity names it) and try again.',
  ),
  '57014': told(
    'locked',
    'took too long for a query, which was cancelled. See what else keeps it busy (pg_stat_activity).',
  ),
  '57P': told('lost', `is stopping or starting. ${LOST}`, 'yes'),
  '08': told('lost', `broke the connection. ${LOST}`, 'yes'),
  '25P03': told('lost', `ended a transaction that was idle for too long. ${LOST}`, 'yes'),
  // A server that was demoted by a failover still answers.
  '25006': told('read-only', 'takes no writes: it is a standby. Name the primary in DATABASE_URL.', 'yes'),
  '42501': told(
    'read-only',
    'does not let this user do what it must. Make it the owner of the database, or grant it all rights on its schema.',
  ),
  '28': told('unreachable', 'does not accept this user or password. See DATABASE_URL and the server’s pg_hba.conf.'),
  '3D000': told('unreachable', 'is not there. Make it (createdb), or name another in DATABASE_URL.'),
  '53100': told('full', 'has no room left on its disk. Free some; nothing stored is lost.'),
  '53300': told('unreachable', 'takes no more connections. Raise max_connections, or run fewer processes.', 'yes'),
  '53': told('unreachable', 'is out of memory or other means.', 'yes'),
  '58': told('disk', 'gave an error of its disk. Check the disk and the server’s log.'),
  XX001: told('damaged', 'is damaged. Stop the bot, keep a copy, and put back your latest backup.'),
  XX002: told('damaged', 'is damaged in an index. REINDEX it; keep a copy first.'),
};

const meaningOf = (code: string): Meaning | undefined => {
  for (let length = code.length; length >= 2; length--) {
    const found = MEANINGS[code.slice(0, length)];
    if (found) return found;
  }
  return undefined;
};

/** The server, as far as it may be named: without user and password. */
export function labelOf(url: string): string {
  try {
    const { host, pathname, searchParams } = new URL(url);
    return `${searchParams.get('host') ?? (host || 'localhost')}${pathname}`;
  } catch {
    return 'DATABASE_URL';
  }
}

/**
 * What an error of Postgres, or of the way to it, means to the person who runs the bot; errors that are our own fault
 * come back as they are.
 */
export function explainPostgres(label: string, error: unknown): unknown {
  if (error instanceof StoreError || !(error instanceof Error)) return error;
  if (error instanceof pg.DatabaseError) {
    const meaning = meaningOf(error.code ?? '');
    if (!meaning) return error;
    return new StoreError(meaning.fault, `The PostgreSQL database ${label} ${meaning.words}`, error, meaning.again);
  }
  // The server said nothing: it is the connection that failed, with a code of the system or none.
  const code = 'code' in error ? String(error.code) : error.message;
  return new StoreError(
    'lost',
    `The PostgreSQL database ${label} cannot be reached (${code}). See that the server runs and that DATABASE_URL names it. ${LOST}`,
    error,
    'yes',
  );
}

/** Whether the connection on which this happened can serve no more. */
export const breaksConnection = (error: unknown): boolean =>
  !(error instanceof pg.DatabaseError) || /^(?:57P|08|25006|25P03)/.test(error.code ?? '');
