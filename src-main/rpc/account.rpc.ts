import { changePassword, type Entered, logIn, logOut, register } from '#main/services/access/account.service.ts';
import { refreshTokens, revokeSession, sessionsOf } from '#main/services/access/session.service.ts';
import { setUp, setupStatus } from '#main/services/access/setup.service.ts';
import { changeUser, everyUser, inviteUser, renewInvite, userById } from '#main/services/access/user.service.ts';
import { permissionsOf } from '#shared/domain/may.ts';
import { callerOf, os } from './implement.ts';
import type { RpcContext } from './rpc-context.ts';

const done = { done: true } as const;

export const accountRpc = {
  setupStatus: os.account.setupStatus.handler(({ context }) => setupStatus(context.services)),
  setup: os.account.setup.handler(async ({ context, input }) => {
    const trusted = context.transport === 'window' || context.transport === 'cli';
    return entered(context, await setUp(context.services, wanting(context, input), { visitor: context, trusted }));
  }),
  register: os.account.register.handler(async ({ context, input }) =>
    entered(context, await register(context.services, wanting(context, input), context)),
  ),
  login: os.account.login.handler(async ({ context, input }) =>
    entered(context, await logIn(context.services, wanting(context, input), context)),
  ),
  refresh: os.account.refresh.handler(({ context, input }) => refreshTokens(context.services, input.refresh_token)),
  logout: os.account.logout.handler(({ context }) => {
    const { user_id, session_id } = callerOf(context);
    logOut(context.services, user_id, session_id);
    context.session.forget();
    return done;
  }),
  me: os.account.me.handler(({ context }) => {
    const caller = callerOf(context);
    return {
      user: userById(context.services, caller.user_id),
      permissions: permissionsOf(caller),
      session_id: caller.session_id,
    };
  }),
  changePassword: os.account.changePassword.handler(async ({ context, input }) => {
    const { user_id, session_id } = callerOf(context);
    await changePassword(context.services, { user_id, session_id, ip: context.ip }, input);
    return done;
  }),
  sessions: os.account.sessions.handler(({ context }) => sessionsOf(context.services, callerOf(context))),
  revokeSession: os.account.revokeSession.handler(({ context, input }) => {
    revokeSession(context.services, callerOf(context).user_id, input.id);
    return done;
  }),
  users: os.account.users.handler(({ context }) => everyUser(context.services)),
  invite: os.account.invite.handler(({ context, input }) =>
    inviteUser(context.services, callerOf(context).user_id, input),
  ),
  updateUser: os.account.updateUser.handler(({ context, input }) =>
    changeUser(context.services, callerOf(context).user_id, input),
  ),
  renewInvite: os.account.renewInvite.handler(({ context, input }) =>
    renewInvite(context.services, callerOf(context).user_id, input.id),
  ),
};

/** Browsers keep the new session as a cookie, which no script can read; programs got it in the answer. */
function entered(context: RpcContext, { answer, session }: Entered): Entered['answer'] {
  if (session.kind === 'browser') context.session.keep(session.token, session.expires_at);
  return answer;
}

/** A program that calls the REST API has no use for a cookie. */
function wanting<Input extends { want_tokens: boolean }>(context: RpcContext, input: Input): Input {
  return { ...input, want_tokens: input.want_tokens || context.transport === 'rest' };
}
