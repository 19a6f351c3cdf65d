import { once } from 'node:events';
import { get as httpGet, request } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type Page, plain } from '../../src/http/page.ts';
import { createHttpServer, type HttpParts, type HttpServer } from '../../src/http/server.ts';
import { createLog } from '../../src/log.ts';

describe('the HTTP server', () => {
  let server: HttpServer;
  let lines: string[];
  const page = (path: string, answer: Page['answer'] = () => plain(200, path)): Page => ({ path, answer });

  async function open(parts: Partial<HttpParts>): Promise<string> {
    lines = [];
    const log = createLog({ level: 'debug', write: (line) => lines.push(line) });
    server = createHttpServer({ host: '127.0.0.1', port: 0, log, ...parts });
    await server.start();
    return `http://127.0.0.1:${server.address()?.port}`;
  }
  afterEach(() => server.stop());

  it('gives a path to its page or route, a deeper one to the longest prefix, and any other a 404', async () => {
    const at = await open({
      pages: [page('/'), page('/a'), page('/a/')],
      routes: [{ path: '/a/b/', handle: (req, res) => void res.end(`route ${req.method} ${req.url}`) }],
    });
    const text = async (path: string, init?: RequestInit) => (await fetch(at + path, init)).text();
    expect(await text('/')).toBe('/\n');
    expect(await text('/a?x=1')).toBe('/a\n');
    expect(await text('/a/c')).toBe('/a/\n');
    expect(await text('/a/b/c?d', { method: 'POST', body: '{}' })).toBe('route POST /a/b/c?d');
    for (const path of ['/nothing', '/b', '//a']) expect((await fetch(at + path)).status).toBeGreaterThanOrEqual(400);
  });

  it('lets pages only be read, and answers HEAD with the length and nothing else', async () => {
    const at = await open({ pages: [page('/a')] });
    const post = await fetch(`${at}/a`, { method: 'POST', body: 'x' });
    expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    const head = await fetch(`${at}/a`, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '3', '']);
  });

  it('gives a route no body that is too large or does not say its length', async () => {
    const seen: string[] = [];
    const at = await open({
      routes: [
        {
          path: '/hook',
          handle(req, res) {
            req.on('data', (chunk) => seen.push(`${chunk}`)).on('end', () => res.end('taken'));
          },
        },
      ],
      limits: { bodyBytes: 10 },
    });
    const post = (body: string) => fetch(`${at}/hook`, { method: 'POST', body });
    expect(await (await post('0123456789')).text()).toBe('taken');
    expect((await post('0123456789a')).status).toBe(413);
    const chunked = request(`${at}/hook`, { method: 'POST', headers: { 'transfer-encoding': 'chunked' } });
    chunked.end('0123');
    const [answer] = await once(chunked, 'response');
    expect(answer.statusCode).toBe(411);
    answer.resume();
    expect(seen).toEqual(['0123456789']);
  });

  it('holds back one address that asks too often, not the others behind a proxy, nor health checks and platforms', async () => {
    const at = await open({
      pages: [page('/a'), { ...page('/healthz'), unmetered: true }],
      routes: [
        { path: '/hook', handle: (_, res) => void res.end() },
        { path: '/install', metered: true, handle: (_, res) => void res.end() },
      ],
      limits: { rate: 3 },
    });
    const ask = (path: string, forwarded: string) => fetch(at + path, { headers: { 'x-forwarded-for': forwarded } });
    for (let i = 0; i < 3; i++) expect((await ask('/a', '192.0.2.1')).status).toBe(200);
    const refused = await ask('/a', '192.0.2.1');
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await ask('/a', 'a lie, 192.0.2.1')).status).toBe(429);
    expect((await ask('/a', '192.0.2.2')).status).toBe(200);
    expect((await ask('/healthz', '192.0.2.1')).status).toBe(200);
    expect((await ask('/hook', '192.0.2.1')).status).toBe(200);
    expect((await ask('/install', '192.0.2.1')).status).toBe(429);
  });

  it('ends a request that does not arrive, and takes no more connections than it may', async () => {
    const at = await open({ pages: [page('/a')], limits: { headersMs: 100, requestMs: 100, connections: 1 } });
    const slow = connect(Number(new URL(at).port), '127.0.0.1');
    slow.on('error', () => {});
    await once(slow, 'connect');
    slow.write('GET /a HTTP/1.1\r\nHost: x\r\nX-Slow: ');
    await expect(fetch(`${at}/a`)).rejects.toThrow();
    const [answer] = await once(slow, 'data');
    expect(`${answer}`).toMatch(/^HTTP\/1.1 408 /);
    slow.destroy();
    await expect.poll(async () => (await fetch(`${at}/a`).catch(() => null))?.status).toBe(200);
  });

  it('says of its own fault no more than the number under which the log tells it', async () => {
    const at = await open({
      pages: [
        page('/bad', () => {
          throw new Error('the inside of it');
        }),
        page('/late', () => new Promise(() => {})),
      ],
      limits: { answerMs: 20 },
    });
    const bad = await fetch(`${at}/bad?code=hush`);
    const id = bad.headers.get('x-request-id') ?? 'none';
    expect([bad.status, await bad.text()]).toEqual([500, `Something went wrong; the log says what, under ${id}.\n`]);
    expect(lines.find((line) => line.includes('"error"'))).toContain('the inside of it');
    await expect.poll(() => lines.filter((line) => line.includes(id)).length).toBe(2);
    expect(lines.join('')).not.toContain('hush');
    expect((await fetch(`${at}/late`)).status).toBe(503);
  });

  it('lets a request in flight finish when it stops, takes no new one, and cuts off what takes too long', async () => {
    let finish = () => {};
    const at = await open({
      pages: [
        page('/slow', async () => {
          await new Promise<void>((resolve) => {
            finish = resolve;
          });
          return plain(200, 'done');
        }),
        page('/hangs', () => new Promise(() => {})),
      ],
      limits: { stopMs: 200 },
    });
    const slow = fetch(`${at}/slow`);
    const hangs = new Promise((resolve) => httpGet(`${at}/hangs`).on('error', resolve).on('response', resolve));
    await expect.poll(() => finish.name).not.toBe('finish');
    const stopped = server.stop();
    finish();
    expect(await (await slow).text()).toBe('done\n');
    await expect(fetch(`${at}/slow`)).rejects.toThrow();
    await stopped;
    expect(await hangs).toBeInstanceOf(Error);
  });

  it('says in words why its port cannot be had', async () => {
    const at = await open({});
    const { port } = new URL(at);
    const other = (host: string) =>
      createHttpServer({ host, port: Number(port), log: createLog({ level: 'silent' }) }).start();
    await expect(other('127.0.0.1')).rejects.toThrow(`HTTP_PORT ${port} is in use by another program on 127.0.0.1`);
    await expect(other('192.0.2.7')).rejects.toThrow('HTTP_HOST 192.0.2.7 is no address of this machine');
  });

  it('refuses two routes at one path', () => {
    const route = { path: '/a', handle: () => {} };
    expect(() =>
      createHttpServer({ host: '127.0.0.1', port: 0, log: createLog({ level: 'silent' }), routes: [route, route] }),
    ).toThrow('Two routes are mounted at /a.');
  });
});
