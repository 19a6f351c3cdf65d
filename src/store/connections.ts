import type { Kysely } from 'kysely';
import type { Packed } from './packing.ts';
import type { Presence } from './presence.ts';
import type { Tables } from './schema.ts';

/** An open database, whatever its engine. */
export interface Connections {
  writer: Kysely<Tables>;
  /** Sees what is committed, and never waits behind a transaction of the writer (`:memory:` has one connection only). */
  reader: Kysely<Tables>;
  /** Runs the work in a write transaction, which is kept when this resolves, or soon after. */
  transact<T>(work: (db: Kysely<Tables>) => Promise<T>, kept: Kept): Promise<T>;
  /** The same for every connection to the same database in this process. */
  identity: string;
  /** Several transactions write at once, also of other processes; false: one after the other, whoever writes. */
  concurrent: boolean;
  /** A text as this engine is to store it; `unpack` gives the text back. */
  pack(text: string): Packed;
  /** How long a write waits for what other programs hold, and is tried again, ms. */
  waitMs: number;
  presence: Presence;
  close(): Promise<void>;
}

/**
 * When a transaction is safe from a power cut: before it is answered, or soon after, without waiting for the disk. Nothing
 * that is written later is ever kept without it: so what follows from it, if it must last, makes it last too.
 */
export type Kept = 'at once' | 'soon';

/** What a database is opened for: one that was moved, or is being filled by a move, is for nothing else. */
export type Purpose = 'to use' | 'to move';
