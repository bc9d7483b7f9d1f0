import { xmlText } from './xml-text.ts';

/** What stands in a cell: a text, a number, yes or no, a day (`2026-03-01`), a moment on the clocks of its zone; null is an empty one. */
export type Cell = string | number | boolean | null | { day: string } | { clock: string };

/** The styles that styles.xml lists, by their place. */
export const STYLE = { plain: 0, text: 1, guarded: 2, day: 3, clock: 4, head: 5 } as const;

const DAY = 86_400_000;
/** Days are counted from here; before the 1st of March 1900 spreadsheets have a day that never was. */
const EPOCH = Date.UTC(1899, 11, 30);
const FIRST_DAY = Date.UTC(1900, 2, 1);
/** What a spreadsheet would run, should somebody edit the cell. */
const FORMULA = /^['\s]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;

/** A cell of a row, as XML; nothing for an empty one. */
export function cellXml(cell: Cell, reference: string): string {
  if (cell === null || cell === '') return '';
  if (typeof cell === 'string') return textXml(cell, reference, FORMULA.test(cell) ? STYLE.guarded : STYLE.text);
  if (typeof cell === 'boolean') return `<c r="${reference}" t="b"><v>${cell ? 1 : 0}</v></c>`;
  if (typeof cell === 'number') return numberXml(cell, reference, STYLE.plain);
  const written = 'day' in cell ? cell.day : cell.clock;
  const at = Date.parse('day' in cell ? `${cell.day}T00:00:00Z` : `${cell.clock}Z`);
  if (!(at >= FIRST_DAY)) return textXml(written, reference, STYLE.text);
  return numberXml((at - EPOCH) / DAY, reference, 'day' in cell ? STYLE.day : STYLE.clock);
}

export function textXml(text: string, reference: string, style: number): string {
  return `<c r="${reference}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`;
}

/** The 28th column, counted from 0, is `AB`. */
export function columnName(index: number): string {
  const first = Math.floor(index / 26);
  return (first > 0 ? columnName(first - 1) : '') + String.fromCharCode(65 + (index % 26));
}

function numberXml(value: number, reference: string, style: number): string {
  if (!Number.isFinite(value)) return textXml(String(value), reference, STYLE.text);
  return `<c r="${reference}" s="${style}"><v>${value}</v></c>`;
}
