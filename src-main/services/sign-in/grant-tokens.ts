import { type AccessTokens, createAccessTokens } from '#main/channels/oauth/access-tokens.ts';
import type { ServiceContext } from '../service-context.ts';
import { findGrant, keepRenewed } from './oauth-grant.ts';

type Context = Pick<ServiceContext, 'db' | 'secrets' | 'clock' | 'fetch'>;

/** Access tokens from one use to the next: their services are not asked more often than they must be. */
export class GrantTokens {
  readonly #kept = new Map<string, { version: number; tokens: AccessTokens }>();

  /** @param name under which the grant is sealed. @returns null when there is none. @throws as `AccessTokens` */
  async accessToken(ctx: Context, name: string): Promise<string | null> {
    const grant = findGrant(ctx, ctx.db.reader, name);
    if (!grant) return null;
    const { version } = grant;
    const kept = this.#kept.get(name);
    if (kept?.version === version) return kept.tokens.accessToken();
    const tokens = createAccessTokens(grant, {
      fetch: ctx.fetch,
      now: () => ctx.clock.now(),
      onRenewed: (refresh_token) => keepRenewed(ctx, name, { version, refresh_token }),
    });
    this.#kept.set(name, { version, tokens });
    return tokens.accessToken();
  }

  /** The next one is a new one: the last was of no use. */
  forget(name: string): void {
    this.#kept.delete(name);
  }
}
