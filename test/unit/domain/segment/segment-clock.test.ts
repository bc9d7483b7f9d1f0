import { describe, expect, it } from 'vitest';
import { parseSegment } from '#shared/domain/segment/parse-segment.ts';
import type { DateValue, RelativeDateValue } from '#shared/domain/segment/segment-ast.ts';
import { SegmentClock, shiftDay } from '#shared/domain/segment/segment-clock.ts';

const clockAt = (now: string, zone = 'Europe/Berlin') => new SegmentClock(Date.parse(now), zone);

function dateOf(text: string): DateValue | RelativeDateValue {
  const { rule } = parseSegment(`x >= ${text}`);
  const value = rule?.kind === 'comparison' ? rule.values[0] : undefined;
  if (value?.type !== 'date' && value?.type !== 'relative_date') throw new Error(`${text} is no date`);
  return value;
}

function resolve(text: string, clock: SegmentClock) {
  const { day, moment, from, to } = clock.resolve(dateOf(text));
  const iso = (at: number) => new Date(at).toISOString();
  return { day, moment: moment === null ? null : iso(moment), from: iso(from), to: iso(to) };
}

describe('a date in a rule', () => {
  const clock = clockAt('2026-07-01T22:30:15.250Z');

  it.each([
    ['now', '2026-07-02', '2026-07-01T22:30:15.250Z'],
    ['now - 3h', '2026-07-01', '2026-07-01T19:30:15.250Z'],
    ['now - 90d', '2026-04-03', '2026-04-02T22:30:15.250Z'],
    ['now - 180d', '2026-01-03', '2026-01-02T23:30:15.250Z'],
    ['now + 2w', '2026-07-16', '2026-07-15T22:30:15.250Z'],
    ['2026-03-01T09:00', '2026-03-01', '2026-03-01T08:00:00.000Z'],
    ['2026-03-01T09:00:30', '2026-03-01', '2026-03-01T08:00:30.000Z'],
    ['2026-03-01T23:30Z', '2026-03-02', '2026-03-01T23:30:00.000Z'],
    ['2026-03-01T09:00-05:00', '2026-03-01', '2026-03-01T14:00:00.000Z'],
  ])('%s is a moment', (text, day, moment) => {
    expect(resolve(text, clock)).toMatchObject({ day, moment });
  });

  it.each([
    ['today', '2026-07-02', '2026-07-01T22:00:00.000Z', '2026-07-02T22:00:00.000Z'],
    ['yesterday', '2026-07-01', '2026-06-30T22:00:00.000Z', '2026-07-01T22:00:00.000Z'],
    ['today - 1m', '2026-06-02', '2026-06-01T22:00:00.000Z', '2026-06-02T22:00:00.000Z'],
    ['2026-03-29', '2026-03-29', '2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z'],
    ['2026-10-25', '2026-10-25', '2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
  ])('%s is a day of the zone, of 23, 24 or 25 hours', (text, day, from, to) => {
    expect(resolve(text, clock)).toEqual({ day, moment: null, from, to });
  });

  it('is another day in another zone', () => {
    expect(resolve('today', clockAt('2026-07-01T22:30:00Z', 'Pacific/Auckland')).day).toBe('2026-07-02');
    expect(resolve('today', clockAt('2026-07-01T22:30:00Z', 'America/New_York')).day).toBe('2026-07-01');
  });

  it('keeps the time on the clocks when they were changed in between, and hours their length', () => {
    const monday = clockAt('2026-03-30T10:00:00Z');
    expect(resolve('now - 2d', monday).moment).toBe('2026-03-28T11:00:00.000Z');
    expect(resolve('now - 48h', monday).moment).toBe('2026-03-28T10:00:00.000Z');
    expect(new Date(monday.windowStart({ amount: 1, unit: 'w' })).toISOString()).toBe('2026-03-23T11:00:00.000Z');
  });

  it('moves a time that the clocks skip forward by the gap', () => {
    expect(resolve('now - 1d', clockAt('2026-03-30T00:30:00Z')).moment).toBe('2026-03-29T01:30:00.000Z');
    expect(resolve('2026-03-29', clockAt('2026-03-30T00:00:00Z', 'Africa/Cairo')).from).toBe(
      '2026-03-28T22:00:00.000Z',
    );
    // Midnight itself is skipped in Cairo when summer time begins.
    expect(resolve('2026-04-24', clockAt('2026-05-01T00:00:00Z', 'Africa/Cairo')).from).toBe(
      '2026-04-23T22:00:00.000Z',
    );
  });

  it.each(['0001-01-01', '0099-12-31', '9999-12-31', '1900-02-28'])('may lie as far away as %s', (text) => {
    const { day, from, to } = resolve(text, clock);
    expect(day).toBe(text);
    expect(Date.parse(to)).toBeGreaterThan(Date.parse(from));
  });
});

describe('a day and a length of time', () => {
  it.each([
    ['2026-03-31', -1, 'm', '2026-02-28'],
    ['2024-03-31', -1, 'm', '2024-02-29'],
    ['2024-02-29', 1, 'y', '2025-02-28'],
    ['2026-01-31', 13, 'm', '2027-02-28'],
    ['2026-01-01', -1, 'd', '2025-12-31'],
    ['2026-01-01', 2, 'w', '2026-01-15'],
    ['2026-12-15', 1, 'm', '2027-01-15'],
  ] as const)('%s and %i%s make %s', (day, amount, unit, other) => {
    expect(shiftDay(day, { amount, unit })).toBe(other);
  });
});
