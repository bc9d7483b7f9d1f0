/** What a file of contacts can be. */
export const EXPORT_FORMATS = ['xlsx', 'csv'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** People on one sheet of a workbook, below its head; more go onto further sheets. */
export const PEOPLE_ON_A_SHEET = 1_048_575;
