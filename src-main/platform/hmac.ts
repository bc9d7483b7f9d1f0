import { hash } from 'node:crypto';
import { assert } from '#shared/kernel/assert.ts';

const BLOCK = 64;
const DIGEST = 32;

/**
 * HMAC-SHA-256 (RFC 2104) of messages of one length. Made of two one-shot digests over blocks that are laid out once, which costs
 * half of what an Hmac object does at each call; every request from a mail needs one.
 *
 * @param key 32 to 64 random bytes
 */
export function hmacOf(key: Uint8Array, messageBytes: number): (message: Uint8Array) => Buffer {
  assert(key.length >= DIGEST && key.length <= BLOCK, 'a key has 32 to 64 bytes');
  const inner = Buffer.alloc(BLOCK + messageBytes, 0x36);
  const outer = Buffer.alloc(BLOCK + DIGEST, 0x5c);
  key.forEach((byte, at) => {
    inner[at] = byte ^ 0x36;
    outer[at] = byte ^ 0x5c;
  });
  return (message) => {
    inner.set(message, BLOCK);
    outer.set(hash('sha256', inner, 'buffer'), BLOCK);
    return hash('sha256', outer, 'buffer');
  };
}
