import type { SegmentOperator, SegmentValue } from '#shared/domain/segment/segment-ast.ts';
import { type SegmentClock, shiftDay } from '#shared/domain/segment/segment-clock.ts';
import type { Clause } from '../contact-filter.sql.ts';
import { joined } from './condition.ts';
import type { ValueSql } from './field-value.sql.ts';

/** From the first on, until before the second; open where there is none. Once as moments, once as days. */
interface Stretch {
  from?: Edge;
  to?: Edge;
}
interface Edge {
  moment: number;
  day: string;
}

/** A date against dates: null where it is missing or no date, which counts as not. What it has to match: holds-test.ts. */
export function compareDateSql(
  clock: SegmentClock,
  value: ValueSql,
  { op, values }: { op: SegmentOperator; values: readonly SegmentValue[] },
): Clause {
  const stretches = stretchesOf(clock, op, values);
  const test = joined(
    stretches.map((stretch) => withinSql(value, stretch)),
    'OR',
  );
  return op === '!=' ? { sql: `NOT ${test.sql}`, values: test.values } : test;
}

function stretchesOf(clock: SegmentClock, op: SegmentOperator, values: readonly SegmentValue[]): Stretch[] {
  const spans = values.map((value) => spanOf(clock, value));
  const [first, second] = spans;
  if (!first) return [];
  switch (op) {
    case '<':
      return [{ to: first.from }];
    case '<=':
      return [{ to: first.to }];
    case '>':
      return [{ from: first.to }];
    case '>=':
      return [{ from: first.from }];
    case 'between':
      return [{ from: first.from, to: second?.to ?? first.to }];
    default:
      return spans;
  }
}

/** All of a day, or one millisecond. */
function spanOf(clock: SegmentClock, value: SegmentValue): Required<Stretch> {
  if (value.type !== 'date' && value.type !== 'relative_date') throw new Error('a date is compared with dates');
  const { day, moment, from, to } = clock.resolve(value);
  const next = shiftDay(day, { amount: 1, unit: 'd' });
  return {
    from: { moment: moment ?? from, day },
    to: { moment: moment === null ? to : moment + 1, day: next },
  };
}

function withinSql(value: ValueSql, { from, to }: Stretch): Clause {
  const moments = rangeSql(momentSql(value), from?.moment, to?.moment);
  if (value.kind === 'moment') return moments;
  const days = rangeSql(value, from?.day, to?.day);
  return {
    sql: `CASE WHEN ${value.sql} GLOB '${DAY}' THEN ${days.sql} WHEN ${value.sql} GLOB '${MOMENT}' THEN ${moments.sql} END`,
    values: [...value.values, ...days.values, ...value.values, ...moments.values],
  };
}

const DIGITS = (n: number) => '[0-9]'.repeat(n);
const DAY = `${DIGITS(4)}-${DIGITS(2)}-${DIGITS(2)}`;
const MOMENT = `${DAY}T${DIGITS(2)}:${DIGITS(2)}*`;

function momentSql({ kind, sql, values }: ValueSql): Clause {
  if (kind === 'moment') return { sql, values };
  return { sql: `CAST(round(unixepoch(${sql}, 'subsec') * 1000) AS INTEGER)`, values };
}

function rangeSql({ sql, values }: Clause, from?: number | string, to?: number | string): Clause {
  const parts: Clause[] = [];
  if (from !== undefined) parts.push({ sql: `${sql} >= ?`, values: [...values, from] });
  if (to !== undefined) parts.push({ sql: `${sql} < ?`, values: [...values, to] });
  return joined(parts, 'AND');
}
