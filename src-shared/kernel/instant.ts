import type { Brand } from './brand.ts';

/** A moment, RFC 3339 in UTC with milliseconds (`2026-03-01T09:00:00.000Z`). Sorts as text. */
export type Instant = Brand<string, 'Instant'>;

/** Milliseconds since 1970-01-01T00:00:00Z; the form in which engines and tables hold a moment. */
export type Millis = number;

/** @param millis milliseconds since the epoch, UTC */
export function instantOf(millis: Millis): Instant {
  return new Date(millis).toISOString() as Instant;
}

export function millisOf(instant: Instant): Millis {
  return Date.parse(instant);
}

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
