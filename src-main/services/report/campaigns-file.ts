import type { Cell } from '#main/platform/workbook/cell.ts';
import { workbookBytes } from '#main/platform/workbook/workbook-bytes.ts';
import type { ReportedCampaign } from '#main/repositories/report/reported-campaigns.repo.ts';
import { wallTimeAt } from '#shared/domain/campaign/wall-time.ts';
import { csvLine } from '#shared/domain/csv/csv-writer.ts';
import type { ExportFormat } from '#shared/domain/export-format.ts';
import { reportWords } from '../tracking/report-words.ts';

const COLUMNS = [
  'name',
  'channel',
  'started_at',
  'figures',
  'sent',
  'opened',
  'clicked',
  'unsubscribed',
  'bounced',
  'failed',
  'converted',
  'revenue',
] as const;

interface FileOptions {
  name: string;
  format: ExportFormat;
  locale: string;
  /** IANA zone by whose clocks a workbook shows moments; a CSV has them as UTC. */
  timezone: string;
}

/** Many campaigns as a file, a line each: CSV with the names of the API, or a workbook in the language of the organization. */
export async function campaignsFile(campaigns: readonly ReportedCampaign[], options: FileOptions): Promise<File> {
  const { name, format } = options;
  const content = format === 'csv' ? csvOf(campaigns) : await workbookOf(campaigns, options);
  return new File([content], `${name.replace(/[^\p{L}\p{N} ._-]/gu, '_')}.${format}`, { type: content.type });
}

function csvOf(campaigns: readonly ReportedCampaign[]): Blob {
  const lines = campaigns.map((campaign) => csvLine(COLUMNS.map((column) => String(campaign[column] ?? ''))));
  return new Blob([csvLine(COLUMNS), ...lines], { type: 'text/csv' });
}

function workbookOf(campaigns: readonly ReportedCampaign[], { locale, timezone }: FileOptions): Promise<Blob> {
  const words = reportWords(locale);
  const columns = COLUMNS.map((column) => ({ name: words.columns[column], width: column === 'name' ? 48 : 16 }));
  const rows = campaigns.map((campaign) => {
    const said: Record<(typeof COLUMNS)[number], Cell> = {
      ...campaign,
      figures: words.figures[campaign.figures],
      channel: words.channels[campaign.channel],
      started_at: { clock: wallTimeAt(Date.parse(campaign.started_at), timezone) },
    };
    return COLUMNS.map((column) => said[column]);
  });
  return workbookBytes({ sheet_name: words.sheet, columns }, rows);
}
