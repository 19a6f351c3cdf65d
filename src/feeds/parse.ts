import { parseFeed as parseLeniently } from 'feedsmith';
import Parser from 'rss-parser';
import { cleanFeed } from './clean.ts';
import { parseDate } from './dates.ts';
import { decodeDocument } from './decode.ts';
import { headline, htmlToPlain, plain } from './text.ts';

/** One item as the document gives it. */
export interface FeedItem {
  /** Plain text on one line; empty where the item has none. */
  title: string;
  /** Absolute http(s) address, or null. */
  link: string | null;
  /** The guid, Atom id or rdf:about, verbatim; null where the item has none. */
  id: string | null;
  /** Epoch ms: when it was published, else updated; null where no date can be read. */
  date: number | null;
  /** Plain text of the fullest body, paragraphs apart by line breaks; empty where there is none. */
  text: string;
}

/** What a feed asks of those who poll it. Hours and days are in UTC; days are English names in lower case. */
export interface FeedHints {
  ttlMinutes?: number;
  skipHours?: number[];
  skipDays?: string[];
}

export interface ParsedFeed {
  title: string | null;
  /** What kind of document it is, as people call it ("RSS", "Atom", "JSON Feed"); absent where nothing could be read. */
  format?: string;
  items: FeedItem[];
  hints: FeedHints;
  /** The document breaks off before its end: the next one may hold more, though it be no newer. */
  cut?: true;
  /** In plain words: why nothing could be read. Then `items` is empty. */
  error?: string;
}

export interface ParseOptions {
  /** http(s) address of the document, against which relative links are resolved; else the feed's own home page is. */
  base?: string;
  contentType?: string | null;
}

/** A field as the clean document hands it on: text alone, or text with attributes. */
type Value = string | { _?: string; $?: Record<string, string | undefined> };
type Tags = Partial<Record<'title' | 'link' | 'id' | 'when' | 'body' | 'ttl' | 'skipHours' | 'skipDays', Value[]>>;

const FIELDS = ['title', 'link', 'id', 'when', 'body'] as const;
const FEED_FIELDS = ['title', 'link', 'ttl', 'skipHours', 'skipDays'] as const;
const MAX_SECOND_READING = 2_000_000;
const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

const textOf = (v: Value): string => {
  if (typeof v === 'string') return v;
  // Atom 0.3 could pack its texts.
  return v.$?.mode === 'base64' ? Buffer.from(v._ ?? '', 'base64').toString('utf8') : (v._ ?? '');
};
const attribute = (v: Value, name: string): string | undefined => (typeof v === 'string' ? undefined : v.$?.[name]);
const rankOf = (v: Value): number => Number(attribute(v, 'rank') ?? 0);
const ranked = (values: Value[] | undefined): Value[] =>
  values && values.length > 1 ? [...values].sort((a, b) => rankOf(a) - rankOf(b)) : (values ?? []);

/** Absolute http(s) address of a reference, as it stands if it is one already; null otherwise. */
function absolute(reference: string, base: string | undefined): string | null {
  const trimmed = reference.trim();
  if (!trimmed) return null;
  try {
    const url = new URL(trimmed, base);
    if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
    return /^https?:\/\/[^\s<>"\\]+$/i.test(trimmed) ? trimmed : url.href;
  } catch {
    return null;
  }
}

/** The address of a file on disk is no base for links of the web. */
const webBase = (base: string | undefined) => (base && /^https?:/i.test(base) ? base : undefined);

/** How well a link element stands for the page of its item: less is better, null is not at all. */
function linkScore(v: Value): number | null {
  const rel = (attribute(v, 'rel') ?? 'alternate').trim().toLowerCase().replace(/^.*\//, '');
  if (rel !== 'alternate' && rel !== '') return null;
  const type = attribute(v, 'type')?.toLowerCase() ?? '';
  return rankOf(v) + (!type || /html/.test(type) ? 0 : 20);
}

function linkOf(tags: Tags, base: string | undefined): string | null {
  const resolve = (v: Value, reference: string | undefined) =>
    reference === undefined ? null : absolute(reference, attribute(v, 'base') ?? base);
  const links = (tags.link ?? [])
    .map((v) => ({ v, score: linkScore(v) }))
    .filter((l): l is { v: Value; score: number } => l.score !== null)
    .sort((a, b) => a.score - b.score);
  for (const { v } of links) {
    const found = resolve(v, attribute(v, 'href') ?? textOf(v));
    if (found) return found;
  }
  for (const v of ranked(tags.id)) {
    if (attribute(v, 'ispermalink')?.toLowerCase() !== 'false' && /^\s*https?:\/\//i.test(textOf(v)))
      return absolute(textOf(v), undefined);
  }
  for (const v of tags.body ?? []) {
    const found = resolve(v, attribute(v, 'src'));
    if (found) return found;
  }
  return null;
}

/** Whether a field's text is HTML. Atom says so; in RSS all text may be. */
function isHtml(v: Value, atom: boolean): boolean {
  const type = attribute(v, 'type')?.toLowerCase();
  return (
    !atom || attribute(v, 'raw') !== undefined || attribute(v, 'markup') !== undefined || /html|xml/.test(type ?? '')
  );
}

function titleOf(values: Value[] | undefined, atom: boolean): string {
  for (const v of ranked(values)) {
    const title = headline(textOf(v), isHtml(v, atom));
    if (title) return title;
  }
  return '';
}

function bodyOf(values: Value[] | undefined, atom: boolean): string {
  for (const v of ranked(values)) {
    const source = textOf(v);
    // Many Atom feeds hold HTML without saying so.
    const text = isHtml(v, atom) || /<\/[a-z]|<(?:br|p|img)\b/i.test(source) ? htmlToPlain(source) : plain(source);
    if (text) return text;
  }
  return '';
}

function readItem(tags: Tags, atom: boolean, base: string | undefined): FeedItem {
  let date: number | null = null;
  for (const v of ranked(tags.when)) {
    date = parseDate(textOf(v));
    if (date !== null) break;
  }
  const id = ranked(tags.id)
    .map((v) => textOf(v).trim())
    .find(Boolean);
  return {
    title: titleOf(tags.title, atom),
    link: linkOf(tags, base),
    id: id ?? null,
    date,
    text: bodyOf(tags.body, atom),
  };
}

function readHints(tags: Tags): FeedHints {
  const hints: FeedHints = {};
  const ttl = Number(textOf(tags.ttl?.[0] ?? '').trim());
  if (ttl > 0 && Number.isFinite(ttl)) hints.ttlMinutes = ttl;
  const hours = [...textOf(tags.skipHours?.[0] ?? '').matchAll(/>\s*(\d{1,2})\s*</g)].map((m) => Number(m[1]) % 24);
  if (hours.length) hints.skipHours = [...new Set(hours)].sort((a, b) => a - b);
  const days = [...textOf(tags.skipDays?.[0] ?? '').matchAll(/>\s*([a-z]+)\s*</gi)].map(
    (m) => m[1]?.toLowerCase() ?? '',
  );
  const known = DAYS.filter((d) => days.includes(d));
  if (known.length) hints.skipDays = known;
  return hints;
}

async function readXml(text: string, base: string | undefined): Promise<(ParsedFeed & { met: number }) | null> {
  const clean = cleanFeed(text, webBase(base));
  if (!clean) return null;
  // A new parser each time: one that has failed keeps half a document.
  const parser = new Parser<Tags, Tags>({
    customFields: {
      feed: FEED_FIELDS.map((name) => [name, name, { keepArray: true }]) as never,
      item: FIELDS.map((name) => [name, name, { keepArray: true }]) as never,
    },
  });
  const read = await parser.parseString(clean.xml);
  const feed = read as unknown as Tags;
  const site = webBase(base) ?? linkOf({ link: feed.link ?? [] }, undefined) ?? undefined;
  return {
    title: titleOf(feed.title, clean.atom) || null,
    format: clean.atom ? 'Atom' : 'RSS',
    items: (read.items as unknown as Tags[]).map((tags) => readItem(tags, clean.atom, site)),
    hints: readHints(feed),
    ...(clean.cut ? { cut: true } : {}),
    met: clean.met,
  };
}

type Loose = { [key: string]: unknown };
const asText = (v: unknown): string =>
  typeof v === 'string'
    ? v
    : typeof v === 'number'
      ? String(v)
      : typeof v === 'object' && v !== null && 'value' in v
        ? asText(v.value)
        : '';

/** JSON Feed, and XML that the first parser made nothing of. */
function readLeniently(text: string, base: string | undefined): ParsedFeed | null {
  const { format, feed } = parseLeniently(text) as { format: string; feed: Loose };
  const list = (feed.items ?? feed.entries) as Loose[] | undefined;
  const links = (item: Loose) => (item.links as { href?: string; rel?: string }[] | undefined) ?? [];
  const home = webBase(base) ?? (asText(feed.home_page_url) || undefined);
  const items = (list ?? []).slice(0, 10_000).map((item): FeedItem => {
    const alternate = links(item).find((l) => !l.rel || l.rel === 'alternate')?.href;
    const id = asText(item.id) || asText(item.guid);
    const dates = ['date_published', 'pubDate', 'published', 'date_modified', 'updated'].map((name) =>
      asText(item[name]),
    );
    const html = asText(item.content_html) || asText((item.content as Loose)?.encoded) || asText(item.description);
    const body = asText(item.content_text) || asText(item.summary);
    return {
      title: headline(asText(item.title), format !== 'json'),
      link: absolute(asText(item.url) || asText(item.external_url) || asText(item.link) || alternate || '', home),
      id: id || null,
      date: dates.map(parseDate).find((d) => d !== null) ?? null,
      text: html ? htmlToPlain(html) : plain(body),
    };
  });
  return {
    title: headline(asText(feed.title)) || null,
    format: format === 'json' ? 'JSON Feed' : format === 'atom' ? 'Atom' : 'RSS',
    items,
    hints: {},
  };
}

/**
 * A feed document (RSS 0.9x to 2.0, RDF, Atom 0.3 and 1.0, JSON Feed, in any charset) to its items. Never rejects: what
 * cannot be read comes back with `error`. Takes time linear in the document for all but malicious ones; run it in the
 * pool (`parse-pool.ts`) where the document comes from outside.
 */
export async function parseFeed(bytes: Uint8Array, options: ParseOptions = {}): Promise<ParsedFeed> {
  const none = (error: string): ParsedFeed => ({ title: null, items: [], hints: {}, error });
  try {
    const text = decodeDocument(bytes, options.contentType);
    const start = text.trimStart().slice(0, 1000);
    if (!start) return none('The document is empty.');
    const json = start.startsWith('{');
    const page = /^\s*<(?:!doctype\s+html|html)\b/i.test(start.replace(/<!--[\s\S]*?-->|<\?[^>]*>/g, ''));
    if (page) return none('This is a web page, not a feed.');
    let read: ParsedFeed | null = null;
    let fault = '';
    if (!json) {
      try {
        const found = await readXml(text, options.base);
        if (found) {
          const { met, ...feed } = found;
          read = feed;
          if (met && feed.items.length === 0)
            return { ...feed, error: 'There is nothing to read in any of its items.' };
          if (met) return feed;
        }
      } catch (error) {
        fault = error instanceof Error ? error.message : String(error);
      }
    }
    // Only where the first reading met no item at all: this one takes its time.
    if (text.length <= MAX_SECOND_READING || json) {
      try {
        const second = readLeniently(text, options.base);
        if (second?.items.length || !read) read = second;
      } catch (error) {
        fault ||= error instanceof Error ? error.message : String(error);
      }
    }
    if (read)
      return read.items.length || read.title ? read : { ...read, error: 'The feed has neither a title nor items.' };
    return none(
      json
        ? 'This is JSON, but not a JSON Feed.'
        : `This is not a feed that can be read${fault ? ` (${oneLine(fault)})` : ''}.`,
    );
  } catch (error) {
    return none(`The document cannot be read (${oneLine(error instanceof Error ? error.message : String(error))}).`);
  }
}

const oneLine = (text: string) =>
  text
    .replace(/\s+/g, ' ')
    .replace(/[.\s]+$/, '')
    .slice(0, 200);
