import type { SegmentOperator, SegmentValue } from './segment-ast.ts';
import type { SegmentFieldType } from './segment-field.ts';

/**
 * Which operators go with a type. A choice has no order, a list is asked for its entries (`in`: one of them is among these), and
 * yes or no is only compared as a whole.
 */
export const OPERATORS_OF: Record<SegmentFieldType, readonly SegmentOperator[]> = {
  text: ['=', '!=', '~', 'contains', 'starts_with', 'ends_with', 'in', '<', '<=', '>', '>=', 'between', 'empty'],
  number: ['=', '!=', '<', '<=', '>', '>=', 'between', 'in', 'empty'],
  boolean: ['=', '!=', 'empty'],
  date: ['>=', '>', '<=', '<', '=', '!=', 'between', 'in', 'empty'],
  choice: ['=', '!=', 'in', '~', 'empty'],
  list: ['contains', 'in', '~', 'empty'],
};

/** What a value is compared as. */
export type ValueType = 'text' | 'number' | 'boolean' | 'date';

export const VALUE_TYPE_OF: Record<SegmentFieldType, ValueType> = {
  text: 'text',
  number: 'number',
  boolean: 'boolean',
  date: 'date',
  choice: 'text',
  list: 'text',
};

export function typeOfValue(value: SegmentValue): ValueType {
  return value.type === 'relative_date' ? 'date' : value.type;
}

export function operatorText(op: SegmentOperator): string {
  return op === 'empty' ? 'IS EMPTY' : op.toUpperCase().replace('_', ' ');
}
