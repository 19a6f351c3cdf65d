import type { Argument, ClaimType, Role, Status } from '../domain/claim.ts';
import type { SourcedClaim } from '../domain/fact.ts';
import { isParty, type Name, nameOf, normalName } from './keys.ts';
import { normalRound } from './values.ts';

export type Side = 'object' | 'actor' | 'member' | 'person' | 'from' | 'to';

/** Which part a party plays in telling events apart. The seller, for one, plays none. */
const SIDES: Readonly<Partial<Record<ClaimType, Partial<Record<Role, Side>>>>> = {
  investment: { target: 'object', investor: 'actor' },
  acquisition: { target: 'object', acquirer: 'actor' },
  valuation: { org: 'object' },
  agreement: {
    party: 'member',
    customer: 'member',
    supplier: 'member',
    licensor: 'member',
    licensee: 'member',
    partner: 'member',
  },
  infrastructure: { org: 'object', partner: 'actor' },
  executive_move: { person: 'person', from_org: 'from', to_org: 'to' },
  hiring: { employer: 'object', from_org: 'from' },
  layoffs: { org: 'object' },
  legal: { defendant: 'object', plaintiff: 'actor' },
  launch: { org: 'object' },
  ipo: { org: 'object' },
  financials: { org: 'object' },
  response: { speaker: 'object' },
};
export const QUANTITIES: ReadonlySet<Role> = new Set<Role>(['amount', 'stake', 'valuation', 'capacity', 'headcount']);

export interface Told extends Argument {
  at: number;
  status: Status;
}

/** What one claim, or several of one event together, say that tells the event from others. */
export interface Gist {
  claims: readonly SourcedClaim[];
  types: ReadonlySet<ClaimType>;
  sides: ReadonlyMap<Side, readonly Name[]>;
  quantities: readonly Told[];
  texts: ReadonlyMap<'round' | 'product' | 'location' | 'metric' | 'stance' | 'terms' | 'role', ReadonlySet<string>>;
}

const TEXTS: Readonly<
  Partial<Record<Role, 'round' | 'product' | 'location' | 'metric' | 'stance' | 'terms' | 'role'>>
> = {
  round: 'round',
  product: 'product',
  location: 'location',
  metric: 'metric',
  stance: 'stance',
  terms: 'terms',
  from_role: 'role',
  to_role: 'role',
};

/** What a product is, rather than which: "Maia 200 AI chip" is Maia 200, and "AI tools" is no product at all. */
const GENERIC =
  /(?: |^)(?:ai|apis?|apps?|chips?|models?|features?|tools?|assistants?|agents?|platforms?|services?|browser|android|ios|web|family|series|preview|beta|powered|new)$/;

function labelOf(kind: Exclude<(typeof TEXTS)[Role], undefined>, arg: Argument): string {
  if (kind === 'round') return normalRound(arg.text);
  if (kind === 'stance') return String(arg.value);
  let label = normalName(arg.text);
  if (kind === 'product') while (GENERIC.test(label)) label = label.replace(GENERIC, '');
  return label;
}

const gists = new WeakMap<SourcedClaim, Gist>();

/** The gist of one claim (remembered: claims never change). */
export function gistOf(claim: SourcedClaim): Gist {
  const known = gists.get(claim);
  if (known) return known;
  const sides = new Map<Side, Name[]>();
  const texts = new Map<'round' | 'product' | 'location' | 'metric' | 'stance' | 'terms' | 'role', Set<string>>();
  const quantities: Told[] = [];
  for (const arg of claim.args) {
    const side = SIDES[claim.type]?.[arg.role];
    if (side && isParty(arg)) sides.set(side, [...(sides.get(side) ?? []), nameOf(arg)]);
    if (QUANTITIES.has(arg.role)) quantities.push({ ...arg, at: claim.at, status: claim.status });
    const kind = TEXTS[arg.role];
    const plain = kind && labelOf(kind, arg);
    if (kind && plain) texts.set(kind, (texts.get(kind) ?? new Set()).add(plain));
    // A launch may name the product alone: then its maker is known by the catalogue.
    if (claim.type === 'launch' && arg.role === 'product' && arg.slug !== undefined)
      sides.set('object', [...(sides.get('object') ?? []), { slug: arg.slug, norm: arg.slug, person: false }]);
  }
  const gist: Gist = { claims: [claim], types: new Set([claim.type]), sides, quantities, texts };
  gists.set(claim, gist);
  return gist;
}

/** The gist of two groups of claims taken together. */
export function join(a: Gist, b: Gist): Gist {
  const sides = new Map(a.sides);
  for (const [side, names] of b.sides) {
    const had = sides.get(side) ?? [];
    sides.set(side, [
      ...had,
      ...names.filter((name) => !had.some((old) => old.slug === name.slug && old.norm === name.norm)),
    ]);
  }
  const texts = new Map(a.texts);
  for (const [kind, values] of b.texts) texts.set(kind, new Set([...(texts.get(kind) ?? []), ...values]));
  return {
    claims: [...a.claims, ...b.claims],
    types: new Set([...a.types, ...b.types]),
    sides,
    quantities: [...a.quantities, ...b.quantities],
    texts,
  };
}
