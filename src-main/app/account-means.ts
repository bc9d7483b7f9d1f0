import { createAccessTokens } from '#main/platform/access-tokens.ts';
import { createPasswordHasher } from '#main/platform/password-hasher.ts';
import type { AccountMeans, SetupLink } from '#main/services/access/account-means.ts';
import type { AppCore } from './app-core.ts';
import { keptSecret } from './kept-secret.ts';

export function createAccountMeans(core: AppCore, setupLink: SetupLink): AccountMeans {
  return {
    passwords: createPasswordHasher(),
    accessTokens: createAccessTokens(keptSecret(core, 'access_token_key'), core.clock),
    setupLink,
    localToken: core.ids.secret(),
  };
}
