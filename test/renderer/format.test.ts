import { expect, it } from 'vitest';
import { formatDuration, formatInstant, formatRelative } from '#renderer/ui/format-instant.ts';
import { formatBytes, formatNumber, formatPercent } from '#renderer/ui/format-number.ts';

it('shows zero of zero as nothing', () => {
  expect(formatPercent('en', 0, 0)).toBe('-');
});

it('shows a decimal only where the share is small', () => {
  expect(formatPercent('en', 42, 100)).toBe('42%');
  expect(formatPercent('en', 4, 1_000)).toBe('0.4%');
  expect(formatPercent('en', 0, 1_000)).toBe('0%');
});

it('writes numbers as the reader does', () => {
  expect(formatNumber('de', 1_234_567)).toBe('1.234.567');
  expect(formatBytes('en', 1_500_000)).toBe('1.5 MB');
});

it('shows a moment in the zone of the organization', () => {
  expect(formatInstant('en-GB', 'Asia/Tokyo', '2026-03-01T20:30:00.000Z', 'time')).toBe('05:30');
});

it('says how long ago, and the date when that is long', () => {
  const now = Date.parse('2026-03-10T12:00:00.000Z');
  expect(formatRelative('en', 'UTC', now - 5 * 60_000, now)).toBe('5 minutes ago');
  expect(formatRelative('en', 'UTC', '2026-02-01T12:00:00.000Z', now)).toBe('Feb 1, 2026');
});

it('says how long something will take', () => {
  expect(formatDuration('en', 45)).toBe('45 sec');
  expect(formatDuration('en', 4_320)).toBe('1 hr 12 min');
  expect(formatDuration('en', 0)).toBe('0 sec');
});
