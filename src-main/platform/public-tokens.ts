import { hkdfSync } from 'node:crypto';
import { createReturnPathTokens, type ReturnPathTokens } from './return-path-token.ts';
import { createSubscriberTokens, type SubscriberTokens } from './subscriber-token.ts';
import { createTokenSigner, type TokenSigner } from './tracking-token.ts';

/** Tokens of public pages besides those that name a delivery. One kind never passes for another: each has a key of its own. */
export interface PublicTokens {
  /** Names a wish that waits for its confirmation. */
  consent: TokenSigner;
  /** Names a link to somebody's preferences. */
  link: TokenSigner;
  /** Names the second in which a form was shown. */
  moment: TokenSigner;
  /** Names a contact in the page of a site. */
  subscriber: SubscriberTokens;
  /** Names a delivery in addresses of ours. */
  return_path: ReturnPathTokens;
}

const KEY_BYTES = 32;

/** @param key the one that deliveries are signed with */
export function createPublicTokens(key: Uint8Array): PublicTokens {
  const keyFor = (kind: string) =>
    new Uint8Array(hkdfSync('sha256', key, new Uint8Array(), `herald ${kind}`, KEY_BYTES));
  const signer = (kind: string) => createTokenSigner(keyFor(kind));
  return {
    consent: signer('consent'),
    link: signer('preference link'),
    moment: signer('form moment'),
    subscriber: createSubscriberTokens(keyFor('push subscriber')),
    return_path: createReturnPathTokens(keyFor('return path')),
  };
}
