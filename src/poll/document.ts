import { createHash } from 'node:crypto';
import { type Article, type ArticleText, withoutNul } from '../domain/article.ts';
import type { Extraction } from '../domain/claim.ts';
import type { FeedSpec } from '../domain/company.ts';
import { newId } from '../domain/id.ts';
import { canonicalUrl, type IdentifiedItem, identify } from '../feeds/identity.ts';
import type { PageReader } from '../feeds/page.ts';
import type { FeedItem, ParsedFeed } from '../feeds/parse.ts';
import type { FeedParser } from '../feeds/parse-pool.ts';
import type { Intake, IntakeResult } from '../intake.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/store.ts';

const DAY = 86_400_000;
/** An unseen item this much older than the newest one the feed has shown is no news: it has surfaced again. */
const STALE_MS = 3 * DAY;
/** A feed's text shorter than this, in UTF-16 code units, is a summary; so is a longer one that breaks off. */
const SUMMARY = 1_000;
const BROKEN_OFF =
  /(?:…|\.\.\.|\[…\]|\[\.\.\.\]|(?:read (?:more|the (?:full|rest))|continue reading|full story)[^.!?\n]{0,80}\.?)$/i;
/** Pages read for one document: a feed that turns over faster gets by with summaries. */
const MAX_PAGES = 10;
/** Items whose words are remembered, to tell an edit. */
const MAX_SHOWN = 500;

/** Marks of the items that a feed showed last: identity to words, both hashed. */
export type Shown = Record<string, string>;

export interface ReaderParts {
  store: Store;
  parser: Pick<FeedParser, 'parse'>;
  extract: (article: ArticleText) => Promise<Extraction>;
  intake: Intake;
  /** Null: the feeds' own words must do. */
  pages: PageReader | null;
  log: Log;
  /** Epoch ms. */
  now: () => number;
  newId?: () => string;
  /** The program stops: items not yet taken are left for the next time. */
  signal?: AbortSignal;
}

export interface FeedDocument {
  bytes: Uint8Array;
  feed: FeedSpec;
  /** The document's address, for relative links. */
  base?: string;
  contentType?: string | null;
  /** Stores and owes no alerts: a feed's first document, or history. */
  quiet?: boolean;
  /** Leaves out what is older, epoch ms. */
  since?: number;
  /** Date of the newest item that the feed had shown before, epoch ms: what is much older than it is stored quietly. */
  newestBefore?: number | null;
  /** Part of the demo edition. */
  demo?: boolean;
  /** Marks of the items in the document before; without them no item counts as edited. */
  shown?: Shown;
}

export interface DocumentRead {
  parsed: ParsedFeed;
  /** Of every item that was new or edited, oldest first. */
  results: IntakeResult[];
  /** Date of the newest item, none of the future; null if none has a date. */
  newest: number | null;
  shown: Shown;
  /** Every item was taken in; else the document must be seen again. */
  complete: boolean;
}

/** Before anything is read in it: claims, too, hold slices of its words. */
const storable = (item: FeedItem): FeedItem => ({
  ...item,
  title: withoutNul(item.title),
  text: withoutNul(item.text),
  id: item.id && withoutNul(item.id),
});

const mark = (text: string, length: number) => createHash('sha1').update(text).digest('base64').slice(0, length);
const wordsOf = (item: IdentifiedItem) => mark(`${item.title}\n${item.text.replace(/\s+/g, ' ')}`, 8);

/** A headline for an item that has none. */
function titleOf(item: IdentifiedItem): string {
  if (item.title) return item.title;
  const line = item.text.split('\n', 1)[0] ?? '';
  const sentence = /^.{20,200}?[.!?](?=\s|$)/.exec(line)?.[0];
  return sentence ?? (line.length > 200 ? `${line.slice(0, 199)}…` : line);
}

const isSummary = (text: string) => text.length < SUMMARY || (text.length < 4 * SUMMARY && BROKEN_OFF.test(text));

/**
 * Takes one feed document in: parses it, finds what is new or edited, reads the pages behind summaries, extracts, and
 * hands each article to the intake. What cannot be parsed comes back in `parsed.error`; an item that the intake fails on
 * is logged and left for the next time. Does not reject but for faults of the store.
 */
export async function readDocument(parts: ReaderParts, document: FeedDocument): Promise<DocumentRead> {
  const { store, log, now } = parts;
  const { feed, shown: before = {}, demo = false } = document;
  const parsed = await parts.parser.parse(document.bytes, {
    ...(document.base === undefined ? {} : { base: document.base }),
    contentType: document.contentType ?? null,
  });
  const since = document.since ?? Number.NEGATIVE_INFINITY;
  const items = identify(parsed.items.map(storable)).filter((item) => (item.date ?? since) >= since);
  const world = { outlet: feed.outlet, demo };
  const unseen = await store.articles.unseen(feed.id, items, world);
  const read: DocumentRead = { parsed, results: [], newest: null, shown: {}, complete: true };
  let pages = MAX_PAGES;
  const watched = Object.keys(before).length > 0;

  async function take(item: IdentifiedItem, known: Article | null): Promise<void> {
    const stale = (item.date ?? now()) < (document.newestBefore ?? Number.NEGATIVE_INFINITY) - STALE_MS;
    const quiet = document.quiet === true || stale;
    const article: Article = {
      id: known?.id ?? (parts.newId ?? newId)(),
      feedId: feed.id,
      identity: item.identity,
      title: titleOf(item),
      text: item.text,
      url: item.url,
      outlet: feed.outlet,
      tier: feed.tier,
      // A date in the future means now.
      published: item.date === null ? null : Math.min(item.date, now()),
      seen: known?.seen ?? now(),
      demo,
    };
    if (parts.pages && !quiet && !demo && item.ownPage && article.url && pages > 0 && isSummary(item.text)) {
      pages--;
      const page = await parts.pages.read(article.url, item.text);
      // The page was not refused, but the request ended: next time it is read.
      if (parts.signal?.aborted) throw new Stopped();
      if (page.outcome === 'read') {
        article.text = withoutNul(page.text);
        article.url = canonicalUrl(page.url) ?? article.url;
      } else log.debug({ feed: feed.id, url: article.url, reason: page.reason }, 'the summary stands');
    }
    const extraction = await parts.extract(asText(article)).catch((error: unknown): Extraction => {
      log.warn({ feed: feed.id, url: article.url, err: error }, 'an article is stored without its claims');
      return { mentions: [], claims: [] };
    });
    // Extraction may have been cut off; stored now, the article would never be read for its claims again.
    if (parts.signal?.aborted) throw new Stopped();
    const result = await parts.intake.take(article, extraction, { quiet });
    if (result.outcome !== 'known') read.results.push(result);
  }

  // Oldest first, so that what was known when a fact changed is what the reader had been told.
  const inOrder = [...items].sort((a, b) => (a.date ?? Number.MAX_VALUE) - (b.date ?? Number.MAX_VALUE));
  const marks = new Map(inOrder.map((item) => [item, mark(item.identity, 10)]));
  for (const item of inOrder) {
    if (item.date !== null && item.date <= now()) read.newest = Math.max(read.newest ?? item.date, item.date);
    const key = marks.get(item) ?? '';
    const words = wordsOf(item);
    try {
      if (parts.signal?.aborted) throw new Stopped();
      if (unseen.has(item.identity)) await take(item, null);
      else if (before[key] !== undefined && before[key] !== words) await takeAgain(item);
      else if (before[key] === undefined && watched) await takeAnew(item);
      read.shown[key] = words;
    } catch (error) {
      read.complete = false;
      if (before[key] !== undefined) read.shown[key] = before[key];
      if (error instanceof Stopped) break;
      log.error({ feed: feed.id, item: item.identity, err: error }, 'an item could not be stored; it is tried again');
    }
  }
  // The document's own order, which has the latest first as a rule.
  const kept = items.slice(0, MAX_SHOWN).map((item) => marks.get(item) ?? '');
  read.shown = Object.fromEntries(
    kept.flatMap((key) => (read.shown[key] === undefined ? [] : [[key, read.shown[key]]])),
  );
  return read;

  /** An item whose words have changed: an edit, unless its guid or its page was given to another story since. */
  async function takeAgain(item: IdentifiedItem): Promise<void> {
    const known = await store.articles.find(feed.id, item.identity, { ...world, url: item.url });
    if (!known) return take(item, null);
    // Another feed's article: that feed tells its edits.
    if (known.feedId !== feed.id) return;
    return isReuse(known, item) ? takeApart(item, known) : take(item, known);
  }

  /** An item that the document before did not show, though its guid or page is known: as a rule it has surfaced again. */
  async function takeAnew(item: IdentifiedItem): Promise<void> {
    const known = await store.articles.find(feed.id, item.identity, { ...world, url: item.url });
    if (known && known.feedId === feed.id && isReuse(known, item)) await takeApart(item, known);
  }

  /** Another story under what an article is known by: it gets an identity, and if need be an address, of its own. */
  async function takeApart(item: IdentifiedItem, known: Article): Promise<void> {
    const sameGuid = item.identity === known.identity;
    const own: IdentifiedItem = {
      ...item,
      identity: sameGuid ? `${item.identity} ${item.url ?? item.title}` : item.identity,
      url:
        item.url !== null && item.url === known.url
          ? `${item.url}#${encodeURIComponent(item.id ?? item.title)}`
          : item.url,
    };
    const earlier = await store.articles.find(feed.id, own.identity, { ...world, url: own.url });
    return take(own, earlier);
  }
}

/** The item is stopped at, not failed on. */
class Stopped extends Error {}

/**
 * Some feeds give a guid away again, and some lead to one page from every story: then the item is days younger, and under
 * one guid its address differs and its headline is another altogether. An edit may change the headline, the address and
 * the date, but not every word and the guid besides.
 */
function isReuse(known: Article, item: IdentifiedItem): boolean {
  if (item.date === null || known.published === null || item.date - known.published <= DAY) return false;
  if (item.identity !== known.identity) return item.title !== known.title;
  if (item.url === known.url) return false;
  const words = (title: string) => new Set(title.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? []);
  const [before, after] = [words(known.title), words(item.title)];
  const shared = [...after].filter((word) => before.has(word)).length;
  return shared * 3 <= Math.min(before.size, after.size);
}

function asText(article: Article): ArticleText {
  return {
    id: article.id,
    title: article.title,
    text: article.text,
    url: article.url,
    source: article.outlet,
    published: article.published === null ? null : new Date(article.published).toISOString(),
  };
}
