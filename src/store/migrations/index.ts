import type { Kysely } from 'kysely';
import { up as first } from './0001-first.ts';
import { up as reprocessing } from './0002-reprocessing.ts';
import { up as addedFeeds } from './0003-added-feeds.ts';
import { up as corrections } from './0004-corrections.ts';
import { up as crashes } from './0005-crashes.ts';
import { up as installations } from './0006-installations.ts';
import { up as outages } from './0007-outages.ts';
import { up as leaseHolders } from './0008-lease-holders.ts';
import { up as mutesAndReports } from './0009-mutes-and-reports.ts';
import { up as sites } from './0010-sites.ts';
import { up as backfills } from './0011-backfills.ts';
import { up as settings } from './0012-settings.ts';
import { up as retention } from './0013-retention.ts';
import { up as lean } from './0014-lean.ts';
import { up as setAside } from './0015-set-aside.ts';
import { up as claimsOfFacts } from './0016-claims-of-facts.ts';

/** Every step from an empty database to today's, in order: step n makes version n + 1. A step that was released is never changed. */
export const MIGRATIONS: readonly ((db: Kysely<unknown>) => Promise<void>)[] = [
  first,
  reprocessing,
  addedFeeds,
  corrections,
  crashes,
  installations,
  outages,
  leaseHolders,
  mutesAndReports,
  sites,
  backfills,
  settings,
  retention,
  lean,
  setAside,
  claimsOfFacts,
];
