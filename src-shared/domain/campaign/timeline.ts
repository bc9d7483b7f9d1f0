import { type Instant, instantOf, MINUTE, type Millis } from '#shared/kernel/instant.ts';

export interface TimelinePoint {
  at: Instant;
  sent: number;
  opened: number;
  clicked: number;
  unsubscribed: number;
  failed: number;
}

export interface MinuteSum {
  measure: string;
  /** Minutes since the epoch. */
  minute: number;
  n: number;
}

export const MOST_POINTS = 720;

/** Spans that people read easily, in minutes. */
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1_440, 10_080, 43_200];

/** The span of a point such that a timeline has no more than the most points. */
export function stepFor(minutes: number): number {
  // Two more than the span holds: it may begin and end in the middle of a point.
  const most = MOST_POINTS - 2;
  return STEPS.find((step) => minutes / step <= most) ?? Math.ceil(minutes / most);
}

/** Points from one moment to another without gaps, each a sum over `step` minutes. */
export function timelineOf(sums: readonly MinuteSum[], from: Millis, to: Millis, step: number): TimelinePoint[] {
  const first = Math.floor(from / MINUTE / step) * step;
  const last = Math.max(first, Math.floor(to / MINUTE / step) * step);
  const points = Array.from({ length: (last - first) / step + 1 }, (_, index) => emptyPoint(first + index * step));
  for (const { measure, minute, n } of sums) {
    const point = points[Math.floor((minute - first) / step)];
    const drawn = DRAWN[measure];
    if (point && drawn) point[drawn] += n;
  }
  return points;
}

/** Of opens and clicks those of people are drawn. */
const DRAWN: Partial<Record<string, Exclude<keyof TimelinePoint, 'at'>>> = {
  sent: 'sent',
  human_opened: 'opened',
  human_clicked: 'clicked',
  unsubscribed: 'unsubscribed',
  failed: 'failed',
};

function emptyPoint(minute: number): TimelinePoint {
  return { at: instantOf(minute * MINUTE), sent: 0, opened: 0, clicked: 0, unsubscribed: 0, failed: 0 };
}
