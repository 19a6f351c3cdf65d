import type { Certainty } from '../domain/claim.ts';
import type { Conflict, SourcedClaim } from '../domain/fact.ts';
import { normalName } from './keys.ts';

/** Surer is smaller. */
export const SURE: Readonly<Record<Certainty, number>> = { confirmed: 0, reported: 1, denied: 2 };

/** Each text once, whatever its case and legal form. */
export const distinct = (texts: readonly string[]): string[] => {
  const seen = new Map<string, string>();
  for (const text of texts) if (text !== '' && !seen.has(normalName(text))) seen.set(normalName(text), text);
  return [...seen.values()];
};

/** Who is named for it: the outlet that is credited, where the claim only passes it on. */
export const sourceOf = (claim: SourcedClaim): string[] =>
  claim.certainty === 'reported' && claim.outlets.length > 0 ? claim.outlets : [claim.outlet];

/** A conflict between what claims say of the event as a whole, the version that stands first. */
export function versions(
  role: Conflict['role'],
  claims: readonly SourcedClaim[],
  of: (claim: SourcedClaim) => string,
  present: string,
): Conflict {
  const found = [...new Set([present, ...claims.map(of)])];
  return {
    role,
    values: found
      .map((text) => ({ text, by: claims.filter((claim) => of(claim) === text) }))
      .filter(({ by }) => by.length > 0)
      .map(({ text, by }) => ({
        text,
        outlets: distinct(by.flatMap(sourceOf)),
        claimIds: by.map((claim) => claim.id),
      })),
  };
}
