import type { RateLimits } from '../channel/rate-limits.ts';

/** Who has been asked is not asked again by asking a whole list, for so long. */
export const ASK_AGAIN_DAYS = 30;

/** A burst of mails that ask is what spam filters wait for. */
const MOST_A_SECOND = 5;
/** Campaigns of the same sender need the rest. */
const SHARE = 0.5;

/** How many people a second may be asked by a sender with these limits. */
export function askingPace({ per_second, per_minute, per_hour, per_day }: RateLimits): number {
  const limit = (most: number | null, seconds: number) => (most === null ? MOST_A_SECOND : (most / seconds) * SHARE);
  return Math.min(
    MOST_A_SECOND,
    limit(per_second, 1),
    limit(per_minute, 60),
    limit(per_hour, 3_600),
    limit(per_day, 86_400),
  );
}
