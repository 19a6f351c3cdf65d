import { decodeHTML } from 'entities';
import { decodeDocument } from './decode.ts';
import { attributesOf } from './markup.ts';

/** Where a feed's tag of this name begins. */
const FIRST_ITEM = /<(?:\w+:)?(?:item|entry)[\s>]/i;
const LINK = /<(?:\w+:)?link\s[^<>]{1,3000}>/gi;
/** In order of trust: archives never change (RFC 5005, section 4), pages may (section 3). */
const RELATIONS = ['prev-archive', 'next', 'next-archive-page'];

/**
 * The address of the document with older items, as this one names it: RFC 5005's archives and pages, JSON Feed's
 * `next_url`, WordPress's `?paged=`. Null where it names none. `url`: where the document is.
 */
export function olderPage(bytes: Uint8Array, url: string, contentType: string | null): string | null {
  const text = decodeDocument(bytes, contentType);
  const wanted = text.trimStart().startsWith('{') ? nextOfJson(text) : (nextOfXml(text) ?? nextOfWordPress(text, url));
  if (wanted === null || !URL.canParse(wanted, url)) return null;
  const next = new URL(wanted, url);
  next.hash = '';
  return /^https?:$/.test(next.protocol) && next.href !== new URL(url).href ? next.href : null;
}

function nextOfJson(text: string): string | null {
  try {
    const { next_url: next } = JSON.parse(text) as { next_url?: unknown };
    return typeof next === 'string' ? next : null;
  } catch {
    return null;
  }
}

/** Links of the feed itself: they stand before its first item or behind its last. */
function outside(text: string): string {
  const first = text.search(FIRST_ITEM);
  if (first < 0) return text;
  const last = Math.max(text.lastIndexOf('</item>'), text.lastIndexOf('</entry>'), first);
  return `${text.slice(0, first)}${text.slice(last)}`;
}

function nextOfXml(text: string): string | null {
  const links = [...outside(text).matchAll(LINK)].map(([tag]) => attributesOf(tag));
  for (const relation of RELATIONS) {
    const found = links.find((link) => link.rel?.toLowerCase() === relation && link.href);
    if (found?.href) return decodeHTML(found.href);
  }
  return null;
}

function nextOfWordPress(text: string, url: string): string | null {
  if (!/<generator>\s*https?:\/\/wordpress\.(?:org|com)\//i.test(outside(text)) || !URL.canParse(url)) return null;
  const next = new URL(url);
  next.searchParams.set('paged', `${(Number(next.searchParams.get('paged')) || 1) + 1}`);
  return next.href;
}
