import { timingSafeEqual } from 'node:crypto';
import { hmacOf } from './hmac.ts';

/** Names one delivery in the addresses of a mail, and proves that Herald wrote it. */
export interface TokenSigner {
  /** @param no number of the delivery; 0 stands for a test message, which counts nothing */
  sign(no: number): string;
  /** The number, or null for anything that was not made with this key. */
  verify(text: string): number | null;
}

const NUMBER_BYTES = 8;
const MAC_BYTES = 10;
const TOKEN = /^[A-Za-z0-9_-]{24}$/;
const HIGH_HALF = 2 ** 32;

/** @param key at least 32 random bytes, kept sealed */
export function createTokenSigner(key: Uint8Array): TokenSigner {
  const macOf = hmacOf(key, NUMBER_BYTES);

  return {
    sign(no) {
      const token = Buffer.alloc(NUMBER_BYTES + MAC_BYTES);
      token.writeUInt32BE(Math.floor(no / HIGH_HALF), 0);
      token.writeUInt32BE(no % HIGH_HALF, 4);
      token.set(macOf(token.subarray(0, NUMBER_BYTES)).subarray(0, MAC_BYTES), NUMBER_BYTES);
      return token.toString('base64url');
    },
    verify(text) {
      if (!TOKEN.test(text)) return null;
      const token = Buffer.from(text, 'base64url');
      const number = token.subarray(0, NUMBER_BYTES);
      if (!timingSafeEqual(token.subarray(NUMBER_BYTES), macOf(number).subarray(0, MAC_BYTES))) return null;
      return token.readUInt32BE(0) * HIGH_HALF + token.readUInt32BE(4);
    },
  };
}
