import { csvLine } from '#shared/domain/csv/csv-writer.ts';
import { requireCampaign } from '../campaign/campaign-record.ts';
import type { ServiceContext } from '../service-context.ts';
import { REPORT_COLUMNS, reportRows } from './report-rows.ts';

/** The report of a campaign as CSV. */
export function reportFile({ db: { reader } }: Pick<ServiceContext, 'db'>, id: string): File {
  const { name } = requireCampaign(reader, id);
  const lines = reportRows(reader, id).map((row) => csvLine(REPORT_COLUMNS.map((column) => String(row[column] ?? ''))));
  const safeName = name.replace(/[^\p{L}\p{N} ._-]/gu, '_');
  return new File([csvLine(REPORT_COLUMNS), ...lines], `${safeName} - report.csv`, { type: 'text/csv' });
}
