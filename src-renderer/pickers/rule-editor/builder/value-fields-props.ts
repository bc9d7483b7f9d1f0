import type { SegmentOperator } from '#shared/domain/segment/segment-ast.ts';
import type { SegmentFieldType } from '#shared/domain/segment/segment-field.ts';
import type { Slot } from '../tree/rule-tree.ts';

export interface ValueFieldsProps {
  type: SegmentFieldType;
  op: SegmentOperator;
  values: Slot[];
  /** For type `choice`, with the words for them. */
  choices: { value: string; label: string }[];
  label: string;
  onChange(values: Slot[]): void;
}
