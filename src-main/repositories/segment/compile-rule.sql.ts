import type { SegmentComparison, SegmentCondition, SegmentNode } from '#shared/domain/segment/segment-ast.ts';
import { assert } from '#shared/kernel/assert.ts';
import { HeraldError } from '#shared/kernel/herald-error.ts';
import { comparisonCondition, fieldCondition, isFieldTest } from './comparison.sql.ts';
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
  return new RuleCompiler(world).compile(rule, false);
}

class RuleCompiler {
  readonly #world: SegmentWorld;
  #conditions = 0;

  constructor(world: SegmentWorld) {
    this.#world = world;
  }

  compile(node: SegmentNode, turned: boolean): RuleTree {
    if (node.kind === 'not') return this.compile(node.child, !turned);
    if (node.kind === 'and' && !turned) return this.#compileAll(node.children);
    if (node.kind === 'and' || node.kind === 'or') {
      const word = (node.kind === 'and') === turned ? 'OR' : 'AND';
      return { word, parts: node.children.map((child) => this.compile(child, turned)) };
    }
    this.#count(1);
    const condition = conditionOf(this.#world, node);
    return turned ? opposite(condition) : condition;
  }

  /** What must all hold; tests of the same field become one condition. */
  #compileAll(children: readonly SegmentNode[]): RuleTree {
    const byField = new Map<string, SegmentComparison[]>();
    const others: SegmentNode[] = [];
    for (const child of children) {
      if (isFieldTest(child)) byField.set(keyOf(child), [...(byField.get(keyOf(child)) ?? []), child]);
      else others.push(child);
    }
    const fields = [...byField.values()].map((tests) => this.#compileField(tests));
    const parts = [...fields, ...others.map((child) => this.compile(child, false))];
    const [only] = parts;
    return parts.length === 1 && only ? only : { word: 'AND', parts };
  }

  #compileField(tests: readonly SegmentComparison[]): RuleTree {
    this.#count(tests.length);
    const [first] = tests;
    assert(first, 'a field has a test');
    return fieldCondition(this.#world, first.field, tests);
  }

  #count(conditions: number): void {
    this.#conditions += conditions;
    if (this.#conditions > MOST_CONDITIONS) refuseTooMany(MOST_CONDITIONS);
  }
}

function keyOf({ field }: SegmentComparison): string {
  return `${field.custom} ${field.name}`;
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
