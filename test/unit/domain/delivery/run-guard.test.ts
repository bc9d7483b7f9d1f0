import { expect, test } from 'vitest';
import { type RunTally, whyStop } from '#shared/domain/delivery/run-guard.ts';

const tally = (more: Partial<RunTally>): RunTally => ({
  handled: 0,
  recipients: 10_000,
  hard: 0,
  complaints: 0,
  content: 0,
  ...more,
});

test.each<[string, Partial<RunTally>, RegExp | null]>([
  ['nothing went wrong', { handled: 500 }, null],
  ['25 of the first 500 do not exist', { handled: 500, hard: 25 }, null],
  ['26 of the first 500 do not exist', { handled: 500, hard: 26 }, /26 of 500 addresses/],
  ['26 do not exist before 500 are reached', { handled: 60, hard: 26 }, /26 of 60 addresses/],
  ['few of few: one of ten', { handled: 10, recipients: 10, hard: 1 }, null],
  ['six of a hundred, who are all there are', { handled: 100, recipients: 100, hard: 6 }, /6 of 100/],
  ['reports that come when all is sent', { handled: 10_000, hard: 501 }, /501 of 10000/],
  ['the same, but not so many', { handled: 10_000, hard: 500 }, null],
  ['one complaint in the first 500', { handled: 500, complaints: 1 }, null],
  ['two complaints in the first 500', { handled: 500, complaints: 2 }, /2 of 500 recipients.*spam/],
  ['two complaints of 1,000', { handled: 1_000, complaints: 2 }, null],
  ['two refusals of the content at the start', { handled: 2, content: 2 }, null],
  ['three refusals of the content at the start', { handled: 3, content: 3 }, /refuse what the message says/],
  ['five in a hundred refuse the content', { handled: 100, content: 5 }, null],
  ['six in a hundred refuse the content', { handled: 100, content: 6 }, /6 of 100/],
])('%s', (_, facts, words) => {
  const reason = whyStop(tally(facts));
  if (words) expect(reason).toMatch(words);
  else expect(reason).toBeNull();
});
