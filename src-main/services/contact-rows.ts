import { type StagedRow, StageWriter } from '#main/repositories/import-stage.repo.ts';
import type { CsvRecord } from '#shared/domain/csv/csv-reader.ts';
import { rowReader } from '#shared/domain/import/import-row.ts';
import { rowReading } from './import-options.ts';
import type { ImportMeter } from './import-progress.ts';
import type { SourcePart } from './import-source.ts';
import type { Staging } from './import-work.ts';
import type { RejectedRows } from './rejected-rows.ts';
import { RowIntake } from './row-intake.ts';
import type { ServiceContext } from './service-context.ts';

const ROWS_AT_ONCE = 2_000;

/** Sorts the records of one part into staged people and rejected rows. */
export class ContactRows extends RowIntake {
  readonly #ids: ServiceContext['ids'];
  readonly #stage: StageWriter;
  readonly #read: ReturnType<typeof rowReader>;
  #order: number;
  #taken = 0;
  #rows: StagedRow[] = [];

  constructor(
    { db, ids }: Pick<ServiceContext, 'db' | 'ids'>,
    { record, options, meter }: Pick<Staging, 'record' | 'options'> & { meter: ImportMeter },
    { part, report, order }: { part: SourcePart; report: RejectedRows; order: number },
  ) {
    super(meter, report, part);
    this.#ids = ids;
    this.#order = order;
    this.#stage = new StageWriter(db.reader, part.mapping);
    this.#read = rowReader({ ...part, ...rowReading(db.reader, record, options) });
  }

  protected takeRow(record: CsvRecord): void {
    const answer = this.#read(record.cells);
    if (!answer.ok) {
      this.reject(record, answer.problem);
      return;
    }
    this.warn(record, answer.warnings);
    this.#taken++;
    this.#rows.push({ ...answer.row, line: this.#order + this.#taken, id: this.#ids.id() });
    if (this.#rows.length >= ROWS_AT_ONCE) this.flush();
  }

  /** @returns how many rows of the part were taken */
  flush(): number {
    this.#stage.write(this.#rows);
    this.#rows = [];
    return this.#taken;
  }
}
