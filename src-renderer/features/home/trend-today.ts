import type { HomeTrend } from '#shared/contract/report.contract.ts';

const LIVE = ['sent', 'opened', 'clicked'] as const;

/** The numbers of today move with each message, those of the days before no more: what the tiles count now is today's beside the rest. */
export function withToday(trend: HomeTrend, live: Record<(typeof LIVE)[number], number>): HomeTrend {
  const days = [...trend.days];
  const now = { ...trend.now };
  const today = days.pop();
  if (!today) return trend;
  const moved = { ...today };
  for (const measure of LIVE) {
    const more = Math.max(0, live[measure] - now[measure] + today[measure]) - today[measure];
    moved[measure] += more;
    now[measure] += more;
  }
  return { ...trend, now, days: [...days, moved] };
}
