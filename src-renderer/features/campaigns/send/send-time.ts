import { momentOfWallTime, wallTimeAt } from '#shared/domain/campaign/wall-time.ts';
import {
  type LateChoice,
  nextTimes,
  PLAIN_TIMING,
  type Repeat,
  type SendTiming,
  spanOfLocalTime,
} from '#shared/domain/timing/send-timing.ts';
import { HOUR, type Millis } from '#shared/kernel/instant.ts';

export const WAYS = ['now', 'later', 'recipient', 'repeat'] as const;
export type Way = (typeof WAYS)[number];

export const RHYTHMS = ['daily', 'weekly', 'monthly', 'cron'] as const;

/** How a send repeats, as it is chosen; other rules are written as cron. */
export interface Rhythm {
  every: (typeof RHYTHMS)[number];
  interval: number;
  /** MO to SU */
  weekdays: string[];
  cron: string;
}

export interface SendTime {
  when: Way;
  /** `2026-03-01T09:00` on the clocks of `timezone`, or of each recipient; where it repeats, its first day and its time. */
  local: string;
  timezone: string;
  late: LateChoice;
  rhythm: Rhythm;
  spread_minutes: number | null;
  /** Whether the quiet time of the organization holds. */
  quiet: boolean;
}

/** Tomorrow at the same hour is seldom what is wanted; the next full hour is easy to change. */
export function suggestTime(now: Millis, timezone: string): SendTime {
  const nextHour = Math.ceil((now + HOUR / 2) / HOUR) * HOUR;
  const rhythm: Rhythm = { every: 'weekly', interval: 1, weekdays: [], cron: '0 9 * * MON' };
  const local = wallTimeAt(nextHour, timezone);
  return { when: 'now', local, timezone, late: 'at_once', rhythm, spread_minutes: null, quiet: true };
}

export type TimeProblem = 'incomplete' | 'past' | 'skipped';

/** The moment that is meant, and what is wrong with the time. */
export function readTime(
  time: Pick<SendTime, 'local' | 'timezone'>,
  now: Millis,
): { at: Millis | null; problem: TimeProblem | null } {
  const at = momentOfWallTime(time.local, time.timezone);
  if (at === null) return { at: null, problem: 'incomplete' };
  if (at <= now) return { at, problem: 'past' };
  return { at, problem: wallTimeAt(at, time.timezone) === time.local ? null : 'skipped' };
}

export type PlanProblem = 'incomplete' | 'past' | 'unread' | 'over';

/** What will happen: the next times at which it begins, at most five, and what stands against it. */
export function planOf(time: SendTime, now: Millis): { times: Millis[]; problem: PlanProblem | null } {
  if (time.when === 'now') return { times: [], problem: null };
  if (time.when === 'repeat') {
    const repeat = repeatOf(time);
    if (momentOfWallTime(time.local, time.timezone) === null) return { times: [], problem: 'incomplete' };
    const times = nextTimes(repeat, now, 5);
    if (times === null) return { times: [], problem: 'unread' };
    return { times, problem: times.length === 0 ? 'over' : null };
  }
  if (time.when === 'recipient') {
    const span = spanOfLocalTime(time.local);
    if (!span) return { times: [], problem: 'incomplete' };
    return { times: [Math.max(now, span.first), span.last], problem: span.last <= now ? 'past' : null };
  }
  const { at, problem } = readTime(time, now);
  const blocking = problem === 'skipped' ? null : problem;
  return { times: at === null ? [] : [at], problem: blocking };
}

/** What the server is asked for. */
export function timingOf(time: SendTime): SendTiming {
  const { when, local, late, spread_minutes, quiet } = time;
  return {
    ...PLAIN_TIMING,
    recipient_local: when === 'recipient' ? { local, late } : null,
    repeat: when === 'repeat' ? repeatOf(time) : null,
    spread_minutes,
    quiet: quiet ? 'organization' : 'none',
  };
}

function repeatOf({ rhythm, local, timezone }: SendTime): Repeat {
  const { every, interval, weekdays, cron } = rhythm;
  if (every === 'cron') return { kind: 'cron', rule: cron, timezone };
  const often = `FREQ=${every.toUpperCase()};INTERVAL=${interval}`;
  const on = every === 'weekly' && weekdays.length > 0 ? `;BYDAY=${weekdays.join(',')}` : '';
  return { kind: 'rule', rule: `${often}${on}`, start: local, timezone };
}
