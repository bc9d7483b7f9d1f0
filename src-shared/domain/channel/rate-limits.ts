/** How many messages may be handed over in each span of time; null: no limit. */
export interface RateLimits {
  per_second: number | null;
  per_minute: number | null;
  per_hour: number | null;
  per_day: number | null;
}

export const NO_LIMITS: RateLimits = { per_second: null, per_minute: null, per_hour: null, per_day: null };
