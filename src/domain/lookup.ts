import type { Company } from './company.ts';
import { allowedSlips, slipsToBeginning } from './slips.ts';

export interface Lookup {
  /** The company whose slug, name or alias this is (case, accents, spaces and punctuation aside); null when there is none. */
  find(text: string): Company | null;
  /**
   * Companies the text may mean, best first, at most `limit`: for completion and for "did you mean". What they make and
   * who works there leads to them, too. No text: the first ones listed.
   */
  suggest(text: string, limit: number): Company[];
  bySlug(slug: string): Company | undefined;
}

/** One way to call a company, folded for comparison. */
interface Key {
  /** Words of letters and digits with one space between. */
  words: string;
  /** The same without spaces: "openai" finds "Open AI". */
  joined: string;
  /** Which letters and digits occur, one bit each: tells most misses before any distance is computed. */
  letters: number;
  company: number;
  /** A product or a person, not the company itself. */
  of?: true;
}

/** Nobody names a company in more; it bounds the cost of a distance. */
const LONGEST_QUERY = 80;

/** Makes the index; what it returns is pure and quick enough to answer each keystroke with thousands of companies. */
export function createLookup(companies: readonly Company[]): Lookup {
  const slugs = new Map(companies.map((company) => [company.slug, company]));
  const exact = new Map<string, Company>();
  const keys: Key[] = [];
  const ways: ((company: Company) => string[])[] = [
    (company) => [company.slug],
    (company) => [company.name],
    (company) => company.aliases.filter((alias) => !alias.ambiguous).map((alias) => alias.text),
    (company) => company.aliases.filter((alias) => alias.ambiguous).map((alias) => alias.text),
  ];
  const seen = new Set<string>();
  const addKey = (name: string, company: number, of?: true): void => {
    const words = fold(name);
    const joined = words.replaceAll(' ', '');
    if (!joined || seen.has(`${company} ${words}`)) return;
    seen.add(`${company} ${words}`);
    keys.push({ words, joined, letters: lettersOf(joined), company, ...(of ? { of } : {}) });
  };
  for (const way of ways) {
    companies.forEach((company, index) => {
      for (const name of way(company)) {
        const joined = fold(name).replaceAll(' ', '');
        if (joined && !exact.has(joined)) exact.set(joined, company);
        addKey(name, index);
      }
    });
  }
  companies.forEach(({ products, people }, index) => {
    for (const name of [...products, ...people.map((person) => person.name)]) addKey(name, index, true);
  });

  const suggest = (text: string, limit: number): Company[] => {
    const count = Math.max(0, Math.min(companies.length, Math.floor(limit) || 0));
    const query = fold(text.slice(0, LONGEST_QUERY));
    // Signs alone are no text, but nothing that a company is called by either.
    if (!query) return text.trim() ? [] : companies.slice(0, count);
    const joined = query.replaceAll(' ', '');
    const best = new Map<number, number>();
    const consider = (company: number, score: number): void => {
      const before = best.get(company);
      if (before === undefined || score < before) best.set(company, score);
    };
    for (const key of keys) {
      const score = likeness(query, joined, key);
      if (score !== null) consider(key.company, score);
    }
    if (best.size < count) {
      const allowed = allowedSlips(joined.length);
      const letters = lettersOf(joined);
      for (const key of allowed ? keys : []) {
        if (key.of || joined.length - key.joined.length > allowed || bits(letters & ~key.letters) > allowed) continue;
        const distance = slipsToBeginning(joined, key.joined, allowed);
        if (distance <= allowed) {
          const tail = Math.max(0, key.joined.length - joined.length - allowed);
          consider(key.company, 10 + distance + tail / 1000);
        }
      }
    }
    return [...best]
      .sort((a, b) => a[1] - b[1] || a[0] - b[0])
      .slice(0, count)
      .flatMap(([index]) => companies[index] ?? []);
  };

  return {
    bySlug: (wanted) => slugs.get(wanted),
    find: (text) => slugs.get(text) ?? exact.get(fold(text).replaceAll(' ', '')) ?? null,
    suggest,
  };
}

/** Lower score is better: the whole key, its beginning, the beginning of a word, anywhere. Null: none of these. */
function likeness(query: string, joined: string, key: Key): number | null {
  const shorter = 1 - joined.length / Math.max(joined.length, key.joined.length);
  // Of two that fit alike, the company's own name goes first.
  const behind = key.of ? 0.5 : 0;
  if (key.joined === joined) return behind;
  if (key.words.startsWith(query) || key.joined.startsWith(joined)) return 1 + shorter / 2 + behind;
  if (key.words.includes(` ${query}`)) return 3 + shorter / 2 + behind;
  if (!key.of && joined.length >= 3 && key.joined.includes(joined)) return 5 + shorter;
  return null;
}

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function lettersOf(word: string): number {
  let mask = 0;
  for (let i = 0; i < word.length; i++) mask |= 1 << (word.charCodeAt(i) % 32);
  return mask;
}

function bits(mask: number): number {
  let rest = mask;
  let count = 0;
  for (; rest; rest &= rest - 1) count++;
  return count;
}
