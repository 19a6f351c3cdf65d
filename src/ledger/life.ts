import type { Certainty, Status } from '../domain/claim.ts';
import type { SourcedClaim } from '../domain/fact.ts';
import { drifted, isOwnWord } from './origins.ts';

const DAY = 86_400_000;
const RANK: Readonly<Record<Status, number>> = { talks: 0, announced: 1, closed: 2, ended: 3, failed: 3 };

/** A step in the life of an event: talks → announced → closed, or its end. Going back is none. */
export function isStep(before: Status, after: Status): boolean {
  return before !== after && RANK[after] >= RANK[before];
}

/** Whether the claim is good enough to move the event on against outlets that say it is not so far. */
function carries(claim: SourcedClaim, claims: readonly SourcedClaim[]): boolean {
  if (claim.tier <= 1 || isOwnWord(claim) || claim.outlets.length > 0) return true;
  const alike = claims.filter((other) => other.status === claim.status && other.certainty !== 'denied');
  return new Set(alike.map((other) => other.outlet)).size > 1;
}

export interface Life {
  status: Status;
  /** Claims that say it is further than it is, by the rule below. */
  ahead: SourcedClaim[];
}

/**
 * Where the event stands: the furthest step that somebody tells. Two limits. What one secondary outlet tells by itself
 * does not move the event on while others, within three days, say that it is not so far ("bought", where an agreement was
 * signed): it is a conflict. And an end holds only until a later claim tells that the event was closed after all.
 */
export function lifeOf(claims: readonly SourcedClaim[]): Life {
  const foreground = claims.some((claim) => !claim.background) ? claims.filter((claim) => !claim.background) : claims;
  const affirmed = foreground.filter((claim) => claim.certainty !== 'denied');
  const live = affirmed.length > 0 ? affirmed : foreground;
  const ahead = live.filter((claim) => {
    if (RANK[claim.status] === 0 || carries(claim, live)) return false;
    const early = RANK[claim.status] === 1;
    return live.some(
      (other) =>
        RANK[other.status] < RANK[claim.status] &&
        other.tier <= claim.tier &&
        (early ? other.at >= claim.at && other.at - claim.at <= 3 * DAY : Math.abs(other.at - claim.at) <= 3 * DAY),
    );
  });
  const counted = live.filter((claim) => !ahead.includes(claim));
  const latest = (status: Status) =>
    Math.max(...counted.filter((claim) => claim.status === status).map((claim) => claim.at));
  const told = new Set(counted.map((claim) => claim.status));
  let status: Status = 'talks';
  for (const step of ['talks', 'announced', 'closed'] as const) if (told.has(step)) status = step;
  const ends = (['failed', 'ended'] as const).filter((end) => told.has(end)).sort((a, b) => latest(b) - latest(a));
  const [end] = ends;
  if (end && !(status === 'closed' && latest('closed') > latest(end))) status = end;
  return { status, ahead };
}

/**
 * How sure the present state is, from the claims that tell of the present step: confirmed by a claim that did not merely
 * grow surer in the retelling. What all deny is denied; what only some deny is as sure as the others make it.
 */
export function certaintyOf(claims: readonly SourcedClaim[], status: Status): Certainty {
  const affirmed = claims.filter((claim) => claim.certainty !== 'denied');
  if (affirmed.length === 0) return 'denied';
  const step = affirmed.filter((claim) => claim.status === status);
  const present = step.length > 0 ? step : affirmed;
  if (present.some((claim) => claim.certainty === 'confirmed' && !drifted(claim, present))) return 'confirmed';
  return 'reported';
}
