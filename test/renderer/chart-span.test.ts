import { expect, it } from 'vitest';
import { withQuietBefore } from '#renderer/features/campaigns/report/chart-span.ts';

const point = (at: string, sent: number) => ({ at, sent, opened: 0, clicked: 0, unsubscribed: 0, failed: 0 });

it('gives a send of one minute the quiet minutes before it', () => {
  const points = withQuietBefore([point('2026-03-01T09:00:00.000Z', 80)], 60);
  expect(points).toHaveLength(15);
  expect(points.at(-2)).toEqual(point('2026-03-01T08:59:00.000Z', 0));
  expect(points.at(-1)?.sent).toBe(80);
});

it('starts a longer send from nothing, and leaves an empty one as it is', () => {
  const long = Array.from({ length: 20 }, (_, minute) => point(`2026-03-01T09:${10 + minute}:00.000Z`, 1));
  expect(withQuietBefore(long, 60)).toEqual([point('2026-03-01T09:09:00.000Z', 0), ...long]);
  expect(withQuietBefore([], 60)).toEqual([]);
});
