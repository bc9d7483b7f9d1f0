import type { Tx } from '#main/db/access.ts';
import { ACCESS_TOKEN_SECONDS } from '#main/platform/access-tokens.ts';
import { tokenHash } from '#main/platform/token-hash.ts';
import { deleteEndedSessions, insertSession, type SessionRow } from '#main/repositories/access/session.repo.ts';
import { markUserSeen, type UserRow } from '#main/repositories/access/user.repo.ts';
import { SESSION_LIFE } from '#shared/domain/session-life.ts';
import { instantOf } from '#shared/kernel/instant.ts';
import type { ServiceContext } from '../service-context.ts';
import { type UserView, viewOfUser } from './user-view.ts';

type Context = Pick<ServiceContext, 'clock' | 'ids' | 'accounts'>;

/** Where a sign-in came from, as the transport saw it. */
export interface Visitor {
  ip: string;
  device: string;
}

export interface NewSession {
  id: string;
  kind: SessionRow['kind'];
  /** Shown to the client once; only its hash is kept. */
  token: string;
  expires_at: string;
}

export interface SignedIn {
  user: UserView;
  access_token?: string;
  refresh_token?: string;
  expires_in?: number;
}

/** The one shared step of all ways to sign in: a new session row. */
export function issueSession(
  ctx: Context,
  tx: Tx,
  { user, kind, visitor }: { user: UserRow; kind: SessionRow['kind']; visitor: Visitor },
): NewSession {
  const now = ctx.clock.now();
  const at = instantOf(now);
  const session = { id: ctx.ids.id(), kind, token: ctx.ids.secret(), expires_at: instantOf(now + SESSION_LIFE) };
  deleteEndedSessions(tx, at);
  insertSession(tx, {
    id: session.id,
    user_no: user.no,
    kind,
    token_hash: tokenHash(session.token),
    device: visitor.device,
    ip: visitor.ip,
    created_at: at,
    last_seen_at: at,
    expires_at: session.expires_at,
  });
  markUserSeen(tx, user.no, at);
  tx.record({
    type: 'session.started',
    subject: `user:${user.id}`,
    actor: user.id,
    data: { session: session.id, kind },
  });
  return session;
}

/** The answer of a sign-in: programs get tokens, browsers get theirs from the transport. */
export async function answerOf(ctx: Context, user: UserRow, session: NewSession): Promise<SignedIn> {
  if (session.kind !== 'token') return { user: viewOfUser(user) };
  return {
    user: viewOfUser(user),
    access_token: await ctx.accounts.accessTokens.issue(session.id),
    refresh_token: session.token,
    expires_in: ACCESS_TOKEN_SECONDS,
  };
}
