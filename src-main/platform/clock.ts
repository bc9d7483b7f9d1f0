import type { Millis } from '#shared/kernel/instant.ts';

/** Where Herald reads the time. Tests hand in one that they move. */
export interface Clock {
  now(): Millis;
}

export const systemClock: Clock = { now: () => Date.now() };
