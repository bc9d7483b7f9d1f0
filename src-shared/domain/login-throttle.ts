import { DAY, MINUTE, type Millis, SECOND } from '#shared/kernel/instant.ts';

/** How often a subject (an account, a network address) has failed to sign in lately. */
export interface Failures {
  failures: number;
  blocked_until: Millis;
  changed_at: Millis;
}

const FREE_PER_ACCOUNT = 5;
const LONGEST_BLOCK = 15 * MINUTE;
const PER_ADDRESS_A_MINUTE = 20;

/** After five free failures: 1, 2, 4 ... seconds up to a quarter of an hour, forgotten after a day of quiet. */
export function afterAccountFailure(before: Failures | undefined, now: Millis): Failures {
  const failures = before && now - before.changed_at < DAY ? before.failures + 1 : 1;
  const over = failures - FREE_PER_ACCOUNT;
  const block = over < 1 ? 0 : Math.min(LONGEST_BLOCK, 2 ** (over - 1) * SECOND);
  return { failures, blocked_until: now + block, changed_at: now };
}

/** Twenty attempts in a minute, whatever their outcome; then the rest of that minute is closed. */
export function afterAddressAttempt(before: Failures | undefined, now: Millis): Failures {
  const minute = Math.floor(now / MINUTE);
  const sameMinute = before && Math.floor(before.changed_at / MINUTE) === minute;
  const failures = sameMinute ? before.failures + 1 : 1;
  return { failures, blocked_until: failures > PER_ADDRESS_A_MINUTE ? (minute + 1) * MINUTE : 0, changed_at: now };
}
