import type { TimelinePoint } from '#shared/contract/campaign.contract.ts';
import { MINUTE } from '#shared/kernel/instant.ts';

const MINUTES = 60;

/** The last sixty minutes up to `now`, gaps filled: the chart moves on when nothing happens, too. */
export function slidingHour(points: readonly TimelinePoint[], now: number): TimelinePoint[] {
  const known = new Map(points.map((point) => [Math.floor(Date.parse(point.at) / MINUTE), point]));
  const last = Math.floor(now / MINUTE);
  return Array.from({ length: MINUTES }, (_, index) => {
    const minute = last - MINUTES + 1 + index;
    const at = new Date(minute * MINUTE).toISOString();
    return known.get(minute) ?? { at, sent: 0, opened: 0, clicked: 0, unsubscribed: 0, failed: 0 };
  });
}
