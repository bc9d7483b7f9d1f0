import { DAY, type Millis } from '#shared/kernel/instant.ts';

/** What a person does with a message. Each counts once for a message; what machines do is none. */
export type Deed = 'open' | 'click';
export const POINTS: Record<Deed, number> = { open: 4, click: 10 };

/** After so long what was done counts half. */
export const HALF_LIFE = 30 * DAY;
export const HIGHEST_SCORE = 100;

/** Kept of somebody who never did anything. */
export const NEVER_ENGAGED = 0;

/** In points, not rounded: what a deed of this moment still counts. */
export function worthNow(deed: Deed, at: Millis, now: Millis): number {
  return POINTS[deed] * 2 ** ((at - now) / HALF_LIFE);
}

/**
 * A score is the sum of what each deed still counts. It is kept as the moment at which it falls to one point: since all of it halves in the
 * same time, that moment says everything, stays as it is while time passes, and is later for whoever has the higher score.
 *
 * @returns the moment once this deed is added
 */
export function withDeed(engaged_until: Millis, deed: Deed, at: Millis): Millis {
  const own = at + HALF_LIFE * Math.log2(POINTS[deed]);
  if (engaged_until === NEVER_ENGAGED) return Math.round(own);
  const [later, earlier] = engaged_until > own ? [engaged_until, own] : [own, engaged_until];
  return Math.round(later + HALF_LIFE * Math.log2(1 + 2 ** ((earlier - later) / HALF_LIFE)));
}

/** The same from everything that somebody did. */
export function engagedUntil(deeds: Iterable<{ deed: Deed; at: Millis }>): Millis {
  let until = NEVER_ENGAGED;
  for (const { deed, at } of deeds) until = withDeed(until, deed, at);
  return until;
}

/** Whose kept moment is not before this one has at least so many points, a whole number from 1 to 100: half points are rounded up. */
export function leastFor(score: number, now: Millis): Millis {
  return Math.ceil(now + HALF_LIFE * Math.log2(score - 0.5));
}

/** 0 to 100. To the millisecond what `leastFor` says. */
export function scoreOf(engaged_until: Millis, now: Millis): number {
  const about = Math.min(HIGHEST_SCORE, Math.round(2 ** ((engaged_until - now) / HALF_LIFE)));
  if (about < HIGHEST_SCORE && engaged_until >= leastFor(about + 1, now)) return about + 1;
  return about > 0 && engaged_until < leastFor(about, now) ? about - 1 : about;
}
