import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { decodeDocument } from './decode.ts';
import { htmlToPlain } from './text.ts';

/** Pages with more elements than this hold no article, or one nobody could read. */
const MAX_ELEMENTS = 30_000;

export interface PageText {
  title: string | null;
  /** Plain text of the article; empty where none was found. */
  text: string;
  /** Where the page says that it belongs, absolute; null if it does not say. */
  canonical: string | null;
}

interface Element {
  getAttribute(name: string): string | null;
}

function absolute(reference: string | null | undefined, base: string): string | null {
  if (!reference) return null;
  try {
    const url = new URL(reference, base);
    return /^https?:$/.test(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

function documentOf(bytes: Uint8Array, contentType: string | null) {
  const html = decodeDocument(bytes, contentType);
  // The number of tags bounds the tree; counting them first keeps a hostile page from being built at all.
  let tags = 0;
  for (let at = html.indexOf('<'); at >= 0 && tags <= MAX_ELEMENTS * 3; at = html.indexOf('<', at + 1)) tags++;
  if (tags > MAX_ELEMENTS * 3) return null;
  return parseHTML(/<html[\s>]/i.test(html) ? html : `<html><body>${html}</body></html>`).document;
}

/** The article of a web page, found as the reader view of a browser finds it. Throws over what it cannot stand. */
export function readPage(bytes: Uint8Array, url: string, contentType: string | null): PageText {
  const document = documentOf(bytes, contentType);
  if (!document) return { title: null, text: '', canonical: null };
  const head = (selector: string, attribute: string) =>
    absolute((document.querySelector(selector) as Element | null)?.getAttribute(attribute), url);
  const canonical = head('link[rel~="canonical"]', 'href') ?? head('meta[property="og:url"]', 'content');
  const article = new Readability(document as never, { maxElemsToParse: MAX_ELEMENTS }).parse();
  return { title: article?.title ?? null, text: htmlToPlain(article?.content ?? ''), canonical };
}

/** A feed that a page says it has. */
export interface FeedLink {
  url: string;
  title: string | null;
}

const FEED_TYPE = /^application\/(?:rss\+xml|atom\+xml|rdf\+xml|feed\+json|json)\b|^text\/xml\b/i;

/** The feeds that a page names in its head, best first: in its own order, those of its comments last. */
export function readFeedLinks(bytes: Uint8Array, url: string, contentType: string | null): FeedLink[] {
  const document = documentOf(bytes, contentType);
  if (!document) return [];
  const base = absolute((document.querySelector('base[href]') as Element | null)?.getAttribute('href'), url) ?? url;
  const found = new Map<string, FeedLink>();
  for (const link of document.querySelectorAll('link[rel~="alternate"]') as Iterable<Element>) {
    if (!FEED_TYPE.test(link.getAttribute('type') ?? '')) continue;
    const href = absolute(link.getAttribute('href'), base);
    if (href && !/wp-json|oembed/i.test(href))
      found.set(href, { url: href, title: link.getAttribute('title')?.trim() || null });
  }
  for (const anchor of document.querySelectorAll('a[href]') as Iterable<Element>) {
    const href = absolute(anchor.getAttribute('href'), base);
    if (found.size >= 20) break;
    if (
      href &&
      !found.has(href) &&
      /\/(?:feed|rss|atom)(?:\/|\.xml|\.rdf)?$|\/(?:index|feed|rss|atom)\.(?:xml|rdf|rss|atom)$|\.(?:rss|atom)$/i.test(
        new URL(href).pathname,
      )
    )
      found.set(href, { url: href, title: null });
  }
  const comments = (f: FeedLink) => Number(/comment/i.test(`${f.url} ${f.title ?? ''}`));
  return [...found.values()].sort((a, b) => comments(a) - comments(b));
}
