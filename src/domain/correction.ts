import type { Argument, Certainty, Role, Status } from './claim.ts';
import type { ChannelRef } from './subscription.ts';

/** A workspace, team or guild: everybody in it reads the same. A conversation outside of all is a place of its own. */
export interface Place {
  platform: string;
  workspace: string;
}

/** What adapters call the workspace of conversations that are in none: they share the word, and nothing else. */
const NO_WORKSPACE = 'dm';

/** Whether a channel is a conversation that is in no workspace: whoever talks there manages it. */
export const isOutside = ({ workspace }: Pick<ChannelRef, 'workspace'>): boolean => workspace === NO_WORKSPACE;

export const placeOf = ({ platform, workspace, channel }: ChannelRef): Place => ({
  platform,
  workspace: isOutside({ workspace }) ? `${workspace}/${channel}` : workspace,
});

/**
 * What somebody who manages a channel says of a fact, against the articles or beyond them. It counts where it was said:
 * in that workspace alone, or, said by the operator on the console (`place` null), everywhere.
 *
 * `field`: `value` stands instead of what articles tell. `retract`: the fact is not so. `join`: everything that was told
 * of another fact is of this one. `split`: what these articles tell is of another fact.
 */
export interface Correction {
  id: string;
  factId: string;
  place: Place | null;
  what: Correcting;
  /** In words; null where nothing was told, or nothing is to be. */
  before: string | null;
  after: string | null;
  /** Who said so, as the platform names them. */
  by: string;
  /** Epoch ms. */
  at: number;
}

/** A correction in a fact as it is read: with what articles tell, in words. */
export type ReadCorrection = Correction & { told: string | null };

export type Correcting =
  | { kind: 'field'; field: CorrectedField; value: Argument | Status | Certainty }
  | { kind: 'retract' }
  | { kind: 'join'; with: string }
  | { kind: 'split'; into: string; articles: readonly string[] };

export const CORRECTED_FIELDS = [
  'amount',
  'stake',
  'valuation',
  'round',
  'capacity',
  'headcount',
  'person',
  'from_role',
  'to_role',
  'product',
  'metric',
  'period',
  'location',
  'date',
  'terms',
  'status',
  'certainty',
] as const satisfies readonly (Role | 'status' | 'certainty')[];
export type CorrectedField = (typeof CORRECTED_FIELDS)[number];
