import type { DataCondition, SegmentValue } from '#shared/domain/segment/segment-ast.ts';
import type { Clause } from '../contact/contact-filter.sql.ts';
import { compareSql } from './compare.sql.ts';
import { eventValue, isMissing } from './field-value.sql.ts';
import type { ValueKind } from './json-value.sql.ts';

/** Whether the event `e` has such a value: one of another type than asked for is none. */
export function dataCondition({ not, ...condition }: DataCondition): Clause {
  const test = testOf(condition);
  return not ? { sql: `(${test.sql}) IS NOT TRUE`, values: test.values } : test;
}

function testOf({ data, op, values }: Omit<DataCondition, 'not'>): Clause {
  if (op === 'empty') return isMissing('e.data', data.name);
  return compareSql(eventValue(data.name, kindOf(values[0])), { op, values });
}

/** Events hold no dates: a rule can't compare them with any. */
function kindOf(value: SegmentValue | undefined): ValueKind {
  return value?.type === 'number' || value?.type === 'boolean' ? value.type : 'text';
}
