import { expect, test } from 'vitest';
import { isPrivateAddress } from '#main/platform/private-address.ts';

test.for([
  '127.0.0.1',
  '10.1.2.3',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '224.0.0.1',
  '255.255.255.255',
  '::1',
  '::',
  '[::1]',
  'fe80::1%eth0',
  'fd00::1',
  'ff02::1',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '64:ff9b::10.0.0.1',
  '64:ff9b::a00:1',
  '2002:7f00:1::',
  'localhost',
  '',
])('%s leads into the house', (address) => {
  expect(isPrivateAddress(address)).toBe(true);
});

test.for(['8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '::ffff:8.8.8.8', '64:ff9b::8.8.8.8'])(
  '%s leads outside',
  (address) => {
    expect(isPrivateAddress(address)).toBe(false);
  },
);
