import type { Reader } from '#main/db/access.ts';
import { type MinuteSum, stepFor, type TimelinePoint, timelineOf } from '#shared/domain/campaign/timeline.ts';
import type { SkipReason } from '#shared/domain/delivery/eligibility.ts';
import { found } from '#shared/kernel/herald-error.ts';
import { type Instant, instantOf, MINUTE, type Millis, SECOND } from '#shared/kernel/instant.ts';
import { findCampaign } from '../campaign/campaign.repo.ts';
import type { CampaignCounts } from '../campaign/campaign-counts.ts';
import { getCampaign } from '../campaign/campaign-view.repo.ts';
import { chargesOf, type SendCharge } from '../delivery/send-charge.repo.ts';
import { countsOf, excludedOf } from '../delivery/send-count.repo.ts';

export interface CampaignStats {
  counts: CampaignCounts;
  excluded: Partial<Record<SkipReason, number>>;
  links: { index: number; url: string; unique: number; total: number; human_unique: number; human_total: number }[];
  points: TimelinePoint[];
  step_seconds: number;
  rate_per_second: number | null;
  charges: SendCharge[];
  as_of: Instant;
}

/** @throws HeraldError NOT_FOUND */
export function campaignStats(reader: Reader, id: string, now: Millis): CampaignStats {
  const { no, started_at, finished_at, state } = found(findCampaign(reader, id), 'campaign');
  const { counts } = getCampaign(reader, id);
  const started = started_at === null ? null : Date.parse(started_at);
  const sums = minuteSums(reader, no);
  return {
    counts,
    excluded: excludedOf(countsOf(reader, no)),
    links: linkStats(reader, no),
    ...pointsOf(sums, started, finished_at === null ? now : Date.parse(finished_at)),
    rate_per_second: state === 'sending' && started !== null ? recentRate(sums, started, now) : null,
    charges: chargesOf(reader, no),
    as_of: instantOf(now),
  };
}

function minuteSums(reader: Reader, send_no: number): MinuteSum[] {
  return reader
    .sql<MinuteSum>('SELECT measure, minute, uniques AS n FROM send_minute WHERE send_no = ? ORDER BY minute')
    .all(send_no);
}

function linkStats(reader: Reader, send_no: number): CampaignStats['links'] {
  return reader
    .sql<CampaignStats['links'][number]>(
      `SELECT l.idx AS "index", l.url, coalesce(k.uniques, 0) AS "unique", coalesce(k.total, 0) AS total,
         coalesce(k.human_uniques, 0) AS human_unique, coalesce(k.human_total, 0) AS human_total
       FROM send_link l LEFT JOIN link_count k ON k.send_no = l.send_no AND k.idx = l.idx
       WHERE l.send_no = ? ORDER BY l.idx`,
    )
    .all(send_no);
}

/** From the start to the last thing that happened, and to the end of sending at least. */
function pointsOf(sums: MinuteSum[], started: Millis | null, until: Millis) {
  if (started === null) return { points: [], step_seconds: 60 };
  const latest = Math.max(until, (sums.at(-1)?.minute ?? 0) * MINUTE);
  const step = stepFor((latest - started) / MINUTE + 1);
  return { points: timelineOf(sums, started, latest, step), step_seconds: step * 60 };
}

/** Messages taken over the last minute or, in the first one, since the start. */
function recentRate(sums: readonly MinuteSum[], started: Millis, now: Millis): number {
  const minute = Math.floor(now / MINUTE);
  const into = (now - minute * MINUTE) / MINUTE;
  const sentIn = (wanted: number) => sums.find((sum) => sum.measure === 'sent' && sum.minute === wanted)?.n ?? 0;
  const sent = sentIn(minute) + sentIn(minute - 1) * (1 - into);
  return sent / Math.max(1, Math.min(MINUTE, now - started) / SECOND);
}
