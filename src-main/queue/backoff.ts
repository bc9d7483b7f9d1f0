import { MINUTE, SECOND } from '#shared/kernel/instant.ts';

/** Full jitter: anything between nothing and the doubled span. @param random 0 <= random < 1 */
export function backoffMillis(attempt: number, random: number): number {
  const span = Math.min(10 * MINUTE, SECOND * 2 ** Math.min(attempt, 20));
  return Math.round(span * random);
}
