import { leastFor } from '#shared/domain/engagement.ts';
import type { SegmentCondition, SegmentNode, SegmentValue, Window } from '#shared/domain/segment/segment-ast.ts';
import type { SegmentClock } from '#shared/domain/segment/segment-clock.ts';
import { conditionsOf } from '#shared/domain/segment/walk-segment.ts';
import { DAY, instantOf, type Millis } from '#shared/kernel/instant.ts';
import type { Clause } from '../contact/contact-filter.sql.ts';
import { edgesOfScore } from './compare-score.sql.ts';
import { indexNameOf } from './field-index.repo.ts';
import { fieldValue, indexableColumn } from './field-value.sql.ts';
import type { SegmentWorld } from './segment-world.ts';
import type { TimeIndex } from './time-index.sql.ts';

/** Two looks at the clock. */
export interface Passed {
  before: SegmentClock;
  after: SegmentClock;
}

/** Which of the indexes by time a rule wants. */
export function timeIndexesOf(rule: SegmentNode): Set<TimeIndex> {
  const wanted = new Set<TimeIndex>();
  for (const condition of conditionsOf(rule)) {
    if (condition.kind === 'measure' && condition.window) wanted.add('event');
    if (condition.kind === 'engagement' && condition.window)
      wanted.add(condition.act === 'received' ? 'delivery' : 'hit');
  }
  return wanted;
}

/**
 * Contacts (`no`) for whom time alone may have changed what the rule says: something of theirs stands where the beginning of a window,
 * or a date that is counted from now, has moved along. Some more may be among them.
 */
export function sliversOf(world: SegmentWorld, rule: SegmentNode, passed: Passed): Clause[] {
  return [...conditionsOf(rule)].flatMap((condition) => sliverOf(world, condition, passed));
}

function sliverOf(world: SegmentWorld, condition: SegmentCondition, passed: Passed): Clause[] {
  switch (condition.kind) {
    case 'comparison': {
      const value = fieldValue(world, condition.field);
      const column = indexableColumn(condition.field, (key) => world.fields.get(key)?.column ?? null);
      if (!value || !column) return [];
      if (value.kind === 'score') return condition.values.flatMap((one) => scoreSlivers(column, one, passed));
      return condition.values.flatMap((one) => fieldSliver(column, value.kind === 'moment', one, passed));
    }
    case 'measure':
      return spansOf(condition.window, passed).map(([from, to]) => ({
        sql: `SELECT e.contact_no AS no FROM event_name n CROSS JOIN event e INDEXED BY segment_time_event ON e.name_no = n.no
          WHERE n.name = ? AND e.at BETWEEN ? AND ?`,
        values: [condition.event.name, from, to],
      }));
    case 'engagement':
      return spansOf(condition.window, passed).map(([from, to]) => ({
        sql: condition.act === 'received' ? RECEIVED_BETWEEN : HIT_BETWEEN,
        values: [from, to],
      }));
    default:
      return [];
  }
}

const RECEIVED_BETWEEN = `SELECT d.contact_no AS no FROM delivery d INDEXED BY segment_time_delivery
  WHERE d.state IN ('accepted', 'complained') AND d.changed_at BETWEEN ? AND ?`;
const HIT_BETWEEN = `SELECT d.contact_no AS no FROM hit h INDEXED BY segment_time_hit CROSS JOIN delivery d ON d.no = h.delivery_no
  WHERE h.at BETWEEN ? AND ?`;

/** A month back from the 30th and from the 31st can be the same day: with months and years the beginning of a window also moves back. */
const MOVES_BACK = 3 * DAY;

/** What has left the window, and what was still to come when it was told. */
function spansOf(window: Window | null, { before, after }: Passed): [Millis, Millis][] {
  if (!window) return [];
  const starts = [before.windowStart(window), after.windowStart(window)];
  const isLong = after.now - before.now > DAY && (window.unit === 'm' || window.unit === 'y');
  return [
    [Math.min(...starts) - (isLong ? MOVES_BACK : 0), Math.max(...starts)],
    [before.now, after.now],
  ];
}

function fieldSliver(column: string, isMoment: boolean, value: SegmentValue, { before, after }: Passed): Clause[] {
  if (value.type !== 'relative_date') return [];
  const [old, now] = [before.resolve(value), after.resolve(value)];
  const isNewDay = old.day !== now.day;
  const from = Math.min(old.moment ?? old.from, now.moment ?? now.from);
  const to = Math.max(old.moment ?? old.to, now.moment ?? now.to);
  const hasMoved = isNewDay || old.moment !== now.moment;
  const along = `SELECT c.no FROM contact c INDEXED BY ${indexNameOf(column)} WHERE c.deleted_at IS NULL AND c.${column}`;
  if (!hasMoved) return [];
  if (isMoment) return [{ sql: `${along} BETWEEN ? AND ?`, values: [from, to] }];
  const days = [old.day, now.day].sort();
  return [
    { sql: `${along} BETWEEN ? AND ?`, values: [instantOf(from), instantOf(to)] },
    ...(isNewDay ? [{ sql: `${along} BETWEEN ? AND ?`, values: days }] : []),
  ];
}

/** Whose score has fallen past an edge of what it is compared with. */
function scoreSlivers(column: string, value: SegmentValue, { before, after }: Passed): Clause[] {
  const edges = value.type === 'number' ? edgesOfScore(value.value) : [];
  return edges.map((score) => ({
    sql: `SELECT c.no FROM contact c INDEXED BY ${indexNameOf(column)} WHERE c.deleted_at IS NULL AND c.${column} BETWEEN ? AND ?`,
    values: [leastFor(score, before.now), leastFor(score, after.now)],
  }));
}
