import type { Field, Mention } from '../domain/claim.ts';
import type { Catalogue, Company } from '../domain/company.ts';
import { lookUp } from './dictionary.ts';
import type { Document } from './document.ts';
import { type Atom, atomsOf, fold, type PlacedRun, type Run, runAt } from './runs.ts';

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
  /** Its letters alone; it has a comma, ends with a full stop, begins with a capital. */
  letters: string;
  comma: boolean;
  dot: boolean;
  capital: boolean;
  slug?: string;
  outlet?: string;
  ambiguous: boolean;
}

/** What may begin in a run: names, and what vouches for one or rules one out. */
interface Openers {
  linker: object;
  names: readonly Opener[];
  beside: readonly Opener[];
}

/** Where in a run a name may begin, and what follows there. */
interface Opener {
  atom: number;
  node: Trie;
}

interface Trie {
  next: Map<string, Trie>;
  entries: Entry[];
  /** Every name from here on begins with a capital. */
  capital: boolean;
  /** The companies that the names from here on belong to. */
  slugs: Set<string>;
}

/** Finds every catalogue name in one pass over the words of an article. */
export interface Linker {
  /** `house` is the tracked company whose own feed the article is of: its plain words are its name there. */
  link(document: Document, house?: string | null): { named: Named[]; mentions: Mention[] };
}

/** Adjectives made of a name: "OpenAI-backed" names OpenAI, "meta-analysis" does not name Meta. */
const NAME_SUFFIX =
  /^[-‑–](?:backed|owned|led|funded|based|powered|built|developed|made|like|trained|run|style|founded|supported|affiliated|controlled|incubated|invested|compatible)\b/i;

const BUSINESS =
  /\b(?:rais(?:e|es|ed|ing)|acquir\w+|buys?|bought|invest\w*|partner\w*|funding|valuation|valued|startup|start-up|CEO|founder|co-founder|company|launch\w*|releas\w+|unveil\w*|deal|lawsuit|sue[sd]?|hir(?:e|es|ed|ing)|IPO|revenue|layoffs?|stake|platform|announc\w+|chatbot|models?)\b/i;

const MARKETS = /\b(?:crypto\w*|bitcoin|stablecoins?|zcash|solana|CFTC|earnings)\b/i;
const AI_WORDS = /\b(?:AI|A\.I\.|artificial intelligence|chatbots?|LLMs?|language models?|assistants?)\b/;

/** After a name in a row: the row goes on or ends. */
const ROW_GOES_ON = /^(?:, \p{Lu}|,? (?:and|or|&) \p{Lu}|[.;)]|$)/u;
const NONE: readonly Opener[] = [];
/** No name has more atoms. */
const LONGEST = 9;

const meets = (some: ReadonlySet<string>, others: ReadonlySet<string>): boolean => {
  for (const one of others) if (some.has(one)) return true;
  return false;
};

/** A run as far as a limit lets it be read. */
const at = (text: string, placed: PlacedRun, limit: number): PlacedRun =>
  placed.end <= limit || placed.start >= limit
    ? placed
    : { ...placed, run: runAt(text, placed.start, limit), end: limit };

export function createLinker(names: Names): Linker {
  // Names are looked for first; what vouches for a name or rules it out, only where there are names.
  const root: Trie = { next: new Map(), entries: [], capital: false, slugs: new Set() };
  const beside: Trie = { next: new Map(), entries: [], capital: false, slugs: new Set() };
  const put = (text: string, entry: Pick<Entry, 'kind' | 'slug' | 'outlet' | 'ambiguous'>): void => {
    const parts = atomsOf(text);
    if (parts.length === 0) return;
    // An outlet's article may be small ("the Information").
    const capital = /^\p{Lu}/u.test(text) && !(entry.kind === 'outlet' && text.startsWith('The '));
    let node = entry.kind === 'evidence' || entry.kind === 'exclude' ? beside : root;
    for (const { word } of parts) {
      let next = node.next.get(word);
      if (!next) {
        next = { next: new Map(), entries: [], capital, slugs: new Set() };
        node.next.set(word, next);
      }
      next.capital &&= capital;
      if (entry.slug) next.slugs.add(entry.slug);
      node = next;
    }
    node.entries.push({
      ...entry,
      text,
      letters: text.replace(/[^\p{L}]/gu, ''),
      comma: text.includes(','),
      dot: text.endsWith('.'),
      capital,
    });
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
  // Outlets that are called without their article, too: "The New York Times".
  const bare = new Set(names.outlets.flatMap(({ name, aliases }) => [name, ...aliases].map((text) => `The ${text}`)));
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

  // Most runs open no name: one look tells.
  function openersOf(run: Run): Openers {
    let openers = run.openers as Openers | null;
    if (openers?.linker !== root) {
      const names = opening(run, root).filter(
        ({ atom, node }) => !node.capital || /^\p{Lu}/u.test(run.text.slice(run.atoms[atom]?.start)),
      );
      openers = { linker: root, names: names.length > 0 ? names : NONE, beside: opening(run, beside) };
      run.openers = openers;
    }
    return openers;
  }
  function opening(run: Run, { next }: Trie): readonly Opener[] {
    const found = run.atoms.flatMap(({ word }, atom) => {
      const node = next.get(word);
      return node ? [{ atom, node }] : [];
    });
    return found.length > 0 ? found : NONE;
  }

  /** Names, or with companies in `of` what vouches for them or rules them out. */
  function scan(
    of: ReadonlySet<string> | null,
    field: Field,
    text: string,
    runs: readonly PlacedRun[],
    limit: number,
    shouting: () => boolean,
  ): Hit[] {
    const hits: Hit[] = [];
    const read = limit < text.length ? text.slice(0, limit) : text;
    for (let r = 0; r < runs.length; r++) {
      const placed = runs[r] as PlacedRun;
      if (placed.start >= limit) break;
      const openers = openersOf(placed.end > limit ? at(text, placed, limit).run : placed.run);
      if (of === null) for (let k = 0; k < openers.names.length; k++) follow(r, openers.names[k] as Opener);
      else
        for (let k = 0; k < openers.beside.length; k++) {
          const opener = openers.beside[k] as Opener;
          if (meets(opener.node.slugs, of)) follow(r, opener);
        }
    }
    return hits;

    /** The names that begin with an atom of a run. */
    function follow(run: number, opener: Opener): void {
      let r = run;
      let placed = at(text, runs[r] as PlacedRun, limit);
      let k = opener.atom;
      const first = placed.start + (placed.run.atoms[k] as Atom).start;
      let before = placed.start + (placed.run.atoms[k] as Atom).end;
      let { node } = opener;
      let comma = false;
      for (let atoms = 1; ; atoms++) {
        for (const entry of node.entries) {
          if (comma && !entry.comma) continue;
          if (!fits(entry, text.slice(first, before), read, first, before, shouting)) continue;
          const stop = entry.dot && before < limit && text[before] === '.' ? before + 1 : before;
          hits.push({ ...entry, field, start: first, end: stop, found: text.slice(first, stop) });
        }
        if (atoms === LONGEST || node.next.size === 0) return;
        while (++k >= placed.run.atoms.length) {
          if (++r >= runs.length || r >= run + LONGEST) return;
          placed = at(text, runs[r] as PlacedRun, limit);
          if (placed.start >= limit) return;
          k = -1;
        }
        const { word, start, end } = placed.run.atoms[k] as Atom;
        const next = node.next.get(word);
        if (!next) return;
        node = next;
        // Words of one name stand close together: "Open AI", "DALL-E", "Humanity's Last".
        const from = placed.start + start;
        if (from - before > 2) return;
        const gap = text.slice(before, from);
        if (/[;:()!?\n]|\.\s/.test(gap)) return;
        // A comma parts names, but not "together, the two".
        if (gap.includes(',')) comma = true;
        before = placed.start + end;
      }
    }
  }

  function fits(
    entry: Entry,
    found: string,
    text: string,
    start: number,
    end: number,
    shouting: () => boolean,
  ): boolean {
    if (entry.kind === 'exclude' || entry.kind === 'evidence') return true;
    // A version goes on: "GPT-5" is not in "GPT-5.2".
    if (/^\.\d/.test(text.slice(end, end + 2)) || (/\d$/.test(found) && /^[\p{L}]/u.test(text.slice(end, end + 1))))
      return false;
    if (/[\p{L}\p{N}]$/u.test(text.slice(Math.max(0, start - 1), start))) return false;
    const { letters } = entry;
    const seen = found === entry.text ? letters : found.replace(/[^\p{L}]/gu, '');
    // "the Information reported": a small article.
    const small =
      entry.kind === 'outlet' &&
      entry.text.startsWith('The ') &&
      !bare.has(entry.text) &&
      `T${seen.slice(1)}` === letters;
    if (seen !== letters && !small) {
      const upper = seen === seen.toUpperCase() && seen.length > 1;
      if (entry.ambiguous || entry.kind === 'outlet' || letters.length <= 3) {
        if (!(upper && entry.kind === 'company' && shouting())) return false;
      } else if (entry.capital && !/^\p{Lu}/u.test(found)) return false;
    }
    const after = text.slice(end, end + 14);
    // "the Foo–Bar pact": a dash between capitals joins two names.
    if (
      /^[-‑–]\p{L}/u.test(after) &&
      !/^–\p{Lu}/u.test(after) &&
      entry.kind === 'company' &&
      entry.ambiguous &&
      !NAME_SUFFIX.test(after)
    )
      return false;
    if (
      /[\p{L}\p{N}][-‑–]$/u.test(text.slice(Math.max(0, start - 2), start)) &&
      entry.ambiguous &&
      !/(?<![\p{L}\p{N}])\p{Lu}[\p{L}\p{N}]+–$/u.test(text.slice(Math.max(0, start - 24), start)) &&
      !/\b(?:ex|non|anti|pre|post)[-‑–]$/i.test(text.slice(Math.max(0, start - 6), start))
    )
      return false;
    // "@Figure", "figure.com" and the like are not the company's name.
    if (entry.kind === 'company' && /^\.[a-z]/.test(after) && !/\.[a-z]/.test(entry.text)) return false;
    return true;
  }

  function link(document: Document, house: string | null = null): { named: Named[]; mentions: Mention[] } {
    const { title, text } = document.article;
    const shouting = (): boolean => {
      const letters = title.replace(/[^\p{L}]/gu, '');
      return letters.length > 20 && letters === letters.toUpperCase();
    };
    const last = document.sentences.at(-1);
    const textEnd = last?.field === 'text' ? last.end : 0;
    const find = (of: ReadonlySet<string> | null): Hit[] => [
      ...scan(of, 'title', title, document.runs.title, Math.min(title.length, 2_000), shouting),
      ...scan(of, 'text', text, document.runs.text, textEnd, () => false),
    ];
    const hits = find(null);
    if (hits.length === 0) return { named: [], mentions: [] };
    const slugs = new Set(hits.flatMap(({ slug }) => slug ?? []));
    if (slugs.size > 0) hits.push(...find(slugs));
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
    const vouched = new Set<string>(house ? [house] : []);
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
    // "Foo, Bar and Baz", "the Foo–Baz pact": a plain word that stands in a row with a house that is sure.
    const sure = byPlace(winners.filter((hit) => hit.kind === 'company' && !hit.ambiguous));
    const beside = (hit: Hit, written: string): boolean => {
      const capitals = document.sentences.find(
        ({ field, start, end }) => field === hit.field && start <= hit.start && hit.start < end,
      )?.titleCase;
      if (capitals !== false) return false;
      const ahead = { ...hit, start: Math.max(0, hit.start - 8), end: hit.end + 8 };
      return near(sure, ahead).some((other) => {
        if (other.end <= hit.start) {
          const gap = written.slice(other.end, hit.start);
          return /^(?:,? (?:and|or|&) |–)$/.test(gap) || (gap === ', ' && ROW_GOES_ON.test(written.slice(hit.end)));
        }
        return other.start >= hit.end && /^(?: (?:and|&) |–)$/.test(written.slice(hit.end, other.start));
      });
    };
    const named: Named[] = [];
    const mentions: Mention[] = [];
    for (const hit of winners) {
      if (hit.kind === 'company' && hit.ambiguous && hit.slug && !vouched.has(hit.slug)) {
        const written = hit.field === 'title' ? title : text;
        if (!inBusiness(hit, written, others.size > 0) && !beside(hit, written)) continue;
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
    const speaking = /\b(?:according to|says?|said) $/i.test(text.slice(Math.max(0, hit.start - 14), hit.start));
    const ai = /\b(?:AI|A\.I\.|artificial intelligence|LLMs?|generative)\b/.test(around);
    return BUSINESS.test(around) && (acting || speaking) && (ai || besideTracked);
  }

  return { link };
}
