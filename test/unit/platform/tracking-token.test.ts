import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { createTokenSigner } from '#main/platform/tracking-token.ts';

const signer = createTokenSigner(randomBytes(32));

test.each([0, 1, 4_294_967_295, 4_294_967_296, 2 ** 40 + 7])('delivery %d is read back from its token', (no) => {
  const token = signer.sign(no);
  expect(token).toMatch(/^[\w-]{24}$/);
  expect(signer.verify(token)).toBe(no);
});

test('no changed character is accepted', () => {
  const token = signer.sign(123_456);
  for (let place = 0; place < token.length; place += 1) {
    const other = token[place] === 'A' ? 'B' : 'A';
    expect(signer.verify(token.slice(0, place) + other + token.slice(place + 1))).toBeNull();
  }
});

test.each(['', 'x', 'A'.repeat(24), `${'A'.repeat(24)}=`, '../../etc/passwd', 'Ä'.repeat(24)])(
  '"%s" is no token',
  (text) => {
    expect(signer.verify(text)).toBeNull();
  },
);

test.each([1, 4_294_967_295, 4_294_967_296, 2 ** 40 - 1])('delivery %d is read back from its short token', (no) => {
  const token = signer.signShort(no);
  expect(token).toMatch(/^[\w-]{15}$/);
  expect(signer.verifyShort(token)).toBe(no);
  expect(createTokenSigner(randomBytes(32)).verifyShort(token)).toBeNull();
});

test('a short token does not do where a long one is asked for, nor a part of a long one as a short one', () => {
  expect(signer.verify(signer.signShort(7))).toBeNull();
  expect(signer.verifyShort(signer.sign(7))).toBeNull();
  expect(signer.verifyShort(signer.sign(7).slice(0, 15))).toBeNull();
  expect(signer.verifyShort('A'.repeat(15))).toBeNull();
});

test('a token of another Herald is worth nothing', () => {
  expect(signer.verify(createTokenSigner(randomBytes(32)).sign(1))).toBeNull();
});
