import { createHash } from 'node:crypto';
import { contactsNamed, type StagedEvent, stageEvents } from '#main/repositories/import/import-stage.repo.ts';
import type { CsvRecord } from '#shared/domain/csv/csv-reader.ts';
import { type EventRow, eventReader } from '#shared/domain/import/event-row.ts';
import { type Reason, reason } from '#shared/domain/reason/reason.ts';
import { eventReading } from '../import/import-options.ts';
import type { ImportMeter } from '../import/import-progress.ts';
import type { SourcePart } from '../import/import-source.ts';
import type { Staging } from '../import/import-work.ts';
import type { RejectedRows } from '../import/rejected-rows.ts';
import { RowIntake } from '../import/row-intake.ts';
import type { ServiceContext } from '../service-context.ts';

const ROWS_AT_ONCE = 2_000;
const NOBODY = reason('event_nobody');

/** Sorts the records of one part into staged events and rejected rows. Each event belongs to a contact that is there. */
export class EventRows extends RowIntake {
  readonly #reader: ServiceContext['db']['reader'];
  readonly #read: ReturnType<typeof eventReader>;
  #waiting: { record: CsvRecord; row: EventRow; warnings: Reason[] }[] = [];

  constructor(
    { db }: Pick<ServiceContext, 'db'>,
    { options, meter }: Pick<Staging, 'options'> & { meter: ImportMeter },
    { part, report }: { part: SourcePart; report: RejectedRows },
  ) {
    super(meter, report, part);
    this.#reader = db.reader;
    this.#read = eventReader(eventReading(db.reader, part, options));
  }

  protected takeRow(record: CsvRecord): void {
    const answer = this.#read(record.cells);
    if (!answer.ok) {
      this.reject(record, answer.problem);
      return;
    }
    this.#waiting.push({ record, row: answer.row, warnings: answer.warnings });
    if (this.#waiting.length >= ROWS_AT_ONCE) this.flush();
  }

  flush(): void {
    const find = this.#people();
    const events: StagedEvent[] = [];
    for (const { record, row, warnings } of this.#waiting) {
      const contact_no = find(row);
      if (contact_no === undefined) {
        this.reject(record, NOBODY);
        continue;
      }
      this.warn(record, warnings);
      events.push({
        key: row.key || hashOf(row, contact_no),
        contact_no,
        name: row.name.trim(),
        at: row.at,
        data: row.data,
      });
    }
    this.figures.duplicates += stageEvents(this.#reader, events);
    this.#waiting = [];
  }

  /** Asks for all contacts of the waiting rows at once. */
  #people(): (row: EventRow) => number | undefined {
    const named = (by: 'email_key' | 'external_id' | 'id', pick: (row: EventRow) => string) =>
      contactsNamed(this.#reader, by, this.#waiting.map(({ row }) => pick(row)).filter(Boolean));
    const emails = named('email_key', (row) => row.email_key);
    const externals = named('external_id', (row) => row.external_id);
    const ids = named('id', (row) => row.contact_id);
    return (row) => ids.get(row.contact_id) ?? externals.get(row.external_id) ?? emails.get(row.email_key);
  }
}

/** A row without a key of its own is known again by all it says: the same file twice tells nothing new. */
function hashOf({ name, at, data }: EventRow, contact_no: number): string {
  const text = JSON.stringify([name.trim(), contact_no, at, Object.entries(data).sort()]);
  return `row:${createHash('sha256').update(text).digest('base64url')}`;
}
