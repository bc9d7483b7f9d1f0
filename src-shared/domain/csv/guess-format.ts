import { parseEmailAddress } from '../email-address.ts';
import { CsvReader, type CsvRecord } from './csv-reader.ts';

export const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];
export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
export type Encoding = (typeof ENCODINGS)[number];

const ROWS_LOOKED_AT = 30;
const SEPARATOR_LINE = /^sep=.?$/i;

/**
 * By the marks a file may begin with, else by the zero bytes that Latin letters have in UTF-16, else UTF-8 when it is that.
 * @param isUtf8 whether the whole file is valid UTF-8
 */
export function guessEncoding(head: Uint8Array, isUtf8: boolean): Encoding {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const zeros = [0, 0];
  for (let at = 0; at < head.length; at++) {
    if (head[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  }
  const [even = 0, odd = 0] = zeros;
  if (odd > head.length / 5 && odd > even * 4) return 'utf-16le';
  if (even > head.length / 5 && even > odd * 4) return 'utf-16be';
  return isUtf8 ? 'utf-8' : 'windows-1252';
}

/** The delimiter that gives most rows the same number of cells, more than one. */
export function guessDelimiter(text: string): Delimiter {
  const scores = DELIMITERS.map((delimiter) => ({ delimiter, score: evenness(firstRows(text, delimiter)) }));
  const best = scores.reduce((a, b) => (b.score > a.score ? b : a));
  return best.score > 0 ? best.delimiter : ',';
}

/** A first row that holds an address is data already. */
export function guessHeader(text: string, delimiter: string): boolean {
  const [first] = firstRows(text, delimiter);
  return first !== undefined && !first.cells.some((cell) => parseEmailAddress(cell).ok);
}

/** @param text the beginning of a file, perhaps cut in the middle of a row */
export function firstRows(text: string, delimiter: string, limit = ROWS_LOOKED_AT): CsvRecord[] {
  const reader = new CsvReader({ delimiter });
  const rows = reader.push(text);
  if (rows.length < limit) rows.push(...reader.end());
  return rows.filter((row) => !isBlank(row.cells)).slice(0, limit);
}

/** A blank row, or the line `sep=;` with which a spreadsheet is told the delimiter. */
export function isBlank(cells: readonly string[]): boolean {
  const [first = '', ...rest] = cells;
  return rest.every((cell) => cell.trim() === '') && (first.trim() === '' || SEPARATOR_LINE.test(first));
}

function evenness(rows: CsvRecord[]): number {
  const widths = rows.filter((row) => !row.problem).map((row) => row.cells.length);
  const [width = 1] = widths;
  if (width < 2) return 0;
  return widths.filter((one) => one === width).length / rows.length + width / 1_000;
}
