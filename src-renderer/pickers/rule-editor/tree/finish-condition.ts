import type { DataCondition, SegmentCondition, SegmentValue } from '#shared/domain/segment/segment-ast.ts';
import { type Condition, type DataRow, isNamed, type Measure } from './rule-tree.ts';

/** The condition as the language knows it; null while a place of it is still to be filled. */
export function finishCondition(condition: Condition): SegmentCondition | null {
  switch (condition.kind) {
    case 'comparison': {
      const values = finishValues(condition);
      return values && { ...condition, values };
    }
    case 'tag':
      return condition.tags.length > 0 ? condition : null;
    case 'segment':
      return isNamed(condition.segment) ? condition : null;
    case 'list':
      return isNamed(condition.list) ? condition : null;
    case 'engagement':
      return condition.campaign === null || isNamed(condition.campaign) ? condition : null;
    case 'measure':
      return finishMeasure(condition);
  }
}

function finishMeasure({ where, value, ...condition }: Measure): SegmentCondition | null {
  const rows = where.map(finishRow);
  if (value === null || !isNamed(condition.event) || (condition.of && !isNamed(condition.of))) return null;
  return rows.includes(null) ? null : { ...condition, value, where: rows.filter((row) => row !== null) };
}

function finishRow({ key: _key, asked: _asked, ...row }: DataRow): DataCondition | null {
  const values = finishValues(row);
  return isNamed(row.data) && values ? { ...row, values } : null;
}

function finishValues({ op, values }: Pick<DataRow, 'op' | 'values'>): SegmentValue[] | null {
  const finished = values.filter((value) => value !== null);
  const some = op === 'empty' || values.length > 0;
  return some && finished.length === values.length ? finished : null;
}
