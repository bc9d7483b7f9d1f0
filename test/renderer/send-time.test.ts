import { describe, expect, it } from 'vitest';
import { planOf, readTime, type SendTime, suggestTime, timingOf } from '#renderer/features/campaigns/send/send-time.ts';

const NOW = Date.parse('2026-03-01T12:10:00Z');
const at = (local: string, timezone = 'Europe/Berlin'): SendTime => ({
  ...suggestTime(NOW, timezone),
  when: 'later',
  local,
});

describe('the time of a send', () => {
  it('means the clocks of its zone', () => {
    expect(readTime(at('2026-03-02T09:00'), NOW)).toEqual({ at: Date.parse('2026-03-02T08:00:00Z'), problem: null });
    expect(readTime(at('2026-03-02T09:00', 'Asia/Tokyo'), NOW).at).toBe(Date.parse('2026-03-02T00:00:00Z'));
  });

  it('is refused when it has passed or is not complete', () => {
    expect(readTime(at('2026-03-01T13:10'), NOW).problem).toBe('past');
    expect(readTime(at(''), NOW).problem).toBe('incomplete');
  });

  it('says when the clocks skip it', () => {
    expect(readTime(at('2026-03-29T02:30'), NOW).problem).toBe('skipped');
  });

  it('is suggested at a full hour that is far enough ahead to be changed', () => {
    expect(suggestTime(NOW, 'Europe/Berlin').local).toBe('2026-03-01T14:00');
    expect(suggestTime(NOW + 40 * 60_000, 'Europe/Berlin').local).toBe('2026-03-01T15:00');
  });

  it('that repeats is told with its next five times', () => {
    const rhythm = { every: 'weekly', interval: 2, weekdays: ['MO', 'TH'], cron: '' } as const;
    const time: SendTime = { ...at('2026-03-05T09:00'), when: 'repeat', rhythm: { ...rhythm, weekdays: ['MO', 'TH'] } };
    const days = planOf(time, NOW).times.map((moment) => new Date(moment).toISOString().slice(5, 16));
    expect(days).toEqual(['03-05T08:00', '03-16T08:00', '03-19T08:00', '03-30T07:00', '04-02T07:00']);
    expect(timingOf(time).repeat).toMatchObject({ rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH' });
    expect(planOf({ ...time, rhythm: { ...time.rhythm, every: 'cron', cron: 'no' } }, NOW).problem).toBe('unread');
  });

  it('of each recipient has passed only when it has everywhere', () => {
    expect(planOf({ ...at('2026-03-01T09:00'), when: 'recipient' }, NOW).problem).toBeNull();
    expect(planOf({ ...at('2026-02-28T09:00'), when: 'recipient' }, NOW).problem).toBe('past');
  });
});
