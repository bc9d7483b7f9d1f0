import { describe, expect, it } from 'vitest';
import { DELIVERY_STATES } from '#shared/domain/delivery/delivery-state.ts';
import { SKIP_REASONS } from '#shared/domain/delivery/eligibility.ts';
import { sayWhatHappened } from '#shared/domain/delivery/say-what-happened.ts';

const say = (state: (typeof DELIVERY_STATES)[number], code: string | null, attempts = 1) =>
  sayWhatHappened({ state, code, attempts });

describe('what happened to a recipient', () => {
  it.each(DELIVERY_STATES)('is a sentence for everybody who is %s, whatever the code', (state) => {
    for (const code of [null, '', '250', '999 9.9.9', 'EWEIRD']) expect(say(state, code)).toMatch(/^[A-Z].*\.$/);
  });

  it.each(SKIP_REASONS)('is a sentence for everybody who is left out as %s', (reason) => {
    expect(say('skipped', reason)).toMatch(/^Left out: .*\.$/);
  });

  it.each([
    ['failed', '550 5.1.1', 'Not sent: the address does not exist there.'],
    ['failed', '552 5.2.2', 'Not sent: the mailbox is full.'],
    ['failed', '554 5.7.1', 'Not sent: the server refused the message by its rules.'],
    ['failed', '554', 'Not sent: the server answered 554.'],
    ['deferred', 'ECONNREFUSED', 'Not taken yet: the server could not be reached. It is tried again.'],
  ] as const)('%s with %s reads: %s', (state, code, words) => {
    expect(say(state, code)).toBe(words);
  });

  it('tells how often it was tried', () => {
    expect(say('deferred', '451 4.7.1', 3)).toContain('It is tried again, after 3 tries so far.');
  });
});
