import {
  type ContactTexts,
  countryCode,
  EMPTY_CONTACT,
  nameKey,
  normaliseContact,
  TEXT_FIELDS,
} from '../contact-fields.ts';
import { unguardCell } from '../csv/csv-writer.ts';
import { coerceField } from '../custom-field/coerce-field.ts';
import { type CustomField, fieldKeyFor } from '../custom-field/custom-field.ts';
import type { FieldValue } from '../custom-field/field-value.ts';
import { parseEmailAddress } from '../email-address.ts';
import { type Reason, reason, reasonOfValue } from '../reason/reason.ts';
import { foldText } from '../search-text.ts';
import { dateOfSerial } from './date-of-serial.ts';
import type { ColumnReading } from './guess-field.ts';
import { attributeOf } from './import-mapping.ts';
import { isMarked, isOptOut, type Standing, standingOf } from './standing.ts';

/** What a row of a file says about a contact. Empty text means that it says nothing. */
export interface ImportRow extends ContactTexts {
  email: string;
  email_key: string;
  phone: string;
  external_id: string;
  attributes: Record<string, FieldValue>;
  name_key: string;
  company_key: string;
  tags: string[];
  /** Whether the person is put on the lists, or must get nothing. */
  standing: Standing;
}

/** How the cells of a file are read. */
export interface RowReading {
  mapping: readonly (string | null)[];
  /** One entry a column; a missing one reads as the field's type usually does. */
  readings?: readonly (ColumnReading | null | undefined)[];
  /** The custom fields; a column for one that is not among them is kept as text. */
  fields?: readonly CustomField[];
  /** In which zone times without an offset are meant. */
  zone?: string;
  /** What the file says of everybody in it, where no column says more. */
  standing?: Standing;
}

export type RowAnswer = { ok: true; row: ImportRow; warnings: Reason[] } | { ok: false; problem: Reason };

type Setter = (row: ImportRow, cell: string, warnings: Reason[]) => void;

const LONGEST_CELL = 10_000;
const LONGEST_NAME = 200;
const LONGEST_TAG = 80;
const MOST_TAGS = 50;
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

/** Makes the function that turns the cells of one row into a contact. */
export function rowReader(reading: RowReading): (cells: readonly string[]) => RowAnswer {
  const { mapping } = reading;
  const emailAt = mapping.indexOf('email');
  const standing = reading.standing ?? (mapping.includes('consent') ? 'none' : 'subscribed');
  const setters = mapping.map((target, at) => (target && target !== 'email' ? setterFor(target, at, reading) : null));
  return (cells) => {
    const problem = problemOf(cells, mapping.length);
    if (problem) return { ok: false, problem };
    const answer = parseEmailAddress(cells[emailAt] ?? '');
    if (!answer.ok) return { ok: false, problem: answer.problem };
    const row = emptyRow(answer.address, answer.key, standing);
    const warnings: Reason[] = [];
    for (let at = 0; at < setters.length; at++) {
      const cell = cells[at];
      if (cell && cell.trim() !== '') setters[at]?.(row, unguardCell(cell), warnings);
    }
    row.name_key = nameKey(row);
    row.company_key = foldText(row.company);
    return { ok: true, row, warnings };
  };
}

/** Why the cells of a row can't be told apart, or can't be text. */
export function problemOf(cells: readonly string[], width: number): Reason | null {
  if (cells.length > width && cells.slice(width).some((cell) => cell.trim() !== '')) {
    return reason('row_wide', { cells: cells.length, columns: width });
  }
  return cells.some((cell) => cell.includes('\0')) ? reason('row_nul') : null;
}

function emptyRow(email: string, email_key: string, standing: Standing): ImportRow {
  return {
    ...EMPTY_CONTACT,
    email,
    email_key,
    phone: '',
    external_id: '',
    attributes: {},
    name_key: '',
    company_key: '',
    tags: [],
    standing,
  };
}

function setterFor(target: string, at: number, reading: RowReading): Setter {
  const attribute = attributeOf(target);
  if (attribute) return attributeSetter(attribute, at, reading);
  switch (target) {
    case 'name':
      return setFullName;
    case 'tags':
      return setTags;
    case 'consent':
      return (row, cell) => {
        if (YES.has(cell.trim().toLowerCase())) row.standing = row.standing === 'none' ? 'subscribed' : row.standing;
        else if (!isOptOut(row.standing)) row.standing = 'none';
      };
    case 'standing':
      return setStanding;
    case 'opt_out':
      return (row, cell) => {
        if (isMarked(cell) && !isOptOut(row.standing)) row.standing = 'unsubscribed';
      };
    case 'bounced':
      return (row, cell) => {
        if (isMarked(cell) && row.standing !== 'complained') row.standing = 'bounced';
      };
    case 'attributes':
      return jsonSetter(reading);
    case 'country':
      return (row, cell, warnings) => {
        const code = codeOf(cell.trim());
        if (code) row.country = code;
        else warnings.push(reasonOfValue('country', cell));
      };
    case 'phone':
    case 'locale':
    case 'timezone':
      return (row, cell, warnings) => setChecked(row, target, cell, warnings);
    default:
      return (row, cell, warnings) => setText(row, target as 'first_name', cell, warnings);
  }
}

const MOST_REMEMBERED = 2_000;

/** Dates, countries and choices come again and again: what was read once need not be read a million times. */
function remembering<Answer>(read: (text: string) => Answer): (text: string) => Answer {
  const known = new Map<string, Answer>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const answer = read(text);
    if (known.size < MOST_REMEMBERED) known.set(text, answer);
    return answer;
  };
}

const codeOf = remembering(countryCode);

/** Values of a custom field come in as its type says; what doesn't fit is left out, and said. */
function attributeSetter(key: string, at: number, reading: RowReading): Setter {
  const field = reading.fields?.find((one) => one.key === key);
  if (!field || field.type === 'text') return (row, cell, warnings) => setPlainText(row, key, cell, warnings);
  const { type, choices, label } = field;
  const options = { zone: reading.zone ?? 'UTC', choices, ...reading.readings?.[at] };
  const read = remembering((text) => coerceField(type, (type === 'date' && dateOfSerial(text)) || text, options));
  return (row, cell, warnings) => {
    const answer = read(cell.trim());
    if (!answer.ok) warnings.push({ ...answer.problem, about: label });
    else if (answer.value !== null) row.attributes[key] = answer.value;
  };
}

/** Custom fields that another system wrote into one cell as a JSON object. */
function jsonSetter(reading: RowReading): Setter {
  const fields = new Map(reading.fields?.map((field) => [field.key, field]));
  const own = new Map([...OWN].map((name) => [name, setterFor(name, -1, reading)]));
  return (row, cell, warnings) => {
    const values = jsonObjectOf(cell);
    if (!values) {
      warnings.push(reasonOfValue('json', cell));
      return;
    }
    for (const [name, given] of Object.entries(values)) {
      if (isOwnField(name)) own.get(name)?.(row, String(given ?? ''), warnings);
      const field = fields.get(fieldKeyFor(name));
      if (!field) continue;
      const value = field.type === 'text' && typeof given === 'object' ? JSON.stringify(given) : given;
      const answer = coerceField(field.type, value, { zone: reading.zone ?? 'UTC', choices: field.choices });
      if (!answer.ok) warnings.push({ ...answer.problem, about: field.label });
      else if (answer.value !== null) row.attributes[field.key] = answer.value;
    }
  };
}

/** What every contact has is no custom field, wherever another system keeps it. */
const OWN = new Set<string>(['phone', ...TEXT_FIELDS]);

export function isOwnField(name: string): boolean {
  return OWN.has(name);
}

/** The object that a cell holds as JSON; null when it holds none. */
export function jsonObjectOf(cell: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(cell);
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

function setTags(row: ImportRow, cell: string, warnings: Reason[]): void {
  const parts = /[;|\n]/.test(cell) ? cell.split(/[;|\n]/) : cell.split(',');
  const tags = parts
    .map((part) =>
      part
        .trim()
        .replace(/^"(.*)"$/, '$1')
        .trim(),
    )
    .filter(Boolean);
  const long = tags.find((tag) => tag.length > LONGEST_TAG);
  if (long) warnings.push(reasonOfValue('tag_long', long, { most: LONGEST_TAG }));
  row.tags = [...new Set(tags.filter((tag) => tag.length <= LONGEST_TAG))].slice(0, MOST_TAGS);
}

/** A word that says nothing to us puts nobody on a list, and is told. */
function setStanding(row: ImportRow, cell: string, warnings: Reason[]): void {
  const standing = standingOf(cell);
  if (!standing) warnings.push(reasonOfValue('standing', cell));
  const next = standing ?? 'none';
  if (!isOptOut(row.standing) || isOptOut(next)) row.standing = next;
}

function setPlainText(row: ImportRow, name: string, cell: string, warnings: Reason[]): void {
  row.attributes[name] = cell.replace(OUTER_SPACES, '').slice(0, LONGEST_CELL);
  if (cell.length > LONGEST_CELL) warnings.push({ ...reason('cut', { most: LONGEST_CELL }), about: name });
}

function setText(row: ImportRow, field: 'first_name', cell: string, warnings: Reason[]): void {
  row[field] = cell.trim().slice(0, LONGEST_NAME);
  if (cell.length > LONGEST_NAME) warnings.push(reasonOfValue('cut', cell, { most: LONGEST_NAME }));
}

function setChecked(row: ImportRow, field: 'phone' | 'locale' | 'timezone', cell: string, warnings: Reason[]): void {
  const { values, problems } = normaliseContact({ [field]: cell.trim() });
  if (problems[0]) warnings.push(reasonOfValue(field, cell));
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
