import type { Tx } from '#main/db/access.ts';
import type { Millis } from '#shared/kernel/instant.ts';
import type { Clause } from '../contact/contact-filter.sql.ts';
import type { Passed } from './segment-sliver.sql.ts';
import { sliversOf } from './segment-sliver.sql.ts';
import type { Watch } from './segment-watch.repo.ts';
import type { SegmentWorld } from './segment-world.ts';

/** A range of contact numbers, both inclusive. */
export interface ContactRange {
  first: number;
  last: number;
}

/** Makes the members of a range those whom the rule finds, without recording that anybody came or went. */
export function fillRange(
  tx: Tx,
  segment_no: number,
  each: Clause,
  { first, last, at }: ContactRange & { at: Millis },
): void {
  const fits = `SELECT c.no FROM contact c WHERE c.no BETWEEN @first AND @last AND c.deleted_at IS NULL AND ${each.sql}`;
  const named = { segment_no, first, last };
  tx.sql(
    `DELETE FROM segment_member WHERE segment_no = @segment_no AND contact_no BETWEEN @first AND @last AND contact_no NOT IN (${fits})`,
  ).run(...each.values, named);
  tx.sql(
    `INSERT INTO segment_member (segment_no, contact_no, since) SELECT @segment_no, no, @at FROM (${fits}) WHERE 1 ON CONFLICT DO NOTHING`,
  ).run(...each.values, { ...named, at });
}

/** Holds some contacts against a rule and records who has come and who has gone. @returns whether anybody has */
export function recordMoves(
  tx: Tx,
  segment_no: number,
  each: Clause,
  { nos, at }: { nos: readonly number[]; at: Millis },
): boolean {
  const given = JSON.stringify(nos);
  const fitting = tx
    .sql<number>(
      `SELECT c.no FROM contact c WHERE c.no IN (SELECT value FROM json_each(?)) AND c.deleted_at IS NULL AND ${each.sql}`,
    )
    .pluck()
    .all(given, ...each.values) as number[];
  const members = tx
    .sql<number>(
      'SELECT contact_no FROM segment_member WHERE segment_no = ? AND contact_no IN (SELECT value FROM json_each(?))',
    )
    .pluck()
    .all(segment_no, given) as number[];
  const [is, was] = [new Set(fitting), new Set(members)];
  const entered = fitting.filter((no) => !was.has(no));
  const left = members.filter((no) => !is.has(no));
  enter(tx, segment_no, entered, at);
  leave(tx, segment_no, left, at);
  return entered.length + left.length > 0;
}

function enter(tx: Tx, segment_no: number, nos: readonly number[], at: Millis): void {
  const insert = tx.sql('INSERT INTO segment_member (segment_no, contact_no, since) VALUES (?, ?, ?)');
  for (const no of nos) {
    insert.run(segment_no, no, at);
    recordChange(tx, { segment_no, contact_no: no, entered: 1, at });
  }
}

/** Who has been erased leaves no trace; who is in the recycle bin has left. */
function leave(tx: Tx, segment_no: number, nos: readonly number[], at: Millis): void {
  const remove = tx.sql('DELETE FROM segment_member WHERE segment_no = ? AND contact_no = ?');
  const exists = tx.sql('SELECT 1 FROM contact WHERE no = ?');
  for (const no of nos) {
    remove.run(segment_no, no);
    if (exists.get(no)) recordChange(tx, { segment_no, contact_no: no, entered: 0, at });
  }
}

function recordChange(tx: Tx, change: { segment_no: number; contact_no: number; entered: 0 | 1; at: Millis }): void {
  tx.sql(
    'INSERT INTO segment_change (segment_no, contact_no, entered, at) VALUES (@segment_no, @contact_no, @entered, @at)',
  ).run(change);
}

/** Notes everybody for whom the passing of time may have changed what a watched rule says. */
export function noteSlivers(tx: Tx, world: SegmentWorld, watches: readonly Watch[], passed: Passed): void {
  for (const { rule } of watches) {
    for (const { sql, values } of sliversOf(world, rule, passed)) {
      tx.sql(`INSERT INTO segment_dirty (contact_no) SELECT no FROM (${sql}) WHERE 1 ON CONFLICT DO NOTHING`).run(
        ...values,
      );
    }
  }
}
