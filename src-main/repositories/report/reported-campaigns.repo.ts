import type { Reader } from '#main/db/access.ts';
import type { Conversion } from '#shared/domain/campaign/goal.ts';
import type { Channel } from '#shared/domain/channel/channel.ts';
import { MOST_CAMPAIGNS, type ReportQuestion } from '#shared/domain/report/saved-report.ts';
import type { Outcome } from '#shared/domain/tracking/breakdown.ts';
import { DAY, type Instant, instantOf, type Millis } from '#shared/kernel/instant.ts';
import { outcomeOf } from '../campaign/campaign-counts.ts';
import {
  CAMPAIGN_COLUMNS,
  CAMPAIGN_TABLES,
  type CampaignViewRow,
  campaignView,
} from '../campaign/campaign-view.sql.ts';

export interface ReportedCampaign extends Outcome {
  id: string;
  name: string;
  channel: Channel;
  started_at: Instant;
  /** Of its closing, once its report has closed. */
  figures: 'now' | 'closing';
  /** null: it has no goal. */
  converted: number | null;
  revenue: number | null;
}

interface Row extends CampaignViewRow {
  started_at: Millis;
  closed_outcome: string | null;
  closed_conversion: string | null;
  conversion: string | null;
}

/** The latest first. Adds up what campaigns have had by the minute: for the reader thread. */
export function reportedCampaigns(
  reader: Reader,
  { question, now }: { question: ReportQuestion; now: Millis },
): ReportedCampaign[] {
  const { days, channel, search } = question;
  return reader
    .sql<Row>(
      `SELECT ${CAMPAIGN_COLUMNS}, json_extract(r.report, '$.outcome') AS closed_outcome,
         json_extract(r.report, '$.conversion') AS closed_conversion,
         (SELECT json_object('people', v.people, 'revenue', v.revenue) FROM send_conversion v
           JOIN campaign_goal g ON g.campaign_no = s.campaign_no WHERE v.send_no = s.no) AS conversion
       FROM ${CAMPAIGN_TABLES} LEFT JOIN report_closing r ON r.send_no = s.no
       WHERE s.kind = 'campaign' AND c.deleted_at IS NULL AND s.started_at >= @since AND s.started_at <= @now
         AND (@channel IS NULL OR s.channel = @channel) AND (@search IS NULL OR c.name LIKE @search ESCAPE '\\')
       ORDER BY s.started_at DESC, s.no DESC LIMIT ${MOST_CAMPAIGNS}`,
    )
    .all({
      now,
      channel,
      since: now - days * DAY,
      search: search === '' ? null : `%${search.replace(/[\\%_]/g, '\\$&')}%`,
    })
    .map(reportedOf);
}

function reportedOf({ closed_outcome, closed_conversion, conversion, ...row }: Row): ReportedCampaign {
  const { id, name, channel, counts } = campaignView(row);
  const isClosed = closed_outcome !== null;
  const reached = isClosed ? closed_conversion : conversion;
  const goal = reached === null ? null : (JSON.parse(reached) as Pick<Conversion, 'people' | 'revenue'>);
  return {
    id,
    name,
    channel,
    started_at: instantOf(row.started_at),
    figures: isClosed ? 'closing' : 'now',
    ...(isClosed ? (JSON.parse(closed_outcome) as Outcome) : outcomeOf(counts)),
    converted: goal?.people ?? null,
    revenue: goal?.revenue ?? null,
  };
}
