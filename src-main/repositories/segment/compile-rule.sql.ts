import type { SegmentCondition, SegmentNode } from '#shared/domain/segment/segment-ast.ts';
import { comparisonCondition } from './comparison.sql.ts';
import { NEVER, opposite, type RuleTree } from './condition.ts';
import { engagementCondition } from './engagement.sql.ts';
import { measureCondition } from './measure.sql.ts';
import { listCondition, tagCondition } from './membership.sql.ts';
import { mergeEquals } from './merge-equals.ts';
import type { SegmentWorld } from './segment-world.ts';

/**
 * A rule as conditions that SQLite can be asked; names have their ids, other segments are put in place of their names. NOT is brought
 * to the conditions: a comparison with a missing value is false and its NOT is true, so that a rule has no third answer.
 */
export function compileRule(world: SegmentWorld, rule: SegmentNode): RuleTree {
  return compileNode(world, rule, false);
}

function compileNode(world: SegmentWorld, node: SegmentNode, turned: boolean): RuleTree {
  switch (node.kind) {
    case 'not':
      return compileNode(world, node.child, !turned);
    case 'and':
    case 'or': {
      const children = node.kind === 'or' ? mergeEquals(node.children) : node.children;
      return {
        word: (node.kind === 'and') === turned ? 'OR' : 'AND',
        parts: children.map((child) => compileNode(world, child, turned)),
      };
    }
    default: {
      const condition = conditionOf(world, node);
      return turned ? opposite(condition) : condition;
    }
  }
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
