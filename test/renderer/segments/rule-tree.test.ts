import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ruleOfTree } from '#renderer/pickers/rule-editor/tree/rule-of-tree.ts';
import { isGroup, newGroup, newRow, type TreeNode, walk } from '#renderer/pickers/rule-editor/tree/rule-tree.ts';
import { treeOfRule } from '#renderer/pickers/rule-editor/tree/tree-of-rule.ts';
import { parseSegment } from '#shared/domain/segment/parse-segment.ts';
import { printSegment } from '#shared/domain/segment/print-segment.ts';
import { isSameRule } from '#shared/domain/segment/same-rule.ts';
import type { SegmentNode } from '#shared/domain/segment/segment-ast.ts';
import { anyRule } from '#test/support/segment-rules.ts';

const read = (text: string) => parseSegment(text).rule as SegmentNode;

/** The tree without its keys. */
function shape(node: TreeNode): unknown {
  return JSON.parse(
    JSON.stringify(node, (name, value: unknown) => (name === 'key' || name === 'span' ? undefined : value)),
  );
}

describe('the builder and the rule', () => {
  it('say the same after any way to the builder and back', () => {
    fc.assert(
      fc.property(anyRule, (rule) => {
        const back = ruleOfTree(treeOfRule(rule));
        expect(back.unfinished).toEqual([]);
        expect(back.rule && isSameRule(back.rule, rule)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('show the same rows after any way to the text and back', () => {
    fc.assert(
      fc.property(anyRule, (rule) => {
        const tree = treeOfRule(rule);
        const back = ruleOfTree(tree).rule as SegmentNode;
        expect(shape(treeOfRule(read(printSegment(back))))).toEqual(shape(tree));
      }),
      { numRuns: 300 },
    );
  });

  it('give every row and group a key of its own', () => {
    const keys: string[] = [];
    walk(treeOfRule(read("(country = 'DE' OR city = 'Wien') AND NOT tag = 'press'")), ({ key }) => keys.push(key));
    expect(new Set(keys).size).toBe(5);
  });

  it('keep a NOT that is said twice', () => {
    const tree = treeOfRule(read("NOT NOT country = 'DE'"));
    expect(tree.children[0]?.nots).toBe(2);
    expect(printSegment(ruleOfTree(tree).rule as SegmentNode)).toBe("NOT NOT country = 'DE'");
  });

  it('keep groups that mean the same without parentheses', () => {
    const text = "(country = 'DE' AND city = 'Berlin') AND company IS EMPTY";
    expect(printSegment(ruleOfTree(treeOfRule(read(text))).rule as SegmentNode)).toBe(text);
  });

  it('leave rows out in which nothing is chosen, and groups without rows', () => {
    const [row] = treeOfRule(read("country = 'DE'")).children;
    const tree = newGroup('and', [newRow(), row as TreeNode, newGroup('or', [newRow()])]);
    expect(printSegment(ruleOfTree(tree).rule as SegmentNode)).toBe("country = 'DE'");
  });

  it('name the rows that are unfinished instead of leaving them out', () => {
    const tree = treeOfRule(read("country = 'DE' AND city = 'Berlin'"));
    const [, second] = tree.children;
    if (!second || isGroup(second) || second.condition?.kind !== 'comparison') throw new Error('a comparison');
    second.condition = { ...second.condition, values: [null] };
    expect(ruleOfTree(tree)).toEqual({ rule: null, unfinished: [second.key] });
  });

  it('have no rule while there are no rows', () => {
    expect(ruleOfTree(newGroup('and', [newRow()]))).toEqual({ rule: null, unfinished: [] });
  });
});
