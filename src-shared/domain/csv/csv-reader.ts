import { type Reason, reason } from '../reason/reason.ts';

export interface CsvRecord {
  /** Where it begins in the file, counted from 1. */
  line: number;
  cells: string[];
  /** Why these cells can't be trusted. */
  problem?: Reason;
}

export interface CsvReaderOptions {
  delimiter: string;
  /** A record longer than this many characters is a mistake in the file, not data. */
  longest_record?: number;
}

const LONGEST_RECORD = 1_000_000;
const QUOTE = '"';

/**
 * Reads CSV as it arrives. Rows may end with LF, CRLF or CR; quoted cells may hold delimiters, doubled quotes and line ends. A
 * quote that is never closed, or is followed by text, spoils its first line only: reading goes on with the next one.
 */
export class CsvReader {
  readonly #delimiter: string;
  readonly #longest: number;
  #text = '';
  #at = 0;
  #line = 1;
  #ended = false;
  /** Inside a line that is too long: everything up to its end is dropped. */
  #skipping = false;
  #nextLf = 0;
  #nextCr = 0;
  #nextQuote = 0;

  constructor({ delimiter, longest_record = LONGEST_RECORD }: CsvReaderOptions) {
    this.#delimiter = delimiter;
    this.#longest = longest_record;
  }

  /** @returns the records that are complete now */
  push(text: string): CsvRecord[] {
    this.#text = this.#at < this.#text.length ? this.#text.slice(this.#at) + text : text;
    this.#rewind();
    return this.#drain();
  }

  /** @returns the last records */
  end(): CsvRecord[] {
    this.#ended = true;
    this.#rewind();
    return this.#drain();
  }

  #rewind(): void {
    if (!this.#ended) this.#at = 0;
    this.#nextLf = -2;
    this.#nextCr = -2;
    this.#nextQuote = -2;
  }

  #drain(): CsvRecord[] {
    const records: CsvRecord[] = [];
    while (this.#at < this.#text.length) {
      const record = this.#next();
      if (!record) break;
      if (record !== SKIPPED) records.push(record);
    }
    return records;
  }

  #next(): CsvRecord | undefined {
    const end = this.#lineEnd(this.#at);
    if (this.#skipping) return this.#skip(end);
    const quote = this.#find('quote', this.#at);
    if (quote !== -1 && (end === undefined || quote < end) && this.#opensCell(quote, end)) return this.#quoted();
    if (end === undefined) return this.#tooLong(reason('row_long'));
    return this.#plain(end);
  }

  #plain(end: number): CsvRecord {
    const cells = this.#text.slice(this.#at, end).split(this.#delimiter);
    const record = { line: this.#line, cells };
    this.#moveTo(end, 1);
    return record;
  }

  /** Whether any quote of this line stands where a cell begins; elsewhere it is an ordinary character. */
  #opensCell(first: number, end: number | undefined): boolean {
    const stop = end ?? this.#text.length;
    for (let quote = first; quote !== -1 && quote < stop; quote = this.#text.indexOf(QUOTE, quote + 1)) {
      if (quote === this.#at || this.#text.startsWith(this.#delimiter, quote - this.#delimiter.length)) return true;
    }
    return false;
  }

  #quoted(): CsvRecord | undefined {
    const text = this.#text;
    const cells: string[] = [];
    let at = this.#at;
    let lines = 0;
    for (;;) {
      if (text[at] === QUOTE) {
        const closing = this.#closingQuote(at + 1);
        if (closing === undefined) return this.#tooLong(reason('quote_open'));
        const cell = text.slice(at + 1, closing);
        lines += lineEndsIn(cell);
        cells.push(cell.includes(QUOTE) ? cell.replaceAll('""', QUOTE) : cell);
        at = closing + 1;
        if (at >= text.length && !this.#ended) return this.#tooLong(reason('quote_open'));
      } else {
        const stop = this.#cellEnd(at);
        if (stop === undefined) return this.#tooLong(reason('row_long'));
        cells.push(text.slice(at, stop));
        at = stop;
      }
      if (text.startsWith(this.#delimiter, at)) at += this.#delimiter.length;
      else if (at >= text.length || text[at] === '\n' || text[at] === '\r') break;
      else return this.#spoilt(reason('quote_text'));
    }
    if (text[at] === '\r' && at + 1 >= text.length && !this.#ended) return undefined;
    const record = { line: this.#line, cells };
    this.#moveTo(at, lines + 1);
    return record;
  }

  #closingQuote(from: number): number | undefined {
    for (let at = this.#text.indexOf(QUOTE, from); at !== -1; at = this.#text.indexOf(QUOTE, at + 2)) {
      if (this.#text[at + 1] !== QUOTE) return at;
    }
    return undefined;
  }

  #cellEnd(at: number): number | undefined {
    const end = this.#lineEnd(at);
    const delimiter = this.#text.indexOf(this.#delimiter, at);
    if (delimiter !== -1 && (end === undefined || delimiter < end)) return delimiter;
    return end;
  }

  /** What is there does not make a record: wait for more, or give the first line up when there is enough or no more. */
  #tooLong(problem: Reason): CsvRecord | undefined {
    if (!this.#ended && this.#text.length - this.#at <= this.#longest) return undefined;
    return this.#spoilt(problem);
  }

  #spoilt(problem: Reason): CsvRecord | undefined {
    const end = this.#lineEnd(this.#at);
    const stop = end ?? this.#text.length;
    const cells = this.#text.slice(this.#at, Math.min(stop, this.#at + 1_000)).split(this.#delimiter);
    const record = { line: this.#line, cells, problem };
    this.#skipping = end === undefined;
    if (end === undefined) this.#at = stop;
    else this.#moveTo(end, 1);
    return record;
  }

  #skip(end: number | undefined): CsvRecord | undefined {
    if (end === undefined) {
      this.#at = this.#text.length;
      return undefined;
    }
    this.#skipping = false;
    this.#moveTo(end, 1);
    return SKIPPED;
  }

  /** The end of the line that holds `at`; undefined while that can't be known. */
  #lineEnd(at: number): number | undefined {
    const lf = this.#find('lf', at);
    const cr = this.#find('cr', at);
    const first = cr === -1 || (lf !== -1 && lf < cr) ? lf : cr;
    if (first === -1) return this.#ended ? this.#text.length : undefined;
    // A CR at the very end may be half of a CRLF.
    if (first === cr && cr + 1 === this.#text.length && !this.#ended) return undefined;
    return first;
  }

  #find(what: 'lf' | 'cr' | 'quote', at: number): number {
    if (what === 'lf') {
      if (this.#nextLf !== -1 && this.#nextLf < at) this.#nextLf = this.#text.indexOf('\n', at);
      return this.#nextLf;
    }
    if (what === 'cr') {
      if (this.#nextCr !== -1 && this.#nextCr < at) this.#nextCr = this.#text.indexOf('\r', at);
      return this.#nextCr;
    }
    if (this.#nextQuote !== -1 && this.#nextQuote < at) this.#nextQuote = this.#text.indexOf(QUOTE, at);
    return this.#nextQuote;
  }

  #moveTo(end: number, lines: number): void {
    const crlf = this.#text[end] === '\r' && this.#text[end + 1] === '\n';
    this.#at = end + (crlf ? 2 : 1);
    this.#line += lines;
  }
}

const SKIPPED: CsvRecord = { line: 0, cells: [] };

function lineEndsIn(cell: string): number {
  if (!cell.includes('\n') && !cell.includes('\r')) return 0;
  return cell.match(/\r\n|\n|\r/g)?.length ?? 0;
}
