import type { RateLimits } from '#shared/domain/channel/rate-limits.ts';
import { DAY, HOUR, MINUTE, type Millis, SECOND } from '#shared/kernel/instant.ts';

/** Lateness that is made up for: timers fire late, and a limit that is only ever undershot is not met either. */
const CATCH_UP = 1_000;

/** A span is counted in so many slots; the oldest is let go of as a whole. */
const SLOTS = 600;

const SPANS = { per_minute: MINUTE, per_hour: HOUR, per_day: DAY } as const;

/**
 * Says when the next message may go. Seconds are paced evenly; of longer spans each one, wherever it is laid, holds no more
 * than its limit. Limits can be changed at any time, what was sent stays counted.
 */
export class RateGate {
  #perSecond: number | null = null;
  #nextAt = 0;
  readonly #windows: Window[] = Object.entries(SPANS).map(
    ([limit, span]) => new Window(limit as keyof typeof SPANS, span),
  );

  setLimits(limits: RateLimits): void {
    this.#perSecond = limits.per_second;
    for (const window of this.#windows) window.limit = limits[window.name];
  }

  /** Counts what went out before this gate was made. */
  remember(at: Millis, n: number, now: Millis): void {
    for (const window of this.#windows) window.add(at, n, now);
  }

  /** Takes leave for one message. @returns 0, or how long to wait before asking again */
  take(now: Millis): Millis {
    const wait = this.wait(now);
    if (wait === 0) this.count(now);
    return wait;
  }

  /** 0 when a message may go now. */
  wait(now: Millis): Millis {
    let wait = this.#paceWait(now);
    for (const window of this.#windows) wait = Math.max(wait, window.wait(now));
    return wait;
  }

  /** Counts a message that goes now. */
  count(now: Millis): void {
    if (this.#perSecond) {
      const due = this.#nextAt < now - CATCH_UP ? now : this.#nextAt;
      this.#nextAt = due + SECOND / this.#perSecond;
    }
    for (const window of this.#windows) window.add(now, 1, now);
  }

  /** Gives back a leave that was not used. */
  giveBack(now: Millis): void {
    if (this.#perSecond) this.#nextAt -= SECOND / this.#perSecond;
    for (const window of this.#windows) window.add(now, -1, now);
  }

  /** Messages that may go within about a second from now, at least one: as many as are worth having in hand. */
  worthHaving(now: Millis): number {
    const room = this.#windows.map((window) => window.room(now));
    return Math.max(1, Math.min(Math.ceil(this.#perSecond ?? Number.POSITIVE_INFINITY), ...room));
  }

  #paceWait(now: Millis): Millis {
    if (this.#perSecond === null) return 0;
    return Math.max(0, Math.ceil(this.#nextAt - now));
  }
}

/** How many there were in the last span, slot by slot. */
class Window {
  readonly name: keyof typeof SPANS;
  limit: number | null = null;
  readonly #slotMillis: number;
  readonly #slots = new Uint32Array(SLOTS);
  #newest = 0;
  #sum = 0;

  constructor(name: keyof typeof SPANS, span: Millis) {
    this.name = name;
    this.#slotMillis = span / SLOTS;
  }

  add(at: Millis, n: number, now: Millis): void {
    this.#moveTo(now);
    const slot = Math.floor(at / this.#slotMillis);
    if (slot <= this.#newest - SLOTS || slot > this.#newest) return;
    this.#slots[slot % SLOTS] = (this.#slots[slot % SLOTS] ?? 0) + n;
    this.#sum += n;
  }

  room(now: Millis): number {
    if (this.limit === null) return Number.POSITIVE_INFINITY;
    this.#moveTo(now);
    return Math.max(0, this.limit - this.#sum);
  }

  wait(now: Millis): Millis {
    if (this.limit === null || this.room(now) > 0) return 0;
    return this.#slotOfRoom() * this.#slotMillis - now;
  }

  /** The first slot in which enough old ones will have been let go of. */
  #slotOfRoom(): number {
    let sum = this.#sum;
    for (let slot = this.#newest - SLOTS + 1; slot <= this.#newest; slot++) {
      sum -= this.#slots[slot % SLOTS] ?? 0;
      if (sum < (this.limit ?? 0)) return slot + SLOTS;
    }
    return this.#newest + SLOTS;
  }

  #moveTo(now: Millis): void {
    const slot = Math.floor(now / this.#slotMillis);
    if (slot <= this.#newest) return;
    const gone = Math.min(SLOTS, slot - this.#newest);
    for (let i = 1; i <= gone; i++) {
      const index = (this.#newest + i) % SLOTS;
      this.#sum -= this.#slots[index] ?? 0;
      this.#slots[index] = 0;
    }
    this.#newest = slot;
  }
}
