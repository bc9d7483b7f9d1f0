import type { Reader } from '#main/db/access.ts';
import type { Activity } from '#shared/domain/tracking/activity.ts';
import { type Instant, instantOf, MINUTE, type Millis } from '#shared/kernel/instant.ts';
import type { Page } from '#shared/kernel/page.ts';
import { startOfDays } from '../system/day-span.ts';

export interface ActivityQuery {
  what: Activity;
  now: Millis;
  limit: number;
  cursor?: string;
}

/** One message that is counted on the first screen. */
export interface ActivityEntry {
  id: string;
  contact_id: string | null;
  name: string;
  address: string;
  campaign_id: string;
  campaign: string;
  at: Instant;
}

/** The first screen tells of so many days. */
export const ACTIVITY_DAYS = 30;

const MEASURES: Record<Activity, string> = {
  sent: 'sent',
  opened: 'human_opened',
  clicked: 'human_clicked',
  unsubscribed: 'unsubscribed',
  failed: 'failed',
};

/** The number on the tile and above the list behind it: both come from here. */
export function activityTotals(reader: Reader, now: Millis): (measure: string) => number {
  const sums = new Map(
    reader
      .sql<{ measure: string; n: number }>(
        'SELECT measure, sum(uniques) AS n FROM send_minute WHERE minute >= ? GROUP BY measure',
      )
      .all(firstMinute(reader, now))
      .map(({ measure, n }) => [measure, n]),
  );
  return (measure) => sums.get(measure) ?? 0;
}

const firstMinute = (reader: Reader, now: Millis) => Math.floor(startOfDays(reader, now, ACTIVITY_DAYS) / MINUTE);

/** Messages of a measure, those of the latest campaigns first. Walks along ledgers: for the thread of long reads. */
export function readActivityPage(reader: Reader, { what, now, limit, cursor }: ActivityQuery): Page<ActivityEntry> {
  const first = firstMinute(reader, now);
  const rows = reader
    .sql<Omit<ActivityEntry, 'id' | 'at'> & { no: number; at: Millis }>(
      `SELECT d.no, c.id AS contact_id, trim(coalesce(c.first_name || ' ' || c.last_name, '')) AS name, d.address,
         k.id AS campaign_id, k.name AS campaign, ${MOMENT[what]} AS at
       FROM delivery d ${DONE[what]}
         JOIN send s ON s.no = d.send_no JOIN campaign k ON k.no = s.campaign_no
         LEFT JOIN contact c ON c.no = d.contact_no AND c.deleted_at IS NULL
       WHERE d.no < @before AND d.send_no IN (SELECT send_no FROM send_minute WHERE minute >= @first AND measure = @measure)
         AND ${MOMENT[what]} >= @first * ${MINUTE} ${STATE[what] ?? ''}
       ORDER BY d.no DESC LIMIT @limit`,
    )
    .all({ first, measure: MEASURES[what], before: Number(cursor ?? Number.MAX_SAFE_INTEGER), limit: limit + 1 });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(({ no, at, ...row }) => ({ ...row, id: String(no), at: instantOf(at) })),
    next_cursor: rows.length > limit && last ? String(last.no) : null,
    total: activityTotals(reader, now)(MEASURES[what]),
  };
}

const hit = (kind: string) => `CROSS JOIN hit_first h ON h.delivery_no = d.no AND h.kind = '${kind}' AND h.link = -1`;

const DONE: Record<Activity, string> = {
  sent: '',
  failed: '',
  opened: hit('open'),
  clicked: hit('click'),
  unsubscribed: hit('unsubscribe'),
};

const MOMENT: Record<Activity, string> = {
  sent: 'd.changed_at',
  failed: 'd.changed_at',
  opened: 'h.human_at',
  clicked: 'h.human_at',
  unsubscribed: 'h.at',
};

const STATE: Partial<Record<Activity, string>> = {
  sent: `AND d.state IN ('accepted', 'bounced', 'complained')`,
  failed: `AND d.state = 'failed'`,
  opened: 'AND h.human_n > 0',
  clicked: 'AND h.human_n > 0',
};
