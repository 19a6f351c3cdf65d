import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { type FeedServer, type MadeItem, rss } from '../feed-server.ts';
import type { Trouble } from './faults.ts';

/** Feeds that grow while they are read, on a bad day. */
export interface Press {
  publish(feed: string, item: MadeItem): void;
  /** Resolves when somebody was given a document that they did not know. */
  news(): Promise<void>;
}

export function openPress(server: FeedServer, feeds: readonly string[], trouble: Trouble): Press {
  let awaited: (() => void)[] = [];
  const items = new Map<string, MadeItem[]>(feeds.map((feed) => [feed, []]));
  for (const feed of feeds)
    server.serve(`/${feed}.xml`, (request, response) => {
      const document = rss(items.get(feed) ?? []);
      const etag = `"${createHash('sha1').update(document).digest('hex')}"`;
      const known = request.headers['if-none-match'] === etag;
      const send = () => {
        answer(response, document, etag, known);
        if (known) return;
        for (const tell of awaited) tell();
        awaited = [];
      };
      const how = trouble.feed();
      if (how === 'well') send();
      else if (how === 'slow') setTimeout(send, 800);
      else if (how === 'reset') response.socket?.resetAndDestroy();
      else if (how === 'garbage') response.writeHead(200, { 'content-type': 'text/html' }).end('<html>maintenance');
      else if (how === 'cut') {
        response.writeHead(200, { 'content-type': 'application/rss+xml', 'content-length': String(document.length) });
        response.write(document.slice(0, document.length / 2), () => response.socket?.destroy());
      } else {
        const wait = how.status === 429 ? { 'retry-after': '1' } : {};
        response.writeHead(how.status, wait).end('no');
      }
    });
  return {
    // The latest first, as feeds have it.
    publish: (feed, item) => void items.get(feed)?.unshift(item),
    news: () => new Promise((resolve) => awaited.push(resolve)),
  };
}

function answer(response: ServerResponse, document: string, etag: string, known: boolean): void {
  if (known) response.writeHead(304, { etag }).end();
  else response.writeHead(200, { 'content-type': 'application/rss+xml', etag }).end(document);
}
