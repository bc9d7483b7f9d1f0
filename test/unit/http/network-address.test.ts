import { expect, test } from 'vitest';
import { clientAddress, truncatedAddress, trustOf } from '#main/http/network-address.ts';

test.each([
  ['203.0.113.77', '203.0.113.0'],
  ['2001:db8:abcd:12::1', '2001:db8:abcd::'],
  ['2001:0db8::1', '2001:db8:0::'],
  ['::1', '0:0:0::'],
  ['fe80::1%eth0', 'fe80:0:0::'],
  ['nonsense', ''],
])('%s is kept as %s', (address, kept) => {
  expect(truncatedAddress(address)).toBe(kept);
});

const isTrusted = trustOf(['127.0.0.1', '10.0.0.0/8', 'fd00::/8']);

test('a stranger cannot say who it is', () => {
  expect(clientAddress('203.0.113.7', '198.51.100.1', isTrusted)).toBe('203.0.113.7');
});

test('behind proxies the last address before them counts', () => {
  expect(clientAddress('::ffff:127.0.0.1', '1.1.1.1, 198.51.100.1, 10.2.3.4', isTrusted)).toBe('198.51.100.1');
  expect(clientAddress('127.0.0.1', undefined, isTrusted)).toBe('127.0.0.1');
  expect(clientAddress('127.0.0.1', 'unknown', isTrusted)).toBe('127.0.0.1');
});
