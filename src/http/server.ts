import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { AdapterLog, HttpRoute } from '../chat/adapter.ts';
import { listen } from './listen.ts';
import { type Answer, type Page, plain } from './page.ts';

export interface HttpParts {
  host: string;
  /** 0: any free port (see `address`). */
  port: number;
  /** Served as they are: they judge methods, signatures and bodies themselves; a rate holds only for those that ask for it. */
  routes?: readonly HttpRoute[];
  /** For reading only: GET and HEAD. */
  pages?: readonly Page[];
  log: AdapterLog;
  limits?: Partial<HttpLimits>;
}

export interface HttpLimits {
  /** Bytes of a request's body, which must say its length. */
  bodyBytes: number;
  connections: number;
  /** Ms for a whole request to arrive, and for the line and headers of it. */
  requestMs: number;
  headersMs: number;
  /** Ms without a byte in either direction. */
  idleMs: number;
  /** Ms for a page to be made. */
  answerMs: number;
  /** Pages that one address may ask for in `rateSeconds`. */
  rate: number;
  rateSeconds: number;
  /** Ms that requests in flight get at a stop. */
  stopMs: number;
}

const LIMITS: HttpLimits = {
  bodyBytes: 1_000_000,
  connections: 200,
  requestMs: 20_000,
  headersMs: 10_000,
  idleMs: 30_000,
  answerMs: 10_000,
  rate: 100,
  rateSeconds: 10,
  stopMs: 3_000,
};

export interface HttpServer {
  /** Rejects in plain words where the port cannot be had. */
  start(): Promise<void>;
  /** Where it listens; null while it does not. */
  address(): { host: string; port: number } | null;
  /** Takes no new connection, lets requests in flight finish for `stopMs`, then cuts them off. */
  stop(): Promise<void>;
}

/** The bot's HTTP server. Throws where two routes claim one path: a fault of the program. */
export function createHttpServer({ host, port, routes = [], pages = [], log, ...parts }: HttpParts): HttpServer {
  const limits = { ...LIMITS, ...parts.limits };
  const mounted = mount([...routes, ...pages]);
  const rate = new RateLimiterMemory({ points: limits.rate, duration: limits.rateSeconds });
  let stopping = false;

  const server: Server = createServer({
    maxHeaderSize: 16_384,
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    connectionsCheckingInterval: Math.min(5_000, limits.headersMs),
    keepAliveTimeout: 5_000,
  });
  server.maxConnections = limits.connections;
  server.maxRequestsPerSocket = 1_000;
  server.setTimeout(limits.idleMs);
  server.on('request', (req, res) => {
    const request = randomUUID().slice(0, 8);
    const began = performance.now();
    const path = pathOf(req);
    res.setHeader('X-Request-Id', request);
    if (stopping) res.setHeader('Connection', 'close');
    res.once('close', () => {
      const ms = Math.round(performance.now() - began);
      // The path alone: a query may carry a secret (the code of an OAuth redirect).
      log.debug({ request, method: req.method, path, status: res.statusCode, ms }, 'answered over HTTP');
      if (stopping) setImmediate(() => server.closeIdleConnections());
    });
    void handle(req, res, path, request);
  });
  server.on('drop', () => log.debug({ most: limits.connections }, 'a connection was refused: too many are open'));

  async function handle(req: IncomingMessage, res: ServerResponse, path: string | null, request: string) {
    try {
      const found = path === null ? null : mounted(path);
      if (path === null) return write(req, res, plain(400, 'This is no address of a page.'));
      if (!found) return write(req, res, plain(404, 'There is no such page.'));
      if ('handle' in found) {
        const refused = tooLarge(req);
        if (refused) return write(req, res, refused, true);
      } else if (req.method !== 'GET' && req.method !== 'HEAD')
        return write(req, res, { ...plain(405, 'This page can only be read.'), headers: { Allow: 'GET, HEAD' } }, true);
      const wait = isMetered(found) ? await waitFor(clientOf(req)) : 0;
      if (wait)
        return write(req, res, { ...plain(429, 'Too many requests.'), headers: { 'Retry-After': `${wait}` } }, true);
      if ('handle' in found) return found.handle(req, res);
      const query = new URLSearchParams(req.url?.split('?')[1] ?? '');
      const answer = await inTime(found.answer({ path: path as string, query }), limits.answerMs);
      write(req, res, answer ?? { ...plain(503, 'This takes too long now.'), headers: { 'Retry-After': '10' } });
    } catch (error) {
      log.error({ request, path, err: error }, 'a page could not be answered');
      if (res.headersSent) res.destroy();
      else write(req, res, plain(500, `Something went wrong; the log says what, under ${request}.`));
    }
  }

  /** A body must say how long it is: then the parser itself reads no more than that. */
  function tooLarge(req: IncomingMessage): Answer | null {
    if (req.headers['transfer-encoding'] !== undefined) return plain(411, 'The request must say its Content-Length.');
    return Number(req.headers['content-length'] ?? 0) > limits.bodyBytes
      ? plain(413, 'The request is too large.')
      : null;
  }

  /** Seconds that this address must wait; 0: none. */
  async function waitFor(client: string): Promise<number> {
    try {
      await rate.consume(client);
      return 0;
    } catch (refused) {
      if (refused instanceof RateLimiterRes) return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
      throw refused;
    }
  }

  return {
    async start() {
      await listen(server, { host, port });
      server.on('error', (error) => log.error({ err: error }, 'the HTTP server had an error'));
      const at = server.address() as AddressInfo;
      log.info({ address: `http://${at.family === 'IPv6' ? `[${at.address}]` : at.address}:${at.port}` }, 'listening');
    },
    address() {
      const at = server.address();
      return at && typeof at === 'object' ? { host: at.address, port: at.port } : null;
    },
    async stop() {
      stopping = true;
      if (!server.listening) return;
      const cutOff = setTimeout(() => server.closeAllConnections(), limits.stopMs);
      await new Promise<void>((resolve) => server.close(() => resolve()));
      clearTimeout(cutOff);
    },
  };
}

const isMetered = (it: HttpRoute | Page): boolean => ('handle' in it ? it.metered === true : it.unmetered !== true);

/** Looks a path up: the exact one, else the longest prefix. */
function mount<T extends HttpRoute | Page>(all: readonly T[]): (path: string) => T | null {
  const byPath = new Map<string, T>();
  for (const each of all) {
    if (byPath.has(each.path)) throw new Error(`Two routes are mounted at ${each.path}.`);
    byPath.set(each.path, each);
  }
  const prefixes = [...byPath.keys()].filter((path) => path.endsWith('/') && path !== '/');
  prefixes.sort((a, b) => b.length - a.length);
  return (path) => {
    const prefix = prefixes.find((it) => path.startsWith(it));
    return byPath.get(path) ?? (prefix === undefined ? null : (byPath.get(prefix) ?? null));
  };
}

function pathOf(req: IncomingMessage): string | null {
  const raw = req.url ?? '';
  return raw.startsWith('/') && !raw.startsWith('//') ? (raw.split('?')[0] as string) : null;
}

/**
 * Whom a rate is counted for. A proxy on this machine says for whom it asks, last in the list that others may have begun;
 * nobody else is believed. Of an IPv6 address the network counts: one household has 2^64 addresses.
 */
function clientOf(req: IncomingMessage): string {
  const peer = (req.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
  const forwarded = String(req.headers['x-forwarded-for'] ?? '')
    .split(',')
    .at(-1)
    ?.trim();
  const local = peer === '::1' || peer.startsWith('127.');
  const client = local && forwarded ? forwarded.slice(0, 64) : peer;
  return client.includes(':') ? client.split(':').slice(0, 4).join(':') : client;
}

async function inTime<T>(work: T | Promise<T>, ms: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, ms, null);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** `last`: what the client still sends is not waited for. */
function write(req: IncomingMessage, res: ServerResponse, { status, type, body, headers }: Answer, last = false): void {
  const bytes = Buffer.from(body);
  res.writeHead(status, {
    'Content-Type': type,
    'Content-Length': bytes.length,
    'X-Content-Type-Options': 'nosniff',
    ...headers,
    ...(last ? { Connection: 'close' } : {}),
  });
  res.end(req.method === 'HEAD' ? undefined : bytes);
}
