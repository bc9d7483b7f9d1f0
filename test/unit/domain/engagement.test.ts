import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  engagedUntil,
  HALF_LIFE,
  HIGHEST_SCORE,
  leastFor,
  NEVER_ENGAGED,
  scoreOf,
  withDeed,
  worthNow,
} from '#shared/domain/engagement.ts';
import { DAY } from '#shared/kernel/instant.ts';

const NOW = Date.UTC(2026, 2, 1);
const deeds = fc.array(
  fc.record({
    deed: fc.constantFrom('open' as const, 'click' as const),
    at: fc.integer({ min: NOW - 400 * DAY, max: NOW }),
  }),
  { maxLength: 40 },
);

test('somebody who never did anything has no points, now and later', () => {
  expect(engagedUntil([])).toBe(NEVER_ENGAGED);
  expect(scoreOf(NEVER_ENGAGED, NOW)).toBe(0);
});

test('an opening counts 4, a click 10, and both half after thirty days', () => {
  const opened = withDeed(NEVER_ENGAGED, 'open', NOW);
  const both = withDeed(opened, 'click', NOW);
  expect([opened, both].map((until) => scoreOf(until, NOW))).toEqual([4, 14]);
  expect([opened, both].map((until) => scoreOf(until, NOW + HALF_LIFE))).toEqual([2, 7]);
});

test('the kept moment says what the sum of all deeds says, in whatever order they came', () => {
  fc.assert(
    fc.property(deeds, fc.integer({ min: 0, max: 300 }), (done, days) => {
      const now = NOW + days * DAY;
      const sum = done.reduce((points, { deed, at }) => points + worthNow(deed, at, now), 0);
      for (const order of [done, [...done].reverse()]) {
        const points = done.length === 0 ? 0 : 2 ** ((engagedUntil(order) - now) / HALF_LIFE);
        expect(Math.abs(points - sum)).toBeLessThan(1e-5);
      }
    }),
  );
});

test('no score is above a hundred, and who has more stays before who has less', () => {
  fc.assert(
    fc.property(deeds, deeds, fc.integer({ min: 0, max: 300 }), (ones, others, days) => {
      const [one, other] = [engagedUntil(ones), engagedUntil(others)];
      const [a, b] = [scoreOf(one, NOW + days * DAY), scoreOf(other, NOW + days * DAY)];
      expect(Math.max(a, b)).toBeLessThanOrEqual(HIGHEST_SCORE);
      if (one >= other) expect(a).toBeGreaterThanOrEqual(b);
    }),
  );
});

test('a score and the moment that it takes agree to the millisecond', () => {
  for (let score = 1; score <= HIGHEST_SCORE; score += 1) {
    const least = leastFor(score, NOW);
    expect([least - 1, least].map((until) => scoreOf(until, NOW))).toEqual([score - 1, score]);
  }
});
