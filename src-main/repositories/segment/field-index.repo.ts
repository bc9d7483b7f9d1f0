import type { Reader, Tx } from '#main/db/access.ts';
import type { SegmentFieldType } from '#shared/domain/segment/segment-field.ts';
import { assert } from '#shared/kernel/assert.ts';
import { JSON_TYPES, jsonPath } from './json-value.sql.ts';
import { TIME_INDEXES, type TimeIndex } from './time-index.sql.ts';

/**
 * Indexes over contacts that saved segments ask for. One of a custom field is over a generated column, `field_<no>`, which takes no
 * room of its own. Which there are is read off the schema, so that it can't be wrong.
 */
const PREFIX = 'segment_on_';

export function indexNameOf(column: string): string {
  assert(/^[a-z_0-9]+$/.test(column), 'a column is a plain word');
  return `${PREFIX}${column}`;
}

/** Named after the type as well: a field of another type is another column. A list has none. */
export function fieldColumn({ no, type }: { no: number; type: SegmentFieldType }): string | null {
  return type === 'list' ? null : `field_${no}_${type}`;
}

/** The columns that have an index. */
export function indexedColumns(reader: Reader): Set<string> {
  const rows = reader
    .sql<{ name: string }>(`SELECT name FROM sqlite_schema WHERE type = 'index' AND name GLOB '${PREFIX}*'`)
    .all();
  return new Set(rows.map(({ name }) => name.slice(PREFIX.length)));
}

/**
 * Takes about a second for a million contacts, during which nobody else can write (docs/decisions/0019). `deleted_at` stands in it although it is always
 * null there: SQLite reads the index alone only where it has every column of the question, which takes half the time.
 */
export function createIndex(tx: Tx, column: string): void {
  const index = indexNameOf(column);
  tx.sql(`CREATE INDEX IF NOT EXISTS ${index} ON contact (${column}, deleted_at) WHERE deleted_at IS NULL`).run();
}

export function dropIndex(tx: Tx, column: string): void {
  tx.sql(`DROP INDEX IF EXISTS ${indexNameOf(column)}`).run();
}

/** Makes the column of a custom field that an index can be over. */
export function addFieldColumn(tx: Tx, field: { no: number; key: string; type: SegmentFieldType }): void {
  const { key, type } = field;
  const column = fieldColumn(field);
  if (type === 'list' || column === null || hasColumn(tx, column)) return;
  assert(/^[a-z][a-z0-9_]*$/.test(key), 'the key of a field is a plain word');
  const path = `'${jsonPath(key)}'`;
  tx.sql(
    `ALTER TABLE contact ADD COLUMN ${column} ANY GENERATED ALWAYS AS
       (CASE WHEN json_type(attributes, ${path}) ${JSON_TYPES[type]} THEN attributes ->> ${path} END) VIRTUAL`,
  ).run();
}

/** @returns the number of the field that the column is of; null for a column that is no custom field */
export function dropFieldColumn(tx: Tx, column: string): number | null {
  const [, no] = /^field_(\d+)_[a-z]+$/.exec(column) ?? [];
  if (no === undefined) return null;
  if (hasColumn(tx, column)) tx.sql(`ALTER TABLE contact DROP COLUMN ${column}`).run();
  return Number(no);
}

function hasColumn(reader: Reader, column: string): boolean {
  return reader.sql(`SELECT 1 FROM pragma_table_xinfo('contact') WHERE name = ?`).get(column) !== undefined;
}

const TIME_PREFIX = 'segment_time_';

export function timeIndexes(reader: Reader): Set<TimeIndex> {
  const rows = reader
    .sql<{ name: string }>(`SELECT name FROM sqlite_schema WHERE type = 'index' AND name GLOB '${TIME_PREFIX}*'`)
    .all();
  return new Set(rows.map(({ name }) => name.slice(TIME_PREFIX.length) as TimeIndex));
}

export function createTimeIndex(tx: Tx, name: TimeIndex): void {
  tx.sql(TIME_INDEXES[name]).run();
}

export function dropTimeIndex(tx: Tx, name: TimeIndex): void {
  tx.sql(`DROP INDEX IF EXISTS ${TIME_PREFIX}${name}`).run();
}

export function markIndexed(tx: Tx, no: number, indexed: boolean): void {
  tx.sql('UPDATE custom_field SET indexed = ? WHERE no = ?').run(indexed ? 1 : 0, no);
  tx.touch('fields');
}
