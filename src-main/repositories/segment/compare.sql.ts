import { foldText } from '#shared/domain/search-text.ts';
import type { SegmentOperator, SegmentValue } from '#shared/domain/segment/segment-ast.ts';
import type { Clause } from '../contact/contact-filter.sql.ts';
import { joined } from './condition.ts';
import type { ValueSql } from './field-value.sql.ts';

/** What a value has to stand; what SQL has to match is written in holds-test.ts. */
export interface Test {
  op: SegmentOperator;
  values: readonly SegmentValue[];
}

type Plain = string | number;

const ORDER: Partial<Record<SegmentOperator, string>> = {
  '=': '=',
  '!=': '<>',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
};

/** An empty text is a missing one; these would be true of it whatever they are given, the others only with an empty text. */
const MAY_FIT_EMPTY: ReadonlySet<SegmentOperator> = new Set(['!=', '<', '<=', 'between']);

/**
 * Whether texts, choices, numbers, booleans and lists stand a test; dates are in `compare-date.sql.ts`. True, false, or null where the
 * value is missing, which counts as false.
 */
export function compareSql(value: ValueSql, { op, values }: Test): Clause {
  const given = values.map(plainOf);
  if (value.elements) return someElement(value.elements, op, given);
  const read = value.loose ?? value;
  const parts = op === '~' ? searchIn(read, value.folded, given) : [testOf(read, op, given)];
  const isText = value.kind === 'text' || value.kind === 'choice';
  const mayFitEmpty = MAY_FIT_EMPTY.has(op) || given.some((text) => text === '' || (op === '~' && isBlank(text)));
  if (isText && mayFitEmpty) parts.push({ sql: `${read.sql} <> ''`, values: read.values });
  if (value.loose) parts.push(value.loose.isOfType);
  return joined(parts, 'AND');
}

function testOf({ sql, values }: Clause, op: SegmentOperator, given: readonly Plain[]): Clause {
  const [first = '', second = ''] = given;
  const sign = ORDER[op];
  if (sign) return { sql: `${sql} ${sign} ?`, values: [...values, first] };
  if (op === 'in') {
    return { sql: `${sql} IN (SELECT value FROM json_each(?))`, values: [...values, JSON.stringify(given)] };
  }
  if (op === 'between') return { sql: `${sql} BETWEEN ? AND ?`, values: [...values, first, second] };
  return textTest({ sql, values }, op, String(first));
}

/** Sorts behind every letter, so that an index finds what begins with a text as a range. */
const AFTER_ALL = '\u{10ffff}';

function textTest({ sql, values }: Clause, op: SegmentOperator, text: string): Clause {
  switch (op) {
    case 'contains':
      return { sql: `instr(${sql}, ?) > 0`, values: [...values, text] };
    case 'starts_with':
      return { sql: `(${sql} >= ? AND ${sql} < ?)`, values: [...values, text, ...values, text + AFTER_ALL] };
    case 'ends_with':
      return text === ''
        ? { sql: '1', values: [] }
        : { sql: `substr(${sql}, ?) = ?`, values: [...values, -Array.from(text).length, text] };
    default:
      throw new Error('a text is tested by an operator of texts');
  }
}

/** What is folded already says for most that they don't fit. */
function searchIn({ sql, values }: Clause, folded: string | undefined, [given = '']: readonly Plain[]): Clause[] {
  const text = foldText(String(given));
  const search = { sql: `instr(${foldSql(sql)}, ?) > 0`, values: [...values, ...values, ...values, ...values, text] };
  return folded ? [{ sql: `instr(${folded}, ?) > 0`, values: [text] }, search] : [search];
}

/**
 * Plain letters are folded by SQLite itself: to call `fold` takes ten times as long. Spaces at either end are left, as what is searched
 * for has none.
 */
function foldSql(sql: string): string {
  return `CASE WHEN ${sql} GLOB '*[^ -~]*' OR instr(${sql}, '  ') THEN fold(${sql}) ELSE lower(${sql}) END`;
}

/** What `~` finds in every text. */
function isBlank(text: Plain): boolean {
  return foldText(String(text)) === '';
}

/** One entry that fits is enough. */
function someElement(elements: Clause, op: SegmentOperator, given: readonly Plain[]): Clause {
  const isSearch = op === '~';
  return {
    sql: `EXISTS (SELECT 1 FROM (${elements.sql}) x WHERE ${isSearch ? 'instr(fold(x.value), ?) > 0' : 'x.value IN (SELECT value FROM json_each(?))'})`,
    values: [...elements.values, isSearch ? foldText(String(given[0] ?? '')) : JSON.stringify(given)],
  };
}

function plainOf(value: SegmentValue): Plain {
  if (value.type === 'text' || value.type === 'number') return value.value;
  if (value.type === 'boolean') return value.value ? 1 : 0;
  throw new Error('dates are compared as dates');
}
