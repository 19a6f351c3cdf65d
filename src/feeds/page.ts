import { setTimeout as pause } from 'node:timers/promises';
import robotsModule from 'robots-parser';
import { AGENT_NAME } from './agent.ts';
import type { Fetcher } from './fetch.ts';
import { canonicalUrl, registrableDomain } from './identity.ts';
import type { FeedParser } from './parse-pool.ts';
import type { Turns } from './turns.ts';

// Its types speak of a default export; what it exports is the function itself.
const robotsParser = robotsModule as unknown as (url: string, text: string) => Rulebook;

interface Rulebook {
  isAllowed(url: string, agent: string): boolean | undefined;
  getCrawlDelay(agent: string): number | undefined;
}

const HOUR = 3_600_000;
const ROBOTS_MS = 24 * HOUR;
/** A robots.txt that could not be had is asked for again sooner. */
const NO_ROBOTS_MS = HOUR;
const MAX_SITES = 1_000;
/** Longer waits between pages than this are not worth a poll's time: the summary stands. */
const MAX_CRAWL_DELAY_MS = 30_000;
/** Less than this is no article but what a paywall, a consent page or an empty shell shows. UTF-16 code units. */
const LEAST_TEXT = 400;

export type PageResult =
  | { outcome: 'read'; text: string; title: string | null; url: string }
  /** The feed's own words stand; `reason` is for the log. */
  | { outcome: 'summary'; reason: string };

export interface PageReader {
  /** The article behind a link; `summary` is what the feed says of it. Never rejects. */
  read(url: string, summary: string): Promise<PageResult>;
}

export interface PageReaderParts {
  fetcher: Fetcher;
  parser: Pick<FeedParser, 'page'>;
  turns: Turns;
  now: () => number;
  sleep?: (ms: number) => Promise<void>;
  signal?: AbortSignal;
}

const WALL =
  /\b(?:enable javascript|accept (?:all )?cookies|before you continue|verify (?:that )?you are (?:a )?human|are you a robot|subscribe to (?:continue|read|unlock)|sign in to (?:continue|read)|create (?:a free |an )?account to (?:continue|read)|already a subscriber|this (?:article|content|story) is (?:for|exclusive to) subscribers|unusual (?:traffic|activity) from|access denied|checking your browser)\b/i;

interface Rules {
  until: number;
  allows: (url: string) => boolean;
  delayMs: number;
  /** When a page was last asked for, epoch ms; kept only where there is a delay. */
  lastAt: number;
}

/**
 * Reads the pages that feeds link to, as a polite stranger: robots.txt obeyed and kept for a day, one page of a host at a
 * time and no faster than it asks for. A page that turns out to be a wall or a shell leaves the feed's summary standing.
 */
export function createPageReader(parts: PageReaderParts): PageReader {
  const { fetcher, parser, turns, now, signal } = parts;
  const control = signal ? { signal } : {};
  const sleep = parts.sleep ?? ((ms: number) => pause(ms, undefined, control).catch(() => {}));
  const sites = new Map<string, Rules>();

  async function rulesOf(url: URL): Promise<Rules> {
    const known = sites.get(url.origin);
    if (known && known.until > now()) return known;
    const address = `${url.origin}/robots.txt`;
    const answer = await fetcher.fetch(address, { accept: 'text/plain, */*;q=0.5', ...control });
    let rules: Rules;
    if (answer.outcome === 'ok') {
      const robots = robotsParser(address, Buffer.from(answer.bytes).toString('utf8', 0, 500_000));
      rules = {
        until: now() + ROBOTS_MS,
        allows: (page) => robots.isAllowed(page, AGENT_NAME) !== false,
        delayMs: (robots.getCrawlDelay(AGENT_NAME) ?? 0) * 1000,
        lastAt: known?.lastAt ?? 0,
      };
    } else {
      // No file is no rule; a server that is ill or out of reach may have one, so nothing is read (RFC 9309, 2.3.1).
      const none =
        answer.outcome === 'failed' &&
        (answer.status ?? 0) >= 400 &&
        (answer.status ?? 0) < 500 &&
        answer.status !== 429;
      rules = { until: now() + (none ? ROBOTS_MS : NO_ROBOTS_MS), allows: () => none, delayMs: 0, lastAt: 0 };
    }
    if (sites.size >= MAX_SITES) sites.delete(sites.keys().next().value as string);
    sites.set(url.origin, rules);
    return rules;
  }

  async function readNow(url: URL, summary: string): Promise<PageResult> {
    const stands = (reason: string): PageResult => ({ outcome: 'summary', reason });
    // A redirect may lead to another site, with rules of its own.
    const permit = async (at: URL): Promise<string | null> => {
      const rules = await rulesOf(at);
      if (!rules.allows(at.href)) return `robots.txt of ${at.host} closes this page, or could not be read.`;
      if (rules.delayMs > MAX_CRAWL_DELAY_MS) return `robots.txt of ${at.host} wants longer waits than a poll has.`;
      const wait = rules.lastAt + rules.delayMs - now();
      if (rules.delayMs > 0 && wait > 0) await sleep(wait);
      if (rules.delayMs > 0) rules.lastAt = now();
      return null;
    };
    const answer = await fetcher.fetch(url.href, {
      accept: 'text/html, application/xhtml+xml;q=0.9',
      permit,
      ...control,
    });
    if (answer.outcome === 'failed') return stands(answer.message);
    if (answer.outcome === 'notModified') return stands('The page was not sent.');
    if (answer.contentType !== null && !/html|xml/i.test(answer.contentType))
      return stands(`The link leads to ${answer.contentType}.`);
    const page = await parser.page(answer.bytes, answer.finalUrl, answer.contentType);
    if (!page) return stands('The page could not be read in time.');
    if (page.text.length < LEAST_TEXT || page.text.length < summary.length)
      return stands('The page shows less than the feed tells.');
    if (page.text.length < 4 * LEAST_TEXT && WALL.test(page.text))
      return stands('The page is a wall for those who did not sign in or agree.');
    return {
      outcome: 'read',
      text: page.text,
      title: page.title,
      url: pageAddress(page.canonical, answer.finalUrl, url.href),
    };
  }

  return {
    async read(link, summary) {
      let url: URL;
      try {
        url = new URL(link);
      } catch {
        return { outcome: 'summary', reason: 'The link is no address.' };
      }
      return turns.take(url.host, () => readNow(url, summary));
    },
  };
}

/** The page's own canonical address where it belongs to the same site: nobody may pass for another's page. */
function pageAddress(canonical: string | null, finalUrl: string, link: string): string {
  const wanted = canonicalUrl(canonical);
  if (wanted) {
    const site = registrableDomain(new URL(wanted).hostname);
    const own = [finalUrl, link].some((url) => registrableDomain(new URL(url).hostname) === site);
    // Sites that call their front page canonical for every article would make all of them one.
    if (own && new URL(wanted).pathname !== '/') return wanted;
  }
  return canonicalUrl(finalUrl) ?? finalUrl;
}
