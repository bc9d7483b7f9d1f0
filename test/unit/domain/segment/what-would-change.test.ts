import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SegmentVerdict } from '#shared/domain/segment/evaluate-segment.ts';
import { parseSegment } from '#shared/domain/segment/parse-segment.ts';
import { printSegment } from '#shared/domain/segment/print-segment.ts';
import { NOWHERE, type SegmentNode } from '#shared/domain/segment/segment-ast.ts';
import { whatWouldChange } from '#shared/domain/segment/what-would-change.ts';

/** Conditions whose value is their own number: `x = 1` holds when bit 1 is set. */
function verdictOf(node: SegmentNode, bits: ReadonlySet<number>): SegmentVerdict {
  const common = { node, value: null, type: null, dates: [] };
  if (node.kind === 'and' || node.kind === 'or') {
    const children = node.children.map((child) => verdictOf(child, bits));
    const holds = node.kind === 'and' ? children.every((one) => one.holds) : children.some((one) => one.holds);
    return { ...common, holds, children };
  }
  if (node.kind === 'not') {
    const child = verdictOf(node.child, bits);
    return { ...common, holds: !child.holds, children: [child] };
  }
  return { ...common, holds: bits.has(numberOf(node)), children: [] };
}

function numberOf(node: SegmentNode): number {
  const value = node.kind === 'comparison' ? node.values[0] : undefined;
  return value?.type === 'number' ? value.value : -1;
}

function changesOf(source: string, ...bits: number[]): string[] {
  const { rule } = parseSegment(source);
  if (!rule) throw new Error(source);
  return whatWouldChange(verdictOf(rule, new Set(bits))).map(
    ({ path, verdict, becomes }) => `${printSegment(verdict.node)} at ${path.join('.') || 'root'} becomes ${becomes}`,
  );
}

describe('what would have to change', () => {
  it.each([
    ['x = 1', [], ['x = 1 at root becomes true']],
    ['x = 1 AND x = 2 AND x = 3', [2], ['x = 1 at 0 becomes true', 'x = 3 at 2 becomes true']],
    ['x = 1 AND x = 2 OR x = 3', [], ['x = 3 at 1 becomes true']],
    ['x = 1 AND x = 2 OR x = 3 AND x = 4', [4], ['x = 3 at 1.0 becomes true']],
    ['x = 1 AND NOT x = 2', [1, 2], ['x = 2 at 1.0 becomes false']],
    ['x = 1 AND x = 2', [1, 2], ['x = 1 at 0 becomes false']],
    ['x = 1 OR x = 2', [1, 2], ['x = 1 at 0 becomes false', 'x = 2 at 1 becomes false']],
    ['NOT (x = 1 OR x = 2)', [2], ['x = 2 at 0.1 becomes false']],
  ] as const)('for %s with %j', (source, bits, changes) => {
    expect(changesOf(source, ...bits)).toEqual(changes);
  });

  it('leads into other segments, and is nothing where one is gone', () => {
    const { rule: inner } = parseSegment('x = 1');
    const { rule: outer } = parseSegment(`segment = 'VIP'`);
    if (!inner || !outer) throw new Error('no rule');
    const use = { node: outer, holds: false, value: false, type: 'boolean' as const, dates: [] };
    const [change] = whatWouldChange({ ...use, children: [verdictOf(inner, new Set())] });
    expect(change).toMatchObject({ path: [0], becomes: true });
    expect(whatWouldChange({ ...use, children: [] })).toEqual([]);
  });

  it('turns the verdict, and no smaller part of it does', () => {
    let n = 0;
    const leaf = fc.constant(null).map((): SegmentNode => {
      n += 1;
      const field = { name: 'x', custom: true, span: NOWHERE };
      return {
        kind: 'comparison',
        field,
        op: '=',
        values: [{ type: 'number', value: n, span: NOWHERE }],
        span: NOWHERE,
      };
    });
    const { node: rules } = fc.letrec<{ node: SegmentNode }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc
          .tuple(fc.constantFrom('and', 'or'), fc.array(tie('node'), { minLength: 2, maxLength: 3 }))
          .map(([kind, children]): SegmentNode => ({ kind, children, span: NOWHERE })),
        tie('node').map((child): SegmentNode => ({ kind: 'not', child, span: NOWHERE })),
      ),
    }));
    fc.assert(
      fc.property(rules, fc.func(fc.boolean()), (rule, isSet) => {
        const bits = new Set(leavesOf(rule).filter((number) => isSet(number)));
        const before = verdictOf(rule, bits);
        const turned = whatWouldChange(before).map((change) => numberOf(change.verdict.node));
        const turnedBy = (numbers: number[]) =>
          verdictOf(rule, new Set(leavesOf(rule).filter((one) => bits.has(one) !== numbers.includes(one)))).holds;
        expect(turnedBy(turned)).toBe(!before.holds);
        for (const kept of turned) expect(turnedBy(turned.filter((one) => one !== kept))).toBe(before.holds);
      }),
    );
  });
});

function leavesOf(node: SegmentNode): number[] {
  if (node.kind === 'and' || node.kind === 'or') return node.children.flatMap(leavesOf);
  return node.kind === 'not' ? leavesOf(node.child) : [numberOf(node)];
}
