import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFetcher, type Fetcher, type FetchResult } from '../../src/feeds/fetch.ts';
import { freshness, retryAfter } from '../../src/feeds/headers.ts';
import { type FeedServer, startFeedServer } from '../support/feed-server.ts';

let server: FeedServer;
let fetcher: Fetcher;

beforeEach(async () => {
  server = await startFeedServer();
  fetcher = createFetcher({ allowPrivateAddresses: true, timeoutMs: 5_000, maxBytes: 200_000 });
});
afterEach(async () => {
  await fetcher.close();
  await server.close();
});

const text = (r: FetchResult) => (r.outcome === 'ok' ? Buffer.from(r.bytes).toString() : r);
const failure = (r: FetchResult) => (r.outcome === 'failed' ? r : { kind: r.outcome, message: '' });

describe('conditional requests', () => {
  test('validators go back verbatim, both of them, and 304 is an outcome of its own', async () => {
    const etag = 'W/"odd -- \\"etag\\""';
    const lastModified = 'Sat, 7 jun 2025 10:00:00 +0000';
    server.serve('/f', { document: 'one', etag, lastModified });
    const first = await fetcher.fetch(`${server.url}/f`);
    expect(first).toMatchObject({ outcome: 'ok', validators: { etag, lastModified } });
    const second = await fetcher.fetch(`${server.url}/f`, { validators: { etag, lastModified } });
    expect(server.requests[1]?.headers).toMatchObject({ 'if-none-match': etag, 'if-modified-since': lastModified });
    expect(second).toMatchObject({ outcome: 'notModified', validators: { etag, lastModified } });
  });

  test('a 304 that names no validators keeps those that were sent, one that names new ones replaces them', async () => {
    server.serve('/f', { status: 304 }, { status: 304, headers: { etag: '"2"' } });
    const validators = { etag: '"1"', lastModified: 'yesterday' };
    expect(await fetcher.fetch(`${server.url}/f`, { validators })).toMatchObject({
      outcome: 'notModified',
      validators,
    });
    expect(await fetcher.fetch(`${server.url}/f`, { validators })).toMatchObject({
      outcome: 'notModified',
      validators: { etag: '"2"', lastModified: 'yesterday' },
    });
  });

  test('a 304 to a question that was not conditional is a failure', async () => {
    server.serve('/f', { status: 304 });
    expect(failure(await fetcher.fetch(`${server.url}/f`))).toMatchObject({ kind: 'status', status: 304 });
  });
});

describe('what is sent', () => {
  test('a User-Agent with the contact address that the operator gives; else program and version alone', async () => {
    server.serve('/f', { document: 'x' });
    const open = createFetcher({ allowPrivateAddresses: true, contactUrl: 'https://operator.example/bot' });
    await open.fetch(`${server.url}/f`);
    await fetcher.fetch(`${server.url}/f`);
    await open.close();
    const [named, bare] = server.requests.map((r) => r.headers['user-agent']);
    expect(named).toMatch(/^dealwire\/\d+\.\d+\.\d+ \(\+https:\/\/operator\.example\/bot\)$/);
    expect(bare).toMatch(/^dealwire\/\d+\.\d+\.\d+$/);
  });

  test('no cookies and no Referer, redirects included', async () => {
    server.serve('/a', { status: 302, headers: { location: '/b', 'set-cookie': 'id=1; Path=/' } });
    server.serve('/b', { document: 'x' });
    await fetcher.fetch(`${server.url}/a`);
    await fetcher.fetch(`${server.url}/b`);
    for (const { headers } of server.requests) {
      expect(headers.cookie).toBeUndefined();
      expect(headers.referer).toBeUndefined();
    }
    expect(server.requests).toHaveLength(3);
  });
});

describe('packed answers', () => {
  const body = 'words '.repeat(1000);
  test.each([
    ['gzip', gzipSync(body)],
    ['br', brotliCompressSync(body)],
    ['deflate', deflateSync(body)],
    ['deflate', deflateRawSync(body)],
    ['gzip, br', brotliCompressSync(gzipSync(body))],
  ])('%s is unpacked', async (coding, packed) => {
    server.serve('/f', { document: packed, headers: { 'content-encoding': coding } });
    expect(text(await fetcher.fetch(`${server.url}/f`))).toBe(body);
    expect(server.requests[0]?.headers['accept-encoding']).toBe('gzip, br, deflate');
  });

  test('a gzipped file that is served as it is is unpacked too', async () => {
    server.serve('/f.gz', { document: gzipSync(body), type: 'application/gzip' });
    expect(text(await fetcher.fetch(`${server.url}/f.gz`))).toBe(body);
  });

  test('the cap is on the unpacked size: a small bomb is refused', async () => {
    const bomb = gzipSync(Buffer.alloc(5_000_000));
    expect(bomb.length).toBeLessThan(10_000);
    server.serve('/f', { document: bomb, headers: { 'content-encoding': 'gzip' } });
    server.serve('/twice', { document: gzipSync(bomb), headers: { 'content-encoding': 'gzip, gzip' } });
    expect(failure(await fetcher.fetch(`${server.url}/f`)).kind).toBe('too-large');
    expect(failure(await fetcher.fetch(`${server.url}/twice`)).kind).toBe('too-large');
  });

  test('packing that is damaged, cut off or unknown is a failure in words', async () => {
    server.serve('/damaged', { document: 'no gzip', headers: { 'content-encoding': 'gzip' } });
    server.serve('/cut', { document: gzipSync(body).subarray(0, 40), headers: { 'content-encoding': 'gzip' } });
    server.serve('/unknown', { document: 'x', headers: { 'content-encoding': 'zpaq' } });
    for (const path of ['/damaged', '/cut', '/unknown'])
      expect(failure(await fetcher.fetch(server.url + path))).toMatchObject({
        kind: 'encoding',
        message: /packed|packing/,
      });
  });
});

describe('limits', () => {
  test('a body without end is left at the cap, and the connection with it', async () => {
    const closed = new Promise<void>((resolve) => {
      server.serve('/f', (_, response) => {
        response.writeHead(200);
        const push = () => {
          while (response.write(Buffer.alloc(10_000)));
        };
        response.on('drain', push).on('close', resolve);
        push();
      });
    });
    expect(failure(await fetcher.fetch(`${server.url}/f`)).kind).toBe('too-large');
    await closed;
  });

  test('a length that is announced as too large is not even read', async () => {
    server.serve('/f', { status: 200, headers: { 'content-length': '999999999' } });
    expect(failure(await fetcher.fetch(`${server.url}/f`)).kind).toBe('too-large');
  });

  test('a drip of bytes ends with the time for the whole exchange', async () => {
    const hasty = createFetcher({ allowPrivateAddresses: true, timeoutMs: 200 });
    server.serve('/f', (_, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write('x'), 20);
      response.on('close', () => clearInterval(drip));
    });
    expect(failure(await hasty.fetch(`${server.url}/f`))).toMatchObject({
      kind: 'timeout',
      message: /did not answer in full/,
    });
    await hasty.close();
  });

  test('a server that never answers ends likewise, and so does one that closes at once', async () => {
    const hasty = createFetcher({ allowPrivateAddresses: true, timeoutMs: 200 });
    server.serve('/silent', () => {});
    server.serve('/rude', (request) => void request.socket.destroy());
    server.serve('/cut', (_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('only this', () => response.destroy());
    });
    expect(failure(await hasty.fetch(`${server.url}/silent`)).kind).toBe('timeout');
    expect(failure(await hasty.fetch(`${server.url}/rude`)).kind).toBe('network');
    expect(failure(await hasty.fetch(`${server.url}/cut`)).kind).toBe('network');
    await hasty.close();
  });
});

describe('redirects', () => {
  test('are followed, relative ones too, and the final address is told', async () => {
    server.serve('/a', { status: 302, headers: { location: 'dir/b' } });
    server.serve('/dir/b', { status: 307, headers: { location: `${server.url}/c` } });
    server.serve('/c', { document: 'here' });
    const result = await fetcher.fetch(`${server.url}/a`);
    expect(result).toMatchObject({ outcome: 'ok', finalUrl: `${server.url}/c` });
    expect(result).not.toHaveProperty('permanentUrl');
  });

  test('only an unbroken run of 301 and 308 moves the feed', async () => {
    server.serve('/old', { status: 301, headers: { location: '/new' } });
    server.serve('/new', { status: 302, headers: { location: '/today' } });
    server.serve('/today', { status: 301, headers: { location: '/now' } });
    server.serve('/now', { document: 'here' });
    expect(await fetcher.fetch(`${server.url}/old`)).toMatchObject({
      finalUrl: `${server.url}/now`,
      permanentUrl: `${server.url}/new`,
    });
  });

  test('a loop ends after five', async () => {
    server.serve('/a', { status: 301, headers: { location: '/a' } });
    expect(failure(await fetcher.fetch(`${server.url}/a`)).kind).toBe('redirects');
    expect(server.count('/a')).toBe(6);
  });

  test.each(['file:///etc/passwd', 'ftp://x.example/', 'javascript:alert(1)', 'http://', 'data:text/xml,x'])(
    'one to %s is refused',
    async (location) => {
      server.serve('/a', { status: 302, headers: { location } });
      expect(failure(await fetcher.fetch(`${server.url}/a`)).kind).toBe('address');
    },
  );
});

describe('failures', () => {
  test('say in words what happened, with the status and the wait that was asked for', async () => {
    server.serve('/gone', { status: 410 });
    server.serve('/busy', { status: 429, headers: { 'retry-after': '120' } });
    expect(await fetcher.fetch(`${server.url}/gone`)).toEqual({
      outcome: 'failed',
      kind: 'gone',
      status: 410,
      message: `127.0.0.1:${server.port} answered 410 (gone for good).`,
    });
    expect(await fetcher.fetch(`${server.url}/busy`)).toMatchObject({
      kind: 'status',
      status: 429,
      retryAfterMs: 120_000,
    });
  });

  test('nothing listens, nothing is an address, nothing throws', async () => {
    const { url } = server;
    await server.close();
    expect(failure(await fetcher.fetch(url))).toMatchObject({ kind: 'network', message: /connection was refused/ });
    for (const odd of ['', 'not a url', 'http://[', 'mailto:a@b.example', 'http://exa mple/'])
      expect(failure(await fetcher.fetch(odd)).kind).toBe('address');
    server = await startFeedServer();
  });

  test('a signal ends a request at once', async () => {
    server.serve('/silent', () => {});
    const stop = new AbortController();
    const pending = fetcher.fetch(`${server.url}/silent`, { signal: stop.signal });
    stop.abort();
    expect((await pending).outcome).toBe('failed');
  });
});

describe('headers about time', () => {
  const now = Date.UTC(2025, 5, 18, 12);
  test('Retry-After is read as seconds and as a date', () => {
    expect(retryAfter('90', now)).toBe(90_000);
    expect(retryAfter('Wed, 18 Jun 2025 13:00:00 GMT', now)).toBe(3_600_000);
    expect(retryAfter('Wed, 18 Jun 2025 11:00:00 GMT', now)).toBe(0);
    expect(retryAfter('soon', now)).toBeUndefined();
    expect(retryAfter(null, now)).toBeUndefined();
  });

  test('freshness comes from max-age less Age, else from Expires, and not against no-cache', () => {
    expect(freshness({ 'cache-control': 'public, max-age=600', age: '100' }, now)).toBe(500_000);
    expect(freshness({ 'cache-control': 'no-cache, max-age=600' }, now)).toBeUndefined();
    expect(freshness({ 'cache-control': 'max-age=0' }, now)).toBeUndefined();
    expect(freshness({ expires: 'Wed, 18 Jun 2025 12:30:00 GMT' }, now)).toBe(1_800_000);
    expect(freshness({ expires: 'Wed, 18 Jun 2025 12:30:00 GMT', date: 'Wed, 18 Jun 2025 12:10:00 GMT' }, now)).toBe(
      1_200_000,
    );
    expect(freshness({ expires: '0' }, now)).toBeUndefined();
  });
});
