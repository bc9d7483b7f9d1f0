import type { Database, Reader, Tx } from '#main/db/access.ts';
import type { SecretBox } from '#main/platform/secret-box.ts';
import { findSecret, keepSecret } from '#main/repositories/access/secret.repo.ts';
import type { OAuthGrant } from '#shared/domain/channel/oauth-grant.ts';
import { HeraldError } from '#shared/kernel/herald-error.ts';

/** What a person gives; secrets that are not given stay as they are. */
export interface GrantInput {
  token_endpoint: string;
  client_id: string;
  scope?: string;
  client_secret?: string;
  refresh_token?: string;
}

/** What may be shown of a grant. */
export type GrantView = Pick<OAuthGrant, 'token_endpoint' | 'client_id' | 'scope'>;

type Context = { secrets: SecretBox };

/** @param name under which it is sealed */
export function findGrant(ctx: Context, reader: Reader, name: string): OAuthGrant | null {
  const sealed = findSecret(reader, name);
  return sealed ? (JSON.parse(ctx.secrets.unseal(name, sealed).toString('utf8')) as OAuthGrant) : null;
}

export function viewOfGrant(ctx: Context, reader: Reader, name: string): GrantView | null {
  const grant = findGrant(ctx, reader, name);
  if (!grant) return null;
  const { token_endpoint, client_id, scope } = grant;
  return { token_endpoint, client_id, scope };
}

/** Seals what was given; null takes it away. */
export function keepGrant(ctx: Context, tx: Tx, name: string, input: GrantInput | null | undefined): void {
  if (input === null) keepSecret(tx, name, null);
  if (!input) return;
  const before = findGrant(ctx, tx, name);
  // What one service has entrusted to us must not be sent to another.
  const kept = before?.token_endpoint === input.token_endpoint ? before : null;
  const refresh_token = input.refresh_token || kept?.refresh_token;
  if (!refresh_token) {
    throw new HeraldError('INVALID_INPUT', 'The refresh token is missing.', {
      field: 'oauth.refresh_token',
      hint: 'The service shows it once, after the permission was granted.',
    });
  }
  const { token_endpoint, client_id, scope = '' } = input;
  const client_secret = input.client_secret || kept?.client_secret || '';
  const version = before?.version ?? 0;
  const grant: OAuthGrant = { token_endpoint, client_id, client_secret, refresh_token, scope, version };
  if (!before || !isSame(before, grant)) seal(ctx, tx, name, { ...grant, version: version + 1 });
}

/** Keeps the refresh token that a service has put in the place of the last one, unless a person gave another grant meanwhile. */
export function keepRenewed(
  ctx: Context & { db: Pick<Database, 'write'> },
  name: string,
  { version, refresh_token }: Pick<OAuthGrant, 'version' | 'refresh_token'>,
): void {
  ctx.db.write((tx) => {
    const grant = findGrant(ctx, tx, name);
    if (grant?.version === version) seal(ctx, tx, name, { ...grant, refresh_token });
  });
}

function isSame(a: OAuthGrant, b: OAuthGrant): boolean {
  return (Object.keys(a) as (keyof OAuthGrant)[]).every((key) => a[key] === b[key]);
}

function seal(ctx: Context, tx: Tx, name: string, grant: OAuthGrant): void {
  keepSecret(tx, name, ctx.secrets.seal(name, Buffer.from(JSON.stringify(grant))));
}
