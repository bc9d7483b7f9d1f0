import { describe, expect, test } from 'vitest';
import { createReturnPathTokens } from '#main/platform/return-path-token.ts';
import { returnAddresses } from '#main/services/feedback/return-addresses.ts';

const tokens = createReturnPathTokens(new Uint8Array(32).fill(1));
const others = createReturnPathTokens(new Uint8Array(32).fill(2));

describe('the token of a return path', () => {
  test('names its delivery and what the address is for, also after a server has changed its case', () => {
    for (const no of [1, 35, 36, 1_000_000, 2 ** 45]) {
      expect(tokens.verify(tokens.sign('bounce', no))).toEqual({ purpose: 'bounce', no });
      expect(tokens.verify(tokens.sign('unsubscribe', no).toUpperCase())).toEqual({ purpose: 'unsubscribe', no });
    }
  });

  test('is worth nothing when it was made with another key, for another purpose or another delivery', () => {
    const token = tokens.sign('bounce', 42);
    expect(others.verify(token)).toBeNull();
    expect(tokens.verify(token.replace(/^b/, 'u'))).toBeNull();
    expect(tokens.verify(tokens.sign('bounce', 43).replace(/\..*/, token.slice(token.indexOf('.'))))).toBeNull();
    for (const text of ['', 'b', 'b1.0', 'bounce', `${token}0`, `x${token}`]) expect(tokens.verify(text)).toBeNull();
  });

  test('leaves room in an address for the name of the mailbox', () => {
    const address = returnAddresses(tokens, 'returned-mail@shop.example').bounce(2 ** 45);
    expect(address).toMatch(/^returned-mail\+b[0-9a-z]+\.[0-9a-f]{16}@shop\.example$/);
    expect(address.indexOf('@')).toBeLessThanOrEqual(64);
  });
});
