import { DAY, HOUR, type Millis, SECOND } from '#shared/kernel/instant.ts';
import type { Role } from './role.ts';

/** The longest life of a session, whatever is done in it. */
export const SESSION_LIFE = 14 * DAY;
/** `last_seen_at` is written no more often than this. */
export const SEEN_EVERY = 30 * SECOND;
export const INVITE_LIFE = 7 * DAY;

/** How long a session may lie unused. Admins can do more, so theirs ends sooner. */
export function idleLimit(role: Role): Millis {
  return role === 'admin' ? 8 * HOUR : 12 * HOUR;
}

export interface SessionTimes {
  last_seen_at: Millis;
  expires_at: Millis;
}

export function hasEnded(session: SessionTimes, role: Role, now: Millis): boolean {
  return now >= session.expires_at || now - session.last_seen_at >= idleLimit(role);
}
