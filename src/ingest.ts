import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FeedSpec } from './domain/company.ts';
import type { Fetcher } from './feeds/fetch.ts';
import type { IntakeResult } from './intake.ts';
import type { Poller } from './poll.ts';

export interface IngestParts {
  feeds: readonly FeedSpec[];
  fetcher: Pick<Fetcher, 'fetch'>;
  poller: Pick<Poller, 'readDocument'>;
}

/**
 * Reads one feed document, a file or an http(s) address, as a poll of a feed that is known already would: what is new in
 * it owes alerts. A feed of the catalogue is itself; any other is named after its host or file, as a secondary source.
 * Throws, in words for people, where it cannot be read.
 */
export async function ingest(source: string, { feeds, fetcher, poller }: IngestParts): Promise<IntakeResult[]> {
  const isAddress = /^https?:\/\//i.test(source);
  const document = isAddress ? await fetched(source, fetcher) : await fromFile(source);
  const feed =
    feeds.find((it) => it.url === source) ??
    unlisted(document.base, isAddress ? new URL(source).host : basename(source));
  const { parsed, results } = await poller.readDocument({ ...document, feed });
  if (parsed.error !== undefined) throw new Error(parsed.error);
  return results;
}

interface Document {
  bytes: Uint8Array;
  base: string;
  contentType: string | null;
}

async function fetched(url: string, fetcher: IngestParts['fetcher']): Promise<Document> {
  const answer = await fetcher.fetch(url);
  if (answer.outcome === 'failed') throw new Error(answer.message);
  if (answer.outcome === 'notModified')
    throw new Error('the server says that nothing changed, though it was not asked');
  return { bytes: answer.bytes, base: answer.finalUrl, contentType: answer.contentType };
}

async function fromFile(path: string): Promise<Document> {
  try {
    return { bytes: await readFile(path), base: pathToFileURL(resolve(path)).href, contentType: null };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new Error('there is no such file');
    if (code === 'EISDIR') throw new Error('this is a folder: name the feed documents in it');
    if (code === 'EACCES') throw new Error('it may not be read: check its permissions');
    throw error;
  }
}

function unlisted(url: string, outlet: string): FeedSpec {
  const id = `unlisted-${createHash('sha256').update(url).digest('hex').slice(0, 12)}`;
  return { id, outlet, title: outlet, url, tier: 2 };
}
