const NEEDS_QUOTES = /[",;\t\r\n]|^\s|\s$/;
const FORMULA = /^['\s]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;
const NUMBER_OR_PHONE = /^[+-]?[\d ().,/-]*\d[\d ().,/-]*$|^[+-]$/;
const GUARDED = /^'(?='*[\s]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20])/;

/** One line of CSV, ending with CRLF. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => quoted(guardCell(cell))).join(',')}\r\n`;
}

/** A cell that a spreadsheet would run as a formula gets an apostrophe in front; numbers and phone numbers do not. */
export function guardCell(cell: string): string {
  return FORMULA.test(cell) && !NUMBER_OR_PHONE.test(cell) ? `'${cell}` : cell;
}

/** The reverse of `guardCell`, for files that Herald has written and that come back. */
export function unguardCell(cell: string): string {
  return cell.charCodeAt(0) === APOSTROPHE ? cell.replace(GUARDED, '') : cell;
}

const APOSTROPHE = 39;

function quoted(cell: string): string {
  return NEEDS_QUOTES.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
