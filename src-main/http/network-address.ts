import { BlockList, isIP, isIPv4 } from 'node:net';

/** `::ffff:10.0.0.1` is how a socket that speaks both versions writes 10.0.0.1. */
export function plainAddress(address: string | undefined): string {
  return (address ?? '').replace(/^::ffff:(?=\d+\.)/i, '');
}

export function isLoopback(address: string): boolean {
  return address === '::1' || /^127\./.test(address);
}

/** An address of the network and not of the person: the last byte of IPv4, the last ten of IPv6 are dropped. */
export function truncatedAddress(address: string): string {
  if (isIPv4(address)) return address.replace(/\.\d+$/, '.0');
  if (isIP(address) !== 6) return '';
  const [head = '', tail] = address.toLowerCase().replace(/%.*$/, '').split('::', 2);
  const groups = head.split(':').filter(Boolean);
  const known = tail === undefined ? groups : [...groups, ...Array(8).fill('0')].slice(0, 8);
  return `${known
    .slice(0, 3)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::`;
}

export type IsTrusted = (address: string) => boolean;

/** @param entries addresses and networks (`10.0.0.0/8`) of the proxies that Herald stands behind */
export function trustOf(entries: readonly string[]): IsTrusted {
  const list = new BlockList();
  for (const entry of entries) {
    const [address = '', bits] = entry.split('/', 2);
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return (address) => list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/**
 * Who really asks: the peer itself, unless that is a proxy we trust; then the last address before the proxies in
 * X-Forwarded-For. What lies further left could be made up by anybody.
 */
export function clientAddress(peer: string, forwarded: string | undefined, isTrusted: IsTrusted): string {
  let address = plainAddress(peer);
  const hops = (forwarded ?? '').split(',').map((hop) => plainAddress(hop.trim()));
  while (isTrusted(address)) {
    const before = hops.pop();
    if (!before || isIP(before) === 0) break;
    address = before;
  }
  return address;
}
