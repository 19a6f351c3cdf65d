import PQueue from 'p-queue';
import { broken, type Check, look, ok } from '../chat/check.ts';
import type { Config } from '../config.ts';
import type { FeedSpec } from '../domain/company.ts';
import { createFetcher } from '../feeds/fetch.ts';
import { authorityOf } from '../feeds/identity.ts';
import { createFeedParser, type FeedParser } from '../feeds/parse-pool.ts';
import { readState } from '../feeds/schedule.ts';
import { createTurns } from '../feeds/turns.ts';
import type { FeedRow } from '../store/store.ts';

/** More than this, and signed requests, tokens and dates of articles go wrong. */
const SKEW_MS = 60_000;

type Spec = Pick<FeedSpec, 'id' | 'url'>;

/**
 * Asks each feed once, as the poller would: one request a host at a time, with the validators of the last answer, and
 * not at all where its site asked for peace. What they say of the time tells of our clock. Where none can be reached,
 * that is one finding about the network, and not one about each feed.
 */
export async function* checkFeeds(
  listed: readonly Spec[],
  rows: readonly FeedRow[],
  config: Pick<Config, 'allowPrivateAddresses' | 'contactUrl'>,
  now: () => number,
): AsyncGenerator<Check> {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const feeds: { spec: Spec; row: FeedRow | undefined }[] = [
    // The database knows better: where a feed moved to, what managers removed, what they added.
    ...listed.filter((spec) => !rows.length || byId.has(spec.id)).map((spec) => ({ spec, row: byId.get(spec.id) })),
    ...rows.filter((row) => row.added).map((row) => ({ spec: row, row })),
  ];
  const fetcher = createFetcher({ ...config, now });
  const parser = createFeedParser();
  const turns = createTurns();
  const queue = new PQueue({ concurrency: 8 });
  const skews: number[] = [];
  const unreached = new Set<string>();
  let reached = 0;

  async function ask({ spec, row }: (typeof feeds)[number]): Promise<Check> {
    const name = `feed ${spec.id}`;
    const rests = readState(row?.schedule ?? null).siteWaitsUntil ?? 0;
    if (rests > now())
      return ok(name, `not asked: its site wants to be left alone until ${new Date(rests).toISOString()}`);
    const url = row?.url ?? spec.url;
    const validators = { etag: row?.etag ?? null, lastModified: row?.lastModified ?? null };
    const answer = await turns.take(authorityOf(url), () => fetcher.fetch(url, { validators }));
    if (answer.outcome === 'failed') {
      if (answer.status !== undefined) reached++;
      else if (answer.kind === 'network' || answer.kind === 'timeout') unreached.add(name);
      return answer.kind === 'gone'
        ? broken(name, `${url}: ${trimmed(answer.message)}`, `It is gone for good: /dealwire feeds remove ${spec.id}.`)
        : broken(name, `${url}: ${trimmed(answer.message)}`, mendOf(answer.kind, spec.id));
    }
    reached++;
    if (answer.date !== undefined) skews.push(answer.date - now());
    if (answer.outcome === 'notModified') return ok(name, 'answers, nothing new');
    return read(name, spec, parser, answer);
  }

  try {
    const asked = feeds.map((feed) => queue.add(() => ask(feed)));
    const held: Check[] = [];
    for (const answer of asked) {
      const check = await answer;
      if (reached) yield* held.splice(0);
      if (!reached && unreached.has(check.name)) held.push(check);
      else yield check;
    }
    if (held[0])
      yield broken(
        'network',
        `no feed can be reached: ${held[0].found}${held.length > 1 ? `, nor can ${held.length - 1} other${held.length > 2 ? 's' : ''}` : ''}`,
        'Check the network, DNS and any firewall of this machine: it must reach the web by HTTPS.',
      );
    else if (reached) yield ok('network', `${reached} of ${feeds.length} feeds could be reached`);
    yield checkClock(skews);
  } finally {
    await Promise.allSettled([fetcher.close(), parser.close()]);
  }
}

async function read(
  name: string,
  spec: Spec,
  parser: FeedParser,
  answer: { bytes: Uint8Array; finalUrl: string; contentType: string | null; permanentUrl?: string },
): Promise<Check> {
  const { bytes, finalUrl, contentType, permanentUrl } = answer;
  const { items, error } = await parser.parse(bytes, { base: finalUrl, contentType });
  if (error !== undefined)
    return broken(
      name,
      `${finalUrl}: ${trimmed(error)}`,
      `Give its address in FEEDS_FILE, or /dealwire feeds remove ${spec.id}.`,
    );
  if (permanentUrl) return look(name, `moved for good to ${permanentUrl}`, 'Put the new address into FEEDS_FILE.');
  return items.length ? ok(name, `${items.length} items`) : look(name, 'it has no items', 'Look whether it has moved.');
}

/** By how much servers' clocks differ from ours, ms; the middle one counts. */
export function checkClock(skews: readonly number[]): Check {
  if (!skews.length)
    return look('clock', 'no server told the time', 'Run dealwire doctor again when feeds can be reached.');
  const skew = [...skews].sort((a, b) => a - b)[Math.floor(skews.length / 2)] as number;
  const by = `${Math.round(Math.abs(skew) / 1000)} s`;
  return Math.abs(skew) > SKEW_MS
    ? broken(
        'clock',
        `it is ${by} ${skew > 0 ? 'behind' : 'ahead of'} the servers asked`,
        'Set it by the network: timedatectl set-ntp true.',
      )
    : ok('clock', `within ${by} of the servers asked`);
}

const trimmed = (message: string): string => message.replace(/\.$/, '');

const mendOf = (kind: string, id: string): string =>
  kind === 'address'
    ? `Mend its address in FEEDS_FILE; ALLOW_PRIVATE_ADDRESSES=true lets feeds be on this network.`
    : `Open the address in a browser; if it stays so, mend it in FEEDS_FILE or /dealwire feeds remove ${id}.`;
