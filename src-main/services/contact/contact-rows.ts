import { StageWriter } from '#main/repositories/import/import-stage.repo.ts';
import type { CsvRecord } from '#shared/domain/csv/csv-reader.ts';
import { type ImportRow, rowReader } from '#shared/domain/import/import-row.ts';
import { rowReading } from '../import/import-options.ts';
import type { ImportMeter } from '../import/import-progress.ts';
import type { SourcePart } from '../import/import-source.ts';
import type { Staging } from '../import/import-work.ts';
import type { RejectedRows } from '../import/rejected-rows.ts';
import { RowIntake } from '../import/row-intake.ts';
import type { ServiceContext } from '../service-context.ts';

const ROWS_AT_ONCE = 2000;

/** Sorts the records of one part into staged people and rejected rows. */
export class ContactRows extends RowIntake {
  readonly #db: ServiceContext['db'];
  readonly #stage: StageWriter;
  readonly #read: ReturnType<typeof rowReader>;
  #rows: ImportRow[] = [];

  constructor(
    { db }: Pick<ServiceContext, 'db'>,
    { record, options, meter }: Pick<Staging, 'record' | 'options'> & { meter: ImportMeter },
    { part, report }: { part: SourcePart; report: RejectedRows },
  ) {
    super(meter, report, part);
    this.#db = db;
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
    this.#rows.push(answer.row);
    if (this.#rows.length >= ROWS_AT_ONCE) this.flush();
  }

  flush(): void {
    const rows = this.#rows;
    this.#rows = [];
    this.#db.inOneView(() => this.#stage.write(rows));
  }
}
