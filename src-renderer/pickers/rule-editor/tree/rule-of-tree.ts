import { NOWHERE, type SegmentNode } from '#shared/domain/segment/segment-ast.ts';
import { finishCondition } from './finish-condition.ts';
import { isGroup, type TreeNode, walk } from './rule-tree.ts';

export interface TreeReading {
  /** Null while rows are unfinished, and when there is none. */
  rule: SegmentNode | null;
  /** Keys of rows of which something is chosen and something is missing. */
  unfinished: string[];
}

/** The tree as the language knows it. Rows that nothing is chosen in say nothing and are left out, as are groups without rows. */
export function ruleOfTree(tree: TreeNode): TreeReading {
  const unfinished: string[] = [];
  walk(tree, (node) => {
    if (!isGroup(node) && node.condition && !finishCondition(node.condition)) unfinished.push(node.key);
  });
  return { rule: unfinished.length > 0 ? null : ruleOf(tree), unfinished };
}

function ruleOf(node: TreeNode): SegmentNode | null {
  const rule = isGroup(node) ? groupOf(node.joiner, node.children) : node.condition && finishCondition(node.condition);
  return rule && negated(rule, node.nots);
}

function groupOf(kind: 'and' | 'or', nodes: TreeNode[]): SegmentNode | null {
  const children = nodes.map(ruleOf).filter((child) => child !== null);
  if (children.length < 2) return children[0] ?? null;
  return { kind, children, span: NOWHERE };
}

function negated(rule: SegmentNode, nots: number): SegmentNode {
  return nots === 0 ? rule : negated({ kind: 'not', child: rule, span: NOWHERE }, nots - 1);
}
