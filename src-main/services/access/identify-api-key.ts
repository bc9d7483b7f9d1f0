import { tokenHash } from '#main/platform/token-hash.ts';
import { type ApiKeyHolder, findKeyHolder, markKeyUsed } from '#main/repositories/access/api-key.repo.ts';
import { isApiKey } from '#shared/domain/api-key.ts';
import { SEEN_EVERY } from '#shared/domain/session-life.ts';
import type { Millis } from '#shared/kernel/instant.ts';
import type { ServiceContext } from '../service-context.ts';
import type { Identity } from './identity.ts';

type Context = Pick<ServiceContext, 'db' | 'clock'>;

/** Who shows this key; null when it has ended, was revoked or never was, or its person is gone. */
export function identifyByApiKey(ctx: Context, key: string): Identity | null {
  if (!isApiKey(key)) return null;
  const holder = findKeyHolder(ctx.db.reader, { hash: tokenHash(key) });
  const now = ctx.clock.now();
  if (!holder || !isStanding(holder, now)) return null;
  if (holder.last_used_at === null || now - holder.last_used_at >= SEEN_EVERY) {
    ctx.db.write((tx) => markKeyUsed(tx, holder.id, now));
  }
  return identityOf(holder);
}

/** How the key stands now, for requests that last. */
export function identityOfKey(ctx: Context, id: string): Identity | null {
  const holder = findKeyHolder(ctx.db.reader, { id });
  return holder && isStanding(holder, ctx.clock.now()) ? identityOf(holder) : null;
}

function isStanding({ revoked_at, expires_at, active }: ApiKeyHolder, now: Millis): boolean {
  return active && revoked_at === null && (expires_at === null || expires_at > now);
}

function identityOf({ id, user_id, role, active, user_name, scopes }: ApiKeyHolder): Identity {
  return { user_id, role, active, name: user_name, session_id: null, api_key_id: id, scopes };
}
