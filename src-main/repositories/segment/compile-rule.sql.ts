import type { SegmentCondition, SegmentNode } from '#shared/domain/segment/segment-ast.ts';
import { HeraldError } from '#shared/kernel/herald-error.ts';
import { comparisonCondition } from './comparison.sql.ts';
import { NEVER, opposite, type RuleTree } from './condition.ts';
import { engagementCondition } from './engagement.sql.ts';
import { measureCondition } from './measure.sql.ts';
import { listCondition, tagCondition } from './membership.sql.ts';
import type { SegmentWorld } from './segment-world.ts';

/** SQLite takes time with the square of this to prepare a statement: a fifth of a second for so many. */
const MOST_CONDITIONS = 2_000;

/**
 * A rule as conditions that SQLite can be asked; names have their ids, other segments are put in place of their names. NOT is brought
 * to the conditions: a comparison with a missing value is false and its NOT is true, so that a rule has no third answer.
 */
export function compileRule(world: SegmentWorld, rule: SegmentNode): RuleTree {
  let conditions = 0;
  const compile = (node: SegmentNode, turned: boolean): RuleTree => {
    if (node.kind === 'not') return compile(node.child, !turned);
    if (node.kind === 'and' || node.kind === 'or') {
      const word = (node.kind === 'and') === turned ? 'OR' : 'AND';
      return { word, parts: node.children.map((child) => compile(child, turned)) };
    }
    conditions += 1;
    if (conditions > MOST_CONDITIONS) refuseTooMany(MOST_CONDITIONS);
    const condition = conditionOf(world, node);
    return turned ? opposite(condition) : condition;
  };
  return compile(rule, false);
}

export function refuseTooMany(most: number): never {
  throw new HeraldError(
    'TOO_LARGE',
    `This rule has more than ${most.toLocaleString('en')} conditions, with those of the segments it uses.`,
    {
      field: 'rule',
      hint: 'Write many values of one field with IN: they count as one condition.',
    },
  );
}

function conditionOf(world: SegmentWorld, node: SegmentCondition) {
  switch (node.kind) {
    case 'comparison':
      return comparisonCondition(world, node);
    case 'tag':
      return tagCondition(world, node);
    case 'list':
      return listCondition(world, node);
    case 'engagement':
      return engagementCondition(world, node);
    case 'measure':
      return measureCondition(world, node);
    case 'segment':
      // Only one that is gone is left: the others have been put in place of their names.
      return NEVER;
  }
}
