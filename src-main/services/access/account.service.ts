import { tokenHash } from '#main/platform/token-hash.ts';
import { clearLoginFailures } from '#main/repositories/access/login-failure.repo.ts';
import { deleteSession, deleteSessionsOf } from '#main/repositories/access/session.repo.ts';
import {
  findUser,
  findUserByEmail,
  findUserByInvite,
  setUserName,
  setUserPassword,
  type UserRow,
} from '#main/repositories/access/user.repo.ts';
import { findOrganization } from '#main/repositories/system/organization.repo.ts';
import { userEmailKey } from '#shared/domain/user-email.ts';
import { found, HeraldError } from '#shared/kernel/herald-error.ts';
import { millisOf } from '#shared/kernel/instant.ts';
import type { ServiceContext } from '../service-context.ts';
import { answerOf, issueSession, type NewSession, type SignedIn, type Visitor } from './issue-session.ts';
import { admitAttempt, countFailure } from './login-gate.ts';
import { refuseWeakPassword } from './password-rules.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'ids' | 'accounts'>;

export interface Entered {
  answer: SignedIn;
  session: NewSession;
}

export interface LoginInput {
  email: string;
  password: string;
  want_tokens: boolean;
}

/** Signs in. A wrong address, a wrong password and a closed account answer alike. */
export async function logIn(ctx: Context, input: LoginInput, visitor: Visitor): Promise<Entered> {
  const email_key = userEmailKey(input.email);
  admitAttempt(ctx, { email_key, ip: visitor.ip });
  const user = findUserByEmail(ctx.db.reader, email_key);
  const right = await ctx.accounts.passwords.verify(user?.password_hash ?? null, input.password);
  if (!user?.active || !right) {
    countFailure(ctx, email_key, user ?? null);
    throw new HeraldError('UNAUTHENTICATED', 'The address or the password is not right.', {
      hint: 'Check both, or ask an admin for a new link.',
    });
  }
  const password_hash = await freshHash(ctx, user, input.password);
  return enter(ctx, user, { visitor, want_tokens: input.want_tokens }, (tx) => {
    if (password_hash) setUserPassword(tx, user.no, password_hash);
    clearLoginFailures(tx, `account:${email_key}`);
  });
}

export interface RegisterInput {
  token: string;
  name: string;
  password: string;
  want_tokens: boolean;
}

/** Takes up an invitation, or the password link that an admin has made for somebody. */
export async function register(ctx: Context, input: RegisterInput, visitor: Visitor): Promise<Entered> {
  admitAttempt(ctx, { email_key: null, ip: visitor.ip });
  const user = findUserByInvite(ctx.db.reader, tokenHash(input.token));
  const ends = user?.invite_expires_at;
  if (!user?.active || !ends || millisOf(ends) <= ctx.clock.now()) {
    throw new HeraldError('FORBIDDEN', 'This invitation is not valid, or has ended.', {
      field: 'token',
      hint: 'Ask for a new link.',
    });
  }
  refuseWeakPassword(input.password, [input.name, user.email, findOrganization(ctx.db.reader)?.name ?? '']);
  const password_hash = await ctx.accounts.passwords.hash(input.password);
  return enter(ctx, user, { visitor, want_tokens: input.want_tokens }, (tx) => {
    const current = found(findUser(tx, user.id), 'user');
    if (current.invite_hash !== user.invite_hash) {
      throw new HeraldError('FORBIDDEN', 'This invitation has been used.', { field: 'token' });
    }
    setUserPassword(tx, user.no, password_hash);
    setUserName(tx, user.no, input.name);
    deleteSessionsOf(tx, user.no);
    tx.record({ type: 'user.joined', subject: `user:${user.id}`, actor: user.id });
  });
}

export function logOut(ctx: Context, user_id: string, session_id: string | null): void {
  if (session_id === null) return;
  ctx.db.write((tx) => {
    const user = found(findUser(tx, user_id), 'user');
    deleteSession(tx, session_id, user.no);
    tx.record({ type: 'session.ended', subject: `user:${user_id}`, actor: user_id, data: { session: session_id } });
  });
}

/** Signs out everywhere else: whoever knew the old password is gone. */
export async function changePassword(
  ctx: Context,
  who: { user_id: string; session_id: string | null; ip: string },
  input: { current: string; password: string },
): Promise<void> {
  const user = found(findUser(ctx.db.reader, who.user_id), 'user');
  admitAttempt(ctx, { email_key: user.email_key, ip: who.ip });
  if (!(await ctx.accounts.passwords.verify(user.password_hash, input.current))) {
    countFailure(ctx, user.email_key, user);
    throw new HeraldError('INVALID_INPUT', 'The current password is not right.', { field: 'current' });
  }
  refuseWeakPassword(input.password, [user.name, user.email, findOrganization(ctx.db.reader)?.name ?? '']);
  const password_hash = await ctx.accounts.passwords.hash(input.password);
  ctx.db.write((tx) => {
    setUserPassword(tx, user.no, password_hash);
    deleteSessionsOf(tx, user.no, who.session_id ?? '');
    tx.record({ type: 'user.password_changed', subject: `user:${user.id}`, actor: user.id });
  });
}

async function enter(
  ctx: Context,
  user: UserRow,
  way: { visitor: Visitor; want_tokens: boolean },
  before: (tx: Parameters<Parameters<Context['db']['write']>[0]>[0]) => void,
): Promise<Entered> {
  const { current, session } = ctx.db.write((tx) => {
    before(tx);
    const kind = way.want_tokens ? 'token' : 'browser';
    const session = issueSession(ctx, tx, { user, kind, visitor: way.visitor });
    return { current: found(findUser(tx, user.id), 'user'), session };
  });
  return { answer: await answerOf(ctx, current, session), session };
}

/** A new hash when the stored one was made with other costs. */
async function freshHash(ctx: Context, user: UserRow, password: string): Promise<string | null> {
  const { passwords } = ctx.accounts;
  return user.password_hash && passwords.isOutdated(user.password_hash) ? passwords.hash(password) : null;
}
