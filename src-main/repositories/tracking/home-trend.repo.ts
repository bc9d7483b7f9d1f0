import type { Reader } from '#main/db/access.ts';
import { type Instant, instantOf, MINUTE, type Millis } from '#shared/kernel/instant.ts';
import { dayStarts } from '../system/day-span.ts';
import { ACTIVITY_DAYS } from './activity.repo.ts';

/** Messages are counted as on the tiles: by people, each once for a message. `joined`: contacts that came and are still there. */
export interface TrendSums {
  sent: number;
  opened: number;
  clicked: number;
  unsubscribed: number;
  failed: number;
  joined: number;
  left: number;
}

export interface HomeTrend {
  days: ({ at: Instant } & TrendSums)[];
  now: TrendSums;
  /** The same of as many days before. */
  before: TrendSums;
}

/** Days of any zone are made of such. */
const QUARTER = 15 * MINUTE;

const NOUGHT: TrendSums = { sent: 0, opened: 0, clicked: 0, unsubscribed: 0, failed: 0, joined: 0, left: 0 };

/** Day by day what was sent, what people did with it, who came and who left, from sums that are kept by the minute and the quarter of an hour. */
export function homeTrend(reader: Reader, now: Millis): HomeTrend {
  const starts = dayStarts(reader, now, 2 * ACTIVITY_DAYS);
  const days = starts.map((at) => ({ at: instantOf(at), ...NOUGHT }));
  let place = 0;
  for (const { measure, quarter, n } of sumsSince(reader, starts[0] ?? now)) {
    if (quarter * QUARTER < (starts[place] ?? 0)) place = 0;
    while (quarter * QUARTER >= (starts[place + 1] ?? Number.POSITIVE_INFINITY)) place += 1;
    const day = days[place];
    if (day && measure in NOUGHT) day[measure as keyof TrendSums] += n;
  }
  return {
    days: days.slice(ACTIVITY_DAYS),
    now: days.slice(ACTIVITY_DAYS).reduce(added, NOUGHT),
    before: days.slice(0, ACTIVITY_DAYS).reduce(added, NOUGHT),
  };
}

interface QuarterSum {
  measure: string;
  quarter: number;
  n: number;
}

/** By measure, each in the order of time. */
function sumsSince(reader: Reader, since: Millis): QuarterSum[] {
  return reader
    .sql<QuarterSum>(
      `SELECT CASE measure WHEN 'opened' THEN 'any' WHEN 'clicked' THEN 'any' WHEN 'human_opened' THEN 'opened'
           WHEN 'human_clicked' THEN 'clicked' ELSE measure END AS measure, minute / 15 AS quarter, sum(uniques) AS n
         FROM send_minute WHERE minute >= @since / ${MINUTE} GROUP BY 1, 2
       UNION ALL
       SELECT 'joined', quarter, n FROM contact_arrival WHERE quarter >= @since / ${QUARTER}
       UNION ALL
       SELECT 'left', at / ${QUARTER}, count(*) FROM leaving WHERE at >= @since AND undone_at IS NULL GROUP BY 2
       ORDER BY 1, 2`,
    )
    .all({ since });
}

function added(sum: TrendSums, more: TrendSums): TrendSums {
  const names = Object.keys(NOUGHT) as (keyof TrendSums)[];
  return Object.fromEntries(names.map((name) => [name, sum[name] + more[name]])) as unknown as TrendSums;
}
