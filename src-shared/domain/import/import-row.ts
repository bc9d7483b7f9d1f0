import { countryCode, nameKey, normaliseContact } from '../contact-fields.ts';
import { unguardCell } from '../csv/csv-writer.ts';
import { parseEmailAddress } from '../email-address.ts';

import { foldText } from '../search-text.ts';
import { attributeOf } from './import-mapping.ts';

/** What a row of a file says about a contact. Empty text means that it says nothing. */
export interface ImportRow {
  email: string;
  email_key: string;
  phone: string;
  external_id: string;
  first_name: string;
  last_name: string;
  company: string;
  city: string;
  country: string;
  locale: string;
  timezone: string;
  /** Text values only. */
  attributes: Record<string, string>;
  name_key: string;
  company_key: string;
  /** Whether the person may be put on lists: false only where a consent column does not say yes. */
  joins: boolean;
}

export type RowAnswer = { ok: true; row: ImportRow; warnings: string[] } | { ok: false; problem: string };

type Setter = (row: ImportRow, cell: string, warnings: string[]) => void;

const LONGEST_CELL = 10_000;
const LONGEST_NAME = 200;
/** Around a custom value only spaces are typing; a tab or line end may be meant. */
const OUTER_SPACES = /^[ \u00a0]+|[ \u00a0]+$/g;
const LAST_FIRST = /^([\p{L}\p{M}' .-]+),([\p{L}\p{M}' .-]+)$/u;
const YES = new Set([
  'yes',
  'y',
  'true',
  '1',
  'on',
  'x',
  'ja',
  'j',
  'wahr',
  'subscribed',
  'granted',
  'opt-in',
  'oui',
  'si',
]);

/** Makes the function that turns the cells of one row into a contact, for one mapping. */
export function rowReader(mapping: readonly (string | null)[]): (cells: readonly string[]) => RowAnswer {
  const emailAt = mapping.indexOf('email');
  const hasConsent = mapping.includes('consent');
  const setters = mapping.map((target) => (target && target !== 'email' ? setterFor(target) : null));
  return (cells) => {
    if (cells.length > mapping.length && cells.slice(mapping.length).some((cell) => cell.trim() !== '')) {
      return { ok: false, problem: `The row has ${cells.length} cells, but there are ${mapping.length} columns.` };
    }
    if (cells.some((cell) => cell.includes('\0'))) {
      return {
        ok: false,
        problem: 'The row contains a NUL character; the file may be damaged or in another encoding.',
      };
    }
    const answer = parseEmailAddress(cells[emailAt] ?? '');
    if (!answer.ok) return { ok: false, problem: answer.problem };
    const row = emptyRow(answer.address, answer.key, !hasConsent);
    const warnings: string[] = [];
    for (let at = 0; at < setters.length; at++) {
      const cell = cells[at];
      if (cell && cell.trim() !== '') setters[at]?.(row, unguardCell(cell), warnings);
    }
    row.name_key = nameKey(row);
    row.company_key = foldText(row.company);
    return { ok: true, row, warnings };
  };
}

function emptyRow(email: string, email_key: string, joins: boolean): ImportRow {
  return {
    email,
    email_key,
    phone: '',
    external_id: '',
    first_name: '',
    last_name: '',
    company: '',
    city: '',
    country: '',
    locale: '',
    timezone: '',
    attributes: {},
    name_key: '',
    company_key: '',
    joins,
  };
}

function setterFor(target: string): Setter {
  const attribute = attributeOf(target);
  if (attribute) return (row, cell, warnings) => setAttribute(row, attribute, cell, warnings);
  switch (target) {
    case 'name':
      return setFullName;
    case 'consent':
      return (row, cell) => {
        row.joins = YES.has(cell.trim().toLowerCase());
      };
    case 'country':
      return (row, cell, warnings) => {
        const code = countryCode(cell.trim());
        if (code) row.country = code;
        else warnings.push(`"${shortened(cell)}" is not a known country.`);
      };
    case 'phone':
    case 'locale':
    case 'timezone':
      return (row, cell, warnings) => setChecked(row, target, cell, warnings);
    default:
      return (row, cell, warnings) => setText(row, target as 'first_name', cell, warnings);
  }
}

function setAttribute(row: ImportRow, name: string, cell: string, warnings: string[]): void {
  row.attributes[name] = cell.replace(OUTER_SPACES, '').slice(0, LONGEST_CELL);
  if (cell.length > LONGEST_CELL) warnings.push(`"${name}" was cut to ${LONGEST_CELL} characters.`);
}

function setText(row: ImportRow, field: 'first_name', cell: string, warnings: string[]): void {
  row[field] = cell.trim().slice(0, LONGEST_NAME);
  if (cell.length > LONGEST_NAME) warnings.push(`"${shortened(cell)}" was cut to ${LONGEST_NAME} characters.`);
}

function setChecked(row: ImportRow, field: 'phone' | 'locale' | 'timezone', cell: string, warnings: string[]): void {
  const { values, problems } = normaliseContact({ [field]: cell.trim() });
  if (problems[0]) warnings.push(`"${shortened(cell)}": ${problems[0].message}`);
  else row[field] = values[field] ?? '';
}

/** "Ann Lee" and "Lee, Ann". */
function setFullName(row: ImportRow, cell: string): void {
  const name = cell.trim();
  const turned = LAST_FIRST.exec(name);
  const at = name.lastIndexOf(' ');
  const [first, last] = turned ? [turned[2], turned[1]] : at < 0 ? [name, ''] : [name.slice(0, at), name.slice(at + 1)];
  row.first_name = (first ?? '').trim().slice(0, LONGEST_NAME);
  row.last_name = (last ?? '').trim().slice(0, LONGEST_NAME);
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}...` : text;
}
