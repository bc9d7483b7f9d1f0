import { CONTACT_STATUSES } from '#shared/domain/contact-status.ts';
import { holdsTest } from '#shared/domain/segment/holds-test.ts';
import type { SegmentComparison } from '#shared/domain/segment/segment-ast.ts';
import { type Clause, candidatesOf } from '../contact-filter.sql.ts';
import { CONTACT_STATUS } from '../contact-status.sql.ts';
import { compareSql } from './compare.sql.ts';
import { compareDateSql } from './compare-date.sql.ts';
import { type Condition, NEVER, type NumberSet } from './condition.ts';
import { indexNameOf } from './field-index.repo.ts';
import { fieldValue, indexableColumn, isMissing, type ValueSql } from './field-value.sql.ts';
import type { SegmentWorld } from './segment-world.ts';

/** In microseconds. */
const READ_STATUS = 1;
const READ_INDEX = 0.05;
/** Up to here the entries of an index that fit are counted to know how many they are. */
const COUNTED = 5_000;

/** A field of the contact against values. */
export function comparisonCondition(world: SegmentWorld, rule: SegmentComparison): Condition {
  if (!rule.field.custom && rule.field.name === 'status') return statusCondition(world, rule);
  const value = fieldValue(world, rule.field);
  if (!value) return rule.op === 'empty' ? whereSql(isMissing('c.attributes', rule.field.name), 1) : NEVER;
  const condition = whereSql(testOf(world, rule, value), value.cost);
  const column = indexableColumn(rule.field, (key) => world.fields.get(key)?.column ?? null);
  if (rule.op === 'empty' || !column || !world.indexed.has(column)) return condition;
  return { ...condition, set: setOf(world, column, condition.each) };
}

function whereSql(each: Clause, cost: number): Condition {
  return { each, cost, reads_contact: true };
}

function testOf({ clock }: SegmentWorld, { field, op, values }: SegmentComparison, value: ValueSql): Clause {
  if (op === 'empty') {
    if (field.custom) return isMissing('c.attributes', field.name);
    return { sql: value.kind === 'moment' ? `${value.sql} IS NULL` : `coalesce(${value.sql}, '') = ''`, values: [] };
  }
  const isDate = value.kind === 'date' || value.kind === 'moment';
  return isDate ? compareDateSql(clock, value, { op, values }) : compareSql(value, { op, values });
}

/** Everybody for whom it holds, read off the index alone. How many they are is looked up only when sets are weighed. */
function setOf({ reader, contacts }: SegmentWorld, column: string, each: Clause): NumberSet {
  const sql = `SELECT c.no AS no FROM contact c INDEXED BY ${indexNameOf(column)}
    WHERE c.deleted_at IS NULL AND ${each.sql}`;
  let known: number | undefined;
  const sizeOf = () => {
    const n = reader
      .sql<number>(`SELECT count(*) FROM (${sql} LIMIT ?)`)
      .pluck()
      .get(...each.values, COUNTED + 1) as number;
    return n > COUNTED ? Math.max(n, contacts / 4) : n;
  };
  return {
    sql,
    values: each.values,
    distinct: true,
    live: true,
    get size() {
      known ??= sizeOf();
      return known;
    },
    get cost() {
      return this.size * READ_INDEX;
    },
  };
}

/** Who can't be written to is found from the few rows that say why; whoever can is everybody else. */
function statusCondition({ clock, contacts }: SegmentWorld, rule: SegmentComparison): Condition {
  const wanted = CONTACT_STATUSES.filter((status) => holdsTest(status, rule, clock));
  const outside = wanted.includes('deliverable');
  const gathered = CONTACT_STATUSES.filter((status) => wanted.includes(status) !== outside);
  const each = {
    sql: `(${CONTACT_STATUS}) IN (SELECT value FROM json_each(?))`,
    values: [JSON.stringify(wanted)],
  };
  const candidates = gathered.flatMap((status) => candidatesOf({ status }));
  if (candidates.length === 0) return whereSql(each, READ_STATUS);
  return {
    each,
    cost: READ_STATUS,
    reads_contact: true,
    set: {
      sql: `SELECT DISTINCT c.no AS no FROM (${candidates.map(({ sql }) => `SELECT no FROM (${sql})`).join(' UNION ALL ')}) k
        CROSS JOIN contact c ON c.no = k.no
        WHERE c.deleted_at IS NULL AND (${CONTACT_STATUS}) IN (SELECT value FROM json_each(?))`,
      values: [...candidates.flatMap(({ values }) => values), JSON.stringify(gathered)],
      distinct: true,
      live: true,
      // How many there are is not kept; most people can be written to.
      cost: contacts * 0.05,
      size: contacts * 0.05,
    },
    outside,
  };
}
