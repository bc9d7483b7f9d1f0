import { OAUTH_SERVICES, type OAuthService, serviceOfGrant } from '#shared/domain/channel/oauth-grant.ts';

export const SIGN_INS = ['password', 'google', 'microsoft', 'other'] as const;
export type SignIn = 'password' | OAuthService;

/** How a form holds the way of signing in: a password, or what a service has to be told to give tokens. */
export interface OAuthValues {
  way: SignIn;
  token_endpoint: string;
  client_id: string;
  client_secret: string;
  refresh_token: string;
  scope: string;
}

interface KeptGrant {
  token_endpoint: string;
  client_id: string;
  scope: string;
}

export function oauthValuesOf(kept: KeptGrant | null | undefined): OAuthValues {
  const secrets = { client_secret: '', refresh_token: '' };
  if (!kept) return { way: 'password', token_endpoint: '', client_id: '', scope: '', ...secrets };
  return { way: serviceOfGrant(kept), ...kept, ...secrets };
}

/** The addresses of known services are filled in. */
export function chooseSignIn(before: OAuthValues, way: SignIn): OAuthValues {
  if (way === 'password') return { ...before, way };
  const known = way === 'other' ? { token_endpoint: '', scope: '' } : OAUTH_SERVICES[way];
  return { ...before, way, ...known };
}

/** Null: with a password. Secrets are only sent when typed. */
export function oauthOf({ way, token_endpoint, client_id, scope, client_secret, refresh_token }: OAuthValues) {
  if (way === 'password') return null;
  return {
    token_endpoint,
    client_id,
    scope,
    ...(client_secret === '' ? {} : { client_secret }),
    ...(refresh_token === '' ? {} : { refresh_token }),
  };
}
