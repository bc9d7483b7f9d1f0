import type { RateLimits } from '#shared/contract/sender.contract.ts';
import type { SPANS } from './limits-in-words.ts';

type Limit = number | '';

/** Limits as a form holds them: an empty field for none. */
export type RateValues = Record<(typeof SPANS)[number], Limit>;

export function rateValuesOf(rate: RateLimits | undefined): RateValues {
  return {
    per_second: rate?.per_second ?? '',
    per_minute: rate?.per_minute ?? '',
    per_hour: rate?.per_hour ?? '',
    per_day: rate?.per_day ?? '',
  };
}

/** What goes over the wire. */
export function rateOf({ per_second, per_minute, per_hour, per_day }: RateValues): RateLimits {
  const limit = (value: Limit) => (value === '' ? null : value);
  return {
    per_second: limit(per_second),
    per_minute: limit(per_minute),
    per_hour: limit(per_hour),
    per_day: limit(per_day),
  };
}
