import { join } from 'node:path';
import type { ExportValue } from '#main/repositories/import/export-rows.repo.ts';
import type { ExportFormat } from '#shared/domain/export-format.ts';
import type { ServiceContext } from '../service-context.ts';

/** A file of contacts while it is written. */
export interface ExportFile {
  /** Written so far. */
  readonly bytes: number;
  append(rows: readonly ExportValue[][]): Promise<void>;
  /** Sees that everything is on the disk. */
  finish(): Promise<void>;
  close(): Promise<void>;
}

export function exportFile(
  paths: ServiceContext['paths'],
  { id, format }: { id: string; format: ExportFormat },
): string {
  return join(paths.exports, `contacts-${id}.${format}`);
}
