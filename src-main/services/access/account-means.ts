import type { AccessTokens } from '#main/platform/access-tokens.ts';
import type { PasswordHasher } from '#main/platform/password-hasher.ts';

/** The one-time way in for whoever started Herald for the first time. */
export interface SetupLink {
  /** Whether this is the token of the link, and the link is still good. */
  accepts(token: string): boolean;
  /** Once Herald is set up. */
  discard(): void;
}

/** What accounts stand on, made anew at each start. */
export interface AccountMeans {
  passwords: PasswordHasher;
  accessTokens: AccessTokens;
  setupLink: SetupLink;
  /** Who shows it is on this machine and may read the data folder: acts as its owner. Kept in running.json. */
  localToken: string;
}
