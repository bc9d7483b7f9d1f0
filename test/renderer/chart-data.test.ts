import { expect, it } from 'vitest';
import { chartCsv } from '#renderer/ui/chart-data.ts';

it('writes the numbers behind a chart with moments in UTC', () => {
  const points = [{ at: '2026-03-01T09:00:00.000Z', sent: 3 }];
  expect(chartCsv(points, ['sent', 'opened'])).toBe('time_utc,sent,opened\r\n2026-03-01T09:00:00.000Z,3,0\r\n');
});
