import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import cron from 'node-cron';
import { expect, test } from 'vitest';
import { everyMomentOf, momentOfWallTime } from '#shared/domain/campaign/wall-time.ts';
import { nextCronTimes, readCronRule } from '#shared/domain/timing/cron-rule.ts';
import { EVERY_DAY, earliestAllowed } from '#shared/domain/timing/quiet-hours.ts';
import { nextRepeatTimes, readRepeatRule } from '#shared/domain/timing/repeat-rule.ts';
import { localMoment } from '#shared/domain/timing/send-timing.ts';

const read = <Case>(name: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../../../fixtures/scheduling', name), 'utf8')) as Case[];
const utc = (moments: readonly number[]) => moments.map((moment) => new Date(moment).toISOString().replace('.000', ''));

interface CronCase {
  cron: string;
  timezone: string;
  from: string;
  expect: string[];
  accept?: string[][];
}

test.each(read<CronCase>('cron.json'))('"$cron" in $timezone after $from', (one) => {
  const rule = readCronRule(one.cron);
  expect(rule).not.toBeNull();
  if (!rule) return;
  expect(one.accept ?? [one.expect]).toContainEqual(utc(nextCronTimes(rule, one.timezone, Date.parse(one.from), 5)));
  expect(cron.validate(one.cron)).toBe(true);
});

test.each(read<{ cron: string }>('cron-invalid.json'))('"$cron" is no rule', ({ cron: text }) => {
  expect(readCronRule(text)).toBeNull();
});

test.each(read<{ timezone: string; local: string; kind: string; utc: string[] }>('local-to-utc.json'))(
  '$local in $timezone is $kind',
  ({ timezone, local, kind, utc: expected }) => {
    const moment = momentOfWallTime(local, timezone) ?? 0;
    // Skipped: forward by the gap. Shown twice: the first.
    const [first = '', second = ''] = expected;
    expect(utc([moment])).toEqual([kind === 'nonexistent' ? second : first]);
    expect(everyMomentOf(local, timezone)).toHaveLength({ normal: 1, ambiguous: 2, nonexistent: 0 }[kind] ?? -1);
  },
);

interface Waves {
  local_time: string;
  date: string;
  campaign_started_at: string;
  contacts: { timezone: string; utc: string; late: boolean }[];
}

test('everybody is due when it is that time where they are', () => {
  for (const { date, local_time, campaign_started_at, contacts } of read<Waves>('local-time-waves.json')) {
    const local = `${date}T${local_time.slice(0, 5)}`;
    const started = Date.parse(campaign_started_at);
    for (const { timezone, utc: expected, late } of contacts) {
      const moment = localMoment({ local, late: 'skip' }, timezone, started);
      if (late) expect(moment, timezone).toBe('skip');
      else expect(utc([Number(moment)]), timezone).toEqual([expected]);
    }
  }
});

test.each(read<{ timezone: string; quiet: [string, string]; at: string; send_at: string }>('quiet-hours.json'))(
  'at $at in $timezone it goes out at $send_at',
  ({ timezone, quiet: [from, to], at, send_at }) => {
    const moment = earliestAllowed({ hours: { from, to }, days: EVERY_DAY }, timezone, Date.parse(at));
    expect(utc([moment])).toEqual([send_at]);
  },
);

test.each(read<{ rrule: string; timezone: string; dtstart: string; utc: string[] }>('rrule.json'))(
  '$rrule from $dtstart in $timezone',
  ({ rrule, timezone, dtstart, utc: expected }) => {
    const rule = readRepeatRule(rrule);
    expect(rule).not.toBeNull();
    if (!rule) return;
    expect(utc(nextRepeatTimes(rule, { start: dtstart, timezone }, { after: 0, count: 50 }))).toEqual(expected);
  },
);
