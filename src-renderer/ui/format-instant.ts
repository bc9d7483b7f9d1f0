export type InstantStyle = 'date' | 'time' | 'minute' | 'full';

const STYLES: Record<InstantStyle, Intl.DateTimeFormatOptions> = {
  date: { dateStyle: 'medium' },
  time: { timeStyle: 'short' },
  minute: { dateStyle: 'medium', timeStyle: 'short' },
  full: { dateStyle: 'full', timeStyle: 'long' },
};

/** Making a format costs a hundred times what using it does, and a table uses one for each row. */
const made = new Map<string, Intl.DateTimeFormat>();

export function formatInstant(locale: string, timeZone: string, instant: string | number, style: InstantStyle): string {
  const key = `${locale} ${timeZone} ${style}`;
  let format = made.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(locale, { ...STYLES[style], timeZone });
    made.set(key, format);
  }
  return format.format(new Date(instant));
}

const SPANS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** "5 minutes ago"; what is further than a week away reads better as a date. */
export function formatRelative(locale: string, timeZone: string, instant: string | number, now: number): string {
  const distance = new Date(instant).getTime() - now;
  if (Math.abs(distance) > 7 * 86_400_000) return formatInstant(locale, timeZone, instant, 'date');
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  for (const [unit, span] of SPANS) {
    if (Math.abs(distance) >= span) return format.format(Math.round(distance / span), unit);
  }
  return format.format(0, 'second');
}

/** "1 h 12 min", "45 s": the time that work will still take. */
export function formatDuration(locale: string, seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const parts: [number, string][] =
    whole >= 3_600
      ? [
          [Math.floor(whole / 3_600), 'hour'],
          [Math.floor((whole % 3_600) / 60), 'minute'],
        ]
      : whole >= 60
        ? [
            [Math.floor(whole / 60), 'minute'],
            [whole < 600 ? whole % 60 : 0, 'second'],
          ]
        : [[whole, 'second']];
  return parts
    .filter(([value], index) => value > 0 || (index === 0 && parts.length === 1))
    .map(([value, unit]) => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(value))
    .join(' ');
}

/** "CET" or "GMT+1", for naming the zone a chart or a schedule is in. */
export function zoneName(locale: string, timeZone: string, instant: number = Date.now()): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'short' }).formatToParts(instant);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}
