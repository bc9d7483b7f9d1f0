import { tokenHash } from '#main/platform/token-hash.ts';
import { deleteSessionsOf } from '#main/repositories/access/session.repo.ts';
import {
  countOtherAdmins,
  findUser,
  findUserByEmail,
  insertUser,
  listUsers,
  setUserInvite,
  type UserEdit,
  type UserRow,
  updateUser,
} from '#main/repositories/access/user.repo.ts';
import type { Role } from '#shared/domain/role.ts';
import { INVITE_LIFE } from '#shared/domain/session-life.ts';
import { isUserEmail, userEmailKey } from '#shared/domain/user-email.ts';
import { found, HeraldError } from '#shared/kernel/herald-error.ts';
import { instantOf } from '#shared/kernel/instant.ts';
import type { ServiceContext } from '../service-context.ts';
import { type UserView, viewOfUser } from './user-view.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'ids' | 'endpoints'>;

export function everyUser(ctx: Context): UserView[] {
  return listUsers(ctx.db.reader).map(viewOfUser);
}

export function userById(ctx: Pick<Context, 'db'>, id: string): UserView {
  return viewOfUser(found(findUser(ctx.db.reader, id), 'user'));
}

export interface Invitation {
  user: UserView;
  invite_url: string;
}

export function inviteUser(ctx: Context, actor: string, who: { name: string; email: string; role: Role }): Invitation {
  if (!isUserEmail(who.email)) {
    throw new HeraldError('INVALID_INPUT', 'This does not look like an email address.', { field: 'email' });
  }
  const email_key = userEmailKey(who.email);
  const invite = newInvite(ctx);
  const user = ctx.db.write((tx) => {
    if (findUserByEmail(tx, email_key)) {
      throw new HeraldError('ALREADY_EXISTS', 'Somebody with this address is already here.', {
        field: 'email',
        hint: 'Make a new link for them in the list of people.',
      });
    }
    const id = ctx.ids.id();
    insertUser(tx, {
      id,
      name: who.name,
      email: who.email.trim(),
      email_key,
      role: who.role,
      active: true,
      invite_hash: invite.hash,
      invite_expires_at: invite.expires_at,
      created_at: instantOf(ctx.clock.now()),
    });
    tx.record({ type: 'user.invited', subject: `user:${id}`, actor, data: { role: who.role } });
    return found(findUser(tx, id), 'user');
  });
  return { user: viewOfUser(user), invite_url: invite.url };
}

/** A new invitation; for somebody who has joined already, a link to choose a new password. */
export function renewInvite(ctx: Context, actor: string, id: string): { invite_url: string } {
  const invite = newInvite(ctx);
  ctx.db.write((tx) => {
    const user = found(findUser(tx, id), 'user');
    if (!user.active) {
      throw new HeraldError('WRONG_STATE', 'This person is deactivated.', { hint: 'Activate them first.' });
    }
    setUserInvite(tx, user.no, invite.hash, invite.expires_at);
    tx.record({ type: 'user.link_made', subject: `user:${id}`, actor });
  });
  return { invite_url: invite.url };
}

/** A new role holds from the next request on; whoever is deactivated is signed out everywhere. */
export function changeUser(
  ctx: Context,
  actor: string,
  { id, revision, ...edit }: UserEdit & { id: string; revision: number },
): UserView {
  ctx.db.write((tx) => {
    const before = found(findUser(tx, id), 'user');
    refuseLosingLastAdmin(before, edit, () => countOtherAdmins(tx, id));
    if (!updateUser(tx, id, revision, edit)) {
      throw new HeraldError('STALE_REVISION', 'This person was changed by somebody else meanwhile.', {
        hint: 'Load the list again and repeat your change.',
      });
    }
    if (edit.active === false) deleteSessionsOf(tx, before.no);
    const roleChanged = edit.role !== undefined && edit.role !== before.role;
    if (roleChanged) tx.touch('sessions');
    tx.record({
      type: 'user.changed',
      subject: `user:${id}`,
      actor,
      data: { ...edit, ...(roleChanged ? { role_before: before.role } : {}) },
    });
  });
  return userById(ctx, id);
}

function refuseLosingLastAdmin(before: UserRow, edit: UserEdit, others: () => number): void {
  const isAdmin = before.role === 'admin' && before.active;
  const stays = (edit.role ?? before.role) === 'admin' && (edit.active ?? before.active);
  if (isAdmin && !stays && others() === 0) {
    throw new HeraldError('WRONG_STATE', 'This is the last admin, and somebody must be one.', {
      field: edit.active === false ? 'active' : 'role',
      hint: 'Make somebody else an admin first.',
    });
  }
}

function newInvite(ctx: Context) {
  const token = ctx.ids.secret();
  return {
    hash: tokenHash(token),
    expires_at: instantOf(ctx.clock.now() + INVITE_LIFE),
    // After the #, so that the token reaches no log and no Referer.
    url: `${ctx.endpoints.console_url}/#/invite?token=${token}`,
  };
}
