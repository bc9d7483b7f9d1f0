import type { Tx } from '#main/db/access.ts';
import type { Millis } from '#shared/kernel/instant.ts';
import { addressHash } from '../consent/suppression.repo.ts';
import { addToContactCount } from '../contact/contact.repo.ts';
import { eraseContacts } from '../contact/contact-erase.repo.ts';
import { binnedOf, liveOf } from './bulk-live.repo.ts';
import type { Before, PartOf, PartResult, UndoResult } from './bulk-part.repo.ts';

/** Into the recycle bin: out of all sums, and suppressions name them no more. */
export function binPart(tx: Tx, { at }: PartOf, contacts: string): PartResult {
  const live = liveOf(tx, contacts);
  const nos = JSON.parse(live.nos) as number[];
  binNumbers(tx, nos, at);
  return { before: nos.map((no): Before[number] => [no, null]), unchanged: 0, left_out: live.left_out };
}

/** Those whom this edit has put there. An address that somebody else has now stays with them. */
export function takeOutOfBin(tx: Tx, { at }: PartOf, before: string): UndoResult {
  const nos = tx
    .sql(
      `SELECT c.no FROM json_each(@before) b CROSS JOIN contact c ON c.no = b.value ->> 0
       WHERE c.deleted_at = @at ORDER BY c.no`,
    )
    .pluck()
    .all({ before, at }) as number[];
  return { restored: restoreFromBin(tx, nos).length };
}

export function restorePart(tx: Tx, _part: PartOf, contacts: string): PartResult {
  const binned = binnedOf(tx, contacts);
  const rows = tx
    .sql<{ no: number; deleted_at: number }>(
      'SELECT no, deleted_at FROM contact WHERE no IN (SELECT value FROM json_each(?)) ORDER BY no',
    )
    .all(binned.nos);
  const restored = new Set(
    restoreFromBin(
      tx,
      rows.map(({ no }) => no),
    ),
  );
  const taken = rows.length - restored.size;
  return {
    before: rows.filter(({ no }) => restored.has(no)).map(({ no, deleted_at }): Before[number] => [no, deleted_at]),
    unchanged: 0,
    left_out: { ...binned.left_out, ...(taken > 0 ? { address_taken: taken } : {}) },
  };
}

/** Back into the bin, at the moment they were in it before. */
export function binAgain(tx: Tx, { at }: PartOf, before: string): UndoResult {
  const rows = tx
    .sql<{ no: number; deleted_at: number }>(
      `SELECT c.no AS no, b.value ->> 1 AS deleted_at FROM json_each(@before) b CROSS JOIN contact c ON c.no = b.value ->> 0
       WHERE c.deleted_at IS NULL AND c.updated_at <= @at`,
    )
    .all({ before, at });
  for (const [deleted_at, nos] of Map.groupBy(rows, (row) => row.deleted_at)) {
    binNumbers(
      tx,
      nos.map(({ no }) => no),
      deleted_at,
    );
  }
  return { restored: rows.length };
}

/** For good, and nothing of it is kept for an undo. */
export function purgePart(tx: Tx, _part: PartOf, contacts: string): PartResult & { purged: number } {
  const binned = binnedOf(tx, contacts);
  eraseContacts(tx, JSON.parse(binned.nos) as number[]);
  return { before: [], unchanged: 0, left_out: binned.left_out, purged: binned.n };
}

/** Out of all sums, and suppressions name them no more. */
export function binNumbers(tx: Tx, nos: number[], at: Millis): void {
  const list = JSON.stringify(nos);
  countInLists(tx, list, -1);
  tx.sql(
    `UPDATE suppression SET contact_no = NULL WHERE contact_no IN (SELECT value FROM json_each(?)) AND contact_no IS NOT NULL`,
  ).run(list);
  tx.sql(`UPDATE contact SET deleted_at = ?, revision = revision + 1 WHERE no IN (SELECT value FROM json_each(?))`).run(
    at,
    list,
  );
  addToContactCount(tx, -nos.length);
}

/** Everybody whose address is free, one for each address. @returns their numbers */
export function restoreFromBin(tx: Tx, nos: number[]): number[] {
  const rows = tx
    .sql<{ no: number; email_key: string | null }>(
      `SELECT r.no, r.email_key FROM (
         SELECT c.no, c.email_key, row_number() OVER (PARTITION BY c.email_key ORDER BY c.deleted_at DESC, c.no) AS turn
         FROM json_each(?) j CROSS JOIN contact c ON c.no = j.value WHERE c.deleted_at IS NOT NULL) r
       WHERE r.email_key IS NULL OR (r.turn = 1 AND NOT EXISTS
         (SELECT 1 FROM contact o WHERE o.email_key = r.email_key AND o.deleted_at IS NULL))`,
    )
    .all(JSON.stringify(nos));
  const list = JSON.stringify(rows.map(({ no }) => no));
  tx.sql(
    'UPDATE contact SET deleted_at = NULL, revision = revision + 1 WHERE no IN (SELECT value FROM json_each(?))',
  ).run(list);
  addToContactCount(tx, rows.length);
  countInLists(tx, list, 1);
  linkSuppressionsOf(tx, rows);
  return rows.map(({ no }) => no);
}

/** Suppressions follow the address: those that have one of these name its contact again. */
function linkSuppressionsOf(tx: Tx, rows: { no: number; email_key: string | null }[]): void {
  const hashes = rows.flatMap(({ no, email_key }) => (email_key ? [[no, addressHash(email_key)]] : []));
  tx.sql(
    `UPDATE suppression AS s SET contact_no = h.value ->> 0 FROM json_each(?) h
     WHERE s.channel = 'email' AND s.address_hash = h.value ->> 1`,
  ).run(JSON.stringify(hashes));
}

/** The sums of all lists that these contacts are on. */
function countInLists(tx: Tx, nos: string, sign: 1 | -1): void {
  tx.sql(
    `UPDATE list SET subscribed = list.subscribed + @sign * s.subscribed,
       unconfirmed = list.unconfirmed + @sign * s.unconfirmed,
       unsubscribed = list.unsubscribed + @sign * s.unsubscribed
     FROM (SELECT m.list_no, sum(m.state = 'subscribed') AS subscribed, sum(m.state = 'unconfirmed') AS unconfirmed,
         sum(m.state = 'unsubscribed') AS unsubscribed
       FROM json_each(@nos) j CROSS JOIN list_member m ON m.contact_no = j.value GROUP BY m.list_no) s
     WHERE list.no = s.list_no`,
  ).run({ nos, sign });
}
