import { printSegment } from '#shared/domain/segment/print-segment.ts';
import type { SegmentNode } from '#shared/domain/segment/segment-ast.ts';

/** What is longer than this is easier to read on several lines. */
const LINE = 88;

/** The usual text of a rule, with long groups broken before each AND and OR. */
export function layoutRule(node: SegmentNode, indent = ''): string {
  const text = printSegment(node);
  if (indent.length + text.length <= LINE) return text;
  if (node.kind === 'not')
    return `NOT ${'children' in node.child ? enclose(node.child, indent) : layoutRule(node.child, indent)}`;
  if (!('children' in node)) return text;
  const { kind, children } = node;
  const parts = children.map((child) => {
    const needsFence = child.kind === 'or' || (child.kind === 'and' && kind === 'and');
    return needsFence ? enclose(child, indent) : layoutRule(child, indent);
  });
  return parts.join(`\n${indent}${kind.toUpperCase()} `);
}

function enclose(node: SegmentNode, indent: string): string {
  const text = printSegment(node);
  if (indent.length + text.length <= LINE) return `(${text})`;
  return `(\n${indent}  ${layoutRule(node, `${indent}  `)}\n${indent})`;
}
