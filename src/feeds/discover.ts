import type { Fetcher } from './fetch.ts';
import type { ParsedFeed } from './parse.ts';
import type { FeedParser } from './parse-pool.ts';

/** Where feeds are found on sites that name none, best guess first. */
const USUAL_PLACES = ['/feed', '/rss.xml', '/atom.xml', '/feed.xml', '/index.xml', '/rss', '/feed.json'];
/** Named feeds that are tried before giving up. */
const MAX_TRIED = 5;

export type Discovery =
  | {
      outcome: 'found';
      /** The feed's address, after redirects. */
      url: string;
      title: string | null;
      feed: ParsedFeed;
      /** Other feeds that the page names. */
      others: { url: string; title: string | null }[];
    }
  /**
   * `reason`, in words for people: what was wrong with the address, or what stands there instead of a feed. `closed`: it
   * is no address that may be asked; `unreachable`: nothing was learnt of it, another time may do.
   */
  | { outcome: 'none'; why: 'closed' | 'unreachable' | 'no-feed'; reason: string };

export interface DiscoverParts {
  fetcher: Pick<Fetcher, 'fetch'>;
  parser: Pick<FeedParser, 'parse' | 'links'>;
  /** Ends the search early; what was not asked by then was not found. */
  signal?: AbortSignal;
}

/**
 * Finds the feed behind an address that somebody typed: the address itself if it is a feed, else what its page names,
 * else the usual places of the site. The scheme may be left out: then it is https, or http where that cannot be reached.
 * Never rejects.
 */
export async function discoverFeed(address: string, { fetcher, parser, signal }: DiscoverParts): Promise<Discovery> {
  const typed = address
    .trim()
    .replace(/^feed:(?:\/\/)?(?=https?:)/i, '')
    .replace(/^feed:\/\//i, 'http://');
  const bare = !/^[a-z][a-z0-9+.-]*:\/\//i.test(typed);
  const read = async (url: string) => {
    const answer = await fetcher.fetch(url, signal ? { signal } : {});
    if (answer.outcome !== 'ok') return { answer, feed: null };
    const feed = await parser.parse(answer.bytes, { base: answer.finalUrl, contentType: answer.contentType });
    return { answer, feed: feed.error === undefined ? feed : null };
  };

  let first = await read(bare ? `https://${typed}` : typed);
  // Who types no scheme does not know that the site has no https.
  if (bare && first.answer.outcome === 'failed' && first.answer.kind === 'network') {
    const plain = await read(`http://${typed}`);
    if (plain.answer.outcome === 'ok') first = plain;
  }
  if (first.answer.outcome === 'failed') {
    const { kind, message } = first.answer;
    return { outcome: 'none', why: kind === 'address' ? 'closed' : 'unreachable', reason: message };
  }
  if (first.answer.outcome !== 'ok') return { outcome: 'none', why: 'unreachable', reason: 'The server sent nothing.' };
  const { bytes, finalUrl, contentType } = first.answer;
  if (first.feed) return { outcome: 'found', url: finalUrl, title: first.feed.title, feed: first.feed, others: [] };

  const named = await parser.links(bytes, finalUrl, contentType);
  const usual = USUAL_PLACES.map((path) => ({ url: new URL(path, finalUrl).href, title: null }));
  for (const link of named.length ? named.slice(0, MAX_TRIED) : usual) {
    if (signal?.aborted) return { outcome: 'none', why: 'unreachable', reason: 'The site answers too slowly.' };
    const { answer, feed } = await read(link.url);
    if (answer.outcome !== 'ok' || !feed?.items.length) continue;
    const others = named.filter((other) => other.url !== link.url);
    return { outcome: 'found', url: answer.finalUrl, title: feed.title ?? link.title, feed, others };
  }
  const reason = named.length
    ? 'The page names feeds, but none of them can be read.'
    : 'This is no feed, its page names none, and none is in the usual places of the site.';
  return { outcome: 'none', why: 'no-feed', reason };
}
