import { describe, expect, test } from 'vitest';
import type { Blame, SendOutcome } from '#shared/domain/channel/send-outcome.ts';
import { retryClassOf } from '#shared/domain/delivery/retry-class.ts';
import { judgeOutcome, type Purpose, type RetryFacts } from '#shared/domain/delivery/retry-policy.ts';
import { DAY, HOUR, MINUTE, SECOND } from '#shared/kernel/instant.ts';

const facts = (more: Partial<RetryFacts> = {}): RetryFacts => ({
  attempts: 0,
  first_at: null,
  now: 0,
  random: 0.5,
  purpose: 'campaign',
  ...more,
});
const deferred = (code = '451 4.7.1', said = 'Greylisted', blame: Blame = 'recipient'): SendOutcome => ({
  kind: 'deferred',
  blame,
  code,
  said,
});
const rejected = (code: string, blame: 'recipient' | 'sender' = 'recipient'): SendOutcome => ({
  kind: 'rejected',
  blame,
  code,
  said: '',
});

function waitAfter(attempts: number, random = 0.5): number {
  const verdict = judgeOutcome(deferred(), facts({ attempts, random }));
  return verdict.state === 'deferred' ? verdict.next_at : Number.NaN;
}

describe('what an answer is about', () => {
  test.each([
    [deferred('450 4.7.1', 'Greylisted, please come back'), 'address_later'],
    [deferred('451', 'Try again later'), 'address_later'],
    [deferred('452 4.2.2', 'Mailbox full: over quota limit'), 'address_later'],
    [deferred('421 4.7.0', 'Service not available', 'connection'), 'traffic'],
    [deferred('450 4.7.1', 'Error: too many connections from 192.0.2.1'), 'traffic'],
    [deferred('421 4.7.28', 'Gmail has detected an unusual rate of unsolicited mail', 'connection'), 'traffic'],
    [deferred('451 4.7.500', 'Server busy. Please try again later'), 'traffic'],
    [deferred('ECONNRESET', 'The line broke', 'connection'), 'traffic'],
    [deferred('450 4.5.3', 'You have reached your daily sending limit'), 'account_later'],
    [deferred('454 4.7.0', 'Temporary authentication failure', 'sender'), 'account_later'],
    [rejected('535 5.7.8', 'sender'), 'account'],
    [rejected('554 5.7.1'), 'content'],
    [rejected('550 5.1.1'), 'final'],
    [{ kind: 'unknown', code: 'ETIMEDOUT', said: '' } as const, 'final'],
  ])('%j', (outcome, about) => {
    expect(retryClassOf(outcome)).toBe(about);
  });
});

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

test('waits differ by up to a fifth, so that not all come back at once', () => {
  expect(waitAfter(0, 0)).toBe(4 * MINUTE);
  expect(waitAfter(0, 0.999999)).toBeCloseTo(6 * MINUTE, -3);
});

test('a line that broke or is full is no attempt at anybody, and is left alone for as long as it has lasted', () => {
  const busy = deferred('421', 'Too many connections', 'connection');
  const waits = [null, -10 * SECOND, -MINUTE, -HOUR, -10 * HOUR].map((first_at) => {
    const verdict = judgeOutcome(busy, facts({ first_at }));
    return verdict.state === 'deferred' && !verdict.charged ? verdict.next_at : Number.NaN;
  });
  expect(waits).toEqual([30 * SECOND, 30 * SECOND, MINUTE, HOUR, 2 * HOUR]);
});

test.each<[Purpose, number]>([
  ['announcement', DAY],
  ['campaign', 3 * DAY],
  ['transactional', 5 * DAY],
])('%s: it is given up when the next try would be too late', (purpose, horizon) => {
  for (const outcome of [deferred(), deferred('421', '', 'connection')]) {
    const at = (first_at: number) => judgeOutcome(outcome, facts({ attempts: 9, first_at, purpose })).state;
    expect(at(-horizon + 2 * HOUR)).toBe('deferred');
    expect(at(-horizon + 2 * HOUR - SECOND)).toBe('failed');
  }
});

test('what a server refuses for good has failed; what nobody answered stays unknown', () => {
  expect(judgeOutcome(rejected('550 5.1.1'), facts())).toMatchObject({ state: 'failed' });
  expect(judgeOutcome(rejected('554 5.7.1'), facts())).toMatchObject({ state: 'failed' });
  expect(judgeOutcome({ kind: 'unknown', code: '', said: '' }, facts())).toMatchObject({ state: 'unknown' });
});

test('nobody is charged for a fault or a used-up quota of the account', () => {
  expect(judgeOutcome(rejected('535', 'sender'), facts({ attempts: 3 }))).toEqual({ state: 'queued', code: '535' });
  expect(judgeOutcome(deferred('451', 'Daily sending quota reached'), facts())).toEqual({
    state: 'queued',
    code: '451',
  });
});
