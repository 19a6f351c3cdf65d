import normalizeUrl from 'normalize-url';
import { getDomain } from 'tldts';
import type { FeedItem } from './parse.ts';

/** Query parameters that say where a reader came from, never what is read. */
const TRACKING = [
  /^utm_/i,
  /^(?:mc|pk|piwik|matomo|hsa|oly|vero|trk|ns)_[a-z]/i,
  /^(?:fbclid|gclid|dclid|gbraid|wbraid|msclkid|twclid|ttclid|yclid|igshid|igsh|li_fat_id|s_cid|cmpid|cmp|ncid|icid|smid|smtyp)$/i,
  /^(?:_hsenc|_hsmi|__s|ref_src|ref_url|referrer|cm_mmc|cm_ven|spm|ftag|ocid|taid|guccounter|guce_referrer(?:_sig)?)$/i,
  /^(?:at_medium|at_campaign|traffic_source|campaign_id|embedded-checkout|syndication|feedtype|feedname|sr_share)$/i,
];
/** Some sites use these to say what is shown: they go only with a value that a campaign would have. */
const DOUBTFUL = /^(?:src|source|via|ref|partner|mod|rss|outputtype|amp)$/i;
const CAMPAIGN = /^$|^(?:rss|feed|amp|1|true|twitter|facebook|linkedin|email|newsletter|syndication|social|hp_|home)/i;

/** The page behind the links of search engines, feed proxies and AMP caches. */
function unwrapped(url: URL): URL {
  const host = url.hostname.replace(/^www\./, '');
  try {
    if (/^google\.[a-z.]+$/.test(host) && url.pathname === '/url') {
      const target = url.searchParams.get('url') ?? url.searchParams.get('q');
      if (target && /^https?:/i.test(target)) return new URL(target);
    }
    const amp = /^\/amp\/(s\/)?(.+)$/.exec(url.pathname);
    if (/^google\.[a-z.]+$/.test(host) && amp) return new URL(`${amp[1] ? 'https' : 'http'}://${amp[2]}${url.search}`);
    const cached = /^\/[a-z]\/(s\/)?(.+)$/.exec(url.pathname);
    if (host.endsWith('.cdn.ampproject.org') && cached)
      return new URL(`${cached[1] ? 'https' : 'http'}://${cached[2]}${url.search}`);
  } catch {
    // Not what it looked like.
  }
  return url;
}

/**
 * One address for one page, as people can open it: without tracking parameters, fragment and AMP, with https on public
 * hosts. Null for what is no http(s) address.
 */
export function canonicalUrl(link: string | null): string | null {
  let url = link;
  // A wrapped address holds another, and taking a part off may bare the next: again until nothing changes.
  for (let round = 0; round < 5 && url; round++) {
    const next = simplified(url);
    if (next === url) break;
    url = next;
  }
  return url || null;
}

function simplified(link: string): string | null {
  try {
    const url = unwrapped(new URL(link));
    if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
    for (const [name, value] of [...url.searchParams]) {
      if (DOUBTFUL.test(name) && CAMPAIGN.test(value)) url.searchParams.delete(name);
    }
    url.hostname = url.hostname.replace(/^amp\.(?=[^.]+\.[^.]+)/, 'www.');
    url.pathname = url.pathname.replace(/(?:\/amp|\.amp)(?:\/|\.html)?$/i, (end) =>
      end.endsWith('.html') ? '.html' : '',
    );
    const plain = normalizeUrl(url.href, {
      stripWWW: false,
      stripHash: true,
      stripAuthentication: true,
      // A port or a bare address is somebody's own server, which may not speak TLS.
      forceHttps: url.port === '' && /[a-z]\.[a-z]{2,}$/i.test(url.hostname),
      removeQueryParameters: TRACKING,
      removeTrailingSlash: false,
      removeSingleSlash: false,
      sortQueryParameters: false,
    });
    return new URL(plain).href;
  } catch {
    return null;
  }
}

/** What two addresses of one page share, whatever their scheme, `www.` and slashes. Only to compare, never to open. */
function addressKey(url: string): string {
  return url
    .replace(/^https?:\/\/(?:www\.|m\.|mobile\.)?/i, '')
    .replace(/\/(?:index\.\w+)?(?=\?|$)/, '')
    .toLowerCase();
}

/** Whether two addresses lead to one page or feed, as far as their spelling tells. */
export function sameAddress(one: string, other: string): boolean {
  return addressKey(one) === addressKey(other);
}

/** An item with what the store knows it by. */
export interface IdentifiedItem extends FeedItem {
  identity: string;
  /** Canonical address of its page, or null. */
  url: string | null;
  /** The page is about this item alone: false where several items of the document lead to it (a changelog). */
  ownPage: boolean;
}

/**
 * Gives each item of one document its identity: the guid, else the page's address, else title and date. A guid that
 * several items of the document carry names none of them: it only counts together with the address, or with the title.
 * Items that say the very same are one. Items with neither guid, link nor title are left out. Items that lead to one page
 * under guids of their own get an address of their own by a fragment, which leads to the same page: addresses tell
 * articles apart.
 */
export function identify(items: readonly FeedItem[]): IdentifiedItem[] {
  const carriers = new Map<string, Set<string>>();
  const leadingTo = new Map<string, Set<string>>();
  const told = items.map((item) => {
    const url = canonicalUrl(item.link);
    const page = url === null ? `title:${item.title}` : `url:${addressKey(url)}`;
    const id = item.id && item.id.length > 500 ? null : item.id;
    if (id) carriers.set(id, (carriers.get(id) ?? new Set()).add(page));
    if (id && url) leadingTo.set(url, (leadingTo.get(url) ?? new Set()).add(item.title));
    return { item, url, id, page };
  });
  const seen = new Set<string>();
  const found: IdentifiedItem[] = [];
  for (const { item, url, id, page } of told) {
    if (!id && !item.link && !item.title && !item.text) continue;
    let identity: string;
    if (id) identity = (carriers.get(id)?.size ?? 1) > 1 ? `${id} ${page}` : id;
    else if (url) identity = page;
    else identity = `title:${item.title || item.text.slice(0, 200)} ${item.date ?? ''}`;
    if (seen.has(identity)) continue;
    seen.add(identity);
    const ownPage = id === null || url === null || (leadingTo.get(url)?.size ?? 1) === 1;
    found.push({ ...item, identity, url: ownPage || !id ? url : `${url}#${encodeURIComponent(id)}`, ownPage });
  }
  return found;
}

/**
 * The domain that somebody registered, by the public suffix list: what rate limits of a site hold for. Sites on shared
 * hosts (`name.github.io`) are apart. An address or a name without a suffix stands for itself.
 */
export function registrableDomain(host: string): string {
  const name = host.toLowerCase().replace(/\.$/, '');
  return getDomain(name, { allowPrivateDomains: true }) ?? name;
}

/** Host and port of an address: requests to it take turns. What is no address stands for itself. */
export const authorityOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url);

/** The registrable domain of an address. What is no address stands for itself. */
export const siteOf = (url: string): string => (URL.canParse(url) ? registrableDomain(new URL(url).hostname) : url);
