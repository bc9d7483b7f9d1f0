import type { Reader } from '#main/db/access.ts';
import type { FieldName, SegmentComparison, SegmentNode, SegmentOperator } from '#shared/domain/segment/segment-ast.ts';
import type { Clause } from '../contact/contact-filter.sql.ts';
import { compareSql, type Test } from './compare.sql.ts';
import { compareDateSql } from './compare-date.sql.ts';
import { compareScoreSql } from './compare-score.sql.ts';
import { type Condition, joined, NEVER, type NumberSet } from './condition.ts';
import { indexNameOf } from './field-index.repo.ts';
import { fieldValue, indexableColumn, isMissing, type ValueSql } from './field-value.sql.ts';
import { keptEstimate } from './kept-estimate.ts';
import { sampleShare } from './sample-share.repo.ts';
import type { SegmentWorld } from './segment-world.ts';
import { statusCondition } from './status.sql.ts';

/** In microseconds. */
const READ_INDEX = 0.05;
const READ_EMPTY = 0.5;
/** Up to here the entries of an index that fit are counted to know how many they are. */
const COUNTED = 2_000;

/** A field of the contact against values. */
export function comparisonCondition(world: SegmentWorld, rule: SegmentComparison): Condition {
  if (isStatus(rule)) return statusCondition(world, rule);
  if (rule.op === 'empty' && isScore(rule)) return NEVER;
  if (rule.op === 'empty') return whereSql(isEmpty(world, rule.field), READ_EMPTY);
  return fieldCondition(world, rule.field, [rule]);
}

/** Whether it can be asked together with others of the same field. */
export function isFieldTest(rule: SegmentNode): rule is SegmentComparison {
  return rule.kind === 'comparison' && rule.op !== 'empty' && !isStatus(rule);
}

function isStatus({ field }: SegmentComparison): boolean {
  return !field.custom && field.name === 'status';
}

/** Nobody is without one. */
function isScore({ field }: SegmentComparison): boolean {
  return !field.custom && field.name === 'engagement';
}

/** A field that stands all of some tests. Asked together they can be a range, of which an index knows both ends. */
export function fieldCondition(world: SegmentWorld, field: FieldName, tests: readonly Test[]): Condition {
  const value = fieldValue(world, field);
  if (!value) return NEVER;
  const condition = whereSql(standsAll(world, value, tests), value.cost);
  const column = indexableColumn(field, (key) => world.fields.get(key)?.column ?? null);
  const isFolded = value.folded !== undefined && tests.some(({ op }) => op === '~');
  if (isFolded || !column || !world.indexed.has(column)) return condition;
  const isRange = tests.some(({ op }) => !WHOLE_INDEX.has(op));
  return { ...condition, reads: { column }, set: setOf(world, column, { each: condition.each, isRange }) };
}

/** Operators for which all of an index is read; of the others it is known where in it they fit. */
const WHOLE_INDEX: ReadonlySet<SegmentOperator> = new Set(['!=', 'contains', 'ends_with', '~']);

function whereSql(each: Clause, cost: number): Condition {
  return { each, cost, reads: 'row' };
}

function isEmpty(world: SegmentWorld, field: FieldName): Clause {
  const value = field.custom ? undefined : fieldValue(world, field);
  if (!value) return isMissing('c.attributes', field.name);
  return { sql: value.kind === 'moment' ? `${value.sql} IS NULL` : `coalesce(${value.sql}, '') = ''`, values: [] };
}

function standsAll({ clock }: SegmentWorld, value: ValueSql, tests: readonly Test[]): Clause {
  if (value.kind === 'score') return compareScoreSql(value, tests, clock.now);
  if (value.kind === 'date' || value.kind === 'moment') return compareDateSql(clock, value, tests);
  return joined(
    tests.map((test) => compareSql(value, test)),
    'AND',
  );
}

/** Everybody for whom it holds, read off the index alone. How many they are is looked up only when sets are weighed. */
function setOf(world: SegmentWorld, column: string, { each, isRange }: { each: Clause; isRange: boolean }): NumberSet {
  const { reader, contacts } = world;
  const sql = `SELECT c.no AS no FROM contact c INDEXED BY ${indexNameOf(column)}
    WHERE c.deleted_at IS NULL AND ${each.sql}`;
  let known: number | undefined;
  const estimate = () => {
    const n = isRange ? countUpTo(reader, { sql, values: each.values }, COUNTED + 1) : 0;
    if (isRange && n <= COUNTED) return n;
    return Math.max(n, contacts * (sampleShare(world, each) ?? 1 / 4));
  };
  return {
    sql,
    values: each.values,
    distinct: true,
    live: true,
    get size() {
      known ??= keptEstimate(world, JSON.stringify([sql, each.values]), estimate);
      return known;
    },
    get cost() {
      return (isRange ? this.size : contacts) * READ_INDEX;
    },
  };
}

function countUpTo(reader: Reader, { sql, values }: Clause, most: number): number {
  return reader
    .sql<number>(`SELECT count(*) FROM (${sql} LIMIT ?)`)
    .pluck()
    .get(...values, most) as number;
}
