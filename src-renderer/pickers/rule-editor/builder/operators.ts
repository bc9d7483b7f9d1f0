import { NOWHERE, type SegmentOperator } from '#shared/domain/segment/segment-ast.ts';
import type { SegmentFieldType } from '#shared/domain/segment/segment-field.ts';
import type { Slot } from '../tree/rule-tree.ts';

/** The values that an operator needs, as many as possible of them those that were there. */
export function slotsFor(op: SegmentOperator, values: Slot[], type: SegmentFieldType): Slot[] {
  if (op === 'empty') return [];
  if (op === 'in') return values.filter((value) => value !== null);
  const first = values[0] ?? firstOf(type);
  return op === 'between' ? [first, values[1] ?? null] : [first];
}

function firstOf(type: SegmentFieldType): Slot {
  if (type === 'boolean') return { type: 'boolean', value: true, span: NOWHERE };
  if (type === 'date') {
    return { type: 'relative_date', base: 'today', offset: { amount: -30, unit: 'd' }, span: NOWHERE };
  }
  return null;
}
