import type { CsvRecord } from '#shared/domain/csv/csv-reader.ts';
import { isBlank } from '#shared/domain/csv/guess-format.ts';
import type { Reason } from '#shared/domain/reason/reason.ts';
import { sayReason } from '#shared/domain/reason/say-reason.ts';
import type { ImportMeter } from './import-progress.ts';
import type { SourcePart } from './import-source.ts';
import type { RejectedRows } from './rejected-rows.ts';

/** Takes the records of one part: leaves blank ones out, knows the header, counts, and reports what can't be taken. */
export abstract class RowIntake {
  readonly #meter: ImportMeter;
  readonly #report: RejectedRows;
  readonly #part: SourcePart;
  #expects_header: boolean;

  constructor(meter: ImportMeter, report: RejectedRows, part: SourcePart) {
    this.#meter = meter;
    this.#report = report;
    this.#part = part;
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
    this.#meter.figures.rows++;
    if (record.problem) this.reject(record, record.problem);
    else this.takeRow(record);
  }

  protected abstract takeRow(record: CsvRecord): void;

  protected get figures(): ImportMeter['figures'] {
    return this.#meter.figures;
  }

  protected reject(record: CsvRecord, reason: Reason): void {
    this.figures.rejected++;
    this.#meter.addReason(reason, true);
    this.#report.write(this.#part, record, { result: 'rejected', reason: sayReason(reason) });
  }

  protected warn(record: CsvRecord, warnings: readonly Reason[]): void {
    if (warnings.length === 0) return;
    this.figures.warnings++;
    for (const warning of warnings) this.#meter.addReason(warning, false);
    this.#report.write(this.#part, record, { result: 'imported in part', reason: warnings.map(sayReason).join(' ') });
  }
}
