import { timingSafeEqual } from 'node:crypto';
import { hmacOf } from './hmac.ts';

/** What an address with a token is for: bounces of a delivery, or leaving by it. */
export type ReturnPathPurpose = 'bounce' | 'unsubscribe';

/** Tokens for the part of an address behind the plus. Lower case only, since some servers change the case of addresses. */
export interface ReturnPathTokens {
  sign(purpose: ReturnPathPurpose, no: number): string;
  /** What an address names, or null for anything that was not made with this key. */
  verify(text: string): { purpose: ReturnPathPurpose; no: number } | null;
}

const MESSAGE_BYTES = 9;
const MAC_BYTES = 8;
const LETTERS = { bounce: 'b', unsubscribe: 'u' } as const;
const TOKEN = /^([bu])([0-9a-z]{1,11})\.([0-9a-f]{16})$/;

/** @param key 32 to 64 random bytes, used for nothing else */
export function createReturnPathTokens(key: Uint8Array): ReturnPathTokens {
  const macOf = hmacOf(key, MESSAGE_BYTES);
  const macFor = (letter: string, no: number) => {
    const message = Buffer.alloc(MESSAGE_BYTES);
    message.writeUInt8(letter.charCodeAt(0), 0);
    message.writeBigUInt64BE(BigInt(no), 1);
    return macOf(message).subarray(0, MAC_BYTES);
  };

  return {
    sign(purpose, no) {
      const letter = LETTERS[purpose];
      return `${letter}${no.toString(36)}.${macFor(letter, no).toString('hex')}`;
    },
    verify(text) {
      const [, letter, digits, mac] = TOKEN.exec(text.toLowerCase()) ?? [];
      if (!letter || !digits || !mac) return null;
      const no = Number.parseInt(digits, 36);
      if (!Number.isSafeInteger(no) || !timingSafeEqual(Buffer.from(mac, 'hex'), macFor(letter, no))) return null;
      return { purpose: letter === 'b' ? 'bounce' : 'unsubscribe', no };
    },
  };
}
