import { type Argument, type ClaimType, PARTY_ROLES, type PartyRole } from '../domain/claim.ts';
import type { SourcedClaim } from '../domain/fact.ts';

/** A party as the ledger compares it: by slug where it is tracked, else by the words of its name. */
export interface Name {
  slug: string | null;
  /** Lower case, no accents, no legal form, no article. */
  norm: string;
  person: boolean;
}

const LEGAL_FORMS = new Set(
  'inc incorporated corp corporation ltd limited llc plc gmbh ag sa se nv bv co company pbc lp holdings'.split(' '),
);
const PARTIES: ReadonlySet<string> = new Set<string>(PARTY_ROLES);

export const isParty = (arg: Argument): arg is Argument & { role: PartyRole } => PARTIES.has(arg.role);

/** Words without case, accents, punctuation and possessives. */
export function words(text: string): string[] {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/['’]s\b/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

/** "The Scale AI, Inc." is `scale ai`. A name that is nothing but a legal form stays as it is. */
export function normalName(text: string): string {
  const all = words(text);
  const kept = all.filter((word, i) => !LEGAL_FORMS.has(word) && !(i === 0 && word === 'the'));
  return (kept.length > 0 ? kept : all).join(' ');
}

export function nameOf(arg: Argument): Name {
  return { slug: arg.slug ?? null, norm: normalName(arg.text), person: arg.role === 'person' };
}

const first = (text: string) => text.split(' ', 1)[0] ?? '';
const last = (text: string) => text.slice(text.lastIndexOf(' ') + 1);

/** "Wang" and "Alexandr Wang" may be one person, "Alex Wang" and "Alexandr Wang" too; "Jason Wang" is another. */
function samePerson(a: string, b: string): boolean {
  if (a === b) return true;
  if (last(a) !== last(b)) return false;
  if (!a.includes(' ') || !b.includes(' ')) return true;
  const [x, y] = [first(a), first(b)];
  return x.slice(0, 3) === y.slice(0, 3) || x.length === 1 || y.length === 1 ? x[0] === y[0] : false;
}

/** Whether two names may stand for one party: "Bell" for "Bell Canada", but not one tracked company for another. */
export function sameName(a: Name, b: Name): boolean {
  if (a.slug !== null && b.slug !== null) return a.slug === b.slug;
  if (a.norm === b.norm) return true;
  if (a.slug !== null || b.slug !== null) return false;
  if (a.person || b.person) return samePerson(a.norm, b.norm);
  return `${a.norm} `.startsWith(`${b.norm} `) || `${b.norm} `.startsWith(`${a.norm} `);
}

/**
 * Two names that may stand for one party share one of these: tracked companies by slug, all by the first word of their name
 * (`Bell`, `Bell Canada`; the same company may be told without a slug where its name was too ambiguous to link), persons by
 * their last.
 */
export function nameKeys({ slug, norm, person }: Name): string[] {
  const word = `~${person ? last(norm) : first(norm)}`;
  return slug === null ? [word] : [slug, word];
}

/** Types in which the same parties may tell of one and the same event. */
const FAMILY: Partial<Record<ClaimType, string>> = {
  investment: 'deal',
  acquisition: 'deal',
  valuation: 'deal',
  agreement: 'deal',
  infrastructure: 'deal',
};

/** Whom and which products a claim names, as keys that its tellings share. */
export function partyKeys(claim: SourcedClaim): string[] {
  const family = FAMILY[claim.type] ?? claim.type;
  const keys = new Set<string>();
  for (const arg of claim.args) {
    // By every word: "Atlas" is found as "ChatGPT Atlas" is.
    if (arg.role === 'product') for (const word of words(arg.text)) if (word.length > 1) keys.add(`${family}:+${word}`);
    if (arg.role === 'product' && arg.slug !== undefined) keys.add(`${family}:${arg.slug}`);
    if (isParty(arg)) for (const key of nameKeys(nameOf(arg))) keys.add(`${family}:${key}`);
  }
  return [...keys].sort();
}
