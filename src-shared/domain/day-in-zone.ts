import type { Millis } from '#shared/kernel/instant.ts';

/** The day of a moment as people in this zone call it: `2026-03-01`. */
export function dayInZone(at: Millis, timezone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: timezone, dateStyle: 'short' }).format(at);
}
