import { HeraldError } from '#shared/kernel/herald-error.ts';
import type { GrantInput } from './oauth-grant.ts';

/** What an edit says of a server and of how to sign in there; what it leaves out stays as it is. */
export interface ServerEdit {
  host?: string;
  password?: string | null;
  oauth?: GrantInput | null;
}

/** What one server was trusted with must not be sent to another: whoever changes the host gives it again. */
export function requireSecretsAgain(
  before: { host: string; has_password: boolean; has_grant: boolean },
  { host = before.host, password, oauth }: ServerEdit,
): void {
  if (host.toLowerCase() === before.host.toLowerCase()) return;
  if (before.has_password && password === undefined) refuseCarried('password', 'password');
  if (before.has_grant && oauth !== null && !oauth?.refresh_token) {
    refuseCarried('oauth.refresh_token', 'refresh token');
  }
}

/** @param field where it is given. @param what it is, in words */
export function refuseCarried(field: string, what: string): never {
  throw new HeraldError('INVALID_INPUT', `The ${what} that is kept belongs to another server.`, {
    field,
    hint: `Enter the ${what} for the new one.`,
  });
}
