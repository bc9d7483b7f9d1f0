import { CONTACT_STATUSES, type ContactStatus } from '#shared/domain/contact-status.ts';
import { holdsTest } from '#shared/domain/segment/holds-test.ts';
import type { SegmentComparison } from '#shared/domain/segment/segment-ast.ts';
import { type Clause, candidatesOf, NOT_DELIVERABLE } from '../contact/contact-filter.sql.ts';
import { CONTACT_STATUS } from '../contact/contact-status.sql.ts';
import type { Condition, NumberSet } from './condition.ts';
import type { SegmentWorld } from './segment-world.ts';

/** In microseconds. */
const READ_STATUS = 1;
/** About which part of all contacts can't be written to: how many there are is not kept. */
const AWAY = 0.05;

/** Who can't be written to is found from the few rows that say why; whoever can is everybody else. */
export function statusCondition({ clock, contacts }: SegmentWorld, rule: SegmentComparison): Condition {
  const wanted = CONTACT_STATUSES.filter((status) => holdsTest(status, rule, clock));
  const outside = wanted.includes('deliverable');
  const gathered = CONTACT_STATUSES.filter((status) => wanted.includes(status) !== outside);
  const condition: Condition = {
    each: {
      sql: `(${CONTACT_STATUS}) IN (SELECT value FROM json_each(?))`,
      values: [JSON.stringify(wanted)],
    },
    cost: READ_STATUS,
    reads: 'row',
  };
  if (gathered.length === 0) return condition;
  const set = { ...whoStands(gathered), cost: contacts * AWAY, size: contacts * AWAY };
  return { ...condition, set, outside };
}

/** What a suppression alone says. It names a contact while that has its address. */
const SUPPRESSED: readonly ContactStatus[] = ['bounced', 'complained', 'blocked'];
const ALL_BUT_DELIVERABLE = CONTACT_STATUSES.length - 1;

function whoStands(statuses: readonly ContactStatus[]): Omit<NumberSet, 'cost' | 'size'> {
  const given = JSON.stringify(statuses);
  if (statuses.length === ALL_BUT_DELIVERABLE)
    return { sql: NOT_DELIVERABLE, values: [], distinct: false, live: false };
  if (statuses.every((status) => SUPPRESSED.includes(status))) {
    return {
      sql: `SELECT s.contact_no AS no FROM suppression s
        WHERE s.contact_no IS NOT NULL AND s.channel = 'email' AND s.reason IN (SELECT value FROM json_each(?))`,
      values: [given],
      distinct: true,
      live: false,
    };
  }
  const candidates = statuses.flatMap((status): Clause[] => candidatesOf({ status }));
  return {
    sql: `SELECT DISTINCT c.no AS no FROM (${candidates.map(({ sql }) => `SELECT no FROM (${sql})`).join(' UNION ALL ')}) k
      CROSS JOIN contact c ON c.no = k.no
      WHERE c.deleted_at IS NULL AND (${CONTACT_STATUS}) IN (SELECT value FROM json_each(?))`,
    values: [...candidates.flatMap(({ values }) => values), given],
    distinct: true,
    live: true,
  };
}
