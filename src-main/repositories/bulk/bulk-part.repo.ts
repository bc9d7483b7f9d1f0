import type { Reader, Tx } from '#main/db/access.ts';
import type { LeftOutReason } from '#shared/domain/bulk-edit.ts';
import type { Millis } from '#shared/kernel/instant.ts';

/** Contacts that are changed by the same statements: few enough that a step stays short. */
export const PART_SIZE = 250;

/** Before-images as they are kept: the contact's number and what it had, in the order of the numbers. */
export type Before = [contact_no: number, value: unknown][];

/** What an action needs to know of the edit it belongs to. */
export interface PartOf {
  bulk_edit_id: string;
  at: Millis;
  /** Number of the user who ordered it. */
  by: number | null;
}

export interface PartResult {
  before: Before;
  unchanged: number;
  left_out: Partial<Record<LeftOutReason, number>>;
}

export interface UndoResult {
  restored: number;
}

export interface StoredPart {
  no: number;
  /** JSON array of numbers. */
  contacts: string;
  before: string;
  n: number;
}

const TO_DO = 0;
const DONE = 1;
const TAKEN_BACK = 2;

/** Notes the contacts that are meant. */
export function insertParts(tx: Tx, bulk_edit_no: number, contact_nos: readonly number[]): void {
  const insert = tx.sql(
    'INSERT INTO bulk_edit_part (bulk_edit_no, first_contact, last_contact, contacts) VALUES (?, ?, ?, ?)',
  );
  for (let from = 0; from < contact_nos.length; from += PART_SIZE) {
    const nos = contact_nos.slice(from, from + PART_SIZE);
    insert.run(bulk_edit_no, nos[0], nos.at(-1), JSON.stringify(nos));
  }
}

export function deleteSomeParts(tx: Tx, bulk_edit_no: number, limit: number): number {
  return tx
    .sql('DELETE FROM bulk_edit_part WHERE no IN (SELECT no FROM bulk_edit_part WHERE bulk_edit_no = ? LIMIT ?)')
    .run(bulk_edit_no, limit).changes;
}

export function nextPartToDo(reader: Reader, bulk_edit_no: number): StoredPart | undefined {
  return nextPart(reader, bulk_edit_no, TO_DO);
}

export function nextPartToTakeBack(reader: Reader, bulk_edit_no: number): StoredPart | undefined {
  return nextPart(reader, bulk_edit_no, DONE);
}

function nextPart(reader: Reader, bulk_edit_no: number, state: number): StoredPart | undefined {
  return reader
    .sql<StoredPart>(
      `SELECT no, contacts, before, json_array_length(contacts) AS n FROM bulk_edit_part
       WHERE bulk_edit_no = ? AND state = ? ORDER BY no LIMIT 1`,
    )
    .get(bulk_edit_no, state);
}

export function finishPart(tx: Tx, no: number, before: Before): void {
  tx.sql('UPDATE bulk_edit_part SET state = ?, before = ? WHERE no = ?').run(DONE, JSON.stringify(before), no);
}

export function takePartBack(tx: Tx, no: number): void {
  tx.sql('UPDATE bulk_edit_part SET state = ? WHERE no = ?').run(TAKEN_BACK, no);
}

/** An erased contact is in no before-image either. */
export function forgetInParts(tx: Tx, contact_no: number): void {
  tx.sql(
    `UPDATE bulk_edit_part SET
       contacts = (SELECT json_group_array(value) FROM json_each(contacts) WHERE value <> @no),
       before = (SELECT json_group_array(json(value)) FROM json_each(before) WHERE value ->> 0 <> @no)
     WHERE first_contact <= @no AND last_contact >= @no
       AND EXISTS (SELECT 1 FROM json_each(contacts) WHERE value = @no)`,
  ).run({ no: contact_no });
}

/**
 * The next parts, after `after`, that keep values of fields: those of contacts who are gone for good go too. @returns where to go on;
 * null at the end
 */
export function forgetGoneInParts(tx: Tx, after: number, limit: number): number | null {
  const parts = tx
    .sql(
      `SELECT p.no FROM bulk_edit b CROSS JOIN bulk_edit_part p ON p.bulk_edit_no = b.no
       WHERE b.action ->> 'kind' = 'set_field' AND p.no > ? ORDER BY p.no LIMIT ?`,
    )
    .pluck()
    .all(after, limit) as number[];
  tx.sql(
    `UPDATE bulk_edit_part SET before = (SELECT json_group_array(json(value)) FROM json_each(before)
       WHERE EXISTS (SELECT 1 FROM contact WHERE no = value ->> 0))
     WHERE no IN (SELECT value FROM json_each(?))`,
  ).run(JSON.stringify(parts));
  return parts.at(-1) ?? null;
}

/** The parts of edits that ended before `before` are dropped, a few at a time: those can't be taken back any more. */
export function dropOldParts(tx: Tx, before: Millis, limit: number): number {
  return tx
    .sql(
      `DELETE FROM bulk_edit_part WHERE no IN (
         SELECT p.no FROM bulk_edit b JOIN bulk_edit_part p ON p.bulk_edit_no = b.no
         WHERE b.finished_at < ? LIMIT ?)`,
    )
    .run(before, limit).changes;
}
