import { describe, expect, it } from 'vitest';
import { readTime, type SendTime, suggestTime } from '#renderer/features/campaigns/send/send-time.ts';

const NOW = Date.parse('2026-03-01T12:10:00Z');
const at = (local: string, timezone = 'Europe/Berlin'): SendTime => ({ when: 'later', local, timezone });

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
});
