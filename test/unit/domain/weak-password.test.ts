import { expect, test } from 'vitest';
import { weaknessOf } from '#shared/domain/weak-password.ts';

const KNOWN = ['Ada Lovelace', 'ada@example.org', 'Acme Ltd'];

test.each([
  'Password1234',
  'aaaaaaaaaaaaaaa',
  'abcabcabcabc',
  'abcdefghijklmnop',
  'qwertyuiopas',
  '0123456789012',
  'lovelace1815!',
  'lovelacelovelace1',
])('%s is refused', (password) => {
  expect(weaknessOf(password, KNOWN)).toEqual(expect.any(String));
});

test.each(['nine green ponies sing', 'T7#kq9!vLm2x', 'lovelace met babbage in june'])('%s is taken', (password) => {
  expect(weaknessOf(password, KNOWN)).toBeNull();
});
