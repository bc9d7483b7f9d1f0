import { isGroup, newKey, type TreeGroup, type TreeNode } from './rule-tree.ts';

/** Where a node stands: the group it is in, and its place there. */
export interface Place {
  group: string;
  index: number;
}

export function findNode(tree: TreeGroup, key: string): TreeNode | null {
  if (tree.key === key) return tree;
  for (const child of tree.children) {
    const found = isGroup(child) ? findNode(child, key) : child.key === key ? child : null;
    if (found) return found;
  }
  return null;
}

/** Null for the outermost group and for what is not in the tree. */
export function placeOf(tree: TreeGroup, key: string): Place | null {
  const index = tree.children.findIndex((child) => child.key === key);
  if (index >= 0) return { group: tree.key, index };
  for (const child of tree.children) {
    const place = isGroup(child) ? placeOf(child, key) : null;
    if (place) return place;
  }
  return null;
}

/** Nodes that do not change stay the same objects, so that only what changed is drawn again. */
export function changeNode<Node extends TreeNode>(tree: Node, key: string, change: (node: TreeNode) => TreeNode): Node {
  if (tree.key === key) return change(tree) as Node;
  if (!isGroup(tree)) return tree;
  const children = tree.children.map((child) => changeNode(child, key, change));
  return children.some((child, at) => child !== tree.children[at]) ? { ...tree, children } : tree;
}

export function insertNode(tree: TreeGroup, node: TreeNode, { group, index }: Place): TreeGroup {
  return changeChildren(tree, group, (children) => children.toSpliced(index, 0, node));
}

export function removeNode(tree: TreeGroup, key: string): TreeGroup {
  const place = placeOf(tree, key);
  return place ? changeChildren(tree, place.group, (children) => children.toSpliced(place.index, 1)) : tree;
}

/** Puts a node back where it was, or at the end when that group is gone. */
export function restoreNode(tree: TreeGroup, node: TreeNode, place: Place): TreeGroup {
  if (findNode(tree, node.key)) return tree;
  if (findNode(tree, place.group)) return insertNode(tree, node, place);
  return insertNode(tree, node, { group: tree.key, index: tree.children.length });
}

export function duplicateNode(tree: TreeGroup, key: string): { tree: TreeGroup; copy: string | null } {
  const node = findNode(tree, key);
  const place = placeOf(tree, key);
  if (!node || !place) return { tree, copy: null };
  const copy = withNewKeys(node);
  return { tree: insertNode(tree, copy, { ...place, index: place.index + 1 }), copy: copy.key };
}

/** Moves a node in front of whatever stands at that place now. A group can't go into itself. */
export function moveNode(tree: TreeGroup, key: string, to: Place): TreeGroup {
  const node = findNode(tree, key);
  const from = placeOf(tree, key);
  if (!node || !from || (isGroup(node) && findNode(node, to.group))) return tree;
  const after = from.group === to.group && from.index < to.index ? 1 : 0;
  return insertNode(removeNode(tree, key), node, { ...to, index: to.index - after });
}

/**
 * One step up or down as the eye goes: past a row, into a group that is met, out of the group at its ends.
 *
 * @returns null at the ends of the outermost group
 */
export function stepFrom(tree: TreeGroup, key: string, step: -1 | 1): Place | null {
  const from = placeOf(tree, key);
  if (!from) return null;
  const group = findNode(tree, from.group) as TreeGroup;
  const next = group.children[from.index + step];
  if (next && isGroup(next)) return { group: next.key, index: step === 1 ? 0 : next.children.length };
  if (next) return { group: group.key, index: step === 1 ? from.index + 2 : from.index - 1 };
  const around = placeOf(tree, group.key);
  return around && { group: around.group, index: step === 1 ? around.index + 1 : around.index };
}

/** A row gets a group around it, to put others beside it. */
export function wrapNode(tree: TreeGroup, key: string): TreeGroup {
  const place = placeOf(tree, key);
  const outer = place && (findNode(tree, place.group) as TreeGroup);
  if (!outer) return tree;
  const joiner = outer.joiner === 'and' ? 'or' : 'and';
  return changeNode(tree, key, (node) => ({ key: newKey(), nots: 0, joiner, children: [node] }));
}

/** What is in a group goes where the group stands. */
export function unwrapNode(tree: TreeGroup, key: string): TreeGroup {
  const group = findNode(tree, key);
  const place = placeOf(tree, key);
  if (!group || !place || !isGroup(group)) return tree;
  return changeChildren(tree, place.group, (children) => children.toSpliced(place.index, 1, ...group.children));
}

function changeChildren(tree: TreeGroup, group: string, change: (children: TreeNode[]) => TreeNode[]): TreeGroup {
  return changeNode(tree, group, (node) => (isGroup(node) ? { ...node, children: change(node.children) } : node));
}

function withNewKeys(node: TreeNode): TreeNode {
  const key = newKey();
  return isGroup(node) ? { ...node, key, children: node.children.map(withNewKeys) } : { ...node, key };
}
