import {
  findLoginFailures,
  saveLoginFailures,
  trimLoginFailures,
} from '#main/repositories/access/login-failure.repo.ts';
import type { UserRow } from '#main/repositories/access/user.repo.ts';
import { afterAccountFailure, afterAddressAttempt } from '#shared/domain/login-throttle.ts';
import { HeraldError } from '#shared/kernel/herald-error.ts';
import { DAY } from '#shared/kernel/instant.ts';
import type { ServiceContext } from '../service-context.ts';

type Context = Pick<ServiceContext, 'db' | 'clock'>;

/**
 * Refuses an attempt that comes too soon after others, by account and by network address. The counts are rows, so that a restart
 * does not free anybody; nobody is locked out for good.
 */
export function admitAttempt(ctx: Context, { email_key, ip }: { email_key: string | null; ip: string }): void {
  const now = ctx.clock.now();
  if (email_key !== null) {
    const account = findLoginFailures(ctx.db.reader, `account:${email_key}`);
    if (account && account.blocked_until > now) throw tooMany(account.blocked_until - now);
  }
  if (ip === '') return;
  const subject = `ip:${ip}`;
  const attempt = afterAddressAttempt(findLoginFailures(ctx.db.reader, subject), now);
  ctx.db.write((tx) => saveLoginFailures(tx, subject, attempt));
  if (attempt.blocked_until > now) throw tooMany(attempt.blocked_until - now);
}

export function countFailure(ctx: Context, email_key: string, user: UserRow | null): void {
  const now = ctx.clock.now();
  const subject = `account:${email_key}`;
  ctx.db.write((tx) => {
    trimLoginFailures(tx, now - DAY);
    saveLoginFailures(tx, subject, afterAccountFailure(findLoginFailures(tx, subject), now));
    if (user) tx.record({ type: 'session.refused', subject: `user:${user.id}`, actor: null });
  });
}

function tooMany(wait: number): HeraldError {
  const seconds = Math.ceil(wait / 1000);
  return new HeraldError('TOO_MANY_REQUESTS', 'Too many attempts to sign in.', {
    hint: `Try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`,
    retry_after: seconds,
  });
}
