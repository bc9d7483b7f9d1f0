import { HeraldError } from '#shared/kernel/herald-error.ts';
import type { ZipEntry } from '../zip-file.ts';
import type { SharedStrings } from './shared-strings.ts';
import { xmlPieces } from './xml-pieces.ts';
import { unescapeSigns } from './xml-text.ts';

export interface SheetRow {
  /** Its number in the sheet. */
  line: number;
  cells: string[];
}

export interface SheetMeans {
  strings: SharedStrings;
  date_styles: ReadonlySet<number>;
  /** Days are counted from 1904, as old Macs did. */
  since_1904: boolean;
}

const MOST_COLUMNS = 1_000;
const MOST_ROWS = 1_048_576;
const DAY = 86_400_000;
const EPOCH = 25_569;
const EPOCH_1904 = 24_107;

/** The rows of a sheet as they arrive; memory does not grow with it. @returns rows and how many bytes they took */
export async function* sheetRows(
  entry: ZipEntry,
  means: SheetMeans,
): AsyncGenerator<{ rows: SheetRow[]; bytes: number }> {
  const builder = new RowBuilder(means);
  for await (const bytes of xmlPieces(entry.read(), builder)) yield { rows: builder.take(), bytes };
}

class RowBuilder {
  readonly #means: SheetMeans;
  #rows: SheetRow[] = [];
  #count = 0;
  #row: SheetRow = { line: 0, cells: [] };
  #column = 0;
  #type = '';
  #style = 0;
  #text = '';
  #reads = false;

  constructor(means: SheetMeans) {
    this.#means = means;
  }

  take(): SheetRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  open(name: string, attributes: Record<string, string>): void {
    if (name === 'row') {
      this.#row = { line: Number(attributes.r ?? this.#row.line + 1), cells: [] };
      if (++this.#count > MOST_ROWS) throw tooLarge('rows', MOST_ROWS);
    } else if (name === 'c') {
      this.#column = attributes.r ? columnOf(attributes.r) : this.#row.cells.length;
      if (this.#column >= MOST_COLUMNS) throw tooLarge('columns', MOST_COLUMNS);
      this.#type = attributes.t ?? 'n';
      this.#style = Number(attributes.s ?? 0);
      this.#text = '';
    } else if (name === 'v' || name === 't') this.#reads = true;
  }

  text(text: string): void {
    if (this.#reads) this.#text += text;
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.#reads = false;
    else if (name === 'c') this.#put(this.#value());
    else if (name === 'row') this.#rows.push(this.#row);
  }

  #put(value: string): void {
    const { cells } = this.#row;
    while (cells.length < this.#column) cells.push('');
    cells[this.#column] = value;
  }

  #value(): string {
    switch (this.#type) {
      case 's':
        return unescapeSigns(this.#means.strings.get(Number(this.#text)));
      case 'b':
        return this.#text === '1' ? 'true' : 'false';
      case 'e':
        return '';
      case 'n':
        return this.#means.date_styles.has(this.#style) ? this.#date(this.#text) : plainNumber(this.#text);
      default:
        return unescapeSigns(this.#text);
    }
  }

  /** A day, a moment without a zone, or a time of day. */
  #date(serial: string): string {
    const days = Number(serial);
    if (serial === '' || Number.isNaN(days)) return serial;
    const moment = Math.round((days - (this.#means.since_1904 ? EPOCH_1904 : EPOCH)) * DAY);
    const iso = new Date(moment);
    if (Number.isNaN(iso.getTime())) return serial;
    const text = iso.toISOString();
    if (days < 1) return text.slice(11, 19);
    return Number.isInteger(days) ? text.slice(0, 10) : text.slice(0, 19);
  }
}

/** `0.1 + 0.2` is stored as 0.30000000000000004, and shown as 0.3; so is a customer number of `1E+5`. */
function plainNumber(text: string): string {
  const number = Number(text);
  return text === '' || !Number.isFinite(number) ? text : String(Number(number.toPrecision(15)));
}

/** `AB12` is the 28th column, counted from 0. */
function columnOf(reference: string): number {
  let column = 0;
  for (const letter of reference) {
    const code = letter.charCodeAt(0) - 64;
    if (code < 1 || code > 26) break;
    column = column * 26 + code;
  }
  return column - 1;
}

function tooLarge(what: 'rows' | 'columns', most: number): HeraldError {
  return new HeraldError('TOO_LARGE', `This sheet has more than ${most} ${what}.`, {
    field: 'file',
    hint: 'Split it into smaller files.',
    reason: { code: `sheet_${what}`, values: { most } },
  });
}
