import type { SegmentOperator } from './segment-ast.ts';

/** Something that may stand at a place of a rule: what the parser looked for there, for messages and for completion. */
export type Offer =
  | { kind: 'word'; word: string }
  | { kind: 'symbol'; symbol: string }
  | { kind: 'operator'; word: string; operator: SegmentOperator }
  | { kind: 'field' }
  | { kind: 'custom_field' }
  | { kind: 'value' }
  | { kind: 'target'; target: TargetKind }
  | { kind: 'data' }
  | { kind: 'number' }
  | { kind: 'duration' };

export const TARGET_KINDS = ['segment', 'list', 'tag', 'campaign', 'event'] as const;
export type TargetKind = (typeof TARGET_KINDS)[number];

/** What stands left of an operator, or whose data is asked for: decides which operators and values make sense. */
export type Operand =
  | { kind: 'field'; name: string; custom: boolean }
  | { kind: 'data'; event: string | null; name: string };

const words = new Map<string, Offer>();

export function wordOffer(word: string): Offer {
  const known = words.get(word);
  if (known) return known;
  const offer: Offer = { kind: 'word', word };
  words.set(word, offer);
  return offer;
}
