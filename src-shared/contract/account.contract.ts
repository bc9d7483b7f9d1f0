import * as z from 'zod';
import { ROLES } from '#shared/domain/role.ts';
import { byId, Done, Id, InstantText, Locale, Nothing, Revision, Timezone } from './fields.ts';
import { needs, open } from './procedure.ts';

export const Role = z.enum(ROLES);
export const Email = z.string().trim().min(3).max(254);
export const Password = z.string().min(12, 'Use at least 12 characters.').max(128, 'Use at most 128 characters.');

export const User = z.object({
  id: Id,
  name: z.string(),
  email: z.string(),
  role: Role,
  active: z.boolean(),
  invited: z.boolean().describe('Has not signed in yet'),
  created_at: InstantText,
  last_seen_at: InstantText.nullable(),
  revision: Revision,
});
export type User = z.infer<typeof User>;

/** Answered to whoever signs in. Browsers get a cookie; `access_token` and `refresh_token` are for programs that ask. */
export const SignedIn = z.object({
  user: User,
  access_token: z.string().optional(),
  refresh_token: z.string().optional(),
  expires_in: z.int().optional().describe('Seconds until the access token ends'),
});

export const Session = z.object({
  id: Id,
  current: z.boolean(),
  kind: z.enum(['browser', 'token', 'desktop', 'cli']),
  device: z.string(),
  ip: z.string(),
  created_at: InstantText,
  last_seen_at: InstantText,
  expires_at: InstantText,
});
export type Session = z.infer<typeof Session>;

const want_tokens = z.boolean().default(false).describe('Answer with tokens instead of a cookie');

export const account = {
  setupStatus: open
    .route({ method: 'GET', path: '/setup', tags: ['Setup'], summary: 'Whether Herald waits to be set up' })
    .output(
      z.object({
        state: z.enum(['needs_setup', 'ready']),
        shell: z.enum(['desktop', 'headless']),
        version: z.string(),
      }),
    ),
  setup: open
    .route({ method: 'POST', path: '/setup', tags: ['Setup'], summary: 'Found the organization and its first admin' })
    .input(
      z.object({
        token: z.string().max(200).optional().describe('From the one-time setup link; the desktop needs none'),
        organization: z.object({
          name: z.string().trim().min(1).max(120),
          timezone: Timezone,
          locale: Locale.default('en'),
        }),
        account: z.object({
          name: z.string().trim().min(1).max(120),
          email: Email,
          password: Password.optional().describe(
            'Required unless this is the desktop, where the OS account is the trust',
          ),
        }),
        want_tokens,
      }),
    )
    .output(SignedIn),
  register: open
    .route({
      method: 'POST',
      path: '/auth/register',
      tags: ['Accounts'],
      summary: 'Take up an invitation, or sign up as the first user',
    })
    .input(
      z.object({
        token: z.string().max(200).describe('From the invitation or the setup link'),
        name: z.string().trim().min(1).max(120),
        email: Email.optional().describe('Only for the first user'),
        password: Password,
        want_tokens,
      }),
    )
    .output(SignedIn),
  login: open
    .route({ method: 'POST', path: '/auth/login', tags: ['Accounts'], summary: 'Sign in' })
    .input(z.object({ email: Email, password: z.string().max(1_000), want_tokens }))
    .output(SignedIn),
  refresh: open
    .route({
      method: 'POST',
      path: '/auth/refresh',
      tags: ['Accounts'],
      summary: 'Trade a refresh token for new tokens',
    })
    .input(z.object({ refresh_token: z.string().max(200) }))
    .output(SignedIn),
  logout: needs('session.own')
    .route({ method: 'POST', path: '/auth/logout', tags: ['Accounts'], summary: 'Sign out' })
    .input(Nothing)
    .output(Done),
  me: needs('session.own')
    .route({ method: 'GET', path: '/auth/me', tags: ['Accounts'], summary: 'Who is signed in' })
    .output(z.object({ user: User, permissions: z.array(z.string()), session_id: Id.nullable() })),
  changePassword: needs('session.own')
    .route({
      method: 'POST',
      path: '/auth/password',
      tags: ['Accounts'],
      summary: 'Change the own password; signs out elsewhere',
    })
    .input(z.object({ current: z.string().max(1_000), password: Password }))
    .output(Done),
  sessions: needs('session.own')
    .route({ method: 'GET', path: '/auth/sessions', tags: ['Accounts'], summary: 'Where the caller is signed in' })
    .output(z.array(Session)),
  revokeSession: needs('session.own')
    .route({ method: 'DELETE', path: '/auth/sessions/{id}', tags: ['Accounts'], summary: 'Sign out one place' })
    .input(byId)
    .output(Done),
  users: needs('user.read')
    .route({ method: 'GET', path: '/users', tags: ['Users'], summary: 'Everybody who may sign in' })
    .output(z.array(User)),
  invite: needs('user.write')
    .route({ method: 'POST', path: '/users', successStatus: 201, tags: ['Users'], summary: 'Invite somebody' })
    .input(z.object({ name: z.string().trim().min(1).max(120), email: Email, role: Role }))
    .output(z.object({ user: User, invite_url: z.string().describe('Works once, for seven days') })),
  updateUser: needs('user.write')
    .route({ method: 'PUT', path: '/users/{id}', tags: ['Users'], summary: 'Change role or name, deactivate' })
    .input(
      z.object({
        id: Id,
        revision: Revision,
        name: z.string().trim().min(1).max(120).optional(),
        role: Role.optional(),
        active: z.boolean().optional(),
      }),
    )
    .output(User),
  renewInvite: needs('user.write')
    .route({
      method: 'POST',
      path: '/users/{id}/invite',
      tags: ['Users'],
      summary: 'A new invitation or password link',
    })
    .input(byId)
    .output(z.object({ invite_url: z.string() })),
};
