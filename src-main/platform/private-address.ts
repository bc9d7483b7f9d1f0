import { BlockList, isIP } from 'node:net';

/** This machine, its networks, and ranges that lead nowhere outside. RFC 6890 and its successors. */
const PRIVATE: readonly (readonly [network: string, bits: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
  ['::', 128],
  ['::1', 128],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001:db8::', 32],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
];

const blocked = new BlockList();
for (const [network, bits] of PRIVATE) blocked.addSubnet(network, bits, familyOf(network));

/** An IPv4 address inside an IPv6 one: mapped, and by NAT64 or 6to4, which lead to it as well. */
const CARRIED =
  /^(?:::ffff:|64:ff9b::)(\d+\.\d+\.\d+\.\d+|[0-9a-f]{1,4}:[0-9a-f]{1,4})$|^2002:([0-9a-f]{1,4}:[0-9a-f]{1,4}):/i;

/** Whether an address leads to this machine or its own networks. What is no address counts as private. */
export function isPrivateAddress(address: string): boolean {
  const plain = address.replace(/^\[|\]$|%.*$/g, '');
  if (isIP(plain) === 0) return true;
  const carried = CARRIED.exec(plain);
  const inner = carried?.[1] ?? carried?.[2];
  return blocked.check(plain, familyOf(plain)) || (inner !== undefined && isPrivateAddress(dotted(inner)));
}

function dotted(text: string): string {
  if (text.includes('.')) return text;
  const [high = 0, low = 0] = text.split(':').map((group) => Number.parseInt(group, 16));
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}
