import { createContext } from 'react';
import { parseSegment } from '#shared/domain/segment/parse-segment.ts';
import { conditionsOf } from '#shared/domain/segment/walk-segment.ts';
import type { RuleProblem } from '../text/rule-problems.ts';
import { isGroup, type TreeGroup, walk } from '../tree/rule-tree.ts';

/** What is wrong with each row, by its key. */
export type RowProblems = ReadonlyMap<string, RuleProblem[]>;

const NONE: RowProblems = new Map();

export const RowProblemsContext = createContext<RowProblems>(NONE);

/** Finds the row of each problem: rows and the conditions of their text stand in the same order. */
export function rowProblems(tree: TreeGroup, text: string | null, problems: readonly RuleProblem[]): RowProblems {
  if (problems.length === 0 || !text) return NONE;
  const { rule } = parseSegment(text);
  const spans = rule ? [...conditionsOf(rule)].map(({ span }) => span) : [];
  const rows: string[] = [];
  walk(tree, (node) => {
    if (!isGroup(node) && node.condition) rows.push(node.key);
  });
  const found = new Map<string, RuleProblem[]>();
  for (const problem of problems) {
    const at = spans.findIndex(({ from, to }) => problem.from >= from && problem.from < to);
    const key = rows[at];
    if (key) found.set(key, [...(found.get(key) ?? []), problem]);
  }
  return found;
}
