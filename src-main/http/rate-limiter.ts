import type { Clock } from '#main/platform/clock.ts';

export interface Quota {
  limit: number;
  remaining: number;
  /** Until the quota is full again. */
  reset_seconds: number;
  allowed: boolean;
}

const WINDOW_SECONDS = 60;
const MOST_CALLERS = 10_000;

/** A token bucket for each caller: `limit` requests at once, refilled over a minute. In memory: a restart is mild to all. */
export class RateLimiter {
  readonly #clock: Clock;
  readonly #limit: number;
  readonly #buckets = new Map<string, { tokens: number; at: number }>();

  constructor(clock: Clock, limit: number) {
    this.#clock = clock;
    this.#limit = limit;
  }

  take(caller: string): Quota {
    const now = this.#clock.now();
    const before = this.#buckets.get(caller);
    const refilled = before ? before.tokens + ((now - before.at) / 1000) * (this.#limit / WINDOW_SECONDS) : this.#limit;
    const tokens = Math.min(this.#limit, refilled);
    const allowed = tokens >= 1;
    const left = allowed ? tokens - 1 : tokens;
    // Set anew, so that the oldest caller is first in the map and goes when it is full.
    this.#buckets.delete(caller);
    this.#buckets.set(caller, { tokens: left, at: now });
    this.#forgetOldest();
    return {
      limit: this.#limit,
      remaining: Math.floor(left),
      reset_seconds: Math.ceil(((this.#limit - left) * WINDOW_SECONDS) / this.#limit),
      allowed,
    };
  }

  #forgetOldest(): void {
    if (this.#buckets.size <= MOST_CALLERS) return;
    const [oldest] = this.#buckets.keys();
    if (oldest !== undefined) this.#buckets.delete(oldest);
  }
}

/** The headers of draft-ietf-httpapi-ratelimit-headers. */
export function rateLimitHeaders({ limit, remaining, reset_seconds, allowed }: Quota): Record<string, string> {
  return {
    'ratelimit-policy': `"default";q=${limit};w=${WINDOW_SECONDS}`,
    ratelimit: `"default";r=${remaining};t=${reset_seconds}`,
    ...(allowed ? {} : { 'retry-after': String(Math.max(1, Math.ceil(WINDOW_SECONDS / limit))) }),
  };
}
