import { DAY, type Millis } from '#shared/kernel/instant.ts';
import { momentOfWallTime, wallTimeAt } from '../campaign/wall-time.ts';

/** When nobody is written to, by the clocks of each recipient. */
export interface QuietRules {
  /** From one time of the day to another, perhaps over midnight; null: no quiet hours. */
  hours: { from: string; to: string } | null;
  /** Days on which messages may go out, 1 is Monday. */
  days: number[];
}

export const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

export function isQuietAtTimes({ hours, days }: QuietRules): boolean {
  return (hours !== null && hours.from !== hours.to) || days.length < EVERY_DAY.length;
}

/** Each step leaves one night or one day that is not allowed. */
const MOST_STEPS = 20;

/** The first moment from this one on at which somebody in this zone may be written to. */
export function earliestAllowed(rules: QuietRules, timezone: string, at: Millis): Millis {
  let moment = at;
  for (let step = 0; step < MOST_STEPS; step++) {
    const next = endOfQuiet(rules, timezone, moment);
    if (next === moment) return moment;
    moment = next;
  }
  return moment;
}

/** When a moment at which writing is allowed is followed by quiet time. */
export function allowedUntil({ hours, days }: QuietRules, timezone: string, at: Millis): Millis {
  const [date = '', time = ''] = wallTimeAt(at, timezone).split('T');
  const noon = Date.parse(`${date}T12:00:00Z`);
  const dateIn = (later: number) => new Date(noon + later * DAY).toISOString().slice(0, 10);
  const momentOf = (later: number, local: string) => momentOfWallTime(`${dateIn(later)}T${local}`, timezone) ?? at;
  const ends: Millis[] = [];
  if (hours && hours.from !== hours.to) ends.push(momentOf(time < hours.from ? 0 : 1, hours.from));
  const weekday = new Date(noon).getUTCDay();
  const closed = EVERY_DAY.find((later) => !days.includes((weekday + later) % 7 || 7));
  if (closed !== undefined) ends.push(momentOf(closed, '00:00'));
  return Math.min(...ends, at + 8 * DAY);
}

/** The same moment where it is allowed, else when what forbids it ends. */
function endOfQuiet({ hours, days }: QuietRules, timezone: string, at: Millis): Millis {
  const [date = '', time = ''] = wallTimeAt(at, timezone).split('T');
  const noon = Date.parse(`${date}T12:00:00Z`);
  const tomorrow = new Date(noon + DAY).toISOString().slice(0, 10);
  const weekday = new Date(noon).getUTCDay() || 7;
  if (!days.includes(weekday)) return momentOfWallTime(`${tomorrow}T00:00`, timezone) ?? at;
  if (!hours || hours.from === hours.to) return at;
  const { from, to } = hours;
  if (from < to) return time >= from && time < to ? (momentOfWallTime(`${date}T${to}`, timezone) ?? at) : at;
  if (time >= from) return momentOfWallTime(`${tomorrow}T${to}`, timezone) ?? at;
  return time < to ? (momentOfWallTime(`${date}T${to}`, timezone) ?? at) : at;
}
