import type { Kysely } from 'kysely';
import type { Presence } from './presence.ts';
import type { Tables } from './schema.ts';

/** An open database, whatever its engine. */
export interface Connections {
  writer: Kysely<Tables>;
  /** Sees what is committed, and never waits behind a transaction of the writer (`:memory:` has one connection only). */
  reader: Kysely<Tables>;
  /** The same for every connection to the same database in this process. */
  identity: string;
  /** Several transactions write at once, also of other processes; false: one after the other, whoever writes. */
  concurrent: boolean;
  /** How long a write waits for what other programs hold, and is tried again, ms. */
  waitMs: number;
  presence: Presence;
  close(): Promise<void>;
}

/** What a database is opened for: one that was moved, or is being filled by a move, is for nothing else. */
export type Purpose = 'to use' | 'to move';
