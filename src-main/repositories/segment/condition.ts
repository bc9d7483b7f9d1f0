import type { Clause } from '../contact/contact-filter.sql.ts';

/** The numbers (`no`) of all contacts for which something is true. */
export interface NumberSet extends Clause {
  /** Whether no number can come twice. */
  distinct: boolean;
  /** Whether it leaves out the recycle bin; others may name contacts that are in it. */
  live: boolean;
  /** About how long it takes to make, in microseconds. */
  cost: number;
  /** About how many numbers it has. */
  size: number;
}

/**
 * A condition in the forms that SQLite can be asked. `each` asks about the contact `c` alone: right for a page, one person or a few.
 * `set` gathers all for whom it holds first: right when everybody is walked along, and to begin with.
 */
export interface Condition {
  each: Clause;
  /** About how long asking one contact takes, in microseconds. */
  cost: number;
  reads: Reads;
  set?: NumberSet;
  /** It holds for whoever is not in the set. */
  outside?: boolean;
}

/**
 * What `each` looks at: the number of the contact alone, one column that has an index (by its name), or the row. A walk that reads
 * rows takes them as they lie in the table: to find each by way of an index costs as much again.
 */
export type Reads = 'number' | 'row' | { column: string };

export function readsOfAll(parts: readonly { reads: Reads }[]): Reads {
  let all: Reads = 'number';
  for (const { reads } of parts) {
    if (reads === 'number') continue;
    if (all === 'number') all = reads;
    else if (reads === 'row' || all === 'row' || reads.column !== all.column) return 'row';
  }
  return all;
}

/** Conditions of which all or one must hold. NOT is no part of it: what it stands before is turned round instead. */
export type RuleTree = Condition | RuleGroup;
export interface RuleGroup {
  word: 'AND' | 'OR';
  parts: RuleTree[];
}

export function isGroup(tree: RuleTree): tree is RuleGroup {
  return 'word' in tree;
}

/** Nobody, as a condition. */
export const NEVER: Condition = {
  each: { sql: '0', values: [] },
  cost: 0,
  set: { sql: 'SELECT 0 AS no WHERE 0', values: [], distinct: true, live: true, cost: 0, size: 0 },
  reads: 'number',
};

/** What holds for those for whom `condition` does not. A value that is missing makes a condition false, not unknown. */
export function opposite(condition: Condition): Condition {
  const { sql, values } = condition.each;
  return { ...condition, each: { sql: `(${sql}) IS NOT TRUE`, values }, outside: !condition.outside };
}

/** Parts in a row, bracketed as a tree: SQLite allows an expression a depth of 1,000. */
export function joined(parts: readonly Clause[], word: 'AND' | 'OR'): Clause {
  return {
    sql: bracketed(
      parts.map(({ sql }) => sql),
      word,
    ),
    values: parts.flatMap(({ values }) => values),
  };
}

const IN_ONE_ROW = 8;

function bracketed(parts: readonly string[], word: 'AND' | 'OR'): string {
  if (parts.length === 1 && parts[0]) return parts[0];
  if (parts.length <= IN_ONE_ROW) return `(${parts.join(` ${word} `)})`;
  const half = parts.length >> 1;
  return `(${bracketed(parts.slice(0, half), word)} ${word} ${bracketed(parts.slice(half), word)})`;
}
