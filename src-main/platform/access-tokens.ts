import { createSecretKey } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import { MINUTE } from '#shared/kernel/instant.ts';
import type { Clock } from './clock.ts';

export const ACCESS_TOKEN_SECONDS = (15 * MINUTE) / 1000;
const ISSUER = 'herald';

/** Short-lived tokens for programs. Each names a session, and whether that still stands is asked at every request. */
export interface AccessTokens {
  issue(session_id: string): Promise<string>;
  /** The session it names, or null when it is forged or has ended. */
  sessionOf(token: string): Promise<string | null>;
}

export function createAccessTokens(key: Uint8Array, clock: Clock): AccessTokens {
  const keyObject = createSecretKey(key);
  const seconds = () => Math.floor(clock.now() / 1000);
  return {
    issue: (session_id) =>
      new SignJWT({ sid: session_id })
        .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
        .setIssuer(ISSUER)
        .setIssuedAt(seconds())
        .setExpirationTime(seconds() + ACCESS_TOKEN_SECONDS)
        .sign(keyObject),
    async sessionOf(token) {
      try {
        const { payload } = await jwtVerify(token, keyObject, {
          algorithms: ['HS256'],
          issuer: ISSUER,
          typ: 'at+jwt',
          currentDate: new Date(clock.now()),
        });
        return typeof payload.sid === 'string' ? payload.sid : null;
      } catch {
        return null;
      }
    },
  };
}
