import { workbookBytes } from '#main/platform/workbook/workbook-bytes.ts';
import { csvLine } from '#shared/domain/csv/csv-writer.ts';
import type { ExportFormat } from '#shared/domain/export-format.ts';
import { requireCampaign } from '../campaign/campaign-record.ts';
import type { ServiceContext } from '../service-context.ts';
import { REPORT_COLUMNS, type ReportRow, reportRows } from './report-rows.ts';
import { reportWords } from './report-words.ts';
import { requireOrganization } from './tracking-address.ts';

/**
 * The report of a campaign as a file: CSV with the names that the API has, or a workbook in the language of the organization, with numbers
 * that are numbers.
 */
export async function reportFile(
  { db: { reader } }: Pick<ServiceContext, 'db'>,
  { id, format }: { id: string; format: ExportFormat },
): Promise<File> {
  const { name } = requireCampaign(reader, id);
  const rows = reportRows(reader, id);
  const content = format === 'csv' ? csvOf(rows) : await workbookOf(rows, requireOrganization(reader).locale);
  const safeName = name.replace(/[^\p{L}\p{N} ._-]/gu, '_');
  return new File([content], `${safeName} - report.${format}`, { type: content.type });
}

function csvOf(rows: readonly ReportRow[]): Blob {
  const lines = rows.map((row) => csvLine(REPORT_COLUMNS.map((column) => String(row[column] ?? ''))));
  return new Blob([csvLine(REPORT_COLUMNS), ...lines], { type: 'text/csv' });
}

const WIDE = 48;
const NARROW = 16;

function workbookOf(rows: readonly ReportRow[], locale: string): Promise<Blob> {
  const words = reportWords(locale);
  const columns = REPORT_COLUMNS.map((column) => ({
    name: words.columns[column],
    width: column === 'name' ? WIDE : NARROW,
  }));
  const cells = rows.map((row) => {
    const said = { ...row, part: words.parts[row.part], figures: words.figures[row.figures] };
    return REPORT_COLUMNS.map((column) => said[column] ?? null);
  });
  return workbookBytes({ sheet_name: words.sheet, columns }, cells);
}
