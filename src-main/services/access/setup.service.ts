import { findUser, insertUser } from '#main/repositories/access/user.repo.ts';
import { insertTestMailboxSender } from '#main/repositories/sending/sender.repo.ts';
import { findOrganization, insertOrganization } from '#main/repositories/system/organization.repo.ts';
import { slugOf } from '#shared/domain/slug.ts';
import { isUserEmail, userEmailKey } from '#shared/domain/user-email.ts';
import { found, HeraldError } from '#shared/kernel/herald-error.ts';
import { instantOf } from '#shared/kernel/instant.ts';
import type { ServiceContext } from '../service-context.ts';
import { answerOf, issueSession, type NewSession, type SignedIn, type Visitor } from './issue-session.ts';
import { refuseWeakPassword } from './password-rules.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'ids' | 'accounts' | 'shell' | 'version'>;

export interface SetupInput {
  token?: string;
  organization: { name: string; timezone: string; locale: string };
  account: { name: string; email: string; password?: string };
  want_tokens: boolean;
}

export interface SetupCaller {
  visitor: Visitor;
  /** The window of the desktop, or whoever can read the data folder: needs no link. */
  trusted: boolean;
}

export interface SetUp {
  answer: SignedIn;
  session: NewSession;
}

export function setupStatus(ctx: Context): {
  state: 'needs_setup' | 'ready';
  shell: 'desktop' | 'headless';
  version: string;
} {
  const state = findOrganization(ctx.db.reader) ? 'ready' : 'needs_setup';
  return { state, shell: ctx.shell, version: ctx.version };
}

/** Founds the organization, its first admin and the test mailbox as sender, all or nothing. */
export async function setUp(ctx: Context, input: SetupInput, caller: SetupCaller): Promise<SetUp> {
  const { organization, account } = input;
  if (!caller.trusted && !(input.token && ctx.accounts.setupLink.accepts(input.token))) throw linkRefused(ctx);
  refuseSecondSetup(ctx);
  if (!isUserEmail(account.email)) {
    throw new HeraldError('INVALID_INPUT', 'This does not look like an email address.', { field: 'account.email' });
  }
  const password_hash = await hashFirstPassword(ctx, input, caller.trusted);
  const at = instantOf(ctx.clock.now());
  const user_id = ctx.ids.id();

  const { user, session } = ctx.db.write((tx) => {
    refuseSecondSetup(ctx);
    const id = ctx.ids.id();
    insertOrganization(tx, {
      id,
      ...organization,
      slug: slugOf(organization.name, 'organization'),
      public_url: null,
      track_opens: true,
      track_clicks: true,
      created_at: at,
    });
    insertUser(tx, {
      id: user_id,
      name: account.name,
      email: account.email.trim(),
      email_key: userEmailKey(account.email),
      role: 'admin',
      password_hash,
      active: true,
      created_at: at,
    });
    insertTestMailboxSender(tx, { id: ctx.ids.id(), created_at: at, from_name: organization.name });
    tx.record({ type: 'organization.founded', subject: `organization:${id}`, actor: user_id });
    const user = found(findUser(tx, user_id), 'user');
    const kind = input.want_tokens ? 'token' : 'browser';
    return { user, session: issueSession(ctx, tx, { user, kind, visitor: caller.visitor }) };
  });
  ctx.accounts.setupLink.discard();
  return { answer: await answerOf(ctx, user, session), session };
}

async function hashFirstPassword(ctx: Context, input: SetupInput, trusted: boolean): Promise<string | null> {
  const { password, name, email } = input.account;
  if (password === undefined) {
    if (trusted && ctx.shell === 'desktop') return null;
    throw new HeraldError('INVALID_INPUT', 'Choose a password.', { field: 'account.password' });
  }
  refuseWeakPassword(password, [name, email, input.organization.name], 'account.password');
  return ctx.accounts.passwords.hash(password);
}

function refuseSecondSetup(ctx: Context): void {
  if (findOrganization(ctx.db.reader)) {
    throw new HeraldError('WRONG_STATE', 'Herald has already been set up.', { hint: 'Sign in instead.' });
  }
}

function linkRefused(ctx: Context): HeraldError {
  if (findOrganization(ctx.db.reader)) {
    return new HeraldError('WRONG_STATE', 'Herald has already been set up.', { hint: 'Sign in instead.' });
  }
  return new HeraldError('FORBIDDEN', 'This setup link is not valid, or has ended.', {
    field: 'token',
    hint: 'Start Herald again: it prints a new link each time until it is set up.',
  });
}
