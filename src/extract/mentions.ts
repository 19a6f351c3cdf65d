import type { Field, Mention } from '../domain/claim.ts';
import type { Catalogue } from '../domain/company.ts';
import { lookUp } from './dictionary.ts';
import type { Document } from './document.ts';
import { fits, lettersOf, type Spelling } from './spelling.ts';
import { atomsOf, fold, Spotter } from './spotter.ts';

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

/** A name of the catalogue, or a phrase that bears upon one. */
interface Entry extends Spelling {
  slug?: string;
  outlet?: string;
  /** A phrase that rules names of its company out has a word in common with it. */
  barrable: boolean;
}

/** An entry at a place of an article. */
interface Hit {
  entry: Entry;
  field: Field;
  start: number;
  end: number;
  text: string;
}

/** Finds every catalogue name in one pass over the words of an article. */
export interface Linker {
  /** `house` is the tracked company whose own feed the article is of: its plain words are its name there. */
  link(document: Document, house?: string | null): { named: Named[]; mentions: Mention[] };
}

const BUSINESS =
  /\b(?:rais(?:e|es|ed|ing)|acquir\w+|buys?|bought|invest\w*|partner\w*|funding|valuation|valued|startup|start-up|CEO|founder|co-founder|company|launch\w*|releas\w+|unveil\w*|deal|lawsuit|sue[sd]?|hir(?:e|es|ed|ing)|IPO|revenue|layoffs?|stake|platform|announc\w+|chatbot|models?)\b/i;

const MARKETS = /\b(?:crypto\w*|bitcoin|stablecoins?|zcash|solana|CFTC|earnings)\b/i;
const AI_WORDS = /\b(?:AI|A\.I\.|artificial intelligence|chatbots?|LLMs?|language models?|assistants?)\b/;

/** After a name in a row: the row goes on or ends. */
const ROW_GOES_ON = /^(?:, \p{Lu}|,? (?:and|or|&) \p{Lu}|[.;)]|$)/u;
/** The longest name wins; a company before an outlet, a product or a person of the same words. */
const RANK = { company: 0, person: 1, product: 2, outlet: 3, evidence: 4, exclude: 5 };

export function createLinker(names: Names): Linker {
  // Names are looked for first; what vouches for a name or rules it out, only where there are names that it bears upon.
  const naming = new Spotter<Entry>();
  const evidence = new Spotter<Entry>();
  const excludes = new Spotter<Entry>();
  /** How far before a company's name a phrase may begin that rules it out, in characters. */
  const reaches = new Map<string, number>();
  const barring = new Map(
    names.companies.map(({ slug, exclude }) => [slug, new Set(exclude.flatMap((phrase) => atomsOf(phrase)))]),
  );
  // Outlets that are called without their article, too: "The New York Times".
  const bare = new Set(names.outlets.flatMap(({ name, aliases }) => [name, ...aliases]));
  const put = (kind: Entry['kind'], text: string, of: { slug?: string; outlet?: string }, ambiguous = false): void => {
    // An outlet's article may be small ("the Information").
    const article = kind === 'outlet' && text.startsWith('The ');
    const capital = /^\p{Lu}/u.test(text) && !article;
    const entry: Entry = {
      kind,
      text,
      ...of,
      letters: lettersOf(text),
      comma: text.includes(','),
      dot: text.endsWith('.'),
      capital,
      ambiguous,
      article: article && !bare.has(text.slice(4)),
      barrable: of.slug !== undefined && atomsOf(text).some((word) => barring.get(of.slug ?? '')?.has(word)),
    };
    const spotter = kind === 'evidence' ? evidence : kind === 'exclude' ? excludes : naming;
    spotter.put(text, entry, spotter === naming && capital);
  };
  for (const company of names.companies) {
    const { slug, name, aliases, people, products } = company;
    if (!aliases.some((alias) => alias.text === name)) put('company', name, { slug });
    for (const alias of aliases) put('company', alias.text, { slug }, alias.ambiguous);
    for (const person of people) put('person', person.name, { slug });
    for (const product of products) put('product', product, { slug });
    for (const word of company.evidence) put('evidence', word, { slug });
    for (const phrase of company.exclude) put('exclude', phrase, { slug });
    // Twice as long as it is written: between its words may stand a sign and a space.
    reaches.set(slug, 2 * Math.max(0, ...company.exclude.map((phrase) => phrase.length)));
  }
  for (const outlet of names.outlets)
    for (const text of new Set([outlet.name, ...outlet.aliases])) put('outlet', text, { outlet: outlet.name });

  function link(document: Document, house: string | null = null): { named: Named[]; mentions: Mention[] } {
    const { article, ends } = document;
    const search = (spotter: Spotter<Entry>, field: Field, to: number, take: (hit: Hit, end: number) => void): void => {
      const written = article[field];
      spotter.find(written, { to }, (entry, start, before, comma) => {
        if (comma && !entry.comma) return;
        const end = entry.dot && before < to && written[before] === '.' ? before + 1 : before;
        take({ entry, field, start, end, text: written.slice(start, end) }, before);
      });
    };
    /** Whether a longer phrase rules a name out: it must meet it, so that it is looked for around the name alone. */
    const barred = ({ entry: { slug = '', barrable }, field, start, end }: Hit): boolean => {
      if (!barrable) return false;
      const reach = reaches.get(slug) ?? 0;
      let found = false;
      excludes.find(
        article[field],
        { from: Math.max(0, start - reach), to: end, limit: ends[field] },
        (bar, from, to, comma) => {
          if (comma && !bar.comma) return;
          found ||= bar.slug === slug && to > start && to - from >= end - start;
        },
      );
      return found;
    };

    const hits: Hit[] = [];
    for (const field of FIELDS)
      search(naming, field, ends[field], (hit, end) => {
        const { entry, start } = hit;
        const written = article[field];
        if (fits(entry, written, start, end, ends[field], field === 'title') && !barred(hit)) hits.push(hit);
      });
    if (hits.length === 0) return { named: [], mentions: [] };
    const winners = longest(hits);
    const doubts = new Set<string>();
    for (const { entry } of winners) if (entry.ambiguous && entry.slug && entry.slug !== house) doubts.add(entry.slug);
    const vouching = doubts.size > 0 ? [...winners] : [];
    if (doubts.size > 0)
      for (const field of FIELDS)
        search(evidence, field, ends[field], (hit) => {
          if (doubts.has(hit.entry.slug ?? '') && !barred(hit)) vouching.push(hit);
        });
    const vouched = vouchedBy(vouching);
    if (house) vouched.add(house);
    const sure = winners.some(({ entry }) => entry.kind === 'company' && !entry.ambiguous);
    const owners = ownersIn(winners);
    let traded: boolean | null = null;

    const named: Named[] = [];
    const mentions: Mention[] = [];
    for (let k = 0; k < winners.length; k++) {
      const hit = winners[k] as Hit;
      const { entry, field, text, start, end } = hit;
      const { kind, slug, outlet } = entry;
      if (kind === 'company' && entry.ambiguous && slug && !vouched.has(slug)) {
        const written = article[field];
        if (!inBusiness(hit, written, sure) && !inRow(document, written, hit, winners[k - 1], winners[k + 1])) continue;
      }
      // "Gemini Launches Bitcoin Card": where money is traded, a plain word is another house's name.
      let namesake = kind === 'product' && !owners?.has(slug) && lookUp(fold(text)).known;
      if (namesake) {
        traded ??= speaksOfMarkets(`${article.title}\n${article.text}`);
        namesake = traded;
      }
      const name: Named = { field, start, end, text, kind: namesake ? 'company' : (kind as NamedKind) };
      if (slug && !namesake) name.slug = slug;
      if (outlet) name.outlet = outlet;
      named.push(name);
      if (kind === 'company' && slug) mentions.push({ slug, field, text, start, end });
    }
    return { named, mentions };
  }

  return { link };
}

const FIELDS: readonly Field[] = ['title', 'text'];

/** Where there are products: whose own name stands beside them, or a product's that is more than one plain word. */
function ownersIn(hits: readonly Hit[]): Set<string | undefined> | null {
  if (!hits.some(({ entry }) => entry.kind === 'product')) return null;
  const owners = new Set<string | undefined>();
  for (const { entry, text } of hits) if (entry.kind === 'company' || /[\s\d-]/.test(text)) owners.add(entry.slug);
  return owners;
}

/** Whether a text is of money and its markets, and not of AI. */
const speaksOfMarkets = (text: string): boolean => MARKETS.test(text) && !AI_WORDS.test(text);

/** Of hits that overlap, the longest; by their places. */
function longest(hits: readonly Hit[]): Hit[] {
  const winners: Hit[] = [];
  for (let from = 0, to = 0; from < hits.length; from = to) {
    const { field, end } = hits[from] as Hit;
    let reach = end;
    for (to = from + 1; to < hits.length; to++) {
      const hit = hits[to] as Hit;
      if (hit.field !== field || hit.start >= reach) break;
      reach = Math.max(reach, hit.end);
    }
    if (to - from === 1) winners.push(hits[from] as Hit);
    else winners.push(...apart(hits.slice(from, to)));
  }
  return winners;
}

function apart(hits: Hit[]): Hit[] {
  const kept: Hit[] = [];
  hits.sort(
    (a, b) => b.end - b.start - (a.end - a.start) || RANK[a.entry.kind] - RANK[b.entry.kind] || a.start - b.start,
  );
  for (const hit of hits) if (!kept.some((other) => hit.start < other.end && other.start < hit.end)) kept.push(hit);
  return kept.sort((a, b) => a.start - b.start);
}

/** The companies whose ambiguous name is theirs here: something else of theirs is found that is not that very name. */
function vouchedBy(hits: readonly Hit[]): Set<string> {
  const vouched = new Set<string>();
  if (hits.length === 0) return vouched;
  const wordsOf = ({ text }: Hit): string[] => fold(text).split(/[^\p{L}\p{N}]+/u);
  const doubtful = new Map<string, Set<string>>();
  for (const hit of hits) {
    const { kind, ambiguous, slug } = hit.entry;
    if (kind !== 'company' || !ambiguous || !slug) continue;
    const words = doubtful.get(slug) ?? new Set<string>();
    for (const word of wordsOf(hit)) if (word.length > 2) words.add(word);
    doubtful.set(slug, words);
  }
  for (const hit of hits) {
    const { kind, ambiguous, slug } = hit.entry;
    const words = slug && kind !== 'outlet' ? doubtful.get(slug) : undefined;
    if (!slug || !words || (kind === 'company' && ambiguous)) continue;
    // "Figure 03" cannot vouch for "Figure" where it is itself the place in doubt.
    if (kind !== 'company' && wordsOf(hit).some((word) => words.has(word))) continue;
    if (kind === 'product' && /^[\p{L}]{1,6}$/u.test(hit.text) && hit.text === hit.text.toLowerCase()) continue;
    vouched.add(slug);
  }
  return vouched;
}

/** "Foo, Bar and Baz", "the Foo–Baz pact": a plain word that stands in a row with a house that is sure. */
function inRow(
  document: Document,
  written: string,
  hit: Hit,
  before: Hit | undefined,
  after: Hit | undefined,
): boolean {
  const sure = (other: Hit | undefined): other is Hit =>
    other !== undefined && other.field === hit.field && other.entry.kind === 'company' && !other.entry.ambiguous;
  if (!sure(before) && !sure(after)) return false;
  const sentence = document.sentences.find(
    ({ field, start, end }) => field === hit.field && start <= hit.start && hit.start < end,
  );
  if (!sentence || sentence.titleCase) return false;
  if (sure(before)) {
    const gap = written.slice(before.end, hit.start);
    if (/^(?:,? (?:and|or|&) |–)$/.test(gap) || (gap === ', ' && ROW_GOES_ON.test(written.slice(hit.end, hit.end + 8))))
      return true;
  }
  return sure(after) && /^(?: (?:and|&) |–)$/.test(written.slice(hit.end, after.start));
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
