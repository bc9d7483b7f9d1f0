import { tokenHash } from '#main/platform/token-hash.ts';
import {
  deleteSession,
  findSession,
  findSessionByPreviousToken,
  findSessionByToken,
  listSessions,
  markSessionSeen,
  replaceSessionToken,
  type SessionOfUser,
  type SessionRow,
} from '#main/repositories/access/session.repo.ts';
import { findOwner, findUser, markUserSeen } from '#main/repositories/access/user.repo.ts';
import { hasEnded, SEEN_EVERY } from '#shared/domain/session-life.ts';
import { found, HeraldError } from '#shared/kernel/herald-error.ts';
import { instantOf, millisOf } from '#shared/kernel/instant.ts';
import type { ServiceContext } from '../service-context.ts';
import { identityOfKey } from './identify-api-key.ts';
import type { Identity } from './identity.ts';
import { answerOf, type SignedIn } from './issue-session.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'ids' | 'accounts'>;

/** Who holds this session token; null when it has ended or never was. */
export function identifyByToken(ctx: Context, token: string, kind: SessionRow['kind']): Identity | null {
  const holder = findSessionByToken(ctx.db.reader, tokenHash(token));
  return holder?.session.kind === kind ? identityOf(ctx, holder) : null;
}

/** Who holds this access token. It names a session, and that must still stand. */
export async function identifyByAccessToken(ctx: Context, token: string): Promise<Identity | null> {
  const id = await ctx.accounts.accessTokens.sessionOf(token);
  const holder = id === null ? undefined : findSession(ctx.db.reader, id);
  return holder ? identityOf(ctx, holder) : null;
}

/** The owner of this machine: the person at the desktop, or at its command line. */
export function identifyOwner(ctx: Pick<Context, 'db'>): Identity | null {
  const owner = findOwner(ctx.db.reader);
  return owner ? { user_id: owner.id, role: owner.role, active: true, name: owner.name, session_id: null } : null;
}

/** How somebody who was signed in stands now: perhaps with another role, perhaps not any more. */
export function standingOf(
  ctx: Pick<Context, 'db' | 'clock'>,
  before: Identity,
): { identity: Identity } | { gone: 'revoked' | 'expired' } {
  if (before.api_key_id !== undefined) {
    const identity = identityOfKey(ctx, before.api_key_id);
    return identity ? { identity } : { gone: 'revoked' };
  }
  if (before.session_id === null) {
    const user = findUser(ctx.db.reader, before.user_id);
    return user?.active ? { identity: { ...before, role: user.role } } : { gone: 'revoked' };
  }
  const holder = findSession(ctx.db.reader, before.session_id);
  if (!holder?.user.active) return { gone: 'revoked' };
  return isStanding(ctx, holder) ? { identity: identityOfRow(holder) } : { gone: 'expired' };
}

export interface SessionView extends Pick<SessionRow, 'id' | 'kind' | 'device' | 'ip'> {
  current: boolean;
  created_at: string;
  last_seen_at: string;
  expires_at: string;
}

export function sessionsOf(ctx: Context, who: Pick<Identity, 'user_id' | 'session_id'>): SessionView[] {
  const user = found(findUser(ctx.db.reader, who.user_id), 'user');
  const now = ctx.clock.now();
  return listSessions(ctx.db.reader, user.no, instantOf(now))
    .filter((session) => !hasEnded(timesOf(session), user.role, now))
    .map(({ id, kind, device, ip, created_at, last_seen_at, expires_at }) => ({
      id,
      current: id === who.session_id,
      kind,
      device,
      ip,
      created_at,
      last_seen_at,
      expires_at,
    }));
}

export function revokeSession(ctx: Context, user_id: string, session_id: string): void {
  ctx.db.write((tx) => {
    const user = found(findUser(tx, user_id), 'user');
    if (!deleteSession(tx, session_id, user.no)) throw new HeraldError('NOT_FOUND', 'There is no such session.');
    tx.record({ type: 'session.revoked', subject: `user:${user_id}`, actor: user_id, data: { session: session_id } });
  });
}

/** Trades a refresh token for new tokens. One that was traded before is a copy in wrong hands: its session ends. */
export async function refreshTokens(ctx: Context, refresh_token: string): Promise<SignedIn> {
  const hash = tokenHash(refresh_token);
  const holder = findSessionByToken(ctx.db.reader, hash);
  if (holder?.session.kind !== 'token' || !isStanding(ctx, holder)) {
    endStolenSession(ctx, hash);
    throw new HeraldError('UNAUTHENTICATED', 'This refresh token is not valid, or has ended.', {
      hint: 'Sign in again.',
    });
  }
  const token = ctx.ids.secret();
  const last_seen_at = instantOf(ctx.clock.now());
  ctx.db.write((tx) =>
    replaceSessionToken(tx, holder.session.no, { token_hash: tokenHash(token), previous_hash: hash, last_seen_at }),
  );
  const { id, kind, expires_at } = holder.session;
  return answerOf(ctx, holder.user, { id, kind, token, expires_at });
}

function endStolenSession(ctx: Context, hash: string): void {
  const stolen = findSessionByPreviousToken(ctx.db.reader, hash);
  if (!stolen) return;
  ctx.db.write((tx) => {
    deleteSession(tx, stolen.session.id, stolen.user.no);
    tx.record({
      type: 'session.token_reused',
      subject: `user:${stolen.user.id}`,
      actor: null,
      data: { session: stolen.session.id },
    });
  });
}

function identityOf(ctx: Context, holder: SessionOfUser): Identity | null {
  if (!isStanding(ctx, holder)) return null;
  const now = ctx.clock.now();
  if (now - millisOf(holder.session.last_seen_at) >= SEEN_EVERY) {
    const at = instantOf(now);
    ctx.db.write((tx) => {
      markSessionSeen(tx, holder.session.no, at);
      markUserSeen(tx, holder.user.no, at);
    });
  }
  return identityOfRow(holder);
}

function identityOfRow({ user, session }: SessionOfUser): Identity {
  return { user_id: user.id, role: user.role, active: user.active, name: user.name, session_id: session.id };
}

function isStanding(ctx: Pick<Context, 'clock'>, { session, user }: SessionOfUser): boolean {
  return user.active && !hasEnded(timesOf(session), user.role, ctx.clock.now());
}

function timesOf(session: SessionRow) {
  return { last_seen_at: millisOf(session.last_seen_at), expires_at: millisOf(session.expires_at) };
}
