import type { Reader, Tx } from '#main/db/access.ts';
import { parseSegment } from '#shared/domain/segment/parse-segment.ts';
import type { SegmentNode } from '#shared/domain/segment/segment-ast.ts';
import { conditionsOf } from '#shared/domain/segment/walk-segment.ts';
import { allFields, type FieldRecord } from '../contact/custom-field.repo.ts';
import {
  addFieldColumn,
  createIndex,
  createTimeIndex,
  dropFieldColumn,
  dropIndex,
  dropTimeIndex,
  fieldColumn,
  indexedColumns,
  markIndexed,
  timeIndexes,
} from './field-index.repo.ts';
import { indexableColumn } from './field-value.sql.ts';
import { allSegments, type SegmentRecord } from './segment.repo.ts';
import { boundRule, withoutReferences } from './segment-rule.repo.ts';
import { timeIndexesOf } from './segment-sliver.sql.ts';
import type { TimeIndex } from './time-index.sql.ts';

/** The segments that name a field whose index is still to be made, by number. */
export function preparingSegments(reader: Reader): Set<number> {
  const indexed = indexedColumns(reader);
  const fields = fieldsByKey(reader);
  const preparing = allSegments(reader).filter((record) =>
    [...columnsOf(record, fields)].some((column) => !indexed.has(column)),
  );
  return new Set(preparing.map(({ no }) => no));
}

export function hasAllIndexes(reader: Reader): boolean {
  return nextStep(reader) === null;
}

/** Makes one index that is wanted, or drops one that no longer is. @returns whether there was one */
export function alignIndexes(tx: Tx): boolean {
  const step = nextStep(tx);
  if (!step) return false;
  step(tx);
  tx.touch('segments');
  return true;
}

function nextStep(reader: Reader): ((tx: Tx) => void) | null {
  const fields = fieldsByKey(reader);
  const segments = allSegments(reader);
  const wanted = new Set(segments.flatMap((record) => [...columnsOf(record, fields)]));
  const indexed = indexedColumns(reader);
  for (const column of indexed) if (!wanted.has(column)) return (tx) => dropColumn(tx, column);
  for (const column of wanted) {
    const field = [...fields.values()].find((one) => fieldColumn(one) === column);
    if (!indexed.has(column)) return (tx) => addColumn(tx, column, field);
  }
  return nextTimeStep(reader, segments);
}

function nextTimeStep(reader: Reader, segments: readonly SegmentRecord[]): ((tx: Tx) => void) | null {
  const watched = segments.filter((record) => record.watched);
  const wanted = new Set<TimeIndex>(
    watched.flatMap((record) => [...timeIndexesOf(withoutReferences(reader, boundRule(reader, record).rule))]),
  );
  const there = timeIndexes(reader);
  for (const name of there) if (!wanted.has(name)) return (tx) => dropTimeIndex(tx, name);
  for (const name of wanted) if (!there.has(name)) return (tx) => createTimeIndex(tx, name);
  return null;
}

function addColumn(tx: Tx, column: string, field: FieldRecord | undefined): void {
  if (field) addFieldColumn(tx, field);
  createIndex(tx, column);
  if (field) markIndexed(tx, field.no, true);
}

function dropColumn(tx: Tx, column: string): void {
  dropIndex(tx, column);
  const no = dropFieldColumn(tx, column);
  if (no !== null) markIndexed(tx, no, false);
}

function fieldsByKey(reader: Reader): Map<string, FieldRecord> {
  return new Map(allFields(reader).map((field) => [field.key, field]));
}

/** Columns of contacts that a rule compares. */
function columnsOf({ rule }: SegmentRecord, fields: ReadonlyMap<string, FieldRecord>): Set<string> {
  const columnOf = (key: string) => {
    const field = fields.get(key);
    return field ? fieldColumn(field) : null;
  };
  return new Set(comparedColumns(parseSegment(rule).rule, columnOf));
}

function* comparedColumns(rule: SegmentNode | null, columnOf: (key: string) => string | null): Generator<string> {
  if (!rule) return;
  for (const condition of conditionsOf(rule)) {
    if (condition.kind !== 'comparison' || condition.op === 'empty') continue;
    const column = indexableColumn(condition.field, columnOf);
    if (column) yield column;
  }
}
