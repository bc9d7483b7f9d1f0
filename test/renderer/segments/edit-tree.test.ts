import { describe, expect, it } from 'vitest';
import {
  duplicateNode,
  findNode,
  moveNode,
  placeOf,
  removeNode,
  restoreNode,
  stepFrom,
  unwrapNode,
  wrapNode,
} from '#renderer/pickers/rule-editor/tree/edit-tree.ts';
import { isGroup, type TreeGroup, type TreeNode } from '#renderer/pickers/rule-editor/tree/rule-tree.ts';

const row = (key: string): TreeNode => ({ key, nots: 0, condition: null });
const group = (key: string, ...children: TreeNode[]): TreeGroup => ({ key, nots: 0, joiner: 'or', children });
/** `root(a, g(b, c), d)` */
const TREE: TreeGroup = { ...group('root', row('a'), group('g', row('b'), row('c')), row('d')), joiner: 'and' };

function outline(node: TreeNode): string {
  return isGroup(node) ? `${node.key}(${node.children.map(outline).join(' ')})` : node.key;
}

function step(key: string, by: -1 | 1): string {
  const place = stepFrom(TREE, key, by);
  return place ? outline(moveNode(TREE, key, place)) : 'stays';
}

describe('moving by one step', () => {
  it('passes a row', () => {
    const tree = group('root', row('a'), row('b'), row('c'));
    expect(outline(moveNode(tree, 'a', stepFrom(tree, 'a', 1) as never))).toBe('root(b a c)');
    expect(outline(moveNode(tree, 'c', stepFrom(tree, 'c', -1) as never))).toBe('root(a c b)');
  });

  it('goes into a group that is met', () => {
    expect(step('a', 1)).toBe('root(g(a b c) d)');
    expect(step('d', -1)).toBe('root(a g(b c d))');
  });

  it('leaves a group at its ends', () => {
    expect(step('b', -1)).toBe('root(a b g(c) d)');
    expect(step('c', 1)).toBe('root(a g(b) c d)');
  });

  it('ends at the ends of the rule', () => {
    expect(step('a', -1)).toBe('stays');
    expect(step('d', 1)).toBe('stays');
  });

  it('comes back by the opposite step', () => {
    for (const key of ['a', 'b', 'c', 'd', 'g']) {
      for (const by of [-1, 1] as const) {
        const there = stepFrom(TREE, key, by);
        if (!there) continue;
        const moved = moveNode(TREE, key, there);
        const back = stepFrom(moved, key, by === 1 ? -1 : 1);
        expect(back && outline(moveNode(moved, key, back)), `${key} ${by}`).toBe(outline(TREE));
      }
    }
  });
});

it('does not put a group into itself', () => {
  expect(moveNode(TREE, 'g', { group: 'g', index: 1 })).toBe(TREE);
});

it('drops a row where it is aimed at in its own group', () => {
  const tree = group('root', row('a'), row('b'), row('c'));
  expect(outline(moveNode(tree, 'a', { group: 'root', index: 3 }))).toBe('root(b c a)');
  expect(outline(moveNode(tree, 'a', { group: 'root', index: 1 }))).toBe('root(a b c)');
});

it('puts what was removed back where it was', () => {
  const removed = removeNode(TREE, 'g');
  expect(outline(removed)).toBe('root(a d)');
  expect(outline(restoreNode(removed, findNode(TREE, 'g') as TreeNode, { group: 'root', index: 1 }))).toBe(
    outline(TREE),
  );
});

it('puts what was removed at the end when its group is gone as well', () => {
  const removed = removeNode(removeNode(TREE, 'b'), 'g');
  expect(outline(restoreNode(removed, row('b'), { group: 'g', index: 0 }))).toBe('root(a d b)');
});

it('copies a group with keys of its own', () => {
  const { tree, copy } = duplicateNode(TREE, 'g');
  const made = findNode(tree, copy as string);
  expect(placeOf(tree, copy as string)).toEqual({ group: 'root', index: 2 });
  expect(made && isGroup(made) && made.children.every(({ key }) => key !== 'b' && key !== 'c')).toBe(true);
});

it('puts a row into a group with the other word, and dissolves it again', () => {
  const wrapped = wrapNode(TREE, 'a');
  const place = placeOf(wrapped, 'a');
  const around = findNode(wrapped, place?.group as string);
  expect(around && isGroup(around) && around.joiner).toBe('or');
  expect(outline(unwrapNode(wrapped, around?.key as string))).toBe(outline(TREE));
});

it('leaves untouched rows the same objects', () => {
  expect(removeNode(TREE, 'd').children[1]).toBe(TREE.children[1]);
});
