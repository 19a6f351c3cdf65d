import type { SourcedClaim } from '../domain/fact.ts';
import { byContent } from './group.ts';
import { normalName, words } from './keys.ts';

const SPEECH =
  /["“«][^"”»]{12,}["”»]|\b(?:told|memo|statement|filing|filed|blog|posted?|spokes(?:man|woman|person|people)|press release|letter|interview|on stage|earnings call|announced (?:on|in|at))\b/i;

/**
 * Whether the claim brings a party's own words: the party's own feed, or a speaker with a sign of where it was said (a
 * quotation, a memo, "told CNBC"). A bare "the company said" is not enough: rewrites put it where the first report
 * had unnamed people.
 */
export function isOwnWord(claim: SourcedClaim): boolean {
  if (claim.tier === 0) return true;
  return (
    claim.certainty !== 'reported' &&
    claim.speakers.length > 0 &&
    SPEECH.test(`${claim.evidence.quote} ${claim.speakers.join(' ')}`)
  );
}

/** A newsroom that states it in its own voice and credits nobody has confirmed it by itself. */
export function standsByIt(claim: SourcedClaim): boolean {
  return claim.certainty === 'confirmed' && (isOwnWord(claim) || (claim.tier <= 1 && claim.outlets.length === 0));
}

/**
 * A claim made surer in the retelling: it says plainly, later, what was `reported` before of the same step, and brings
 * neither a party's own words nor a newsroom's own.
 */
export function drifted(claim: SourcedClaim, claims: readonly SourcedClaim[]): boolean {
  return (
    claim.certainty === 'confirmed' &&
    !standsByIt(claim) &&
    claims.some((other) => other.certainty === 'reported' && other.status === claim.status && other.at <= claim.at)
  );
}

const quoteOf = (claim: SourcedClaim) => words(claim.evidence.quote).join(' ');

/**
 * Where the news comes from, first first, each named once: credited outlets for who only repeats them, the publisher for
 * who states it or confirmed it besides. Copies (the same sentence in another outlet) and rewrites that merely drifted
 * add none.
 */
export function originsOf(claims: readonly SourcedClaim[]): string[] {
  const ordered = [...claims]
    .filter((claim) => claim.type !== 'response' || claims.every((it) => it.type === 'response'))
    .sort(byContent);
  const named = new Map<string, string>();
  const sentences = new Map<string, string>();
  for (const claim of ordered) {
    const quote = quoteOf(claim);
    const copyOf = quote.length > 40 ? sentences.get(quote) : undefined;
    if (copyOf !== undefined && copyOf !== claim.outlet) continue;
    sentences.set(quote, claim.outlet);
    const credited = claim.outlets.filter((outlet) => normalName(outlet) !== normalName(claim.outlet));
    const own = credited.length === 0 || isOwnWord(claim);
    if (drifted(claim, ordered) && named.size > 0) continue;
    for (const origin of own ? [...credited, claim.outlet] : credited) {
      const key = normalName(origin);
      if (!named.has(key)) named.set(key, origin);
    }
  }
  if (named.size === 0)
    for (const claim of ordered) if (claim.outlet !== '') named.set(normalName(claim.outlet), claim.outlet);
  return [...named.values()];
}
