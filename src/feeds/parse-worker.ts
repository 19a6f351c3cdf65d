import type { ParseOptions } from './parse.ts';
import { parseFeed } from './parse.ts';

/** What the pool asks of a worker. Bytes are copied to it: they are small beside the work. */
export type Job =
  | { kind: 'feed'; bytes: Uint8Array; options: ParseOptions }
  | { kind: 'page'; bytes: Uint8Array; url: string; contentType: string | null }
  | { kind: 'links'; bytes: Uint8Array; url: string; contentType: string | null };

export default async function work(job: Job | null): Promise<unknown> {
  if (job === null) return null;
  if (job.kind === 'feed') return parseFeed(job.bytes, job.options);
  // The reader of pages is large, and most workers never see a page.
  const { readPage, readFeedLinks } = await import('./page-text.ts');
  return job.kind === 'page'
    ? readPage(job.bytes, job.url, job.contentType)
    : readFeedLinks(job.bytes, job.url, job.contentType);
}
