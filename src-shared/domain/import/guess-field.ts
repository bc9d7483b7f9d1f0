import { coerceField } from '../custom-field/coerce-field.ts';
import type { FieldType } from '../custom-field/custom-field.ts';
import type { NumberStyle } from '../custom-field/field-value.ts';
import { readNumber } from '../custom-field/read-number.ts';
import { foldText } from '../search-text.ts';
import { dateOfSerial } from './date-of-serial.ts';

/** How the values of a column are written, where that is open. */
export interface ColumnReading {
  decimal?: NumberStyle;
  slashes?: 'day_first' | 'month_first';
}

export interface FieldGuess {
  type: FieldType;
  reading: ColumnReading;
}

const WORDS = new Set(['true', 'false', 'yes', 'no', 'ja', 'nein', 'wahr', 'falsch', 'y', 'n', 'j']);
const SLASHED = /^(\d{1,2})[/-](\d{1,2})[/-]\d{2,4}$/;
const LEADING_ZERO = /^[+-]?0\d/;
const CODE = /\b(zip|plz|postleitzahl|postal|postcode|phone|telefon|code|nr|number|nummer|id)\b/;
const DATED =
  /\b(date|datum|day|tag|birthday|geburtstag|geboren|signup|since|seit|at|am|on|time|zeit|created|updated)\b/;
/** A column is of a type when this share of its filled cells can be read as one. */
const ENOUGH = 0.6;
const NEARLY_ALL = 0.8;

/** What a column seems to hold, and how: from its header and the cells that were looked at. */
export function guessField(name: string, samples: readonly string[]): FieldGuess {
  const cells = samples.map((sample) => sample.trim()).filter(Boolean);
  const header = foldText(name).replaceAll('_', ' ');
  if (cells.length === 0) return { type: 'text', reading: {} };
  if (cells.every((cell) => WORDS.has(cell.toLowerCase()))) return { type: 'boolean', reading: {} };
  const slashes = slashOrder(cells);
  if (isMostlyDates(cells, DATED.test(header))) return { type: 'date', reading: slashes ? { slashes } : {} };
  if (!CODE.test(header) && isMostlyNumbers(cells)) return { type: 'number', reading: { decimal: decimalOf(cells) } };
  return { type: 'text', reading: {} };
}

function isMostlyDates(cells: readonly string[], dated: boolean): boolean {
  const dates = cells.filter((cell) => {
    if (dateOfSerial(cell) !== null) return dated;
    if (/^\d+$/.test(cell)) return false;
    return coerceField('date', cell, { zone: 'UTC', slashes: 'day_first' }).ok || SLASHED.test(cell);
  });
  const written = dates.filter((cell) => dateOfSerial(cell) === null);
  return written.length > 0 && dates.length >= cells.length * ENOUGH;
}

/** A day above 12 tells which comes first; where none does, nobody can know. */
function slashOrder(cells: readonly string[]): ColumnReading['slashes'] {
  for (const cell of cells) {
    const [, first, second] = SLASHED.exec(cell) ?? [];
    if (Number(first) > 12) return 'day_first';
    if (Number(second) > 12) return 'month_first';
  }
  return undefined;
}

function isMostlyNumbers(cells: readonly string[]): boolean {
  return !cells.some((cell) => LEADING_ZERO.test(cell)) && cells.filter(isNumber).length >= cells.length * NEARLY_ALL;
}

function isNumber(cell: string): boolean {
  return cell.length <= 20 && readNumber(cell, '.').ok;
}

/** By the first number that can be read in one way only: `12,5` and `1.234,56` have a decimal comma. */
function decimalOf(cells: readonly string[]): NumberStyle {
  for (const cell of cells) {
    const [, sign, digits] = /([.,])(\d+)\D*$/.exec(cell) ?? [];
    const both = cell.includes('.') && cell.includes(',');
    if (sign && (digits?.length !== 3 || both)) return sign as NumberStyle;
  }
  return '.';
}
