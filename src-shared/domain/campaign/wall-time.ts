import { DAY, type Millis } from '#shared/kernel/instant.ts';

const LOCAL = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2}))?$/;

/**
 * The moment that a wall time such as `2026-03-29T02:30` means in a zone. A time that the clocks skip moves forward by the gap;
 * one that they show twice is the first. Null for what is no date.
 */
export function momentOfWallTime(local: string, timezone: string): Millis | null {
  const asUtc = readAsUtc(local);
  if (asUtc === null) return null;
  const moments = momentsShowing(asUtc, timezone);
  return moments[0] ?? asUtc - offsetAt(asUtc - DAY, timezone);
}

/** Every moment at which the clocks of a zone show this wall time: none where they skip it, two where they show it twice. */
export function everyMomentOf(local: string, timezone: string): Millis[] {
  const asUtc = readAsUtc(local);
  return asUtc === null ? [] : momentsShowing(asUtc, timezone);
}

function momentsShowing(asUtc: Millis, timezone: string): Millis[] {
  // Offsets are at most 14 hours, so a day to either side is safely before and after any change close to this time.
  const before = offsetAt(asUtc - DAY, timezone);
  const after = offsetAt(asUtc + DAY, timezone);
  const moments = [...new Set([asUtc - before, asUtc - after])];
  return moments.filter((moment) => moment + offsetAt(moment, timezone) === asUtc).sort((one, other) => one - other);
}

/** What the clocks of a zone show at a moment, to the minute: `2026-03-29T02:30`. */
export function wallTimeAt(moment: Millis, timezone: string): string {
  return new Date(moment + offsetAt(moment, timezone)).toISOString().slice(0, 16);
}

/** The zone if this machine knows it, else the other. What people and files say of zones is not always one. */
export function zoneOr(timezone: string, other: string): string {
  if (timezone === '') return other;
  try {
    clockOf(timezone);
    return timezone;
  } catch {
    return other;
  }
}

function readAsUtc(local: string): Millis | null {
  const match = LOCAL.exec(local);
  if (!match) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  const moment = Date.UTC(year, month - 1, day, hour, minute, second);
  // Date carries the 30th of February over into March; such a date is a slip of the pen.
  return new Date(moment).toISOString().startsWith(local) ? moment : null;
}

function offsetAt(moment: Millis, timezone: string): Millis {
  const parts = Object.fromEntries(
    clockOf(timezone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = parts;
  const shown = Date.UTC(year, month - 1, day, hour, minute, second);
  return shown - Math.floor(moment / 1_000) * 1_000;
}

/** Made once a zone: making one costs more than a hundred uses. */
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timezone: string): Intl.DateTimeFormat {
  const known = clocks.get(timezone);
  if (known) return known;
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  clocks.set(timezone, clock);
  return clock;
}
