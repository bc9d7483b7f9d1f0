import type { DataType } from './segment-catalogue.ts';
import type { SegmentFieldType } from './segment-field.ts';

export type CompletionKind =
  | 'keyword'
  | 'function'
  | 'operator'
  | 'field'
  | 'data'
  | 'value'
  | 'segment'
  | 'list'
  | 'tag'
  | 'campaign'
  | 'event';

export interface CompletionItem {
  kind: CompletionKind;
  /** What people read, and what is compared with what they have written. */
  label: string;
  /** What is put into the rule. */
  text: string;
  /** Of a field or of a value of an event. */
  type?: SegmentFieldType | DataType;
}
