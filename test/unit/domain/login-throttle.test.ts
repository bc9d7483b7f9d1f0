import { expect, test } from 'vitest';
import { afterAccountFailure, afterAddressAttempt, type Failures } from '#shared/domain/login-throttle.ts';
import { DAY, MINUTE, SECOND } from '#shared/kernel/instant.ts';

function fail(times: number, now: number): Failures | undefined {
  let failures: Failures | undefined;
  for (let n = 0; n < times; n += 1) failures = afterAccountFailure(failures, now);
  return failures;
}

test('five failures are free, then the wait doubles up to a quarter of an hour', () => {
  const waits = [5, 6, 7, 8, 9, 30].map((times) => (fail(times, 0)?.blocked_until ?? 0) / SECOND);
  expect(waits).toEqual([0, 1, 2, 4, 8, 900]);
});

test('a day of quiet forgets failures', () => {
  expect(afterAccountFailure(fail(9, 0), DAY)).toMatchObject({ failures: 1, blocked_until: DAY });
});

test('an address has twenty attempts a minute', () => {
  let attempts: Failures | undefined;
  for (let n = 0; n < 20; n += 1) attempts = afterAddressAttempt(attempts, 30 * SECOND);
  expect(attempts?.blocked_until).toBe(0);
  expect(afterAddressAttempt(attempts, 31 * SECOND).blocked_until).toBe(MINUTE);
  expect(afterAddressAttempt(attempts, MINUTE).failures).toBe(1);
});
