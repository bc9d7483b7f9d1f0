import { DAY, type Millis } from '#shared/kernel/instant.ts';
import { everyMomentOf, momentOfWallTime, wallTimeAt } from '../campaign/wall-time.ts';

/** A cron rule of five fields, read. Day of month and day of week both named means either of them. */
export interface CronRule {
  minutes: readonly number[];
  hours: readonly number[];
  days: ReadonlySet<number>;
  months: ReadonlySet<number>;
  weekdays: ReadonlySet<number>;
  either: boolean;
  /** Any hour: then it follows the time that passes, not the clocks. */
  any_hour: boolean;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** Null for what is no such rule, or names a day that never comes. */
export function readCronRule(text: string): CronRule | null {
  const fields = text.trim().split(/\s+/);
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = fields;
  if (fields.length !== 5) return null;
  const minutes = readField(minute, 0, 59);
  const hours = readField(hour, 0, 23);
  const days = readField(day, 1, 31);
  const months = readField(month, 1, 12, MONTHS);
  const weekdays = readField(weekday, 0, 7, WEEKDAYS);
  if (!minutes || !hours || !days || !months || !weekdays) return null;
  const rule: CronRule = {
    minutes,
    hours,
    days: new Set(days),
    months: new Set(months),
    weekdays: new Set(weekdays.map((value) => value % 7)),
    either: !day.startsWith('*') && !weekday.startsWith('*'),
    any_hour: hour.startsWith('*'),
  };
  return comesAtAll(rule) ? rule : null;
}

/** The next moments after one, at most `count`, in order. A time that the clocks skip moves forward, one that they show twice is the first. */
export function nextCronTimes(rule: CronRule, timezone: string, after: Millis, count: number): Millis[] {
  const found: Millis[] = [];
  const today = Date.parse(`${wallTimeAt(after, timezone).slice(0, 10)}T00:00:00Z`);
  // One day back, for times that a change of the clocks has moved over midnight.
  for (let day = today - DAY, looked = 0; looked <= FARTHEST && found.length < count; day += DAY, looked++) {
    if (!isDay(rule, new Date(day))) continue;
    const date = new Date(day).toISOString().slice(0, 10);
    const moments = momentsOn(rule, date, timezone).filter((moment) => moment > after && !found.includes(moment));
    found.push(...moments.sort((one, other) => one - other));
  }
  return found.slice(0, count);
}

/** The 29th of February on a certain weekday comes at least once in so many days. */
const FARTHEST = 366 * 41;

function momentsOn({ hours, minutes, any_hour }: CronRule, date: string, timezone: string): Millis[] {
  const times = hours.flatMap((hour) => minutes.map((minute) => `${date}T${two(hour)}:${two(minute)}`));
  if (any_hour) return times.flatMap((local) => everyMomentOf(local, timezone));
  return times.flatMap((local) => momentOfWallTime(local, timezone) ?? []);
}

function isDay({ days, months, weekdays, either }: CronRule, day: Date): boolean {
  if (!months.has(day.getUTCMonth() + 1)) return false;
  const byDay = days.has(day.getUTCDate());
  const byWeekday = weekdays.has(day.getUTCDay());
  return either ? byDay || byWeekday : byDay && byWeekday;
}

const LONGEST = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function comesAtAll({ days, months, either }: CronRule): boolean {
  return either || [...months].some((month) => Math.min(...days) <= (LONGEST[month - 1] ?? 0));
}

function readField(text: string, least: number, most: number, names: readonly string[] = []): number[] | null {
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const match = /^(\*|[A-Za-z]+|\d+)(?:-([A-Za-z]+|\d+))?(?:\/(\d+))?$/.exec(part);
    if (!match) return null;
    const [, from = '', to, every] = match;
    const step = every === undefined ? 1 : Number(every);
    const first = from === '*' ? least : numberOf(from, least, names);
    const last = from === '*' || (to === undefined && every !== undefined) ? most : numberOf(to ?? from, least, names);
    if (first === null || last === null || step < 1 || first < least || last > most || first > last) return null;
    if (from === '*' && to !== undefined) return null;
    for (let value = first; value <= last; value += step) values.add(value);
  }
  return [...values].sort((one, other) => one - other);
}

function numberOf(text: string, least: number, names: readonly string[]): number | null {
  if (/^\d+$/.test(text)) return Number(text);
  const index = names.indexOf(text.toLowerCase());
  return index < 0 ? null : index + least;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
