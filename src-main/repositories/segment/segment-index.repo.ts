import type { Reader } from '#main/db/access.ts';
import { parseSegment } from '#shared/domain/segment/parse-segment.ts';
import type { SegmentNode } from '#shared/domain/segment/segment-ast.ts';
import { conditionsOf } from '#shared/domain/segment/walk-segment.ts';
import { allFields } from '../custom-field.repo.ts';
import { fieldColumn, indexedColumns } from './field-index.repo.ts';
import { indexableColumn } from './field-value.sql.ts';
import { allSegments } from './segment.repo.ts';

/** Columns of contacts that the rules of saved segments compare: each is to have an index. */
export function wantedColumns(reader: Reader): Set<string> {
  return new Set([...columnsBySegment(reader).values()].flatMap((columns) => [...columns]));
}

/** The segments that name a field whose index is still to be made, by number. */
export function preparingSegments(reader: Reader): Set<number> {
  const indexed = indexedColumns(reader);
  const preparing = [...columnsBySegment(reader)].filter(([, columns]) =>
    [...columns].some((column) => !indexed.has(column)),
  );
  return new Set(preparing.map(([no]) => no));
}

function columnsBySegment(reader: Reader): Map<number, Set<string>> {
  const fields = new Map(allFields(reader).map((field) => [field.key, field]));
  const columnOf = (key: string) => {
    const field = fields.get(key);
    return field && field.type !== 'list' ? fieldColumn(field.no) : null;
  };
  return new Map(allSegments(reader).map(({ no, rule }) => [no, columnsOf(parseSegment(rule).rule, columnOf)]));
}

function columnsOf(rule: SegmentNode | null, columnOf: (key: string) => string | null): Set<string> {
  const columns = new Set<string>();
  if (!rule) return columns;
  for (const condition of conditionsOf(rule)) {
    if (condition.kind !== 'comparison' || condition.op === 'empty') continue;
    const column = indexableColumn(condition.field, columnOf);
    if (column) columns.add(column);
  }
  return columns;
}
