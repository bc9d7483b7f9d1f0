import type { Reader, Tx } from '#main/db/access.ts';
import type { LeaveReason } from '#shared/domain/tracking/leave-reason.ts';
import { type Instant, instantOf, type Millis } from '#shared/kernel/instant.ts';
import type { Page } from '#shared/kernel/page.ts';

export interface NewLeaving {
  at: Millis;
  contact_no: number | null;
  /** null: all mail. */
  list_no: number | null;
  delivery_no: number | null;
  way: 'one_click' | 'page' | 'preferences';
}

/** What a later wish means: everything that was left by one mail, or by one person on the preference page. */
export type LeavingKey = { delivery_no: number } | { contact_no: number; since: Millis };

export function saveLeaving(tx: Tx, { at, contact_no, list_no, delivery_no, way }: NewLeaving): void {
  tx.sql('INSERT INTO leaving (at, contact_no, list_no, delivery_no, way) VALUES (?, ?, ?, ?, ?)').run(
    at,
    contact_no,
    list_no,
    delivery_no,
    way,
  );
  tx.touch('suppressions');
}

export function sayWhyLeft(
  tx: Tx,
  key: LeavingKey,
  { reason, words }: { reason: LeaveReason; words: string | null },
): void {
  const { sql, values } = whereOf(key);
  tx.sql(`UPDATE leaving SET reason = ?, words = ? WHERE ${sql} AND undone_at IS NULL`).run(reason, words, ...values);
  tx.touch('suppressions');
}

export function undoLeaving(tx: Tx, key: LeavingKey, at: Millis): void {
  const { sql, values } = whereOf(key);
  tx.sql(`UPDATE leaving SET undone_at = ? WHERE ${sql} AND undone_at IS NULL`).run(at, ...values);
  tx.touch('suppressions');
}

function whereOf(key: LeavingKey): { sql: string; values: number[] } {
  if ('delivery_no' in key) return { sql: 'delivery_no = ?', values: [key.delivery_no] };
  return { sql: 'contact_no = ? AND at >= ?', values: [key.contact_no, key.since] };
}

/** What people gave as their reason; `not_said` for those who said nothing. */
export type ToldReason = LeaveReason | 'not_said';

export function countLeavings(reader: Reader, since: Millis): { reason: ToldReason; n: number }[] {
  return reader
    .sql<{ reason: ToldReason; n: number }>(
      `SELECT coalesce(reason, 'not_said') AS reason, count(*) AS n FROM leaving WHERE at >= ? AND undone_at IS NULL
       GROUP BY 1 ORDER BY n DESC`,
    )
    .all(since);
}

export interface LeavingQuery {
  since: Millis;
  reason?: ToldReason;
  limit: number;
  cursor?: string;
}

export interface LeavingView {
  id: string;
  at: Instant;
  contact_id: string | null;
  name: string | null;
  list: string | null;
  campaign_id: string | null;
  campaign: string | null;
  way: NewLeaving['way'];
  reason: LeaveReason | null;
  words: string | null;
}

/** Newest first. */
export function readLeavings(reader: Reader, { since, reason, limit, cursor }: LeavingQuery): Page<LeavingView> {
  const before = cursor && /^\d+$/.test(cursor) ? Number(cursor) : Number.MAX_SAFE_INTEGER;
  const told = reason === undefined ? '' : reason === 'not_said' ? 'AND e.reason IS NULL' : 'AND e.reason = @reason';
  const rows = reader
    .sql<Omit<LeavingView, 'at' | 'id'> & { no: number; at: number }>(
      `SELECT e.no, e.at, c.id AS contact_id, coalesce(nullif(trim(c.first_name || ' ' || c.last_name), ''), c.email) AS name,
         l.name AS list, k.id AS campaign_id, k.name AS campaign, e.way, e.reason, e.words
       FROM leaving e LEFT JOIN contact c ON c.no = e.contact_no AND c.deleted_at IS NULL LEFT JOIN list l ON l.no = e.list_no
         LEFT JOIN delivery d ON d.no = e.delivery_no LEFT JOIN send s ON s.no = d.send_no LEFT JOIN campaign k ON k.no = s.campaign_no
       WHERE e.undone_at IS NULL AND e.at >= @since AND e.no < @before ${told} ORDER BY e.no DESC LIMIT @limit`,
    )
    .all({ since, before, limit: limit + 1, ...(reason && reason !== 'not_said' ? { reason } : {}) });
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  const sums = countLeavings(reader, since).filter((sum) => reason === undefined || sum.reason === reason);
  return {
    items: rows.slice(0, limit).map(({ no, ...row }) => ({ ...row, id: String(no), at: instantOf(row.at) })),
    next_cursor: last ? String(last.no) : null,
    total: sums.reduce((sum, { n }) => sum + n, 0),
  };
}
