import { expect, test } from 'vitest';
import type { SendOutcome } from '#shared/domain/channel/send-outcome.ts';
import { judgeOutcome, MAX_ATTEMPTS } from '#shared/domain/delivery/retry-policy.ts';
import { HOUR, MINUTE, SECOND } from '#shared/kernel/instant.ts';

const facts = (attempts = 0, random = 0.5) => ({ attempts, now: 0, random });
const deferred = (blame: 'recipient' | 'connection'): SendOutcome => ({
  kind: 'deferred',
  blame,
  code: '451',
  said: '',
});

function waitAfter(attempts: number, blame: 'recipient' | 'connection' = 'recipient', random = 0.5): number {
  const verdict = judgeOutcome(deferred(blame), facts(attempts, random));
  return verdict.state === 'deferred' ? verdict.next_at : Number.NaN;
}

test('a recipient who is put off is tried again after five minutes, later ever more rarely', () => {
  expect([0, 1, 2, 3, 4, 20].map((attempts) => waitAfter(attempts))).toEqual([
    5 * MINUTE,
    15 * MINUTE,
    30 * MINUTE,
    HOUR,
    2 * HOUR,
    2 * HOUR,
  ]);
});

test('a broken line is tried again sooner', () => {
  expect(waitAfter(0, 'connection')).toBe(30 * SECOND);
});

test('waits differ by up to a fifth, so that not all come back at once', () => {
  expect(waitAfter(0, 'recipient', 0)).toBe(4 * MINUTE);
  expect(waitAfter(0, 'recipient', 0.999999)).toBeCloseTo(6 * MINUTE, -3);
});

test('it is given up after the last attempt', () => {
  expect(judgeOutcome(deferred('recipient'), facts(MAX_ATTEMPTS - 1))).toMatchObject({ state: 'failed' });
});

test('what a server refuses for good has failed; what nobody answered stays unknown', () => {
  const said = { code: '550', said: '' };
  expect(judgeOutcome({ kind: 'rejected', blame: 'recipient', ...said }, facts())).toMatchObject({ state: 'failed' });
  expect(judgeOutcome({ kind: 'unknown', ...said }, facts())).toMatchObject({ state: 'unknown' });
});

test('nobody is charged for a fault of the account', () => {
  expect(judgeOutcome({ kind: 'rejected', blame: 'sender', code: '535', said: '' }, facts(3))).toEqual({
    state: 'queued',
    code: '535',
  });
});
