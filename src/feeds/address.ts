import { lookup as dnsLookup, type LookupAddress, type LookupOptions } from 'node:dns';
import { BlockList, isIP } from 'node:net';
import { buildConnector } from 'undici';

/** Special-purpose IPv4 networks (RFC 6890 and its kin): none of them is a public web server. */
const CLOSED_V4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const;

/** Within the global unicast range, networks that wrap or stand for something else. */
const CLOSED_V6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const;

const closedV4 = new BlockList();
for (const [net, bits] of CLOSED_V4) closedV4.addSubnet(net, bits, 'ipv4');
const closedV6 = new BlockList();
for (const [net, bits] of CLOSED_V6) closedV6.addSubnet(net, bits, 'ipv6');
/** All other IPv6 (loopback, link-local, unique local, mapped IPv4, NAT64, multicast) is closed. */
const openV6 = new BlockList();
openV6.addSubnet('2000::', 3, 'ipv6');

/** Whether a literal address belongs to the public internet. Anything that is no address is not. */
export function isPublicAddress(address: string): boolean {
  const bare = address.replace(/%.*$/, '');
  const family = isIP(bare);
  if (family === 4) return !closedV4.check(bare, 'ipv4');
  return family === 6 && openV6.check(bare, 'ipv6') && !closedV6.check(bare, 'ipv6');
}

export class ClosedAddressError extends Error {
  constructor(host: string) {
    super(`${host} is a private or local address`);
    this.name = 'ClosedAddressError';
  }
}

type LookupCallback = (error: Error | null, address: string | LookupAddress[], family?: number) => void;
export type Lookup = (
  host: string,
  options: LookupOptions & { all: true },
  done: (error: Error | null, found: LookupAddress[]) => void,
) => void;

/**
 * A connector for undici that opens connections to public addresses only. Names are resolved here and the connection goes
 * to the very address that was checked, so a name that answers differently the second time (DNS rebinding) gains
 * nothing. Literals never reach a lookup and are checked before; what a socket is connected to is checked once more.
 */
export function guardedConnector(options: { timeoutMs: number; lookup?: Lookup }): buildConnector.connector {
  const resolve = options.lookup ?? (dnsLookup as Lookup);
  const lookup = (host: string, wanted: LookupOptions, done: LookupCallback) => {
    resolve(host, { ...wanted, all: true }, (error, found) => {
      if (error) return done(error, []);
      const open = found.filter((a) => isPublicAddress(a.address));
      const [first] = open;
      if (!first) return done(new ClosedAddressError(host), []);
      return wanted.all ? done(null, open) : done(null, first.address, first.family);
    });
  };
  const connect = buildConnector({ timeout: options.timeoutMs, lookup } as buildConnector.BuildOptions);
  return (target, done) => {
    const host = target.hostname.replace(/^\[|\]$/g, '');
    if (isIP(host) && !isPublicAddress(host)) return done(new ClosedAddressError(host), null);
    return connect(target, (...result) => {
      const [error, socket] = result;
      if (error) return done(error, null);
      if (!isPublicAddress(socket.remoteAddress ?? '')) {
        socket.destroy();
        return done(new ClosedAddressError(host), null);
      }
      return done(null, socket);
    });
  };
}
