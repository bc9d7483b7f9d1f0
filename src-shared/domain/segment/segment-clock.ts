import { DAY, HOUR, instantOf, MINUTE, type Millis, millisOf, SECOND } from '#shared/kernel/instant.ts';
import { momentOfWallTime, wallTimeAt } from '../campaign/wall-time.ts';
import type { DateValue, Duration, RelativeDateValue } from './segment-ast.ts';

/** What a date in a rule means at one moment in one zone. */
export interface ResolvedDate {
  /** The day, in the zone. */
  day: string;
  /** Null when the rule names a day and no time. */
  moment: Millis | null;
  /** The first moment of the day, and the first after it. */
  from: Millis;
  to: Millis;
}

/**
 * Now, in the zone of the organization. Days, weeks, months and years are those of the calendar: `now - 1d` is the same time on the
 * clocks yesterday, also when they were changed in between, and a month before the 31st of March is the last of February. Hours are
 * 60 minutes each. A time that the clocks skip moves forward by the gap, one that they show twice is the first.
 */
export class SegmentClock {
  readonly now: Millis;
  readonly zone: string;
  private readonly dates = new Map<string, ResolvedDate>();
  private readonly starts = new Map<string, Millis>();

  constructor(now: Millis, zone: string) {
    this.now = now;
    this.zone = zone;
  }

  resolve(value: DateValue | RelativeDateValue): ResolvedDate {
    const key = value.type === 'date' ? value.value : `${value.base} ${value.offset?.amount} ${value.offset?.unit}`;
    const known = this.dates.get(key);
    if (known) return known;
    const date = value.type === 'date' ? this.literal(value.value) : this.relative(value);
    this.dates.set(key, date);
    return date;
  }

  /** The first moment of a window that ends now. */
  windowStart({ amount, unit }: Duration): Millis {
    const key = `${amount}${unit}`;
    const start = this.starts.get(key) ?? this.shift(this.now, { amount: -amount, unit });
    this.starts.set(key, start);
    return start;
  }

  private literal(text: string): ResolvedDate {
    if (text.length === 10) return this.wholeDay(text);
    if (text.endsWith('Z')) return this.ofMoment(millisOf(text as Parameters<typeof millisOf>[0]));
    const minute = momentOfWallTime(text.slice(0, 16), this.zone) ?? Date.parse(`${text.slice(0, 16)}Z`);
    return this.ofMoment(minute + Number(text.slice(17, 19)) * SECOND);
  }

  private relative({ base, offset }: RelativeDateValue): ResolvedDate {
    if (base === 'now') return this.ofMoment(offset ? this.shift(this.now, offset) : this.now);
    const today = wallTimeAt(this.now, this.zone).slice(0, 10);
    return this.wholeDay(offset ? shiftDay(today, offset) : today);
  }

  private ofMoment(moment: Millis): ResolvedDate {
    return { ...this.wholeDay(wallTimeAt(moment, this.zone).slice(0, 10)), moment };
  }

  private wholeDay(day: string): ResolvedDate {
    const from = this.startOf(day);
    const to = this.startOf(shiftDay(day, { amount: 1, unit: 'd' }));
    return { day, moment: null, from, to: Number.isNaN(to) ? from + DAY : to };
  }

  /** Years before 100 have no zones worth the name. */
  private startOf(day: string): Millis {
    return momentOfWallTime(`${day}T00:00`, this.zone) ?? Date.parse(`${day}T00:00:00Z`);
  }

  private shift(moment: Millis, offset: Duration): Millis {
    if (offset.unit === 'h') return moment + offset.amount * HOUR;
    const [day = '', clock = ''] = wallTimeAt(moment, this.zone).split('T');
    const minute = momentOfWallTime(`${shiftDay(day, offset)}T${clock}`, this.zone) ?? moment;
    return minute + (moment % MINUTE);
  }
}

/** `2026-03-31` and a month less is `2026-02-28`. */
export function shiftDay(day: string, { amount, unit }: Duration): string {
  const date = new Date(`${day}T00:00:00Z`);
  if (unit === 'm' || unit === 'y') {
    const wanted = date.getUTCDate();
    date.setUTCDate(1);
    date.setUTCMonth(date.getUTCMonth() + amount * (unit === 'y' ? 12 : 1));
    const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
    date.setUTCDate(Math.min(wanted, last));
  } else date.setUTCDate(date.getUTCDate() + amount * (unit === 'w' ? 7 : 1));
  return instantOf(date.getTime()).slice(0, 10);
}
