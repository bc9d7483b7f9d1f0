import { isIn } from '#shared/domain/segment/holds-test.ts';
import type { MeasureOperator, SegmentMeasure } from '#shared/domain/segment/segment-ast.ts';
import type { Clause } from '../contact/contact-filter.sql.ts';
import { type Condition, joined, NEVER, opposite } from './condition.ts';
import { dataCondition } from './event-data.sql.ts';
import { eventValue } from './field-value.sql.ts';
import type { SegmentWorld } from './segment-world.ts';

/** Reading one event off its index, or with its row, in microseconds. */
const READ_INDEX = 0.1;
const READ_ROW = 1;
const ASK_ONE = 1.5;

const SQL_OPERATOR: Record<MeasureOperator, string> = {
  '=': '=',
  '!=': '<>',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
};

/** A number or a sum of events, with none of them being 0. */
export function measureCondition(world: SegmentWorld, rule: SegmentMeasure): Condition {
  const name = world.reader
    .sql<{ no: number; events: number }>('SELECT no, events FROM event_name WHERE name = ?')
    .get(rule.event.name);
  const withoutAny = isIn(Math.sign(0 - rule.value), rule.op);
  if (!name) return withoutAny ? opposite(NEVER) : NEVER;
  const which = eventsOf(world, rule, name.no);
  const measure: Clause = rule.of ? totalOf(rule.of.name) : { sql: 'count(*)', values: [] };
  const test = `${measure.sql} ${SQL_OPERATOR[rule.op]} ?`;
  const tested = [...measure.values, rule.value];
  const perContact = Math.max(1, name.events / Math.max(1, world.contacts));
  const reading = rule.of || rule.where.length > 0 ? READ_ROW : READ_INDEX;
  return {
    each: {
      sql: `(SELECT ${test} FROM event e WHERE ${which.sql} AND e.contact_no = c.no)`,
      values: [...tested, ...which.values],
    },
    cost: ASK_ONE + perContact * reading,
    set: {
      ...(isAny(rule)
        ? { sql: `SELECT e.contact_no AS no FROM event e WHERE ${which.sql}`, values: which.values }
        : {
            sql: `SELECT e.contact_no AS no FROM event e WHERE ${which.sql}
              GROUP BY e.contact_no HAVING ${withoutAny ? `NOT (${test})` : test}`,
            values: [...which.values, ...tested],
          }),
      distinct: !isAny(rule),
      live: false,
      cost: name.events * reading,
      size: Math.min(name.events, world.contacts),
    },
    outside: withoutAny,
    reads: 'number',
  };
}

/** Whether it asks for no more than that there is one, or none. */
function isAny({ measure, op, value }: SegmentMeasure): boolean {
  if (measure !== 'count') return false;
  return value === 0 ? ['=', '!=', '>', '<='].includes(op) : value === 1 && ['>=', '<'].includes(op);
}

function eventsOf({ clock }: SegmentWorld, rule: SegmentMeasure, name_no: number): Clause {
  const parts: Clause[] = [{ sql: 'e.name_no = ?', values: [name_no] }];
  if (rule.window) {
    parts.push({ sql: 'e.at BETWEEN ? AND ?', values: [clock.windowStart(rule.window), clock.now] });
  }
  return joined([...parts, ...rule.where.map((condition) => dataCondition(condition))], 'AND');
}

function totalOf(name: string): Clause {
  const { sql, values } = eventValue(name, 'number');
  return { sql: `total(${sql})`, values };
}
