import type { SegmentNode, SegmentValue } from '../segment/segment-ast.ts';
import { conditionsOf } from '../segment/walk-segment.ts';

/** Whether the verdict on somebody may change although nothing of them does. A rule that cannot be read never holds. */
export function namesTime(rule: SegmentNode | null): boolean {
  if (!rule) return false;
  return [...conditionsOf(rule)].some((condition) => {
    if (condition.kind === 'comparison') return condition.values.some(isRelative);
    if (condition.kind === 'engagement') return condition.window !== null;
    if (condition.kind !== 'measure') return condition.kind === 'segment';
    return condition.window !== null || condition.where.some(({ values }) => values.some(isRelative));
  });
}

function isRelative({ type }: SegmentValue): boolean {
  return type === 'relative_date';
}
