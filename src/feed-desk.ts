import { type Catalogue, type FeedSpec, feedsById } from './domain/company.ts';
import { type DiscoverParts, discoverFeed } from './feeds/discover.ts';
import { authorityOf, canonicalUrl, sameAddress, siteOf } from './feeds/identity.ts';
import { readState } from './feeds/schedule.ts';
import type { Turns } from './feeds/turns.ts';
import { type Condition, conditionOf } from './poll.ts';
import type { FeedRow, Store } from './store/store.ts';

/** A feed with how it fares. */
export interface FeedFaring {
  id: string;
  outlet: string;
  title: string;
  url: string;
  condition: Condition;
}

export type Found =
  | {
      outcome: 'found';
      id: string;
      title: string;
      outlet: string;
      url: string;
      format: string;
      items: number;
      latest: { title: string; url: string | null; at: number | null }[];
      /** Name of the company whose own feed it is. */
      own?: string;
      others: string[];
    }
  | { outcome: 'known'; feed: FeedFaring }
  | { outcome: 'none'; why: 'closed' | 'unreachable' | 'no-feed'; reason: string };

/** The list of feeds as managers see and change it. */
export interface FeedDesk {
  all(): Promise<FeedFaring[]>;
  /** All feeds that articles may come from: of the catalogue, and those that were added. */
  specs(): Promise<FeedSpec[]>;
  /** Looks for the feed behind an address; what is found is remembered until somebody keeps it. Does not reject but for faults of the store. */
  find(address: string, by: string): Promise<Found>;
  /** Reads a feed from now on that was found or removed; null where there is none of this id. */
  keep(id: string): Promise<FeedFaring | null>;
  /** Reads a feed no more, and keeps all that is known from it; null where none of this id is read. */
  remove(id: string): Promise<FeedFaring | null>;
}

export interface FeedDeskParts extends Omit<DiscoverParts, 'signal'> {
  store: Pick<Store, 'feeds'>;
  catalogue: Pick<Catalogue, 'companies' | 'feeds' | 'outlets'>;
  /** One request a host at a time, polls included. */
  turns: Turns;
  /** Epoch ms. */
  now: () => number;
  /** For the whole search behind an address; default 45 s. */
  searchMs?: number;
}

const LATEST = 4;

export function createFeedDesk(parts: FeedDeskParts): FeedDesk {
  const { store, catalogue, now, searchMs = 45_000 } = parts;
  const fetcher: DiscoverParts['fetcher'] = {
    fetch: (url, options) => parts.turns.take(authorityOf(url), () => parts.fetcher.fetch(url, options)),
  };
  const listed = feedsById(catalogue);

  const specOf = (row: FeedRow): FeedSpec =>
    listed().get(row.id) ?? { ...(row.added ?? { outlet: row.id, title: row.id, tier: 2 }), id: row.id, url: row.url };

  function faring(row: FeedRow, rests: ReadonlyMap<string, number> = new Map()): FeedFaring {
    const { id, outlet, title } = specOf(row);
    return { id, outlet, title, url: row.url, condition: conditionOf(row, now(), rests.get(siteOf(row.url))) };
  }

  async function all(): Promise<FeedFaring[]> {
    // Feeds that another process lists from another catalogue are not ours to tell of.
    const rows = (await store.feeds.all()).filter((row) => listed().has(row.id) || row.added);
    const rests = new Map<string, number>();
    for (const row of rows) {
      const until = readState(row.schedule).siteWaitsUntil ?? 0;
      if (until > now()) rests.set(siteOf(row.url), Math.max(until, rests.get(siteOf(row.url)) ?? 0));
    }
    return rows.map((row) => faring(row, rests));
  }

  /** Whose feed it is: by the pages that its items lead to, since a feed may be served from anywhere. */
  function ownerOf(
    url: string,
    title: string | null,
    links: readonly string[],
  ): Pick<FeedSpec, 'outlet' | 'tier' | 'company'> {
    const host = commonHost(links) ?? hostOf(url);
    const at = (domains: readonly string[]) => domains.some((d) => host === d || host.endsWith(`.${d}`));
    const nearest = <T extends { domains: readonly string[] }>(list: readonly T[]): T | undefined =>
      list.filter((each) => at(each.domains)).sort((a, b) => longest(b.domains, at) - longest(a.domains, at))[0];
    const outlet = nearest(catalogue.outlets);
    if (outlet) return { outlet: outlet.name, tier: 2 };
    const company = links.length ? nearest(catalogue.companies) : undefined;
    if (company) return { outlet: company.name, tier: 0, company: company.slug };
    const short = title && title.length <= 40 ? title : host;
    return { outlet: short, tier: 2 };
  }

  return {
    all,
    async specs() {
      const added = (await store.feeds.every()).filter((row) => row.added && row.lastSuccess !== null);
      return [...catalogue.feeds, ...added.map(specOf)];
    },
    async find(address, by) {
      const signal = AbortSignal.timeout(searchMs);
      const found = await discoverFeed(address, { fetcher, parser: parts.parser, signal });
      if (found.outcome === 'none') return found;
      const { url, feed } = found;
      const rows = await store.feeds.every();
      const same = rows.filter((row) =>
        [row.url, listed().get(row.id)?.url ?? row.url].some((it) => sameAddress(it, url)),
      );
      const read = same.find((row) => row.listed);
      if (read) return { outcome: 'known', feed: faring(read) };

      const links = feed.items.flatMap((item) => canonicalUrl(item.link) ?? []);
      const title = (found.title ?? hostOf(url)).slice(0, 160);
      const owner = ownerOf(url, found.title, links);
      const before = same[0];
      const spec: FeedSpec = { id: before?.id ?? freeId(hostOf(url), rows), url, title, ...owner };
      // One of the catalogue that was removed is itself again.
      const ours = before ? listed().get(before.id) : undefined;
      if (!ours) await store.feeds.offer(spec, by, now());
      const company = catalogue.companies.find((each) => each.slug === (ours ?? spec).company);
      const latest = [...feed.items].sort((a, b) => (b.date ?? 0) - (a.date ?? 0)).slice(0, LATEST);
      return {
        outcome: 'found',
        id: spec.id,
        title: ours?.title ?? title,
        outlet: (ours ?? spec).outlet,
        url,
        format: feed.format ?? 'feed',
        items: feed.items.length,
        latest: latest.map((item) => ({
          title: item.title || item.text.slice(0, 200),
          url: item.link,
          at: item.date === null ? null : Math.min(item.date, now()),
        })),
        ...(company ? { own: company.name } : {}),
        others: found.others.map((other) => other.url),
      };
    },
    async keep(id) {
      const row = await store.feeds.get(id);
      if (!row || (!row.added && !listed().has(id))) return null;
      await store.feeds.list(id, now());
      return faring(row);
    },
    async remove(id) {
      const row = await store.feeds.get(id);
      return row && (await store.feeds.unlist(id, now())) ? faring(row) : null;
    },
  };
}

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') : url);

/** The host that most links lead to, if more than half do. */
function commonHost(links: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const link of links) counts.set(hostOf(link), (counts.get(hostOf(link)) ?? 0) + 1);
  const [host, n] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? ['', 0];
  return n * 2 > links.length ? host : null;
}

const longest = (domains: readonly string[], at: (domains: readonly string[]) => boolean): number =>
  Math.max(0, ...domains.filter((d) => at([d])).map((d) => d.length));

/** An id that no feed has: the host's name, with a number where one has it. */
function freeId(host: string, rows: readonly FeedRow[]): string {
  const taken = new Set(rows.map((row) => row.id));
  const stem = (host.toLowerCase().match(/[a-z0-9]+/g) ?? ['feed']).join('-').slice(0, 50);
  if (!taken.has(stem)) return stem;
  for (let n = 2; ; n++) if (!taken.has(`${stem}-${n}`)) return `${stem}-${n}`;
}
