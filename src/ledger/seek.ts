import type { ClaimType } from '../domain/claim.ts';
import type { SourcedClaim } from '../domain/fact.ts';
import { type Gist, gistOf, type Side } from './gist.ts';
import { type Name, nameKeys } from './keys.ts';
import { vagueness } from './values.ts';
import { REACH, RECALL, VAGUE_DAYS } from './windows.ts';

const DAY = 86_400_000;

/** A key, and when (epoch ms) claims under it must have been told to be of one event with the claim that seeks. */
export interface Seek {
  key: string;
  from: number;
  to: number;
}

/** Types of which two may be one event by the thing that both are about. */
const DEALS: ReadonlySet<ClaimType> = new Set(['investment', 'acquisition', 'valuation']);
/** Types that are one event with an agreement if two of its parties are in them. */
const PAIRED = ['investment', 'acquisition', 'infrastructure'] as const;

const kindOf = (type: ClaimType): string => (DEALS.has(type) ? 'deal' : type);
const isPaired = (type: ClaimType): boolean => PAIRED.some((it) => it === type);

/** Whom an event is about, and who else is in it: an event that names the one is found by it. */
function partsOf({ sides }: Gist, type: ClaimType): { about: readonly Name[]; others: readonly Name[] } {
  const of = (...some: Side[]) => some.flatMap((side) => sides.get(side) ?? []);
  return type === 'executive_move'
    ? { about: of('person'), others: of('from', 'to') }
    : { about: of('object'), others: of('actor') };
}

/** Its labels of products, each by the words that any other label of the same product ends with. */
function productsOf({ texts }: Gist): string[] {
  return [...(texts.get('product') ?? [])].flatMap((label) => {
    const words = label.split(' ');
    const last = words.at(-1) ?? '';
    // "Opus 4.5" ends as many others do.
    return words.length > 1 && /^\d+$/.test(last) ? [words.slice(-2).join(' ')] : [last];
  });
}

const first = (name: Name): string => name.norm.split(' ', 1)[0] ?? '';

/** Names put together that may stand for one party. */
function partiesOf(names: readonly Name[]): Name[][] {
  const parties: Name[][] = [];
  for (const name of names) {
    const known = parties.find((party) =>
      party.some((it) => first(it) === first(name) || (it.slug !== null && it.slug === name.slug)),
    );
    if (known) known.push(name);
    else parties.push([name]);
  }
  return parties;
}

/**
 * All names but one, by preference of a tracked party, which is more in the news: what shares two names with these shares
 * one that is left. A party that is named twice is none to leave out.
 */
function butOne(names: readonly Name[]): readonly Name[] {
  const once = partiesOf(names).flatMap(([name, ...more]) => (name && more.length === 0 ? [name] : []));
  const left = once.find((name) => name.slug !== null) ?? once[0];
  return names.filter((name) => name !== left);
}

const each = (kind: string, names: readonly Name[]): string[] =>
  names.flatMap((name) => nameKeys(name).map((key) => `${kind}${key}`));

/**
 * The keys under which a claim is found. Its kind, then a sign: `>` whom it is about, `<` who else is in it, `?` who is in
 * it where it does not say whom it is about, `:` a party of an agreement, `+` a product. `!`: two of its names may be one party.
 */
export const keysOf = remembered((claim) => {
  const gist = gistOf(claim);
  const { type } = claim;
  const kind = kindOf(type);
  const members = [...gist.sides.values()].flat();
  const keys: string[] = [];
  if (type === 'agreement') {
    keys.push(...each('agreement:', members));
    if (members.length === 1) keys.push(...each('agreement?', members));
  } else {
    const { about, others } = partsOf(gist, type);
    keys.push(...each(`${kind}>`, about), ...each(`${kind}<`, others));
    if (about.length === 0) keys.push(...each(`${kind}?`, others));
  }
  if (type === 'agreement' || isPaired(type))
    for (const party of partiesOf(members)) if (party.length > 1) keys.push(...each('pair!', party));
  if (type === 'launch') {
    const products = productsOf(gist);
    keys.push(...products.map((product) => `launch+${product}`));
    if (products.length === 0) keys.push(...each('launch?', members));
  }
  return [...new Set(keys)].sort();
});

/**
 * What a claim seeks among the keys of others. Whatever `tie` holds for one event with it, as far as they share a name, has
 * one of these keys at that time; so only as many facts are looked at as there are about the same thing, however often the
 * others in it are in the news. Both ways: of two that tie, each seeks the other.
 */
export const seeksOf = remembered((claim): Seek[] => {
  const gist = gistOf(claim);
  const { type, at, background } = claim;
  const kind = kindOf(type);
  const { telling, step, full, partial } = REACH[type];
  // A figure that is too vague agrees with nothing in a way that tells.
  const tells = gist.texts.has('round') || gist.quantities.some((quantity) => vagueness(quantity) < 2);
  const found = new Map<string, Seek>();
  const seek = (keys: readonly string[], days: number, recalls = false): void => {
    const [back, on] = [recalls && background ? Math.max(days, RECALL) : days, recalls ? Math.max(days, RECALL) : days];
    for (const key of keys) {
      const known = found.get(key);
      const [from, to] = [at - back * DAY, at + on * DAY];
      found.set(key, { key, from: Math.min(from, known?.from ?? from), to: Math.max(to, known?.to ?? to) });
    }
  };
  /** Claims that name the same thing; those that name less; and those of which only the figure says that they fit. */
  const whole = Math.max(full, step, partial, tells ? telling : 0);
  const part = Math.max(partial, tells ? telling : 0);
  const vague = tells ? telling : VAGUE_DAYS;
  const members = [...gist.sides.values()].flat();

  if (type === 'agreement') {
    seek(each('agreement:', butOne(members)), whole, true);
    seek(each('agreement?', members), vague);
    if (members.length === 1 || tells) seek(each('agreement:', members), members.length === 1 ? vague : VAGUE_DAYS);
    for (const other of ['deal>', 'deal<', 'infrastructure>', 'infrastructure<'])
      seek(each(other, butOne(members)), vague, true);
    seek(each('pair!', members), whole, true);
  } else if (type === 'launch') {
    const products = productsOf(gist);
    seek(
      products.map((product) => `launch+${product}`),
      whole,
      true,
    );
    seek(each(products.length === 0 ? 'launch>' : 'launch?', members), part);
  } else {
    const { about, others } = partsOf(gist, type);
    const less = kind === 'deal' ? vague : part;
    seek(each(`${kind}>`, about), whole, true);
    seek(each(about.length === 0 ? `${kind}<` : `${kind}?`, others), less);
    if (isPaired(type)) {
      seek(each('agreement:', butOne(members)), vague, true);
      seek(each('pair!', members), vague, true);
    }
  }
  return [...found.values()];
});

/** Claims never change. */
function remembered<T extends object>(read: (claim: SourcedClaim) => T): (claim: SourcedClaim) => T {
  const known = new WeakMap<SourcedClaim, T>();
  return (claim) => {
    const made = known.get(claim) ?? read(claim);
    known.set(claim, made);
    return made;
  };
}
