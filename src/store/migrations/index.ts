import type { Kysely } from 'kysely';
import { up as first } from './0001-first.ts';

/** Every step from an empty database to today's, in order: step n makes version n + 1. A step that was released is never changed. */
export const MIGRATIONS: readonly ((db: Kysely<unknown>) => Promise<void>)[] = [first];
