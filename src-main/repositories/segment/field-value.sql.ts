import { CONTACT_FIELDS } from '#shared/domain/contact-fields.ts';
import type { FieldName } from '#shared/domain/segment/segment-ast.ts';
import type { Clause } from '../contact/contact-filter.sql.ts';
import { JSON_TYPES, jsonPath, type ValueKind } from './json-value.sql.ts';
import type { SegmentWorld } from './segment-world.ts';

/** A value in SQL: null where it is missing or of another type, for a text also the empty one. */
export interface ValueSql extends Clause {
  kind: ValueKind | 'list' | 'score';
  /** About how long it takes to read, in microseconds. */
  cost: number;
  /** Of a list: its texts, one row each. */
  elements?: Clause;
  /** The same before it is known whether it has the type: half as long to read, so that it is tested first. */
  loose?: Clause & { isOfType: Clause };
  /** A column in which the folded text is found wherever the folded value is. */
  folded?: string;
}

/** In microseconds: a column of the contact's row, and a value out of its JSON. */
const READ_COLUMN = 0.2;
const READ_JSON = 0.5;

const TEXT_COLUMNS: ReadonlySet<string> = new Set(CONTACT_FIELDS);
const MOMENT_COLUMNS: ReadonlySet<string> = new Set(['created_at', 'last_seen_at']);

/** Kept as a moment (engagement.ts), and compared as one. */
const SCORE_COLUMN = 'engaged_until';

const FOLDED: Record<string, string> = {
  name: 'c.name_key',
  first_name: 'c.name_key',
  last_name: 'c.name_key',
  company: 'c.company_key',
};

/** What a field of the contact `c` holds; undefined for a field that is no more. The status is no column. */
export function fieldValue(
  { fields }: Pick<SegmentWorld, 'fields'>,
  { name, custom }: FieldName,
): ValueSql | undefined {
  if (!custom) return builtInValue(name);
  const field = fields.get(name);
  if (!field) return undefined;
  if (field.type === 'list') return listValue(name);
  if (field.column === null) return jsonValue('c.attributes', name, field.type);
  return { kind: field.type, sql: `c.${field.column}`, values: [], cost: READ_JSON };
}

function builtInValue(name: string): ValueSql | undefined {
  const value = { values: [], cost: READ_COLUMN };
  if (TEXT_COLUMNS.has(name)) return { ...value, kind: 'text', sql: `c.${name}`, folded: FOLDED[name] };
  if (MOMENT_COLUMNS.has(name)) return { ...value, kind: 'moment', sql: `c.${name}` };
  if (name === 'engagement') return { ...value, kind: 'score', sql: `c.${SCORE_COLUMN}` };
  if (name !== 'name') return undefined;
  return { ...value, kind: 'text', sql: `trim(c.first_name || ' ' || c.last_name)`, folded: FOLDED.name };
}

/** The column of contacts that an index for a field is over; null where there can be none. */
export function indexableColumn({ name, custom }: FieldName, columnOf: (key: string) => string | null): string | null {
  if (custom) return columnOf(name);
  if (name === 'engagement') return SCORE_COLUMN;
  return TEXT_COLUMNS.has(name) || MOMENT_COLUMNS.has(name) ? name : null;
}

/** A value of the event `e`. */
export function eventValue(name: string, kind: ValueKind): ValueSql {
  return jsonValue('e.data', name, kind);
}

/** Whether there is nothing: no such name, null, an empty text, or a list without texts. Most have something, which is seen first. */
export function isMissing(column: 'c.attributes' | 'e.data', name: string): Clause {
  const path = jsonPath(name);
  return {
    sql: `(coalesce(${column} ->> ?, '') NOT GLOB '[^[{]*' AND CASE coalesce(json_type(${column}, ?), 'null')
      WHEN 'null' THEN 1
      WHEN 'object' THEN 1
      WHEN 'text' THEN ${column} ->> ? = ''
      WHEN 'array' THEN NOT EXISTS (SELECT 1 FROM json_each(${column}, ?) j WHERE j.type = 'text' AND j.value <> '')
      ELSE 0 END)`,
    values: [path, path, path, path],
  };
}

function jsonValue(column: string, name: string, kind: ValueKind): ValueSql {
  const path = jsonPath(name);
  const [read, isOfType] = [`${column} ->> ?`, `json_type(${column}, ?) ${JSON_TYPES[kind]}`];
  return {
    kind,
    sql: `CASE WHEN ${isOfType} THEN ${read} END`,
    values: [path, path],
    cost: READ_JSON,
    loose: { sql: `(${read})`, values: [path], isOfType: { sql: isOfType, values: [path] } },
  };
}

function listValue(name: string): ValueSql {
  return {
    kind: 'list',
    sql: 'NULL',
    values: [],
    cost: READ_JSON,
    elements: {
      sql: `SELECT j.value FROM json_each(c.attributes, ?) j WHERE j.type = 'text' AND j.value <> ''`,
      values: [jsonPath(name)],
    },
  };
}
