import type { Argument, ClaimType } from '../domain/claim.ts';
import type { Conflict, SourcedClaim } from '../domain/fact.ts';
import { normalName } from './keys.ts';
import { isOwnWord } from './origins.ts';
import { versions } from './told.ts';

/** A minority share, a licence: words of a deal that is less than a takeover, whatever else it is called. */
const LESS_THAN_BOUGHT = /\bvot(?:e|es|ing)\b|minority|non ?exclusive|licen[cs]/;

/**
 * What kind of deal it is. Where outlets differ, the account with the best source stands, but a minority stake stays an
 * investment and a licence an agreement, however many call it a takeover.
 */
export function structureOf(events: readonly SourcedClaim[]): { type: ClaimType; conflict: Conflict | null } {
  const foreground = events.some((claim) => !claim.background) ? events.filter((claim) => !claim.background) : events;
  const types = [...new Set(foreground.map((claim) => claim.type))];
  const main = types.length > 1 ? types.filter((type) => type !== 'valuation') : types;
  const authority = (claim: SourcedClaim) =>
    (isOwnWord(claim) ? 4 : 0) + (2 - claim.tier) + (claim.certainty === 'confirmed' ? 2 : 0);
  const rank = main
    .map((type) => {
      const by = foreground.filter((claim) => claim.type === type);
      const less = by.some((claim) => claim.args.some(isLess));
      return { type, less, best: Math.max(...by.map(authority)), count: by.length };
    })
    .sort(
      (a, b) =>
        Number(b.less && b.type !== 'acquisition') - Number(a.less && a.type !== 'acquisition') ||
        b.best - a.best ||
        b.count - a.count ||
        (a.type < b.type ? -1 : 1),
    );
  const type = rank[0]?.type ?? 'agreement';
  const structural: ReadonlySet<ClaimType> = new Set<ClaimType>(['investment', 'acquisition', 'agreement']);
  // Money for a contract is both; a takeover is neither of them.
  const blurred = main.includes('acquisition') && main.filter((it) => structural.has(it)).length > 1;
  const involved = foreground.filter((claim) => structural.has(claim.type));
  return { type, conflict: blurred ? versions('type', involved, (claim) => claim.type, type) : null };
}

function isLess(arg: Argument): boolean {
  if (arg.role === 'stake') return typeof arg.value === 'number' && arg.value < 50 && arg.unit === 'percent';
  return arg.role === 'terms' && LESS_THAN_BOUGHT.test(normalName(arg.text));
}
