import type { SegmentNode } from './segment-ast.ts';

/** Whether two trees are the same but for where they stand in a text and which ids their names have. */
export function isSameRule(a: SegmentNode, b: SegmentNode): boolean {
  return comparable(a) === comparable(b);
}

function comparable(node: SegmentNode): string {
  return JSON.stringify(node, (key, value: unknown) => {
    if (key === 'span' || key === 'id') return undefined;
    return isPlainObject(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  });
}

function isPlainObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
