import type { DataCondition, SegmentCondition, SegmentNode } from '#shared/domain/segment/segment-ast.ts';
import {
  type Condition,
  DATA_KINDS,
  type DataRow,
  isGroup,
  newGroup,
  newKey,
  newRow,
  type TreeGroup,
  type TreeNode,
} from './rule-tree.ts';

/** The rule as groups and rows. The outermost is always a group, so that a row can be put beside the only one. */
export function treeOfRule(rule: SegmentNode): TreeGroup {
  const tree = nodeOf(rule, 0);
  return isGroup(tree) ? tree : newGroup('and', [tree]);
}

function nodeOf(node: SegmentNode, nots: number): TreeNode {
  if (node.kind === 'not') return nodeOf(node.child, nots + 1);
  if (!('children' in node)) return { ...newRow(openCondition(node)), nots };
  return { key: newKey(), nots, joiner: node.kind, children: node.children.map((child) => nodeOf(child, 0)) };
}

function openCondition(condition: SegmentCondition): Condition {
  return condition.kind === 'measure' ? { ...condition, where: condition.where.map(openRow) } : condition;
}

function openRow(row: DataCondition): DataRow {
  const type = row.values[0]?.type;
  return { ...row, key: newKey(), asked: DATA_KINDS.find((kind) => kind === type) ?? null };
}
