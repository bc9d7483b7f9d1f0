import { createHmac, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { hmacOf } from '#main/platform/hmac.ts';

test('codes are those of the HMAC of the platform, for keys and messages of every length allowed', () => {
  for (const keyBytes of [32, 33, 48, 64]) {
    for (const messageBytes of [0, 1, 8, 55, 56, 64, 200]) {
      const key = randomBytes(keyBytes);
      const macOf = hmacOf(key, messageBytes);
      for (let turn = 0; turn < 3; turn += 1) {
        const message = randomBytes(messageBytes);
        expect(macOf(message)).toEqual(createHmac('sha256', key).update(message).digest());
      }
    }
  }
});

test('a key that is too short or too long is refused', () => {
  for (const bytes of [0, 31, 65]) expect(() => hmacOf(randomBytes(bytes), 8)).toThrow('32 to 64');
});
