import type { Clock } from '#main/platform/clock.ts';

/** A clock that stands until it is moved. */
export class FakeClock implements Clock {
  #now: number;

  constructor(start = Date.UTC(2026, 2, 2, 9, 0, 0)) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  advance(millis: number): void {
    this.#now += millis;
  }
}
