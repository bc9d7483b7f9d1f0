import { expect, it } from 'vitest';
import { slidingHour } from '#renderer/features/home/sliding-hour.ts';

const now = Date.parse('2026-03-01T10:00:30.000Z');
const point = (at: string, sent: number) => ({ at, sent, opened: 0, clicked: 0, unsubscribed: 0, failed: 0 });

it('always shows sixty minutes that end with this one', () => {
  const hour = slidingHour([], now);
  expect(hour).toHaveLength(60);
  expect(hour.at(-1)?.at).toBe('2026-03-01T10:00:00.000Z');
  expect(hour.every(({ sent }) => sent === 0)).toBe(true);
});

it('keeps what is within it and drops what has left it', () => {
  const hour = slidingHour([point('2026-03-01T08:59:00.000Z', 7), point('2026-03-01T09:30:00.000Z', 3)], now);
  expect(hour.reduce((sum, { sent }) => sum + sent, 0)).toBe(3);
});
