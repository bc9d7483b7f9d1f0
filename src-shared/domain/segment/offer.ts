import type { FieldName, SegmentOperator } from './segment-ast.ts';

/** Something that may stand at a place of a rule: what the parser looked for there, for messages and for completion. */
export type Offer =
  | { kind: 'word'; word: string; operator?: SegmentOperator; field?: Operand }
  | { kind: 'symbol'; symbol: string; operator?: SegmentOperator; field?: Operand }
  | { kind: 'field' }
  | { kind: 'custom_field' }
  | { kind: 'value'; field: Operand }
  | { kind: 'target'; target: TargetKind }
  | { kind: 'data'; event: string | null }
  | { kind: 'number' }
  | { kind: 'duration' };

export const TARGET_KINDS = ['segment', 'list', 'tag', 'campaign', 'event'] as const;
export type TargetKind = (typeof TARGET_KINDS)[number];

/** What stands left of an operator. */
export type Operand =
  | { kind: 'field'; field: FieldName }
  | { kind: 'data'; event: string | null; name: string }
  | { kind: 'number' };
