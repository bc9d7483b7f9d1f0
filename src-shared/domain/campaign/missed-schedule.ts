import { MINUTE, type Millis } from '#shared/kernel/instant.ts';
import { wallTimeAt } from './wall-time.ts';

/** Up to `late_minutes` after its moment a campaign is sent late; afterwards people are asked. */
export function isTooLate(scheduledAt: Millis, now: Millis, late_minutes: number): boolean {
  return now - scheduledAt > late_minutes * MINUTE;
}

export function sayMissed(scheduledAt: Millis, now: Millis, timezone: string): string {
  const minutes = Math.round((now - scheduledAt) / MINUTE);
  const due = wallTimeAt(scheduledAt, timezone).replace('T', ' ');
  return `It was due at ${due} (${timezone}), but Herald was not running. That was ${minutes} minutes ago: resume it to send it now, or cancel it.`;
}
