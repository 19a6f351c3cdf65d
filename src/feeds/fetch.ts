import { Agent, type buildConnector, type Dispatcher, request } from 'undici';
import { guardedConnector, type Lookup } from './address.ts';
import { userAgent } from './agent.ts';
import { Failure, type FailureKind, failureOf, STATUS_WORDS } from './failure.ts';
import { freshness, type Headers, header, retryAfter } from './headers.ts';
import { gather, unpack } from './unpack.ts';

/** Verbatim as the server gave them: a changed quote or a parsed date makes it send the whole document again. */
export interface Validators {
  etag: string | null;
  lastModified: string | null;
}

export type FetchResult =
  | {
      outcome: 'ok';
      bytes: Uint8Array;
      contentType: string | null;
      validators: Validators;
      finalUrl: string;
      /** Where 301 and 308 answers alone led to: the address to ask from now on, once it has proved stable. */
      permanentUrl?: string;
      /** How long the server says the document stays fresh. */
      maxAgeMs?: number;
      /** What time it is by the server's clock, epoch ms. */
      date?: number;
    }
  | {
      outcome: 'notModified';
      validators: Validators;
      finalUrl: string;
      permanentUrl?: string;
      maxAgeMs?: number;
      date?: number;
    }
  | { outcome: 'failed'; kind: FailureKind; status?: number; retryAfterMs?: number; message: string };

export interface FetchOptions {
  validators?: Validators;
  accept?: string;
  /** Ends the request early (the program stops). */
  signal?: AbortSignal;
  /** Called before each request, redirects included; a string refuses the address, with the reason. */
  permit?: (url: URL) => Promise<string | null>;
}

export interface Fetcher {
  /** Never rejects. */
  fetch(url: string, options?: FetchOptions): Promise<FetchResult>;
  close(): Promise<void>;
}

export interface FetcherOptions {
  allowPrivateAddresses: boolean;
  /** Where outlets can read what asks them and whom to tell; it goes into the User-Agent. */
  contactUrl?: string | null;
  /** For a whole exchange, redirects and body included; default 20 s. */
  timeoutMs?: number;
  /** Cap on the unpacked body; default 15 MB. */
  maxBytes?: number;
  now?: () => number;
  /** Default: the system's. */
  lookup?: Lookup;
}

export const FEED_TYPES =
  'application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, */*;q=0.5';
const MAX_REDIRECTS = 5;

/**
 * A client for feeds and pages. It follows redirects by hand, so that each hop is guarded; unpacks gzip, br and deflate
 * under a cap; sends no cookies and no Referer. Unless `allowPrivateAddresses`, connections go to public addresses only.
 */
export function createFetcher(options: FetcherOptions): Fetcher {
  const { timeoutMs = 20_000, maxBytes = 15_000_000, now = Date.now } = options;
  const agent = userAgent(options.contactUrl ?? null);
  const dispatcher: Dispatcher = new Agent({
    connect: options.allowPrivateAddresses
      ? ({
          timeout: timeoutMs,
          ...(options.lookup ? { lookup: options.lookup } : {}),
        } as buildConnector.BuildOptions)
      : guardedConnector({ timeoutMs, ...(options.lookup ? { lookup: options.lookup } : {}) }),
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    keepAliveTimeout: 4_000,
    keepAliveMaxTimeout: 10_000,
  });

  async function exchange(
    start: string,
    wanted: FetchOptions,
    signal: AbortSignal,
    visit: (url: URL) => void,
  ): Promise<FetchResult> {
    let url = webAddress(start, undefined);
    let permanent = true;
    let permanentUrl: string | undefined;
    for (let hop = 0; ; hop++) {
      visit(url);
      const refusal = await wanted.permit?.(url);
      if (refusal) throw new Failure('address', refusal);
      const { etag, lastModified } = wanted.validators ?? { etag: null, lastModified: null };
      const response = await request(url, {
        dispatcher,
        signal,
        headers: {
          'user-agent': agent,
          accept: wanted.accept ?? FEED_TYPES,
          'accept-encoding': 'gzip, br, deflate',
          ...(etag === null ? {} : { 'if-none-match': etag }),
          ...(lastModified === null ? {} : { 'if-modified-since': lastModified }),
        },
      });
      const { statusCode: status, body } = response;
      const headers = response.headers as Headers;
      // A body that is not read to its end still fails when the exchange is aborted.
      body.on('error', () => {});
      const location = header(headers, 'location');
      const about = {
        finalUrl: url.href,
        validators: { etag: header(headers, 'etag') ?? null, lastModified: header(headers, 'last-modified') ?? null },
        ...(permanentUrl === undefined ? {} : { permanentUrl }),
        ...optional('maxAgeMs', freshness(headers, now())),
        ...optional('date', Date.parse(header(headers, 'date') ?? '') || undefined),
      };
      if ([301, 302, 303, 307, 308].includes(status) && location !== null) {
        body.destroy();
        if (hop >= MAX_REDIRECTS)
          throw new Failure('redirects', `The address is redirected more than ${MAX_REDIRECTS} times.`, status);
        url = webAddress(location, url);
        permanent &&= status === 301 || status === 308;
        if (permanent) permanentUrl = url.href;
        continue;
      }
      if (status === 304 && (etag !== null || lastModified !== null)) {
        body.destroy();
        const { validators } = about;
        return {
          outcome: 'notModified',
          ...about,
          validators: { etag: validators.etag ?? etag, lastModified: validators.lastModified ?? lastModified },
        };
      }
      if (status !== 200 && status !== 203) {
        body.destroy();
        const words = STATUS_WORDS[status];
        throw new Failure(
          status === 410 ? 'gone' : 'status',
          `${url.host} answered ${status}${words ? ` (${words})` : ''}.`,
          status,
          retryAfter(header(headers, 'retry-after'), now()),
        );
      }
      if (Number(header(headers, 'content-length') ?? 0) > maxBytes) {
        body.destroy();
        throw new Failure('too-large', `The document is larger than ${Math.round(maxBytes / 1_000_000)} MB.`);
      }
      const codings = (header(headers, 'content-encoding') ?? '')
        .toLowerCase()
        .split(',')
        .map((c) => c.trim())
        .filter((c) => c && c !== 'identity');
      if (codings.length > 3) throw new Failure('encoding', 'The answer is packed more than three times over.');
      let bytes = await unpack(await gather(body, maxBytes), codings, maxBytes);
      // A packed file served as it is (feed.xml.gz).
      if (bytes[0] === 0x1f && bytes[1] === 0x8b) bytes = await unpack(bytes, ['gzip'], maxBytes);
      return { outcome: 'ok', ...about, bytes, contentType: header(headers, 'content-type') };
    }
  }

  return {
    async fetch(url, wanted = {}) {
      const timeout = AbortSignal.timeout(timeoutMs);
      const signal = wanted.signal ? AbortSignal.any([timeout, wanted.signal]) : timeout;
      let host = url;
      try {
        return await exchange(url, wanted, signal, (at) => {
          host = at.host;
        });
      } catch (error) {
        const failure = failureOf(error, host, timeout.aborted, timeoutMs);
        return {
          outcome: 'failed',
          kind: failure.kind,
          message: failure.message,
          ...optional('status', failure.status),
          ...optional('retryAfterMs', failure.retryAfterMs),
        };
      }
    },
    close: () => dispatcher.destroy(),
  };
}

function webAddress(reference: string, base: URL | undefined): URL {
  let url: URL;
  try {
    url = new URL(reference, base);
  } catch {
    throw new Failure('address', base ? 'It is redirected to something that is no address.' : 'This is no address.');
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new Failure('address', `Only http and https addresses are read, not ${url.protocol}`);
  url.hash = '';
  return url;
}

const optional = <K extends string, V>(name: K, value: V | undefined) =>
  (value === undefined ? {} : { [name]: value }) as { [P in K]?: V };
