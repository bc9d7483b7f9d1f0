import { MINUTE, type Millis } from '#shared/kernel/instant.ts';

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
/** The clocks of every zone differ by whole quarters of an hour, so that one answer holds for one. */
const QUARTER = 15 * MINUTE;

/** Tells the day of the week (0 is Monday) and the hour of moments where a zone's clocks stand: `3-17`. */
export function hourInZone(timezone: string): (at: Millis) => string {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: timezone,
    weekday: 'short',
    hour: '2-digit',
    hourCycle: 'h23',
  });
  const known = new Map<number, string>();
  return (at) => {
    const quarter = Math.floor(at / QUARTER);
    const found = known.get(quarter);
    if (found !== undefined) return found;
    const parts = format.formatToParts(at);
    const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
    const text = `${DAYS.indexOf(part('weekday'))}-${Number(part('hour'))}`;
    known.set(quarter, text);
    return text;
  };
}
