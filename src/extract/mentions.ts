import type { Field, Mention } from '../domain/claim.ts';
import type { Catalogue, Company } from '../domain/company.ts';
import type { Document } from './document.ts';
import { memo } from './memo.ts';
import { lookUp } from './tagger.ts';

/** What extraction needs of the catalogue. */
export type Names = Pick<Catalogue, 'companies' | 'outlets' | 'feeds'>;

export type NamedKind = 'company' | 'person' | 'product' | 'outlet';

/** A catalogue name found in an article. Offsets into its field. */
export interface Named {
  field: Field;
  start: number;
  end: number;
  text: string;
  kind: NamedKind;
  /** The tracked company: itself, or the one that a person or a product belongs to. */
  slug?: string;
  outlet?: string;
}

interface Entry {
  kind: NamedKind | 'evidence' | 'exclude';
  text: string;
  slug?: string;
  outlet?: string;
  ambiguous: boolean;
}

interface Trie {
  next: Map<string, Trie>;
  entries: Entry[];
}

/** Finds every catalogue name in one pass over the words of an article. */
export interface Linker {
  link(document: Document): { named: Named[]; mentions: Mention[] };
}

interface Atom {
  /** As written; `fold` makes it a word of the catalogue's. */
  text: string;
  start: number;
  end: number;
}

const ATOM = /[\p{L}\p{M}]+|\p{N}+|[&+@]/gu;
const fold = memo((text: string): string => text.toLowerCase().normalize('NFKD').replaceAll(/\p{M}/gu, ''));

function atoms(text: string): Atom[] {
  const found: Atom[] = [];
  let at = 0;
  // What stands between two atoms is of none, so the next place that spells one is its place.
  for (const atom of text.match(ATOM) ?? []) {
    const start = text.indexOf(atom, at);
    at = start + atom.length;
    found.push({ text: atom, start, end: at });
  }
  return found;
}

/** Adjectives made of a name: "OpenAI-backed" names OpenAI, "meta-analysis" does not name Meta. */
const NAME_SUFFIX =
  /^[-‑–](?:backed|owned|led|funded|based|powered|built|developed|made|like|trained|run|style|founded|supported|affiliated|controlled|incubated|invested|compatible)\b/i;

const BUSINESS =
  /\b(?:rais(?:e|es|ed|ing)|acquir\w+|buys?|bought|invest\w*|partner\w*|funding|valuation|valued|startup|start-up|CEO|founder|co-founder|company|launch\w*|releas\w+|unveil\w*|deal|lawsuit|sue[sd]?|hir(?:e|es|ed|ing)|IPO|revenue|layoffs?|stake|platform|announc\w+|chatbot|models?)\b/i;

const MARKETS = /\b(?:crypto\w*|bitcoin|stablecoins?|zcash|solana|CFTC|earnings)\b/i;
const AI_WORDS = /\b(?:AI|A\.I\.|artificial intelligence|chatbots?|LLMs?|language models?|assistants?)\b/;

export function createLinker(names: Names): Linker {
  const root: Trie = { next: new Map(), entries: [] };
  const put = (text: string, entry: Omit<Entry, 'text'>): void => {
    const parts = atoms(text);
    if (parts.length === 0) return;
    let node = root;
    for (const part of parts) {
      const word = fold(part.text);
      let next = node.next.get(word);
      if (!next) {
        next = { next: new Map(), entries: [] };
        node.next.set(word, next);
      }
      node = next;
    }
    node.entries.push({ ...entry, text });
  };
  const companies = new Map<string, Company>();
  for (const company of names.companies) {
    companies.set(company.slug, company);
    const { slug } = company;
    const known = new Set(company.aliases.map((alias) => alias.text));
    if (!known.has(company.name)) put(company.name, { kind: 'company', slug, ambiguous: false });
    for (const alias of company.aliases) put(alias.text, { kind: 'company', slug, ambiguous: alias.ambiguous });
    for (const person of company.people) put(person.name, { kind: 'person', slug, ambiguous: false });
    for (const product of company.products) put(product, { kind: 'product', slug, ambiguous: false });
    for (const word of company.evidence) put(word, { kind: 'evidence', slug, ambiguous: false });
    for (const phrase of company.exclude) put(phrase, { kind: 'exclude', slug, ambiguous: false });
  }
  for (const outlet of names.outlets) {
    for (const text of new Set([outlet.name, ...outlet.aliases]))
      put(text, { kind: 'outlet', outlet: outlet.name, ambiguous: false });
  }

  interface Hit extends Entry {
    field: Field;
    start: number;
    end: number;
    found: string;
  }

  // Most words open no name: one look tells.
  const opens = memo((word: string): Trie | null => root.next.get(fold(word)) ?? null);

  function scan(field: Field, text: string, shouting: boolean): Hit[] {
    const hits: Hit[] = [];
    const parts = atoms(text);
    for (let i = 0; i < parts.length; i++) {
      const open = opens(parts[i]?.text ?? '');
      if (!open) continue;
      let node: Trie | undefined = root;
      let comma = false;
      for (let k = i; k < parts.length && k < i + 9; k++) {
        const part = parts[k];
        const before = parts[k - 1];
        if (!part) break;
        // Words of one name stand close together: "Open AI", "DALL-E", "Humanity's Last".
        if (k > i && before && part.start - before.end > 2) break;
        if (k > i && before) {
          const gap = text.slice(before.end, part.start);
          if (/[;:()!?\n]|\.\s/.test(gap)) break;
          // A comma parts names, but not "together, the two".
          if (gap.includes(',')) comma = true;
        }
        node = k === i ? open : node?.next.get(fold(part.text));
        if (!node) break;
        const first = parts[i];
        if (!first) break;
        for (const entry of node.entries) {
          if (comma && !entry.text.includes(',')) continue;
          const found = text.slice(first.start, part.end);
          if (fits(entry, found, text, first.start, part.end, shouting)) {
            let end = part.end;
            if (/\.$/.test(entry.text) && text[end] === '.') end++;
            hits.push({ ...entry, field, start: first.start, end, found: text.slice(first.start, end) });
          }
        }
      }
    }
    return hits;
  }

  function fits(entry: Entry, found: string, text: string, start: number, end: number, shouting: boolean): boolean {
    if (entry.kind === 'exclude' || entry.kind === 'evidence') return true;
    // A version goes on: "GPT-5" is not in "GPT-5.2".
    if (/^\.\d/.test(text.slice(end, end + 2)) || (/\d$/.test(found) && /^[\p{L}]/u.test(text.slice(end, end + 1))))
      return false;
    if (/[\p{L}\p{N}]$/u.test(text.slice(Math.max(0, start - 1), start))) return false;
    const letters = entry.text.replace(/[^\p{L}]/gu, '');
    const seen = found.replace(/[^\p{L}]/gu, '');
    if (seen !== letters) {
      const upper = seen === seen.toUpperCase() && seen.length > 1;
      if (entry.ambiguous || entry.kind === 'outlet' || letters.length <= 3) {
        if (!(shouting && upper && entry.kind === 'company')) return false;
      } else if (/^\p{Lu}/u.test(entry.text) && !/^\p{Lu}/u.test(found)) return false;
    }
    const after = text.slice(end, end + 14);
    if (/^[-‑–]\p{L}/u.test(after) && entry.kind === 'company' && entry.ambiguous && !NAME_SUFFIX.test(after))
      return false;
    if (
      /[\p{L}\p{N}][-‑–]$/u.test(text.slice(Math.max(0, start - 2), start)) &&
      entry.ambiguous &&
      !/\b(?:ex|non|anti|pre|post)[-‑–]$/i.test(text.slice(Math.max(0, start - 6), start))
    )
      return false;
    // "@Figure", "figure.com" and the like are not the company's name.
    if (entry.kind === 'company' && /^\.[a-z]/.test(after) && !/\.[a-z]/.test(entry.text)) return false;
    return true;
  }

  function link(document: Document): { named: Named[]; mentions: Mention[] } {
    const { title, text } = document.article;
    const letters = title.replace(/[^\p{L}]/gu, '');
    const shouting = letters.length > 20 && letters === letters.toUpperCase();
    const textEnd = document.sentences.filter((sentence) => sentence.field === 'text').at(-1)?.end ?? 0;
    const hits = [...scan('title', title.slice(0, 2_000), shouting), ...scan('text', text.slice(0, textEnd), false)];
    const overlaps = (a: Hit, b: Hit): boolean => a.field === b.field && a.start < b.end && b.start < a.end;
    const byPlace = (list: Hit[]): Map<string, Hit[]> => {
      const places = new Map<string, Hit[]>();
      for (const hit of list) {
        for (let at = hit.start >> 6; at <= hit.end >> 6; at++) {
          const key = `${hit.field}${at}`;
          const cell = places.get(key);
          if (cell) cell.push(hit);
          else places.set(key, [hit]);
        }
      }
      return places;
    };
    const near = (places: Map<string, Hit[]>, hit: Hit): Hit[] => [
      ...(places.get(`${hit.field}${hit.start >> 6}`) ?? []),
      ...(hit.start >> 6 === hit.end >> 6 ? [] : (places.get(`${hit.field}${hit.end >> 6}`) ?? [])),
    ];
    const excluded = byPlace(hits.filter((hit) => hit.kind === 'exclude'));
    let kept = hits.filter(
      (hit) =>
        hit.kind !== 'exclude' &&
        !near(excluded, hit).some(
          (bar) => bar.slug === hit.slug && overlaps(bar, hit) && bar.end - bar.start >= hit.end - hit.start,
        ),
    );
    // The longest name wins; a company before an outlet, a product or a person of the same words.
    const rank = { company: 0, person: 1, product: 2, outlet: 3, evidence: 4, exclude: 5 };
    const naming = kept
      .filter((hit) => hit.kind !== 'evidence')
      .sort((a, b) => b.end - b.start - (a.end - a.start) || rank[a.kind] - rank[b.kind] || a.start - b.start);
    const taken = new Map<string, Hit[]>();
    const winners: Hit[] = [];
    for (const hit of naming) {
      if (near(taken, hit).some((other) => overlaps(other, hit))) continue;
      winners.push(hit);
      for (const [key, cell] of byPlace([hit])) taken.set(key, [...(taken.get(key) ?? []), ...cell]);
    }
    kept = kept.filter((hit) => hit.kind === 'evidence');
    // What vouches for an ambiguous name: anything of the company's that is not that very name.
    const vouched = new Set<string>();
    const lower = (hit: Hit): string => fold(hit.found);
    const doubtful = new Map<string, Set<string>>();
    for (const hit of winners) {
      if (hit.kind === 'company' && hit.ambiguous && hit.slug) {
        const words = doubtful.get(hit.slug) ?? new Set<string>();
        for (const word of lower(hit).split(/[^\p{L}\p{N}]+/u)) words.add(word);
        doubtful.set(hit.slug, words);
      }
    }
    for (const hit of [...winners, ...kept]) {
      if (!hit.slug || hit.kind === 'outlet') continue;
      if (hit.kind === 'company' && hit.ambiguous) continue;
      const words = doubtful.get(hit.slug);
      // "Figure 03" cannot vouch for "Figure" where it is itself the place in doubt.
      if (
        hit.kind !== 'company' &&
        words &&
        [...words].some(
          (word) =>
            word.length > 2 &&
            lower(hit)
              .split(/[^\p{L}\p{N}]+/u)
              .includes(word),
        )
      )
        continue;
      if (hit.kind === 'product' && /^[\p{L}]{1,6}$/u.test(hit.found) && hit.found === hit.found.toLowerCase())
        continue;
      vouched.add(hit.slug);
    }
    const others = new Set(winners.filter((hit) => hit.kind === 'company' && !hit.ambiguous).map((hit) => hit.slug));
    const owners = new Set(
      winners.filter((hit) => hit.kind === 'company' || /[\s\d-]/.test(hit.found)).map((hit) => hit.slug),
    );
    // "Gemini Launches Bitcoin Card": where money is traded and nothing speaks of AI, a plain word is another house's name.
    const trades = (hit: Hit): boolean =>
      lookUp(lower(hit)).known && MARKETS.test(`${title}\n${text}`) && !AI_WORDS.test(`${title}\n${text}`);
    const named: Named[] = [];
    const mentions: Mention[] = [];
    for (const hit of winners) {
      if (hit.kind === 'company' && hit.ambiguous && hit.slug && !vouched.has(hit.slug)) {
        if (!inBusiness(hit, hit.field === 'title' ? title : text, others.size > 0)) continue;
      }
      const namesake = hit.kind === 'product' && hit.slug !== undefined && !owners.has(hit.slug) && trades(hit);
      named.push({
        field: hit.field,
        start: hit.start,
        end: hit.end,
        text: hit.found,
        kind: namesake ? 'company' : (hit.kind as NamedKind),
        ...(hit.slug && !namesake ? { slug: hit.slug } : {}),
        ...(hit.outlet ? { outlet: hit.outlet } : {}),
      });
      if (hit.kind === 'company' && hit.slug)
        mentions.push({ slug: hit.slug, field: hit.field, text: hit.found, start: hit.start, end: hit.end });
    }
    const order = (a: { field: Field; start: number }, b: { field: Field; start: number }): number =>
      a.field === b.field ? a.start - b.start : a.field === 'title' ? -1 : 1;
    return { named: named.sort(order), mentions: mentions.sort(order) };
  }

  /** Without evidence, an ambiguous name counts only as a name among AI firms or in a deal's own words. */
  function inBusiness(hit: Hit, text: string, besideTracked: boolean): boolean {
    const around = text.slice(Math.max(0, hit.start - 120), hit.start) + text.slice(hit.end, hit.end + 120);
    const after = text.slice(hit.end, hit.end + 40);
    const acting =
      /^(?:['’]s|,? (?:an?|the|which|whose)\b| (?:has|is|will|said|says|raises|raised|acquires|acquired|buys|launches|launched|announced|announces|signs|lands|secures|partners|hires|unveils|unveiled|releases|to)\b)/i.test(
        after,
      );
    const ai = /\b(?:AI|A\.I\.|artificial intelligence|LLMs?|generative)\b/.test(around);
    return BUSINESS.test(around) && acting && (ai || besideTracked);
  }

  return { link };
}
