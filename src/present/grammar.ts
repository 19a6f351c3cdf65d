import { cut, plainLine } from '../chat/text.ts';
import type { Role } from '../domain/claim.ts';
import type { Fact, FieldValue } from '../domain/fact.ts';

/** The name that people know a tracked company by; undefined for a slug that is not in the catalogue. */
export type Names = (slug: string) => string | undefined;

/** Text from a source as part of one of our sentences: plain, on one line, without a dangling comma, not too long. */
export function clean(text: string, max = 80): string {
  return cut(plainLine(text).replace(/^[\s,;:.]+|[\s,;:]+$/g, ''), max);
}

/**
 * A party as a sentence names it. "Scale" becomes "Scale AI" where that is the catalogue's name for it; any other
 * wording ("Azure" for Microsoft, "Meta FAIR" for Meta) stays, because it says more.
 */
export function nameOf(value: { text: string; slug?: string | null }, names: Names): string {
  const worded = clean(value.text);
  const known = value.slug ? names(value.slug)?.replace(/\s*\([^)]*\)$/, '') : undefined;
  if (!known) return worded;
  return !worded || known.toLowerCase().startsWith(worded.toLowerCase()) ? known : worded;
}

/** "A", "A and B", "A, B and C", "A, B, C and 4 others"; with a `thing`, "A, B, C and 4 other outlets". */
export function and(items: readonly string[], most = 4, thing?: string): string {
  if (items.length > most) {
    const others = items.length - most + 1;
    return `${items.slice(0, most - 1).join(', ')} and ${thing ? count(others, `other ${thing}`) : `${others} others`}`;
  }
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** The phrase with "a" or "an", by how its first word is spoken: an $8 billion, a US probe, an xAI engineer. */
export function an(phrase: string): string {
  const first = phrase.replace(/^[^\p{L}\p{N}]+/u, '');
  const vowel = /^\d/.test(first)
    ? /^(?:8|1[18](?![\d])(?!,?\d{3},))/.test(first)
    : /^(?:[A-Z]{2,}(?![a-z])|[A-Z]\b|x(?=[A-Z]))/.test(first)
      ? /^[AEFHILMNORSX]|^x/.test(first)
      : /^[aeiou]/i.test(first) && !/^(?:uni|use|usu|eu|one\b|once\b|ubi)/i.test(first);
  return `${vowel ? 'an' : 'a'} ${phrase}`;
}

export function whose(owner: string): string {
  return owner.endsWith('s') ? `${owner}'` : `${owner}'s`;
}

export function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** A count of things: "1 outlet", "3 outlets". */
export function count(n: number, thing: string): string {
  return `${n.toLocaleString('en-US')} ${n === 1 ? thing : plural(thing)}`;
}

export const plural = (thing: string): string => (thing.endsWith('y') ? `${thing.slice(0, -1)}ies` : `${thing}s`);

/** A value as its source words it, with how exact it is: "up to $4 billion". */
export function worded(value: Pick<FieldValue, 'text' | 'qualifier'>): string {
  const text = clean(value.text);
  if (!text) return '';
  if (value.qualifier === 'up_to' && !/^(?:up to|as (?:much|many))/i.test(text)) return `up to ${text}`;
  if (value.qualifier === 'about' && !/^(?:about|around|nearly|almost|some|roughly|approx)/i.test(text))
    return `about ${text}`;
  if (value.qualifier === 'at_least' && !/^(?:at least|more than|over)|\+/i.test(text)) return `at least ${text}`;
  if (value.qualifier === 'range' && / and /.test(text) && !/^between/i.test(text)) return `between ${text}`;
  return text;
}

/** What a sentence asks of a fact: its values by role, as they are to be worded. Absent roles are empty. */
export interface Arguments {
  /** Parties by name, each once. */
  parties(...roles: Role[]): string[];
  /** The first value of the role, with its qualifier; '' where there is none. */
  value(role: Role): string;
  values(role: Role): string[];
  quote: string;
}

export function argumentsOf(fact: Pick<Fact, 'fields' | 'claims'>, names: Names): Arguments {
  const present = (role: Role) => fact.fields.find((f) => f.role === role)?.present ?? [];
  const values = (role: Role) => unique(present(role).map(worded));
  return {
    parties(...roles) {
      const seen = new Map<string, string>();
      for (const v of roles.flatMap(present)) {
        const name = nameOf(v, names);
        if (name) seen.set(v.slug ?? name.toLowerCase(), seen.get(v.slug ?? name.toLowerCase()) ?? name);
      }
      return [...seen.values()];
    },
    value: (role) => values(role)[0] ?? '',
    values,
    quote: fact.claims[0]?.evidence.quote ?? '',
  };
}

export function unique(texts: readonly string[]): string[] {
  return [...new Set(texts.filter(Boolean))];
}

/** Joins the parts that are there with single spaces. */
export function words(...parts: (string | false | undefined | null)[]): string {
  return parts.filter(Boolean).join(' ');
}
