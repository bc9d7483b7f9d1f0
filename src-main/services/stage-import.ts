import { createReadStream } from 'node:fs';
import { removeFile, syncFile, TextFile } from '#main/platform/upload-file.ts';
import type { ImportRecord } from '#main/repositories/import.repo.ts';
import {
  attachStage,
  closeStage,
  createStage,
  detachStage,
  type StagedRow,
  stageRows,
} from '#main/repositories/import-stage.repo.ts';
import { CsvReader, type CsvRecord } from '#shared/domain/csv/csv-reader.ts';
import { csvLine } from '#shared/domain/csv/csv-writer.ts';
import { isBlank } from '#shared/domain/csv/guess-format.ts';
import { columnNames, REPORT_COLUMNS } from '#shared/domain/import/import-mapping.ts';
import { rowReader } from '#shared/domain/import/import-row.ts';
import { assert } from '#shared/kernel/assert.ts';
import type { ImportFiles } from './import-files.ts';
import { type ImportMeter, READING_SHARE } from './import-progress.ts';
import type { ServiceContext } from './service-context.ts';

const READ_AT_ONCE = 256 * 1024;
const ROWS_AT_ONCE = 2_000;

export interface Staging {
  record: ImportRecord;
  files: ImportFiles;
  meter: ImportMeter;
  signal: AbortSignal;
}

/**
 * Reads and checks the whole file into the stage, and writes the file of rejected rows. Begins anew each time, so that a killed run
 * leaves nothing behind. @returns false when it was cancelled or Herald stops
 */
export async function stageImport(ctx: Pick<ServiceContext, 'db' | 'ids'>, staging: Staging): Promise<boolean> {
  const { record, files, meter, signal } = staging;
  const { options } = record;
  assert(options, 'a started import has options');
  Object.assign(meter.figures, { rows: 0, rejected: 0, warnings: 0, duplicates: 0, bytes_read: 0, fraction: 0 });
  removeFile(files.stage);
  attachStage(ctx.db.reader, files.stage);
  const report = new TextFile(files.rejected);
  try {
    createStage(ctx.db.reader);
    const intake = new Intake(ctx, staging, report);
    const csv = new CsvReader({ delimiter: options.format.delimiter });
    const decoder = new TextDecoder(options.format.encoding);
    for await (const bytes of createReadStream(files.source, { highWaterMark: READ_AT_ONCE })) {
      for (const one of csv.push(decoder.decode(bytes as Buffer, { stream: true }))) intake.take(one);
      meter.figures.bytes_read += (bytes as Buffer).length;
      meter.figures.fraction = READING_SHARE * (meter.figures.bytes_read / record.bytes);
      if (signal.aborted || (meter.isDue() && !meter.save())) return false;
    }
    for (const one of [...csv.push(decoder.decode()), ...csv.end()]) intake.take(one);
    intake.flush();
    meter.figures.duplicates = closeStage(ctx.db.reader).duplicates;
  } finally {
    report.close();
    detachStage(ctx.db.reader);
  }
  syncFile(files.stage);
  meter.figures.fraction = READING_SHARE;
  return meter.save({ staged: true });
}

/** Sorts the records of the file into staged rows and rejected ones. */
class Intake {
  readonly #ctx: Pick<ServiceContext, 'db' | 'ids'>;
  readonly #figures: ImportMeter['figures'];
  readonly #report: TextFile;
  readonly #width: number;
  readonly #read: ReturnType<typeof rowReader>;
  #expects_header: boolean;
  #rows: StagedRow[] = [];

  constructor(ctx: Pick<ServiceContext, 'db' | 'ids'>, { record, meter }: Staging, report: TextFile) {
    assert(record.options, 'a started import has options');
    const { format, mapping } = record.options;
    this.#ctx = ctx;
    this.#figures = meter.figures;
    this.#report = report;
    this.#width = mapping.length;
    this.#read = rowReader(mapping);
    this.#expects_header = format.header;
    if (!format.header) this.#writeHeader(null);
  }

  take(record: CsvRecord): void {
    if (isBlank(record.cells)) return;
    if (this.#expects_header) {
      this.#expects_header = false;
      this.#writeHeader(record.cells);
      return;
    }
    this.#figures.rows++;
    const answer = record.problem ? { ok: false as const, problem: record.problem } : this.#read(record.cells);
    if (!answer.ok) {
      this.#figures.rejected++;
      this.#write(record, 'rejected', answer.problem);
      return;
    }
    if (answer.warnings.length > 0) {
      this.#figures.warnings++;
      this.#write(record, 'imported in part', answer.warnings.join(' '));
    }
    this.#rows.push({ ...answer.row, line: record.line, id: this.#ctx.ids.id() });
    if (this.#rows.length >= ROWS_AT_ONCE) this.flush();
  }

  flush(): void {
    stageRows(this.#ctx.db.reader, this.#rows);
    this.#rows = [];
  }

  #writeHeader(header: readonly string[] | null): void {
    this.#report.append(`\ufeff${csvLine([...columnNames(header, this.#width), ...REPORT_COLUMNS])}`);
  }

  #write({ cells, line }: CsvRecord, result: string, reason: string): void {
    const padded = Array.from({ length: Math.max(this.#width, cells.length) }, (_, at) => cells[at] ?? '');
    this.#report.append(csvLine([...padded, String(line), result, reason]));
  }
}
