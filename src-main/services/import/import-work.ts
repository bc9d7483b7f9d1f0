import type { ImportRecord, StoredImportOptions } from '#main/repositories/import/import.repo.ts';
import type { ImportFiles } from './import-files.ts';
import type { ImportMeter } from './import-progress.ts';

/** What every step of one import's work has at hand. */
export interface Staging {
  record: ImportRecord;
  options: StoredImportOptions;
  files: ImportFiles;
  meter: ImportMeter;
  signal: AbortSignal;
}
