import { expect, test } from 'vitest';
import { failureCauseOf } from '#shared/domain/delivery/failure-cause.ts';

test.each([
  ['550 5.1.1', 'no_such_address'],
  ['550', 'no_such_address'],
  ['553 5.1.3', 'bad_address'],
  ['501', 'bad_address'],
  ['SMTPUTF8', 'bad_address'],
  ['552 5.2.2', 'mailbox_full'],
  ['552 5.3.4', 'too_large'],
  ['SIZE', 'too_large'],
  ['550 5.2.1', 'mailbox_closed'],
  ['554 5.7.1', 'refused_by_policy'],
  ['550 5.7.26', 'refused_by_policy'],
  ['451 4.7.1', 'gave_up'],
  ['421', 'gave_up'],
  ['ECONNREFUSED', 'unreachable'],
  ['554 5.6.0', 'other'],
  [null, 'other'],
] as const)('%s: %s', (code, cause) => {
  expect(failureCauseOf(code)).toBe(cause);
});
