import type { Reader } from '#main/db/access.ts';
import { NOWHERE } from '#shared/domain/segment/segment-ast.ts';
import { SegmentClock } from '#shared/domain/segment/segment-clock.ts';
import type { Millis } from '#shared/kernel/instant.ts';
import { zoneOf } from '../segment/segment-world.ts';

/** When "the last 30 days" of the organization begin: with the day 29 days ago, for numbers and for the lists behind them. */
export function startOfDays(reader: Reader, now: Millis, days: number): Millis {
  return dayStart(new SegmentClock(now, zoneOf(reader)), days - 1);
}

/** The beginnings of so many days, the last of which is today; oldest first. */
export function dayStarts(reader: Reader, now: Millis, days: number): Millis[] {
  const clock = new SegmentClock(now, zoneOf(reader));
  return Array.from({ length: days }, (_, place) => dayStart(clock, days - 1 - place));
}

function dayStart(clock: SegmentClock, ago: number): Millis {
  const offset = ago === 0 ? null : ({ amount: -ago, unit: 'd' } as const);
  return clock.resolve({ type: 'relative_date', base: 'today', offset, span: NOWHERE }).from;
}
