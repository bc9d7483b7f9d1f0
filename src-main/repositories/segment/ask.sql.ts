import type { Clause } from '../contact/contact-filter.sql.ts';
import { type Condition, isGroup, joined, type NumberSet, type Reads, type RuleTree, readsOfAll } from './condition.ts';

/** In microseconds: putting one number into a set, and asking whether one is in it. */
const GATHER = 0.6;
const IS_IN = 0.15;

interface Question extends Clause {
  reads: Reads;
}

/** Whether the tree holds for the contact `c`: for a few contacts, or for a walk that soon ends. */
export function askEach(tree: RuleTree): Question {
  if (!isGroup(tree)) return { ...tree.each, reads: tree.reads };
  const parts = tree.parts.map(askEach);
  return { ...joined(parts, tree.word), reads: readsOfAll(parts) };
}

/** The same for a walk over about `rows` contacts: what is cheaper to gather than to ask each time is gathered first. */
export function askMany(tree: RuleTree, rows: number): Question {
  if (isGroup(tree)) {
    const parts = tree.parts.map((part) => askMany(part, rows));
    return { ...joined(parts, tree.word), reads: readsOfAll(parts) };
  }
  const { set, outside, each, reads } = tree;
  if (!set || !isWorthGathering(tree, set, rows)) return { ...each, reads };
  return { sql: `c.no ${outside ? 'NOT IN' : 'IN'} (${set.sql})`, values: set.values, reads: 'number' };
}

function isWorthGathering({ cost, each }: Condition, set: NumberSet, rows: number): boolean {
  return each.sql === '0' || rows * cost > set.cost + set.size * GATHER + rows * IS_IN;
}

/** Something to begin with: everybody who fits is in `set`. */
export interface Start {
  set: NumberSet;
  /** What else must hold of those in it. */
  rest: RuleTree | null;
}

/** The smallest set that is sure to have everybody who fits; undefined when all contacts must be walked along. */
export function startOf(tree: RuleTree): Start | undefined {
  if (!isGroup(tree)) return tree.set && !tree.outside ? { set: tree.set, rest: null } : undefined;
  return tree.word === 'AND' ? smallestOf(tree.parts) : unionOf(tree.parts);
}

function smallestOf(parts: readonly RuleTree[]): Start | undefined {
  const starts = parts.flatMap((part, at) => {
    const start = startOf(part);
    return start ? [{ ...start, at }] : [];
  });
  const [first] = starts.length > 1 ? starts.sort((a, b) => a.set.size - b.set.size) : starts;
  if (!first) return undefined;
  const others = parts.filter((_, at) => at !== first.at);
  const rest = first.rest ? [first.rest, ...others] : others;
  return { set: first.set, rest: groupOf(rest) };
}

/** SQLite takes no more than 500 parts in a union. */
const MOST_IN_UNION = 100;

function unionOf(parts: readonly RuleTree[]): Start | undefined {
  if (parts.length > MOST_IN_UNION) return undefined;
  const starts: Start[] = [];
  for (const part of parts) {
    const start = startOf(part);
    if (!start) return undefined;
    starts.push(start);
  }
  const sets = starts.map(({ set }) => set);
  const isWhole = starts.every(({ rest }) => rest === null);
  return {
    set: {
      sql: sets.map(({ sql }) => `SELECT no FROM (${sql})`).join(' UNION ALL '),
      values: sets.flatMap(({ values }) => values),
      distinct: false,
      live: sets.every(({ live }) => live),
      cost: sets.reduce((sum, { cost }) => sum + cost, 0),
      size: sets.reduce((sum, { size }) => sum + size, 0),
    },
    rest: isWhole ? null : { word: 'OR', parts: [...parts] },
  };
}

function groupOf(parts: RuleTree[]): RuleTree | null {
  if (parts.length <= 1) return parts[0] ?? null;
  return { word: 'AND', parts };
}
