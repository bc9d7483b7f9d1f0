import type { SegmentWorld } from './segment-world.ts';

interface Estimate {
  contacts: number;
  size: number;
}

const estimates = new WeakMap<SegmentWorld['reader'], Map<string, Estimate>>();
const MOST = 500;
/** An estimate of when there were so much fewer or more contacts is no longer one. */
const CHANGED = 0.1;

/**
 * What is found by `work`, or was the last time: the same question is asked again and again while somebody writes a rule or turns
 * pages. It only decides between ways to the same answer, so that it may be old.
 */
export function keptEstimate({ reader, contacts }: SegmentWorld, key: string, work: () => number): number {
  const byKey = estimates.get(reader) ?? new Map<string, Estimate>();
  estimates.set(reader, byKey);
  const known = byKey.get(key);
  if (known && Math.abs(known.contacts - contacts) <= contacts * CHANGED) return known.size;
  const size = work();
  if (byKey.size >= MOST) byKey.clear();
  byKey.set(key, { contacts, size });
  return size;
}
