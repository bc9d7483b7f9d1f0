import type { SegmentOperator, SegmentValue } from '#shared/domain/segment/segment-ast.ts';
import { type SegmentClock, shiftDay } from '#shared/domain/segment/segment-clock.ts';
import type { Clause } from '../contact/contact-filter.sql.ts';
import type { Test } from './compare.sql.ts';
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

/**
 * A date that has to stand all of some tests: null where it is missing or no date, which counts as not. What it has to match:
 * holds-test.ts.
 */
export function compareDateSql(clock: SegmentClock, value: ValueSql, tests: readonly Test[]): Clause {
  const single: Stretch[] = [];
  const parts: Clause[] = [];
  for (const { op, values } of tests) {
    const stretches = stretchesOf(clock, op, values);
    const [only] = stretches.length === 1 ? stretches : [];
    if (op === '!=') parts.push(otherThan(value, stretches));
    else if (only) single.push(only);
    else parts.push(withinOne(value, stretches));
  }
  if (single.length > 0) parts.unshift(withinSql(value, single.reduce(overlapOf)));
  return joined(parts, 'AND');
}

function withinOne(value: ValueSql, stretches: readonly Stretch[]): Clause {
  return joined(
    stretches.map((stretch) => withinSql(value, stretch)),
    'OR',
  );
}

/** Null, and not true, for what is no date. */
function otherThan(value: ValueSql, stretches: readonly Stretch[]): Clause {
  const parts = joined(
    stretches.map((stretch) => exactlyWithin(value, stretch)),
    'OR',
  );
  return { sql: `NOT ${parts.sql}`, values: parts.values };
}

function overlapOf(one: Stretch, other: Stretch): Stretch {
  return { from: laterOf(one.from, other.from), to: earlierOf(one.to, other.to) };
}

function laterOf(one: Edge | undefined, other: Edge | undefined): Edge | undefined {
  if (!one || !other) return one ?? other;
  return { moment: Math.max(one.moment, other.moment), day: one.day > other.day ? one.day : other.day };
}

function earlierOf(one: Edge | undefined, other: Edge | undefined): Edge | undefined {
  if (!one || !other) return one ?? other;
  return { moment: Math.min(one.moment, other.moment), day: one.day < other.day ? one.day : other.day };
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

/** Behind the text of a day, and before that of the next, which the last day of all does not have. */
const BEHIND_DAY = '~';

/** All of a day, or one millisecond. */
function spanOf(clock: SegmentClock, value: SegmentValue): Required<Stretch> {
  if (value.type !== 'date' && value.type !== 'relative_date') throw new Error('a date is compared with dates');
  const { day, moment, from, to } = clock.resolve(value);
  return {
    from: { moment: moment ?? from, day },
    to: { moment: moment === null ? to : moment + 1, day: day + BEHIND_DAY },
  };
}

function withinSql(value: ValueSql, stretch: Stretch): Clause {
  if (value.kind === 'moment') return exactlyWithin(value, stretch);
  const read = { ...value, ...value.loose };
  const parts = [exactlyWithin(read, stretch)];
  if (value.loose) parts.unshift(value.loose.isOfType);
  const [first, last] = [aboutDay(stretch.from, -FAR_APART), aboutDay(stretch.to, FAR_APART)];
  if (first !== undefined || last !== undefined) parts.unshift(rangeSql(read, first, last));
  return joined(parts, 'AND');
}

function exactlyWithin(value: ValueSql, { from, to }: Stretch): Clause {
  const moments = rangeSql(momentSql(value), from?.moment, to?.moment);
  if (value.kind === 'moment') return moments;
  const days = rangeSql(value, from?.day, to?.day);
  return {
    sql: `CASE WHEN ${value.sql} GLOB '${DAY}' THEN ${days.sql} WHEN ${value.sql} GLOB '${MOMENT}' THEN ${moments.sql} END`,
    values: [...value.values, ...days.values, ...value.values, ...moments.values],
  };
}

/** A day in the zone and the day that begins the text of the same moment are at most so far apart. */
const FAR_APART = 3;

/** As text it is before, or behind, everything that fits: a range that an index knows, and for most the whole answer. */
function aboutDay(edge: Edge | undefined, days: number): string | undefined {
  const day = edge && shiftDay(edge.day.slice(0, 10), { amount: days, unit: 'd' });
  return day && /^\d{4}-/.test(day) ? day : undefined;
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
