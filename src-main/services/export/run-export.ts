import { type ExportRecord, findExport, updateExport } from '#main/repositories/contact/contact-export.repo.ts';
import { numbersOfTarget } from '#main/repositories/contact/contact-target.repo.ts';
import { allFields } from '#main/repositories/contact/custom-field.repo.ts';
import { exportRows } from '#main/repositories/import/export-rows.repo.ts';
import { findOrganization } from '#main/repositories/system/organization.repo.ts';
import { filterOf } from '../contact/contact-question.ts';
import type { ServiceContext } from '../service-context.ts';
import { CsvExportFile } from './csv-export-file.ts';
import { type ExportFile, exportFile } from './export-file.ts';
import { WorkbookExportFile } from './workbook-export-file.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'paths'>;

const ROWS_AT_ONCE = 1_000;
const BETWEEN_REPORTS = 500;

/**
 * Writes one file. Of a CSV a stop leaves a whole number of lines behind, and the next run goes on after them; a workbook is packed as a
 * whole and begins anew.
 */
export async function runExport(ctx: Context, id: string, signal: AbortSignal): Promise<void> {
  const found = findExport(ctx.db.reader, id);
  const record = found?.format === 'xlsx' ? { ...found, rows: 0, bytes: 0, cursor: 0 } : found;
  if (!record || !begin(ctx, record)) return;
  const nos = meant(ctx, record);
  const file = await openFile(ctx, record);
  try {
    const writing = new Writing(ctx, { record, file, left: nos.length });
    for (let from = 0; from < nos.length; from += ROWS_AT_ONCE) {
      if (signal.aborted) break;
      const part = nos.slice(from, from + ROWS_AT_ONCE);
      const rows = exportRows(ctx.db.reader, part, record.columns);
      await file.append(rows);
      if (!writing.passed(part.at(-1) ?? 0, rows.length)) return;
    }
    if (!signal.aborted || record.format === 'csv') await file.finish();
    writing.finish(signal.aborted ? 'running' : 'done');
  } finally {
    await file.close();
  }
}

function begin(ctx: Context, record: ExportRecord): boolean {
  const started_at = record.started_at ?? ctx.clock.now();
  return ctx.db.write((tx) => updateExport(tx, record.id, ['waiting', 'running'], { state: 'running', started_at }));
}

/** Who is still to be written. */
function meant(ctx: Pick<ServiceContext, 'db'>, { target, created_at, cursor }: ExportRecord): number[] {
  const filter = target.kind === 'matching' ? filterOf(ctx.db.reader, target.filter, created_at) : undefined;
  const nos = numbersOfTarget(ctx.db.reader, { target, filter });
  return cursor === 0 ? nos : nos.filter((no) => no > cursor);
}

function openFile(ctx: Context, record: ExportRecord): Promise<ExportFile> {
  const path = exportFile(ctx.paths, record);
  const { columns, bytes } = record;
  if (record.format === 'csv') return CsvExportFile.open(path, columns, bytes);
  const types = new Map(allFields(ctx.db.reader).map(({ key, type }) => [`attributes.${key}`, type]));
  const timezone = findOrganization(ctx.db.reader)?.timezone ?? 'UTC';
  return WorkbookExportFile.create(path, { columns, types, timezone });
}

/** Keeps how far the file is, and says so twice a second. */
class Writing {
  readonly #ctx: Pick<ServiceContext, 'db' | 'clock'>;
  readonly #id: string;
  readonly #file: ExportFile;
  readonly #total: number;
  #rows: number;
  #cursor: number;
  #reported = 0;

  constructor(
    ctx: Pick<ServiceContext, 'db' | 'clock'>,
    { record, file, left }: { record: ExportRecord; file: ExportFile; left: number },
  ) {
    this.#ctx = ctx;
    this.#id = record.id;
    this.#file = file;
    this.#rows = record.rows;
    this.#cursor = record.cursor;
    this.#total = record.rows + left;
  }

  /** @returns false when the export was cancelled meanwhile */
  passed(cursor: number, rows: number): boolean {
    this.#cursor = cursor;
    this.#rows += rows;
    if (performance.now() - this.#reported < BETWEEN_REPORTS) return true;
    this.#reported = performance.now();
    return this.#save({});
  }

  finish(state: 'running' | 'done'): void {
    this.#save(state === 'done' ? { state, finished_at: this.#ctx.clock.now() } : {});
  }

  #save(edit: Parameters<typeof updateExport>[3]): boolean {
    const figures = { total: this.#total, rows: this.#rows, bytes: this.#file.bytes, cursor: this.#cursor };
    return this.#ctx.db.write((tx) => updateExport(tx, this.#id, ['running'], { ...figures, ...edit }));
  }
}
