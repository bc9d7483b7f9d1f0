import type { TimelinePoint } from '#shared/contract/campaign.contract.ts';
import { instantOf, SECOND } from '#shared/kernel/instant.ts';

const SHORTEST = 15;
const QUIET = { sent: 0, opened: 0, clicked: 0, unsubscribed: 0, failed: 0 };

/** A send of one minute is a single point: the quiet time before it gives the chart its width, and the start of
 * any send its slope. */
export function withQuietBefore(points: readonly TimelinePoint[], stepSeconds: number): TimelinePoint[] {
  const [first] = points;
  if (!first) return [];
  const missing = Math.max(1, SHORTEST - points.length);
  const start = Date.parse(first.at) - missing * stepSeconds * SECOND;
  const quiet = Array.from({ length: missing }, (_, index) => ({
    ...QUIET,
    at: instantOf(start + index * stepSeconds * SECOND),
  }));
  return [...quiet, ...points];
}
