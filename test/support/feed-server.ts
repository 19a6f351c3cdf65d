import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export interface SeenRequest {
  path: string;
  method: string;
  headers: IncomingHttpHeaders;
  /** Requests of this server in flight when it came, itself included. */
  together: number;
}

/** One answer: a document (conditional requests are honoured), a scripted response, or a handler that does as it likes. */
export type Answer =
  | {
      document: string | Uint8Array;
      type?: string;
      etag?: string;
      lastModified?: string;
      headers?: Record<string, string>;
    }
  | { status: number; headers?: Record<string, string>; body?: string | Uint8Array }
  | ((request: IncomingMessage, response: ServerResponse) => void);

export interface FeedServer {
  /** `http://127.0.0.1:PORT`, without a slash at its end. */
  url: string;
  port: number;
  /** What a path answers from now on; several answers are given in turn, the last one for ever. */
  serve(path: string, ...answers: Answer[]): void;
  requests: SeenRequest[];
  /** Requests of one path so far. */
  count(path: string): number;
  /** Milliseconds each answer is held back. */
  delay(ms: number): void;
  close(): Promise<void>;
}

/** An HTTP server on loopback for tests of polling. Paths that nothing was said about answer 404. */
export async function startFeedServer(): Promise<FeedServer> {
  const answers = new Map<string, Answer[]>();
  const requests: SeenRequest[] = [];
  const sockets = new Set<Socket>();
  let together = 0;
  let delayMs = 0;

  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const path = request.url ?? '/';
    const list = answers.get(path);
    const next = list && list.length > 1 ? list.shift() : list?.[0];
    if (!next) {
      response.writeHead(404).end('nothing here');
      return;
    }
    if (typeof next === 'function') {
      next(request, response);
      return;
    }
    if ('status' in next) {
      response.writeHead(next.status, next.headers).end(next.body);
      return;
    }
    const { etag, lastModified } = next;
    const validators = {
      ...(etag === undefined ? {} : { etag }),
      ...(lastModified === undefined ? {} : { 'last-modified': lastModified }),
    };
    const asked = request.headers;
    const fresh =
      etag !== undefined && asked['if-none-match'] !== undefined
        ? asked['if-none-match'] === etag
        : lastModified !== undefined && asked['if-modified-since'] === lastModified;
    if (fresh) {
      response.writeHead(304, { ...validators, ...next.headers }).end();
      return;
    }
    response
      .writeHead(200, { 'content-type': next.type ?? 'application/rss+xml', ...validators, ...next.headers })
      .end(next.document);
  };

  const server = createServer((request, response) => {
    together++;
    response.once('close', () => {
      together--;
    });
    requests.push({ path: request.url ?? '/', method: request.method ?? '', headers: request.headers, together });
    if (delayMs) setTimeout(answer, delayMs, request, response);
    else answer(request, response);
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    serve: (path, ...list) => void answers.set(path, list),
    requests,
    count: (path) => requests.filter((r) => r.path === path).length,
    delay: (ms) => {
      delayMs = ms;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** One item of a feed made for a test. */
export interface MadeItem {
  title: string;
  link?: string;
  guid?: string;
  /** RFC 822 or ISO date. */
  date?: string;
  /** HTML, escaped by this function. */
  description?: string;
}

const xml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** An RSS 2.0 document; `head` is markup for its channel (`<ttl>60</ttl>`). */
export function rss(items: readonly MadeItem[], head = ''): string {
  const made = items.map((i) => {
    const parts = [`<title>${xml(i.title)}</title>`];
    if (i.link) parts.push(`<link>${xml(i.link)}</link>`);
    if (i.guid) parts.push(`<guid isPermaLink="false">${xml(i.guid)}</guid>`);
    if (i.date) parts.push(`<pubDate>${xml(i.date)}</pubDate>`);
    if (i.description) parts.push(`<description>${xml(i.description)}</description>`);
    return `<item>${parts.join('')}</item>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel><title>Test feed</title>${head}${made.join('\n')}</channel></rss>`;
}
