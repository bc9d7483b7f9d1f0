import type { Share } from './workflow-graph.ts';

/** The way of a split for one pass: always the same for it, and independent of what other splits chose. */
export function chooseShare(shares: readonly Share[], seed: number, node: string): string {
  const total = shares.reduce((sum, { share }) => sum + share, 0);
  let left = hash(`${seed} ${node}`) * total;
  for (const { port, share } of shares) {
    left -= share;
    if (left < 0) return port;
  }
  return shares.at(-1)?.port ?? 'next';
}

/** FNV-1a with a last mixing, as a part of 1. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return ((value ^ (value >>> 16)) >>> 0) / 2 ** 32;
}
