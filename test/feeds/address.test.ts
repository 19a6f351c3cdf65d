import type { LookupAddress } from 'node:dns';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isPublicAddress, type Lookup } from '../../src/feeds/address.ts';
import { createFetcher, type Fetcher } from '../../src/feeds/fetch.ts';
import { type FeedServer, startFeedServer } from '../support/feed-server.ts';

describe('addresses', () => {
  test.each([
    '1.1.1.1',
    '8.8.8.8',
    '93.184.216.34',
    '172.15.0.1',
    '172.32.0.1',
    '100.63.0.1',
    '2606:4700::1111',
    '2a00:1450::1',
  ])('%s is public', (address) => expect(isPublicAddress(address)).toBe(true));

  test.each([
    ...['0.0.0.0', '10.1.2.3', '100.64.0.1', '100.127.255.255', '127.0.0.1', '127.255.255.254', '169.254.169.254'],
    ...['172.16.0.1', '172.31.255.255', '192.0.0.1', '192.168.1.1', '198.18.0.1', '224.0.0.1', '255.255.255.255'],
    ...[
      '::',
      '::1',
      '::ffff:127.0.0.1',
      '::ffff:7f00:1',
      '::ffff:8.8.8.8',
      '::127.0.0.1',
      '64:ff9b::7f00:1',
      '64:ff9b:1::1',
    ],
    ...[
      'fe80::1',
      'fe80::1%eth0',
      'fc00::1',
      'fd12:3456::1',
      'ff02::1',
      '2001:db8::1',
      '2001::1',
      '2002:7f00:1::',
      '100::1',
    ],
    ...['', 'localhost', '1.2.3', '1.2.3.4.5', 'x'],
  ])('%j is not', (address) => expect(isPublicAddress(address)).toBe(false));

  test('no IPv4 address of a private network passes', () => {
    const octet = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(fc.constantFrom('10', '127', '0', '169.254', '192.168'), octet, octet, octet, (net, a, b, c) => {
        const address = [...net.split('.'), a, b, c].slice(0, 4).join('.');
        expect(isPublicAddress(address)).toBe(false);
      }),
    );
  });
});

describe('the guard on connections', () => {
  let server: FeedServer;
  let fetcher: Fetcher;
  let answers: LookupAddress[][] = [];
  let asked: string[] = [];
  const lookup: Lookup = (host, _, done) => {
    asked.push(host);
    done(null, (answers.length > 1 ? answers.shift() : answers[0]) ?? []);
  };
  beforeEach(async () => {
    server = await startFeedServer();
    server.serve('/', { document: 'secret' });
    fetcher = createFetcher({ allowPrivateAddresses: false, timeoutMs: 5_000, lookup });
    asked = [];
  });
  afterEach(async () => {
    await fetcher.close();
    await server.close();
    expect(server.requests).toEqual([]);
  });

  // Every spelling that URL parsers know for loopback, and the ways IPv6 can carry it.
  test.each([
    '127.0.0.1',
    '127.1',
    '2130706433',
    '0x7f000001',
    '0x7f.1',
    '0177.0.0.1',
    '017700000001',
    '127.000.000.001',
    '0',
    '0.0.0.0',
  ])('http://%s is refused', async (host) => {
    const result = await fetcher.fetch(`http://${host}:${server.port}/`);
    expect(result).toMatchObject({ outcome: 'failed', kind: 'address', message: /private or local/ });
    expect(asked).toEqual([]);
  });

  test.each([
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '0:0:0:0:0:ffff:127.0.0.1',
    '::',
    '64:ff9b::127.0.0.1',
    'fe80::1',
    'fd00::1',
  ])('http://[%s] is refused', async (host) => {
    const result = await fetcher.fetch(`http://[${host}]:${server.port}/`);
    expect(result).toMatchObject({ outcome: 'failed', kind: 'address' });
  });

  test('full-width digits and ideographic stops, which URL parsers fold, do not get past it', async () => {
    expect(await fetcher.fetch(`http://１２７。０。０。１:${server.port}/`)).toMatchObject({ kind: 'address' });
  });

  test('a name that resolves to a private address is refused, https as well', async () => {
    answers = [[{ address: '127.0.0.1', family: 4 }]];
    expect(await fetcher.fetch(`http://feeds.example:${server.port}/`)).toMatchObject({ kind: 'address' });
    expect(await fetcher.fetch(`https://feeds.example:${server.port}/`)).toMatchObject({ kind: 'address' });
    answers = [[{ address: '::ffff:127.0.0.1', family: 6 }]];
    expect(await fetcher.fetch(`http://feeds.example:${server.port}/`)).toMatchObject({ kind: 'address' });
    expect(asked).toHaveLength(3);
  });

  test('a name is resolved once for a connection: a second, different answer (DNS rebinding) is never used', async () => {
    answers = [[{ address: '127.0.0.1', family: 4 }], [{ address: '93.184.216.34', family: 4 }]];
    expect(await fetcher.fetch(`http://feeds.example:${server.port}/`)).toMatchObject({ kind: 'address' });
    expect(asked).toEqual(['feeds.example']);
  });

  test('of several addresses only the public ones are tried', async () => {
    answers = [
      [
        { address: '10.0.0.1', family: 4 },
        { address: 'fd00::1', family: 6 },
      ],
    ];
    expect(await fetcher.fetch(`http://feeds.example:${server.port}/`)).toMatchObject({ kind: 'address' });
  });
});

test('redirects are guarded at each hop', async () => {
  const server = await startFeedServer();
  // The first hop may go to loopback, as if it were public; the second is checked as any connection is.
  const fetcher = createFetcher({ allowPrivateAddresses: true, timeoutMs: 5_000 });
  const hops: string[] = [];
  server.serve('/', { status: 302, headers: { location: `http://localhost:${server.port}/inner` } });
  server.serve('/inner', { document: 'secret' });
  const result = await fetcher.fetch(`${server.url}/`, {
    permit: async (url) => {
      hops.push(url.href);
      return url.hostname === 'localhost' ? 'That is refused.' : null;
    },
  });
  expect(hops).toHaveLength(2);
  expect(result).toMatchObject({ outcome: 'failed', kind: 'address', message: 'That is refused.' });
  expect(server.count('/inner')).toBe(0);
  await fetcher.close();
  await server.close();
});
