import { MINUTE, type Millis } from '#shared/kernel/instant.ts';
import { momentOfWallTime } from '../campaign/wall-time.ts';
import { nextCronTimes, readCronRule } from './cron-rule.ts';
import type { QuietRules } from './quiet-hours.ts';
import { nextRepeatTimes, readRepeatRule } from './repeat-rule.ts';

/** A send that comes again and again, with the people who fit each time. */
export type Repeat =
  | { kind: 'cron'; rule: string; timezone: string }
  | { kind: 'rule'; rule: string; start: string; timezone: string };

/** What becomes of people whose local time has passed already when the send begins. */
export const LATE_CHOICES = ['at_once', 'next_day', 'skip'] as const;
export type LateChoice = (typeof LATE_CHOICES)[number];

/** How a send is spread over people and time. */
export interface SendTiming {
  /** Everybody at this wall time of their own zone; null: all at the same moment. */
  recipient_local: { local: string; late: LateChoice } | null;
  repeat: Repeat | null;
  /** Evenly over so many minutes; null: as fast as the sender may. */
  spread_minutes: number | null;
  /** Quiet time: that of the organization, none, or one of its own. */
  quiet: 'organization' | 'none' | QuietRules;
}

export const PLAIN_TIMING: SendTiming = {
  recipient_local: null,
  repeat: null,
  spread_minutes: null,
  quiet: 'organization',
};

/** The quiet time that holds for a send; null: none. */
export function quietOf({ quiet }: Pick<SendTiming, 'quiet'>, organization: QuietRules | null): QuietRules | null {
  if (quiet === 'organization') return organization;
  return quiet === 'none' ? null : quiet;
}

/** The next times of a send that repeats; empty when it is over. Null for a rule that can't be read. */
export function nextTimes(repeat: Repeat, after: Millis, count: number): Millis[] | null {
  if (repeat.kind === 'cron') {
    const rule = readCronRule(repeat.rule);
    return rule && nextCronTimes(rule, repeat.timezone, after, count);
  }
  const rule = readRepeatRule(repeat.rule);
  return rule && nextRepeatTimes(rule, repeat, { after, count });
}

/** Nowhere is this wall time earlier, and nowhere later. */
const FIRST_ZONE = 'Pacific/Kiritimati';
const LAST_ZONE = 'Etc/GMT+12';

/** From when to when a wall time comes around the earth; null for what is no date. */
export function spanOfLocalTime(local: string): { first: Millis; last: Millis } | null {
  const first = momentOfWallTime(local, FIRST_ZONE);
  const last = momentOfWallTime(local, LAST_ZONE);
  return first === null || last === null ? null : { first, last };
}

/** A time that the clocks show within so long of the beginning still counts as on time. */
const ON_TIME = MINUTE;

/** When it is this wall time for somebody, or what is done about it when that has passed; 'skip': nothing. */
export function localMoment(
  { local, late }: { local: string; late: LateChoice },
  timezone: string,
  started: Millis,
): Millis | 'skip' {
  const moment = momentOfWallTime(local, timezone) ?? started;
  if (moment >= started - ON_TIME) return Math.max(moment, started);
  if (late === 'at_once') return started;
  if (late === 'skip') return 'skip';
  for (let next = moment, days = 1; days < 400; days++) {
    next = momentOfWallTime(dayAfter(local, days), timezone) ?? next;
    if (next >= started) return next;
  }
  return started;
}

function dayAfter(local: string, days: number): string {
  const [date = '', time = ''] = local.split('T');
  const later = new Date(`${date}T00:00:00Z`);
  later.setUTCDate(later.getUTCDate() + days);
  return `${later.toISOString().slice(0, 10)}T${time}`;
}
