import type { SegmentList, SegmentTag } from '#shared/domain/segment/segment-ast.ts';
import { type Condition, NEVER } from './condition.ts';
import { type SegmentWorld, targetOf } from './segment-world.ts';

/** What looking up one pair in an index takes, and what reading one row of a range does, in microseconds. */
const LOOK_UP = 0.3;
const READ = 0.1;

export function tagCondition(world: SegmentWorld, { tags }: SegmentTag): Condition {
  const rows = tags.flatMap(
    (tag) => targetOf<{ no: number; contacts: number }>(world, tag, 'SELECT no, contacts FROM tag WHERE id = ?') ?? [],
  );
  if (rows.length === 0) return NEVER;
  const [only] = rows.length === 1 ? rows : [];
  const which = only ? 't.tag_no = ?' : 't.tag_no IN (SELECT value FROM json_each(?))';
  const value = only ? only.no : JSON.stringify(rows.map(({ no }) => no));
  const size = rows.reduce((sum, { contacts }) => sum + contacts, 0);
  return {
    each: { sql: `EXISTS (SELECT 1 FROM contact_tag t WHERE ${which} AND t.contact_no = c.no)`, values: [value] },
    cost: LOOK_UP * rows.length,
    set: {
      sql: `SELECT t.contact_no AS no FROM contact_tag t WHERE ${which}`,
      values: [value],
      distinct: only !== undefined,
      live: false,
      cost: size * READ,
      size,
    },
    reads: 'number',
  };
}

type Sums = Record<'no' | 'subscribed' | 'unconfirmed' | 'unsubscribed', number>;

export function listCondition(world: SegmentWorld, { list, state }: SegmentList): Condition {
  const row = targetOf<Sums>(
    world,
    list,
    'SELECT no, subscribed, unconfirmed, unsubscribed FROM list WHERE id = ? AND deleted_at IS NULL',
  );
  if (!row) return NEVER;
  const which = state === 'any' ? 'm.list_no = ?' : 'm.list_no = ? AND m.state = ?';
  const values = state === 'any' ? [row.no] : [row.no, state];
  const members = row.subscribed + row.unconfirmed + row.unsubscribed;
  return {
    each: { sql: `EXISTS (SELECT 1 FROM list_member m WHERE ${which} AND m.contact_no = c.no)`, values },
    cost: LOOK_UP,
    set: {
      sql: `SELECT m.contact_no AS no FROM list_member m WHERE ${which}`,
      values,
      distinct: true,
      live: false,
      cost: members * READ,
      size: state === 'any' ? members : row[state],
    },
    reads: 'number',
  };
}
