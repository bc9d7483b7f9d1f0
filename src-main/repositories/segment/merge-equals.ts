import type { SegmentComparison, SegmentNode } from '#shared/domain/segment/segment-ast.ts';

/**
 * The parts of an OR with one IN in place of many `=` and IN of one field: a rule of ten thousand addresses is then one look into a
 * set for each contact. The first of a field keeps its place.
 */
export function mergeEquals(parts: readonly SegmentNode[]): SegmentNode[] {
  const byField = new Map<string, SegmentComparison>();
  const merged: SegmentNode[] = [];
  for (const part of parts) {
    const key = keyOf(part);
    const first = key === null ? undefined : byField.get(key);
    if (part.kind === 'comparison' && first) {
      first.op = 'in';
      first.values.push(...part.values);
    } else if (part.kind === 'comparison' && key !== null) {
      const own = { ...part, values: [...part.values] };
      byField.set(key, own);
      merged.push(own);
    } else merged.push(part);
  }
  return merged;
}

/** Which field is compared, when it is asked for one of some values. */
function keyOf(part: SegmentNode): string | null {
  if (part.kind !== 'comparison' || (part.op !== '=' && part.op !== 'in')) return null;
  const isPlain = part.values.every(({ type }) => type === 'text' || type === 'number');
  return isPlain ? `${part.field.custom} ${part.field.name}` : null;
}
