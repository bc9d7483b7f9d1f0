import type { Reader } from '#main/db/access.ts';
import type { Conversion, Goal } from '#shared/domain/campaign/goal.ts';
import { type Share, type Usual, usualOf } from '#shared/domain/campaign/usual.ts';
import type { BreakdownRow } from '#shared/domain/tracking/breakdown.ts';
import { type ClosedReport, daysUntilClosing } from '#shared/domain/tracking/closing.ts';
import { found } from '#shared/kernel/herald-error.ts';
import { DAY, type Instant, instantOf, MINUTE, type Millis } from '#shared/kernel/instant.ts';
import { findCampaign } from '../campaign/campaign.repo.ts';
import { breakdownOf } from './breakdown.repo.ts';
import { findClosing } from './closing.repo.ts';
import { findConversion, findGoal } from './goal.repo.ts';

export interface CampaignReport {
  breakdown: BreakdownRow[];
  /** When the breakdown was reckoned; null: not yet. */
  as_of: Instant | null;
  usual: Usual | null;
  at_completion: { at: Instant; opened: number; clicked: number; unsubscribed: number } | null;
  /** When it will be closed; null: it is, or not everything is sent. */
  closes_at: Instant | null;
  closing: Closing | null;
  goal: Goal | null;
  conversion: Conversion | null;
}

/** What it said at its closing, without its lists. */
export interface Closing extends Omit<ClosedReport, 'links' | 'breakdown' | 'timezone'> {
  at: Instant;
}

const COMPARED = 10;

/** All of it from sums that are kept. @throws HeraldError NOT_FOUND */
export function campaignReport(reader: Reader, id: string): CampaignReport {
  const { no, campaign_no, started_at, finished_at } = found(findCampaign(reader, id), 'campaign');
  const { rows, as_of } = breakdownOf(reader, no);
  const goal = findGoal(reader, campaign_no);
  const closing = closingOf(reader, no);
  const ended = started_at === null || finished_at === null ? null : Date.parse(finished_at);
  return {
    breakdown: rows,
    as_of: as_of === null ? null : instantOf(as_of),
    usual: usualOf(othersBefore(reader, no)),
    at_completion: finished_at === null ? null : sumsUntil(reader, no, Date.parse(finished_at)),
    closes_at: closing || ended === null ? null : instantOf(ended + daysUntilClosing(goal) * DAY),
    closing,
    goal,
    conversion: findConversion(reader, no),
  };
}

function closingOf(reader: Reader, send_no: number): Closing | null {
  const kept = findClosing(reader, send_no);
  if (!kept) return null;
  const { outcome, goal, conversion, days, rules_version } = kept.report;
  return { at: instantOf(kept.at), outcome, goal, conversion, days, rules_version };
}

/** The campaigns of its channel that went out last, without this one. */
function othersBefore(reader: Reader, send_no: number): Share[] {
  return reader
    .sql<Share>(
      `SELECT ${sumOf('sent')} AS sent, ${sumOf('human_opened')} AS opened, ${sumOf('human_clicked')} AS clicked,
         ${sumOf('unsubscribed')} AS unsubscribed
       FROM (SELECT s.no FROM send s JOIN campaign c ON c.no = s.campaign_no
         WHERE s.state = 'sent' AND s.channel = (SELECT channel FROM send WHERE no = @send_no) AND s.kind <> 'transactional' AND c.deleted_at IS NULL AND s.no <> @send_no
         ORDER BY s.finished_at DESC LIMIT ${COMPARED}) s`,
    )
    .all({ send_no });
}

const sumOf = (measure: string) =>
  `(SELECT coalesce(sum(uniques), 0) FROM send_minute m WHERE m.send_no = s.no AND m.measure = '${measure}')`;

function sumsUntil(reader: Reader, send_no: number, at: Millis): CampaignReport['at_completion'] {
  const sums = reader
    .sql<{ measure: string; n: number }>(
      `SELECT measure, sum(uniques) AS n FROM send_minute
       WHERE send_no = ? AND measure IN ('human_opened', 'human_clicked', 'unsubscribed') AND minute <= ? GROUP BY measure`,
    )
    .all(send_no, Math.floor(at / MINUTE));
  const of = (measure: string) => sums.find((sum) => sum.measure === measure)?.n ?? 0;
  return {
    at: instantOf(at),
    opened: of('human_opened'),
    clicked: of('human_clicked'),
    unsubscribed: of('unsubscribed'),
  };
}
