import { expect, test } from 'vitest';
import { closingFigures } from '#renderer/features/campaigns/report/insights/closing-figures.ts';
import { campaignOf } from './campaign-of.ts';

const GOAL = { event: 'purchase', amount: 'amount', days: 7, touch: 'click' as const };
const outcome = { sent: 10, opened: 4, clicked: 2, unsubscribed: 1, bounced: 0, failed: 0 };
const closing = {
  at: '2026-03-09T09:00:00.000Z',
  days: 7,
  rules_version: 1,
  outcome,
  goal: GOAL,
  conversion: { people: 1, events: 1, revenue: 20 },
};
const counts = { ...campaignOf().counts, accepted: 9, bounced: 1, opened_human: 3, clicked_human: 2, unsubscribed: 1 };
const conversion = { people: 3, events: 4, revenue: 75 };
const told = (report: Parameters<typeof closingFigures>[1]) =>
  closingFigures(counts, report).map(({ name, kept, since }) => [name, kept, since]);

test('what came since the closing is told for each number, less where verdicts have changed', () => {
  expect(told({ closing, goal: GOAL, conversion })).toEqual([
    ['sent', 10, 0],
    ['opened', 4, -1],
    ['clicked', 2, 0],
    ['unsubscribed', 1, 0],
    ['bounced', 0, 1],
    ['failed', 0, 0],
    ['converted', 1, 2],
    ['revenue', 20, 55],
  ]);
});

test('results of another goal are not compared, and an open report has none', () => {
  expect(told({ closing, goal: { ...GOAL, event: 'visit' }, conversion }).map(([name]) => name)).not.toContain(
    'converted',
  );
  expect(told({ closing: null, goal: GOAL, conversion })).toEqual([]);
});
