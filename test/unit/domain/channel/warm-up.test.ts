import { expect, test } from 'vitest';
import { allowanceOn, lastDayOfWarmUp, type WarmUp, warmUpDay } from '#shared/domain/channel/warm-up.ts';

const ramp: WarmUp = { start_on: '2026-03-28', first_day: 50, growth_percent: 50, ceiling: 400 };

test('each day allows more than the one before, up to the ceiling', () => {
  expect([0, 1, 2, 3, 4, 5, 6, 90].map((day) => allowanceOn(ramp, day))).toEqual([
    50, 75, 112, 168, 253, 379, 400, 400,
  ]);
  expect(lastDayOfWarmUp(ramp)).toBe(6);
});

test('days are those of the calendar, also over a change of clocks; before the start it is the first', () => {
  expect(warmUpDay(ramp, '2026-03-20')).toBe(0);
  expect(warmUpDay(ramp, '2026-03-28')).toBe(0);
  expect(warmUpDay(ramp, '2026-03-30')).toBe(2);
});

test.each([
  [{ ...ramp, first_day: 400 }, 0],
  [{ ...ramp, growth_percent: 0 }, null],
  [{ ...ramp, first_day: 1, growth_percent: 1, ceiling: 1_000_000 }, 1389],
])('%j ends when it is at its ceiling', (warmUp, day) => {
  expect(lastDayOfWarmUp(warmUp)).toBe(day);
});
