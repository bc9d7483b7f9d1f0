import { DAY, type Millis } from '#shared/kernel/instant.ts';
import { momentOfWallTime } from '../campaign/wall-time.ts';

/** What Herald takes of a recurrence rule of RFC 5545: enough for "every other Tuesday" and "the last Friday of the month". */
export interface RepeatRule {
  every: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';
  interval: number;
  count: number | null;
  /** Wall time or date, both inclusive. */
  until: string | null;
  weekdays: readonly { day: number; nth: number }[];
  month_days: readonly number[];
  months: readonly number[];
}

const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
const FREQUENCIES = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;

/** Null for what is no rule, or one that says more than Herald takes. */
export function readRepeatRule(text: string): RepeatRule | null {
  const rule: Draft = {
    every: 'DAILY',
    interval: 1,
    count: null,
    until: null,
    weekdays: [],
    month_days: [],
    months: [],
  };
  const parts = text.replace(/^RRULE:/i, '').split(';');
  const named = new Map(parts.map((part) => part.toUpperCase().split('=', 2) as [string, string]));
  const every = FREQUENCIES.find((frequency) => frequency === named.get('FREQ'));
  if (!every || named.size !== parts.length) return null;
  rule.every = every;
  for (const [name, value = ''] of named) if (!take(rule, name, value)) return null;
  const countsWeekdays = rule.weekdays.some(({ nth }) => nth !== 0);
  return countsWeekdays && every !== 'MONTHLY' ? null : rule;
}

type Draft = { -readonly [Key in keyof RepeatRule]: RepeatRule[Key] };

function take(rule: Draft, name: string, value: string): boolean {
  if (name === 'FREQ') return true;
  if (name === 'WKST') return value === 'MO';
  if (name === 'INTERVAL') return keep(whole(value, 1, 1_000), (interval) => (rule.interval = interval));
  if (name === 'COUNT') return keep(whole(value, 1, 10_000), (count) => (rule.count = count));
  if (name === 'UNTIL') return keep(readUntil(value), (until) => (rule.until = until));
  if (name === 'BYDAY') return keep(readAll(value, readWeekday), (all) => (rule.weekdays = all));
  if (name === 'BYMONTHDAY') return keep(readAll(value, monthDay), (all) => (rule.month_days = all));
  if (name === 'BYMONTH')
    return keep(
      readAll(value, (one) => whole(one, 1, 12)),
      (all) => (rule.months = all),
    );
  return false;
}

function keep<Value>(value: Value | null, set: (value: Value) => unknown): boolean {
  if (value !== null) set(value);
  return value !== null;
}

/** Its times from `start` on (a wall time that counts only where the rule meets it), those after a moment, at most `count`. */
export function nextRepeatTimes(
  rule: RepeatRule,
  { start, timezone }: { start: string; timezone: string },
  { after, count }: { after: Millis; count: number },
): Millis[] {
  const time = start.slice(10);
  const found: Millis[] = [];
  let seen = 0;
  for (const date of datesOf(rule, start.slice(0, 10))) {
    if (rule.until !== null && `${date}${time}`.slice(0, rule.until.length) > rule.until) break;
    if (rule.count !== null && ++seen > rule.count) break;
    const moment = momentOfWallTime(`${date}${time}`, timezone);
    if (moment !== null && moment > after) found.push(moment);
    if (found.length >= count) break;
  }
  return found;
}

const MOST_PERIODS = 5_000;

function* datesOf(rule: RepeatRule, first: string): Generator<string> {
  const start = Date.parse(`${first}T00:00:00Z`);
  for (let period = 0; period < MOST_PERIODS; period++) {
    for (const day of daysOf(rule, start, period * rule.interval)) {
      if (day >= start) yield new Date(day).toISOString().slice(0, 10);
    }
  }
}

/** The days of one period, in order. */
function daysOf(rule: RepeatRule, start: Millis, offset: number): Millis[] {
  const begin = new Date(start);
  const [year, month, date] = [begin.getUTCFullYear(), begin.getUTCMonth(), begin.getUTCDate()];
  if (rule.every === 'DAILY') return fitting(rule, [start + offset * DAY]);
  if (rule.every === 'WEEKLY') {
    const monday = start - ((begin.getUTCDay() + 6) % 7) * DAY + offset * 7 * DAY;
    const week = Array.from({ length: 7 }, (_, index) => monday + index * DAY);
    const own = rule.weekdays.length > 0 ? rule : { ...rule, weekdays: [{ day: begin.getUTCDay(), nth: 0 }] };
    return fitting(own, week);
  }
  if (rule.every === 'MONTHLY') return ofMonth(rule, year, month + offset, date);
  const months = rule.months.length > 0 ? rule.months.map((one) => one - 1) : [month];
  return [...months].sort((one, other) => one - other).flatMap((one) => ofMonth(rule, year + offset, one, date));
}

function ofMonth(rule: RepeatRule, year: number, month: number, date: number): Millis[] {
  const length = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const days = Array.from({ length }, (_, index) => Date.UTC(year, month, index + 1));
  if (rule.weekdays.length > 0 || rule.month_days.length > 0) return fitting(rule, days);
  return fitting({ ...rule, month_days: [date] }, days);
}

function fitting({ weekdays, month_days, months }: RepeatRule, days: readonly Millis[]): Millis[] {
  return days.filter((moment) => {
    const day = new Date(moment);
    const date = day.getUTCDate();
    const length = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0)).getUTCDate();
    const isMonth = months.length === 0 || months.includes(day.getUTCMonth() + 1);
    const isDate = month_days.length === 0 || month_days.some((one) => (one > 0 ? one : length + 1 + one) === date);
    const isWeekday = weekdays.length === 0 || weekdays.some((one) => fitsWeekday(one, day.getUTCDay(), date, length));
    return isMonth && isDate && isWeekday;
  });
}

function fitsWeekday(
  { day, nth }: { day: number; nth: number },
  weekday: number,
  date: number,
  length: number,
): boolean {
  if (day !== weekday) return false;
  if (nth === 0) return true;
  return nth > 0 ? Math.ceil(date / 7) === nth : Math.ceil((length + 1 - date) / 7) === -nth;
}

function readWeekday(text: string): { day: number; nth: number } | null {
  const match = /^([+-]?[1-5])?([A-Z]{2})$/.exec(text);
  const day = WEEKDAYS.indexOf(match?.[2] ?? '');
  return day < 0 ? null : { day, nth: Number(match?.[1] ?? 0) };
}

function readUntil(text: string): string | null {
  const match = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})\d{2}Z?)?$/.exec(text);
  if (!match) return null;
  const [, year, month, day, hour, minute] = match;
  return `${year}-${month}-${day}${hour === undefined ? '' : `T${hour}:${minute}`}`;
}

function readAll<Item>(text: string, read: (one: string) => Item | null): Item[] | null {
  const all = text.split(',').map(read);
  const known = all.filter((one) => one !== null);
  return known.length === all.length ? known : null;
}

function monthDay(text: string): number | null {
  return Number(text) === 0 ? null : whole(text, -31, 31);
}

function whole(text: string, least: number, most: number): number | null {
  const value = Number(text);
  return /^[+-]?\d+$/.test(text) && value >= least && value <= most ? value : null;
}
