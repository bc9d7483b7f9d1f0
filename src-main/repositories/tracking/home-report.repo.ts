import type { Reader } from '#main/db/access.ts';
import { type MinuteSum, type TimelinePoint, timelineOf } from '#shared/domain/campaign/timeline.ts';
import { type Instant, instantOf, MINUTE, type Millis, SECOND } from '#shared/kernel/instant.ts';
import { recentCampaigns, runningCampaigns } from '../campaign/campaign-view.repo.ts';
import type { CampaignView } from '../campaign/campaign-view.sql.ts';
import { countContacts } from '../contact/contact.repo.ts';
import { countMatches } from '../contact/contact-count.repo.ts';
import { worsenedDomains } from '../sending/sending-domain.repo.ts';
import { ACTIVITY_DAYS, activityTotals } from './activity.repo.ts';

export interface HomeSummary {
  contacts: number;
  deliverable: number;
  lists: number;
  days: number;
  sent: number;
  opened: number;
  clicked: number;
  opened_any: number;
  clicked_any: number;
  unsubscribed: number;
  failed: number;
  unknown: number;
  worsened_domains: string[];
  running: CampaignView[];
  recent: CampaignView[];
  points: TimelinePoint[];
  as_of: Instant;
}

const SHOWN = 5;
const CHART_MINUTES = 60;

/** The sums of the last thirty days: what the live stream tells, too. */
export function homeNumbers(reader: Reader, now: Millis) {
  const sum = activityTotals(reader, now);
  return {
    sent: sum('sent'),
    opened: sum('human_opened'),
    clicked: sum('human_clicked'),
    opened_any: sum('opened'),
    clicked_any: sum('clicked'),
    unsubscribed: sum('unsubscribed'),
    failed: sum('failed'),
    unknown: countOf(reader, `SELECT coalesce(sum(n), 0) AS n FROM send_count WHERE measure = 'unknown'`),
  };
}

export function homeSummary(reader: Reader, now: Millis): HomeSummary {
  return {
    contacts: countContacts(reader),
    deliverable: countDeliverable(reader, now),
    lists: countOf(reader, 'SELECT count(*) AS n FROM list WHERE deleted_at IS NULL'),
    days: ACTIVITY_DAYS,
    ...homeNumbers(reader, now),
    worsened_domains: worsenedDomains(reader),
    running: runningCampaigns(reader, SHOWN),
    recent: recentCampaigns(reader, SHOWN),
    points: lastHour(reader, now),
    as_of: instantOf(now),
  };
}

function lastHour(reader: Reader, now: Millis): TimelinePoint[] {
  const from = now - (CHART_MINUTES - 1) * MINUTE;
  const sums = reader
    .sql<MinuteSum>(
      'SELECT measure, minute, sum(uniques) AS n FROM send_minute WHERE minute >= ? GROUP BY measure, minute',
    )
    .all(Math.floor(from / MINUTE));
  return timelineOf(sums, from, now, 1);
}

/** It walks along all contacts, so with many of them it is counted anew every ten seconds at most. */
function countDeliverable(reader: Reader, now: Millis): number {
  const known = counted.get(reader);
  if (known && now - known.at < 10 * SECOND && countContacts(reader) > 50_000) return known.n;
  const n = countMatches(reader, { status: 'deliverable' });
  counted.set(reader, { at: now, n });
  return n;
}

const counted = new WeakMap<Reader, { at: Millis; n: number }>();

function countOf(reader: Reader, sql: string): number {
  return reader.sql<{ n: number }>(sql).get()?.n ?? 0;
}
