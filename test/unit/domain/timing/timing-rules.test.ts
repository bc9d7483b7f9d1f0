import { expect, test } from 'vitest';
import { readCronRule } from '#shared/domain/timing/cron-rule.ts';
import { placeInSpan, recipientPlanner } from '#shared/domain/timing/plan-recipient.ts';
import { EVERY_DAY, earliestAllowed } from '#shared/domain/timing/quiet-hours.ts';
import { readRepeatRule } from '#shared/domain/timing/repeat-rule.ts';
import { localMoment, nextTimes, spanOfLocalTime } from '#shared/domain/timing/send-timing.ts';
import { HOUR, MINUTE } from '#shared/kernel/instant.ts';

const at = (text: string) => Date.parse(text);
const iso = (moment: number | 'skip') => (moment === 'skip' ? moment : new Date(moment).toISOString().slice(0, 16));
const NIGHT = { hours: { from: '21:00', to: '08:00' }, days: EVERY_DAY };

test.each(['1-0 * * * *', '*/0 * * * *', '* * 30 2 *', '* * * * * *', 'a * * * *', '1,, * * * *', '*-5 * * * *'])(
  '%s is no rule',
  (text) => {
    expect(readCronRule(text)).toBeNull();
  },
);

test.each([
  'FREQ=HOURLY',
  'FREQ=DAILY;COUNT=0',
  'FREQ=WEEKLY;BYDAY=1MO',
  'FREQ=DAILY;BYSETPOS=1',
  'DAILY',
  'FREQ=DAILY;FREQ=DAILY',
])('%s is more than Herald takes', (text) => {
  expect(readRepeatRule(text)).toBeNull();
});

test('every other Tuesday stays on Tuesday over the year, and ends when it was said to', () => {
  const repeat = {
    kind: 'rule',
    rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;UNTIL=20270112',
    start: '2026-12-01T09:00',
    timezone: 'Europe/Berlin',
  } as const;
  expect(nextTimes(repeat, at('2026-12-02T00:00Z'), 9)?.map(iso)).toEqual([
    '2026-12-15T08:00',
    '2026-12-29T08:00',
    '2027-01-12T08:00',
  ]);
});

test('a leap day comes only in leap years', () => {
  const repeat = { kind: 'rule', rule: 'FREQ=YEARLY', start: '2024-02-29T12:00', timezone: 'UTC' } as const;
  expect(nextTimes(repeat, at('2025-01-01T00:00Z'), 2)?.map(iso)).toEqual(['2028-02-29T12:00', '2032-02-29T12:00']);
});

test.each([
  ['at_once', '2025-11-05T10:00'],
  ['next_day', '2025-11-06T08:00'],
  ['skip', 'skip'],
] as const)('whoever is late: %s', (late, expected) => {
  const moment = localMoment({ local: '2025-11-05T09:00', late }, 'Europe/Berlin', at('2025-11-05T10:00Z'));
  expect(iso(moment)).toBe(expected);
});

test('a wall time goes once around the earth in 26 hours', () => {
  const span = spanOfLocalTime('2025-11-05T09:00');
  expect((Number(span?.last) - Number(span?.first)) / HOUR).toBe(26);
});

test('a night in which the clocks change ends when they show its end', () => {
  expect(iso(earliestAllowed(NIGHT, 'Europe/Berlin', at('2026-03-28T22:00Z')))).toBe('2026-03-29T06:00');
  expect(iso(earliestAllowed(NIGHT, 'Europe/Berlin', at('2026-10-24T22:00Z')))).toBe('2026-10-25T07:00');
});

test('a weekend that is not allowed waits for Monday, after the night', () => {
  const weekdays = { ...NIGHT, days: [1, 2, 3, 4, 5] };
  expect(iso(earliestAllowed(weekdays, 'America/New_York', at('2025-11-08T02:30Z')))).toBe('2025-11-10T13:00');
});

test('any many people in a row are spread evenly, whatever their first number', () => {
  for (const first of [1, 7_654_321]) {
    for (const people of [10, 100, 2_500]) {
      const places = Array.from({ length: people }, (_, index) => Math.floor(placeInSpan(first + index) * 10));
      const tenths = Array.from({ length: 10 }, (_, tenth) => places.filter((place) => place === tenth).length);
      expect(Math.max(...tenths) - people / 10).toBeLessThanOrEqual(2);
      expect(people / 10 - Math.min(...tenths)).toBeLessThanOrEqual(2);
    }
  }
});

test('a span that runs into the night goes on in the morning, and nothing piles up there', () => {
  const plan = {
    timing: { recipient_local: null, spread_minutes: 240 },
    quiet: NIGHT,
    started: at('2025-11-04T18:00Z'),
  };
  const planned = recipientPlanner(plan);
  const moments = Array.from({ length: 400 }, (_, no) => Number(planned(no + 1, 'Europe/Berlin')));
  const evening = moments.filter((moment) => moment < at('2025-11-04T20:00Z'));
  const morning = moments.filter((moment) => moment >= at('2025-11-05T07:00Z'));
  expect(evening.length + morning.length).toBe(400);
  expect(Math.abs(evening.length - 200)).toBeLessThan(8);
  expect(Math.max(...moments)).toBeLessThanOrEqual(at('2025-11-05T09:00Z'));
  const first = morning.filter((moment) => moment < at('2025-11-05T07:00Z') + 15 * MINUTE);
  expect(first.length).toBeLessThan(40);
});

test('in the hour that the clocks show twice an hourly rule comes twice, and a daily one once', () => {
  const times = (rule: string) =>
    nextTimes({ kind: 'cron', rule, timezone: 'Europe/Berlin' }, at('2025-10-24T23:45Z') + 23 * HOUR, 4)?.map(iso);
  expect(times('30 * * * *')).toEqual(['2025-10-25T23:30', '2025-10-26T00:30', '2025-10-26T01:30', '2025-10-26T02:30']);
  expect(times('30 2 * * *')?.slice(0, 2)).toEqual(['2025-10-26T00:30', '2025-10-27T01:30']);
});
