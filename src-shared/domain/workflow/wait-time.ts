import { DAY, HOUR, MINUTE, type Millis } from '#shared/kernel/instant.ts';
import { momentOfWallTime, wallTimeAt } from '../campaign/wall-time.ts';
import type { FieldDate, NodeOf, Span, SpecOf } from './workflow-graph.ts';

/** Days are those of the calendar: the same time of the day, also over a change of the clocks. */
export function afterSpan({ amount, unit }: Span, now: Millis, zone: string): Millis {
  if (unit === 'minutes') return now + amount * MINUTE;
  if (unit === 'hours') return now + amount * HOUR;
  const days = unit === 'weeks' ? amount * 7 : amount;
  const [date = '', time = ''] = wallTimeAt(now, zone).split('T');
  const there = momentOfWallTime(`${daysAfter(date, days)}T${time}`, zone) ?? now + days * DAY;
  return there + (now % MINUTE);
}

/** When a wait that begins now ends: after its span, then at its time of the day, then on one of its weekdays. */
export function endOfWait(wait: SpecOf<'wait'> | NodeOf<'wait'>, now: Millis, zone: string): Millis {
  const after = afterSpan(wait, now, zone);
  if (wait.at === null && wait.weekdays.length === 0) return after;
  const [date = '', time = ''] = wallTimeAt(after, zone).split('T');
  const at = wait.at ?? time;
  const wholeDays = wait.unit === 'days' || wait.unit === 'weeks';
  for (let day = 0; day <= 8; day++) {
    const local = daysAfter(date, day);
    const moment = wait.at === null && day === 0 ? after : momentOfWallTime(`${local}T${at}`, zone);
    if (moment === null || moment < now || (!wholeDays && moment < after)) continue;
    if (wait.weekdays.length === 0 || wait.weekdays.includes(weekdayOf(local))) return moment;
  }
  return after;
}

/** The moment that a contact's date means: the next anniversary from today on where it is yearly. Null for what is no date. */
export function momentOfDate(value: string | null, rule: FieldDate, { now, zone }: Place): Millis | null {
  const date = value === null ? null : dateIn(value, zone);
  if (date === null) return null;
  if (!rule.yearly) return momentOfWallTime(`${daysAfter(date, rule.offset_days)}T${rule.at}`, zone);
  const today = wallTimeAt(now, zone).slice(0, 10);
  const year = Number(today.slice(0, 4));
  for (const candidate of [year - 1, year, year + 1, year + 2]) {
    const local = daysAfter(anniversary(date, candidate), rule.offset_days);
    if (local >= today) return momentOfWallTime(`${local}T${rule.at}`, zone);
  }
  return null;
}

interface Place {
  now: Millis;
  zone: string;
}

/** The day of a stored date or moment; null for what is none. */
export function dateIn(value: string, zone: string): string | null {
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return Number.isNaN(Date.parse(value)) ? null : value;
  const moment = Date.parse(value);
  return /^\d{4}-/.test(value) && !Number.isNaN(moment) ? wallTimeAt(moment, zone).slice(0, 10) : null;
}

/** Who was born on the 29th of February has their day on the 28th in other years. */
export function anniversary(date: string, year: number): string {
  const local = `${String(year).padStart(4, '0')}${date.slice(4)}`;
  const isThere = new Date(`${local}T12:00:00Z`).toISOString().startsWith(local);
  return isThere ? local : `${local.slice(0, 8)}28`;
}

export function daysAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T12:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** 1 is Monday. */
function weekdayOf(date: string): number {
  return new Date(`${date}T12:00:00Z`).getUTCDay() || 7;
}
