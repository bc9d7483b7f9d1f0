import type { Reader } from '#main/db/access.ts';
import type { CampaignState } from '#shared/domain/campaign/campaign-state.ts';
import type { MessageContent } from '#shared/domain/campaign/message-content.ts';
import type { Experiment } from '#shared/domain/experiment/experiment.ts';
import { found } from '#shared/kernel/herald-error.ts';
import type { Page } from '#shared/kernel/page.ts';
import {
  CAMPAIGN_COLUMNS,
  CAMPAIGN_TABLES,
  type CampaignView,
  type CampaignViewRow,
  campaignView,
} from './campaign-view.sql.ts';

export interface CampaignFilter {
  state?: CampaignState;
  search?: string;
  /** Runs of this campaign alone. */
  series?: string;
  limit: number;
  cursor?: string;
}

export interface WholeCampaign extends CampaignView, Pick<MessageContent, 'body' | 'translations'> {
  experiment: Experiment | null;
}

/** @throws HeraldError NOT_FOUND */
export function getCampaign(reader: Reader, id: string): WholeCampaign {
  const row = reader
    .sql<CampaignViewRow & { body: string; translations: string; experiment: string | null }>(
      `SELECT ${CAMPAIGN_COLUMNS}, s.body, s.translations, s.experiment FROM ${CAMPAIGN_TABLES}
       WHERE c.id = ? AND c.deleted_at IS NULL`,
    )
    .get(id);
  const { body, translations, experiment, ...view } = found(row, 'campaign');
  return {
    ...campaignView(view),
    body,
    translations: JSON.parse(translations) as MessageContent['translations'],
    experiment: experiment ? (JSON.parse(experiment) as Experiment) : null,
  };
}

/** The counters of a campaign alone; null when there is none. */
export function campaignNumbers(reader: Reader, id: string): CampaignView['counts'] | null {
  const row = reader
    .sql<CampaignViewRow>(`SELECT ${CAMPAIGN_COLUMNS} FROM ${CAMPAIGN_TABLES} WHERE c.id = ? AND c.deleted_at IS NULL`)
    .get(id);
  return row ? campaignView(row).counts : null;
}

/** Newest first. */
export function listCampaigns(reader: Reader, { limit, cursor, ...filter }: CampaignFilter): Page<CampaignView> {
  const parameters = {
    state: filter.state ?? null,
    series: filter.series ?? null,
    search: filter.search ? `%${filter.search.replace(/[\\%_]/g, '\\$&')}%` : null,
    before: cursor === undefined ? Number.MAX_SAFE_INTEGER : Number(cursor),
    limit: limit + 1,
  };
  const rows = reader
    .sql<CampaignViewRow>(
      `SELECT ${CAMPAIGN_COLUMNS} FROM ${CAMPAIGN_TABLES} WHERE ${MATCHES} AND s.no < @before ORDER BY s.no DESC LIMIT @limit`,
    )
    .all(parameters);
  const { n: total } = reader
    .sql<{ n: number }>(`SELECT count(*) AS n FROM send s JOIN campaign c ON c.no = s.campaign_no WHERE ${MATCHES}`)
    .get(parameters) ?? { n: 0 };
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(campaignView),
    next_cursor: rows.length > limit && last ? String(last.no) : null,
    total,
  };
}

const MATCHES = `c.deleted_at IS NULL AND (@state IS NULL OR s.state = @state)
  AND (@series IS NULL OR c.series_no = (SELECT no FROM campaign WHERE id = @series))
  AND (@search IS NULL OR c.name LIKE @search ESCAPE '\\' OR s.subject LIKE @search ESCAPE '\\')`;

/** Sends that are under way or about to be. */
export function runningCampaigns(reader: Reader, limit: number): CampaignView[] {
  return reader
    .sql<CampaignViewRow>(
      `SELECT ${CAMPAIGN_COLUMNS} FROM ${CAMPAIGN_TABLES}
       WHERE c.deleted_at IS NULL AND s.state IN ('scheduled', 'sending', 'paused')
       ORDER BY s.state = 'sending' DESC, s.started_at DESC, s.schedule_at LIMIT ?`,
    )
    .all(limit)
    .map(campaignView);
}

/** What was sent last. */
export function recentCampaigns(reader: Reader, limit: number): CampaignView[] {
  return reader
    .sql<CampaignViewRow>(
      `SELECT ${CAMPAIGN_COLUMNS} FROM ${CAMPAIGN_TABLES}
       WHERE c.deleted_at IS NULL AND s.state IN ('sent', 'cancelled', 'failed')
       ORDER BY s.finished_at DESC LIMIT ?`,
    )
    .all(limit)
    .map(campaignView);
}
