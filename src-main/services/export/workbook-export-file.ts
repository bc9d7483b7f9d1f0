import type { Cell } from '#main/platform/workbook/cell.ts';
import { WorkbookWriter } from '#main/platform/workbook/workbook-writer.ts';
import type { ExportValue } from '#main/repositories/import/export-rows.repo.ts';
import { wallTimeAt } from '#shared/domain/campaign/wall-time.ts';
import type { FieldType } from '#shared/domain/custom-field/custom-field.ts';
import { PEOPLE_ON_A_SHEET } from '#shared/domain/export-format.ts';
import { instantOf, MINUTE, type Millis } from '#shared/kernel/instant.ts';
import type { ExportFile } from './export-file.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** Clocks are changed on the quarter of an hour at most. */
const QUARTER = 15 * MINUTE;
const MOST_OFFSETS = 10_000;
const WIDTHS: Record<string, number> = { email: 32, company: 24, id: 38, tags: 24, lists: 24, country: 9, locale: 10 };

interface WorkbookOptions {
  columns: readonly string[];
  /** Types of custom fields by the column they stand in. */
  types: ReadonlyMap<string, FieldType>;
  timezone: string;
}

/** A workbook in which numbers are numbers, and moments are shown by the clocks of the organization. */
export class WorkbookExportFile implements ExportFile {
  readonly #writer: WorkbookWriter;
  readonly #dates: readonly boolean[];
  readonly #timezone: string;
  readonly #offsets = new Map<number, Millis>();

  private constructor(writer: WorkbookWriter, { columns, types, timezone }: WorkbookOptions) {
    this.#writer = writer;
    this.#dates = columns.map((name) => types.get(name) === 'date');
    this.#timezone = timezone;
  }

  static async create(path: string, options: WorkbookOptions): Promise<WorkbookExportFile> {
    const columns = options.columns.map((name) => ({ name, width: WIDTHS[name] ?? 18 }));
    const sheet = { sheet_name: 'Contacts', sheet_rows: PEOPLE_ON_A_SHEET };
    return new WorkbookExportFile(await WorkbookWriter.create(path, { ...sheet, columns }), options);
  }

  get bytes(): number {
    return this.#writer.bytes;
  }

  append(rows: readonly ExportValue[][]): Promise<void> {
    return this.#writer.append(
      rows.map((row) => row.map((value, at) => this.#cellOf(value, this.#dates[at] === true))),
    );
  }

  finish(): Promise<void> {
    return this.#writer.finish();
  }

  close(): Promise<void> {
    return this.#writer.close();
  }

  #cellOf(value: ExportValue, isDate: boolean): Cell {
    if (value === null) return null;
    if (Array.isArray(value)) return value.join('; ');
    if (typeof value === 'object') return this.#clock(value.moment);
    if (!isDate || typeof value !== 'string') return value;
    if (DAY.test(value)) return { day: value };
    const moment = Date.parse(value);
    return Number.isNaN(moment) ? value : this.#clock(moment);
  }

  /** Asking for the clocks of a zone takes long, and many moments of a file are close to each other. */
  #clock(moment: Millis): Cell {
    const quarter = Math.floor(moment / QUARTER) * QUARTER;
    let offset = this.#offsets.get(quarter);
    if (offset === undefined) {
      if (this.#offsets.size >= MOST_OFFSETS) this.#offsets.clear();
      offset = Date.parse(`${wallTimeAt(quarter, this.#timezone)}Z`) - quarter;
      this.#offsets.set(quarter, offset);
    }
    return { clock: instantOf(moment + offset).slice(0, 19) };
  }
}
