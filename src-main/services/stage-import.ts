import { removeFile, syncFile } from '#main/platform/upload-file.ts';
import { type ImportRecord, NO_COUNTS, type StoredImportOptions } from '#main/repositories/import.repo.ts';
import {
  attachStage,
  closeStage,
  countOptOuts,
  createStage,
  detachStage,
  type StagedRow,
  stageRows,
} from '#main/repositories/import-stage.repo.ts';
import type { CsvRecord } from '#shared/domain/csv/csv-reader.ts';
import { isBlank } from '#shared/domain/csv/guess-format.ts';
import { rowReader } from '#shared/domain/import/import-row.ts';
import type { ImportFiles } from './import-files.ts';
import { rowReading } from './import-options.ts';
import { type ImportMeter, READING_SHARE } from './import-progress.ts';
import { fileOf, partsOf, readRows, type SourcePart } from './import-source.ts';
import { RejectedRows } from './rejected-rows.ts';
import type { ServiceContext } from './service-context.ts';

const ROWS_AT_ONCE = 2_000;

export interface Staging {
  record: ImportRecord;
  options: StoredImportOptions;
  files: ImportFiles;
  meter: ImportMeter;
  signal: AbortSignal;
}

type Context = Pick<ServiceContext, 'db' | 'ids'>;

/**
 * Reads and checks the whole file into the stage, and writes the file of rejected rows. Begins anew each time, so that a killed run
 * leaves nothing behind. @returns false when it was cancelled or Herald stops
 */
export async function stageImport(ctx: Context, staging: Staging): Promise<boolean> {
  const { record, options, files, meter, signal } = staging;
  Object.assign(meter.figures, { ...NO_COUNTS, reasons: [], bytes_read: 0, fraction: 0 });
  removeFile(files.stage);
  attachStage(ctx.db.reader, files.stage);
  const parts = partsOf(record, options);
  const all = Math.max(
    1,
    parts.reduce((sum, part) => sum + part.bytes, 0),
  );
  const report = new RejectedRows(files.rejected, parts);
  try {
    createStage(ctx.db.reader);
    let order = 0;
    for (const part of parts) {
      const intake = new Intake(ctx, staging, { part, report, order });
      for await (const { records, bytes } of readRows(fileOf(record, files), part)) {
        for (const one of records) intake.take(one);
        meter.figures.bytes_read += bytes;
        meter.figures.fraction = READING_SHARE * Math.min(1, meter.figures.bytes_read / all);
        if (signal.aborted || (meter.isDue() && !meter.save())) return false;
      }
      order = intake.flush();
    }
    meter.figures.duplicates = closeStage(ctx.db.reader).duplicates;
    meter.figures.opt_outs = countOptOuts(ctx.db.reader);
  } finally {
    report.close();
    detachStage(ctx.db.reader);
  }
  syncFile(files.stage);
  meter.figures.fraction = READING_SHARE;
  return meter.save({ staged: true });
}

/** Sorts the records of one part into staged rows and rejected ones. */
class Intake {
  readonly #ctx: Context;
  readonly #meter: ImportMeter;
  readonly #report: RejectedRows;
  readonly #part: SourcePart;
  readonly #read: ReturnType<typeof rowReader>;
  #expects_header: boolean;
  #order: number;
  #rows: StagedRow[] = [];

  constructor(
    ctx: Context,
    { record, options, meter }: Staging,
    { part, report, order }: { part: SourcePart; report: RejectedRows; order: number },
  ) {
    this.#ctx = ctx;
    this.#meter = meter;
    this.#report = report;
    this.#part = part;
    this.#order = order;
    this.#read = rowReader({ ...part, ...rowReading(ctx.db.reader, record, options) });
    this.#expects_header = part.format.header;
    if (!part.format.header) report.begin(part, null);
  }

  take(record: CsvRecord): void {
    if (isBlank(record.cells)) return;
    if (this.#expects_header) {
      this.#expects_header = false;
      this.#report.begin(this.#part, record.cells);
      return;
    }
    const { figures } = this.#meter;
    figures.rows++;
    const answer = record.problem ? { ok: false as const, problem: record.problem } : this.#read(record.cells);
    if (!answer.ok) {
      figures.rejected++;
      this.#meter.addReason(answer.problem, true);
      this.#report.write(this.#part, record, { result: 'rejected', reason: answer.problem });
      return;
    }
    if (answer.warnings.length > 0) {
      figures.warnings++;
      for (const warning of answer.warnings) this.#meter.addReason(warning, false);
      this.#report.write(this.#part, record, { result: 'imported in part', reason: answer.warnings.join(' ') });
    }
    this.#rows.push({ ...answer.row, line: ++this.#order, id: this.#ctx.ids.id() });
    if (this.#rows.length >= ROWS_AT_ONCE) this.flush();
  }

  /** @returns the number of the last row */
  flush(): number {
    stageRows(this.#ctx.db.reader, this.#rows);
    this.#rows = [];
    return this.#order;
  }
}
