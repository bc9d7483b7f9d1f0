/** How Herald signs in at a mail server in somebody's name without knowing their password (OAuth 2). */
export interface OAuthGrant {
  /** Where a token that is valid for an hour or so is to be had. */
  token_endpoint: string;
  client_id: string;
  /** Empty: the service wants none. */
  client_secret: string;
  refresh_token: string;
  /** Empty: what was granted. */
  scope: string;
  /** Grows whenever a person gives another one; what a service puts in the place of a refresh token is not another one. */
  version: number;
}

/** Services whose own addresses are known. */
export const OAUTH_SERVICES = {
  google: { token_endpoint: 'https://oauth2.googleapis.com/token', scope: '' },
  microsoft: { token_endpoint: 'https://login.microsoftonline.com/common/oauth2/v2.0/token', scope: 'offline_access' },
} as const;
export type OAuthService = keyof typeof OAUTH_SERVICES | 'other';

export function serviceOfGrant({ token_endpoint }: Pick<OAuthGrant, 'token_endpoint'>): OAuthService {
  if (token_endpoint === OAUTH_SERVICES.google.token_endpoint) return 'google';
  // Organizations have an address of their own there.
  return token_endpoint.startsWith('https://login.microsoftonline.com/') ? 'microsoft' : 'other';
}
