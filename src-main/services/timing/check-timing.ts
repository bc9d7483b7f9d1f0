import { isCronSyntax } from '#main/scheduler/cron-syntax.ts';
import { momentOfWallTime, wallTimeAt } from '#shared/domain/campaign/wall-time.ts';
import { nextTimes, type Repeat, type SendTiming, spanOfLocalTime } from '#shared/domain/timing/send-timing.ts';
import { HeraldError } from '#shared/kernel/herald-error.ts';
import { HOUR, type Millis } from '#shared/kernel/instant.ts';

export interface TimeWish {
  /** A wall time; needed unless the timing says when. */
  local?: string;
  timezone: string;
  timing: SendTiming;
}

/** When a send begins first, as a wall time of a zone and as a moment. */
export interface Beginning {
  local: string;
  timezone: string;
  at: Millis;
}

/** @throws HeraldError where it can't be, with the field to put right */
export function beginningOf({ local, timezone, timing }: TimeWish, now: Millis): Beginning {
  if (timing.repeat && timing.recipient_local) {
    throw refusal(
      'timing.repeat',
      'A send repeats, or goes out at the local time of each recipient, not both.',
      'Choose one.',
    );
  }
  if (timing.repeat) return firstOf(timing.repeat, now);
  if (timing.recipient_local) return waveOf(timing.recipient_local.local, timezone, now);
  if (local === undefined) throw refusal('local', 'Say when it is to be sent.', 'Give a local time and its zone.');
  const at = momentOfWallTime(local, timezone);
  if (at === null) throw refusal('local', 'There is no such date.', 'Choose another.');
  if (at <= now) throw past('local', `${local.replace('T', ' ')} in ${timezone}`);
  return { local, timezone, at };
}

const SHORTEST_GAP = HOUR;
const TIMES_LOOKED_AT = 50;

/** The first time of something that repeats. @param field of the rule, for a refusal */
export function firstOf(repeat: Repeat, now: Millis, field = 'timing.repeat.rule'): Beginning {
  const times = nextTimes(repeat, now, TIMES_LOOKED_AT);
  const isRead = times !== null && (repeat.kind !== 'cron' || isCronSyntax(repeat.rule));
  if (!isRead) {
    const hint =
      repeat.kind === 'cron' ? 'Five fields, for example "0 9 * * MON".' : 'For example FREQ=WEEKLY;BYDAY=MO.';
    throw refusal(field, 'This rule can’t be read.', hint);
  }
  const [first] = times;
  if (first === undefined) throw refusal(field, 'This rule has no time left.', 'Choose a later end.');
  if (times.some((time, index) => index > 0 && time - (times[index - 1] ?? 0) < SHORTEST_GAP)) {
    throw refusal(field, 'It can repeat at most once an hour.', 'Name one minute.');
  }
  const { timezone } = repeat;
  return { local: wallTimeAt(first, timezone), timezone, at: first };
}

function waveOf(local: string, timezone: string, now: Millis): Beginning {
  const span = spanOfLocalTime(local);
  if (!span) throw refusal('timing.recipient_local.local', 'There is no such date.', 'Choose another.');
  if (span.last <= now) throw past('timing.recipient_local.local', `${local.replace('T', ' ')} everywhere on earth`);
  return { local, timezone, at: Math.max(span.first, now) };
}

function past(field: string, what: string): HeraldError {
  return refusal(field, `${what} is in the past.`, 'Choose a later time, or send it now.');
}

function refusal(field: string, message: string, hint: string): HeraldError {
  return new HeraldError('INVALID_INPUT', message, { field, hint });
}
