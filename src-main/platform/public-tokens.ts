import { hkdfSync } from 'node:crypto';
import { createTokenSigner, type TokenSigner } from './tracking-token.ts';

/** Tokens of public pages besides those that name a delivery. One kind never passes for another: each has a key of its own. */
export interface PublicTokens {
  /** Names a wish that waits for its confirmation. */
  consent: TokenSigner;
  /** Names a link to somebody's preferences. */
  link: TokenSigner;
  /** Names the second in which a form was shown. */
  moment: TokenSigner;
}

const KEY_BYTES = 32;

/** @param key the one that deliveries are signed with */
export function createPublicTokens(key: Uint8Array): PublicTokens {
  const signer = (kind: string) =>
    createTokenSigner(new Uint8Array(hkdfSync('sha256', key, new Uint8Array(), `herald ${kind}`, KEY_BYTES)));
  return { consent: signer('consent'), link: signer('preference link'), moment: signer('form moment') };
}
