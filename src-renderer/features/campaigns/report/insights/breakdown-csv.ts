import type { CampaignReport } from '#shared/contract/report.contract.ts';

const COLUMNS = ['value', 'sent', 'opened', 'clicked', 'unsubscribed', 'bounced', 'failed'] as const;

/** A breakdown as a file; what a spreadsheet would run as a formula is quoted. */
export function breakdownCsv(rows: CampaignReport['breakdown']): string {
  const cell = (value: string | number) => {
    const text = String(value);
    const safe = /^[=+\-@\t\r]/.test(text) && typeof value === 'string' ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const lines = rows.map((row) => COLUMNS.map((column) => cell(row[column])).join(','));
  return [COLUMNS.join(','), ...lines, ''].join('\r\n');
}
