import { momentOfWallTime, wallTimeAt } from '#shared/domain/campaign/wall-time.ts';
import { HOUR, type Millis } from '#shared/kernel/instant.ts';

export interface SendTime {
  when: 'now' | 'later';
  /** `2026-03-01T09:00` on the clocks of `timezone`. */
  local: string;
  timezone: string;
}

/** Tomorrow at the same hour is seldom what is wanted; the next full hour is easy to change. */
export function suggestTime(now: Millis, timezone: string): SendTime {
  const nextHour = Math.ceil((now + HOUR / 2) / HOUR) * HOUR;
  return { when: 'now', local: wallTimeAt(nextHour, timezone), timezone };
}

export type TimeProblem = 'incomplete' | 'past' | 'skipped';

/** The moment that is meant, and what is wrong with the time. */
export function readTime(time: SendTime, now: Millis): { at: Millis | null; problem: TimeProblem | null } {
  const at = momentOfWallTime(time.local, time.timezone);
  if (at === null) return { at: null, problem: 'incomplete' };
  if (at <= now) return { at, problem: 'past' };
  return { at, problem: wallTimeAt(at, time.timezone) === time.local ? null : 'skipped' };
}
