import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Reader, Tx } from '#main/db/access.ts';
import { contactTable } from '#main/db/schema/contact.table.ts';
import { type Instant, MINUTE, type Millis } from '#shared/kernel/instant.ts';

export type ContactRecord = typeof contactTable.$inferSelect;
export type NewContact = Omit<ContactRecord, 'no' | 'last_seen_at' | 'deleted_at' | 'import_no' | 'revision'>;
export type ContactEdit = Partial<Omit<NewContact, 'id' | 'created_at'>>;

/** A contact outside the recycle bin. */
export function findContact(reader: Reader, id: string): ContactRecord | undefined {
  return reader.orm
    .select()
    .from(contactTable)
    .where(and(eq(contactTable.id, id), isNull(contactTable.deleted_at)))
    .get();
}

export function findBinnedContact(reader: Reader, id: string): ContactRecord | undefined {
  return reader.orm
    .select()
    .from(contactTable)
    .where(and(eq(contactTable.id, id), isNotNull(contactTable.deleted_at)))
    .get();
}

/** By its number on this machine; outside the recycle bin. */
export function findContactByNo(reader: Reader, no: number): ContactRecord | undefined {
  return reader.orm
    .select()
    .from(contactTable)
    .where(and(eq(contactTable.no, no), isNull(contactTable.deleted_at)))
    .get();
}

/** Undefined for a contact that is gone, or in the recycle bin. */
export function findContactZone(reader: Reader, no: number): string | undefined {
  return reader.sql<{ timezone: string }>('SELECT timezone FROM contact WHERE no = ? AND deleted_at IS NULL').get(no)
    ?.timezone;
}

/** What it takes to reach a contact. */
export type ReachableContact = Pick<ContactRecord, 'no' | 'id' | 'email' | 'phone'>;

export function findReachableContact(reader: Reader, no: number): ReachableContact | undefined {
  return reader
    .sql<ReachableContact>('SELECT no, id, email, phone FROM contact WHERE no = ? AND deleted_at IS NULL')
    .get(no);
}

/** The contact outside the recycle bin that has this address. */
export function findContactByKey(reader: Reader, email_key: string): { no: number; id: string } | undefined {
  return reader
    .sql<{ no: number; id: string }>('SELECT no, id FROM contact WHERE email_key = ? AND deleted_at IS NULL')
    .get(email_key);
}

export function findContactNo(reader: Reader, id: string): number | undefined {
  return reader.sql<{ no: number }>('SELECT no FROM contact WHERE id = ? AND deleted_at IS NULL').get(id)?.no;
}

/** @returns its number */
export function insertContact(tx: Tx, row: NewContact): number {
  const { no } = tx.orm
    .insert(contactTable)
    .values({ ...row, revision: 1 })
    .returning({ no: contactTable.no })
    .get();
  addToContactCount(tx, 1);
  addArrivals(tx, row.created_at, 1);
  tx.touch('contacts');
  return no;
}

/** @returns whether the contact was at `revision` and has been changed */
export function updateContact(tx: Tx, id: string, revision: number, edit: ContactEdit): boolean {
  const { changes } = tx.orm
    .update(contactTable)
    .set({ ...edit, revision: sql`${contactTable.revision} + 1` })
    .where(and(eq(contactTable.id, id), eq(contactTable.revision, revision), isNull(contactTable.deleted_at)))
    .run();
  if (changes === 1) tx.touch('contacts', `contact:${id}`);
  return changes === 1;
}

/** Into the recycle bin, or out of it with null. */
export function setContactDeleted(tx: Tx, id: string, at: Instant | null): void {
  const { changes } = tx.orm
    .update(contactTable)
    .set({ deleted_at: at, revision: sql`${contactTable.revision} + 1` })
    .where(and(eq(contactTable.id, id), at ? isNull(contactTable.deleted_at) : isNotNull(contactTable.deleted_at)))
    .run();
  addToContactCount(tx, at ? -changes : changes);
  tx.touch('contacts', 'lists', `contact:${id}`);
}

/** How many contacts there are outside the recycle bin; costs nothing. */
export const COUNT_CONTACTS = `SELECT n FROM audience_count WHERE name = 'contacts'`;

export function countContacts(reader: Reader): number {
  return reader.sql<{ n: number }>(COUNT_CONTACTS).get()?.n ?? 0;
}

const QUARTER = 15 * MINUTE;

/** New contacts count in the moment in which they came; what happens to them later is counted by triggers. */
export function addArrivals(tx: Tx, created_at: Instant | Millis, n: number): void {
  if (n === 0) return;
  const at = typeof created_at === 'number' ? created_at : Date.parse(created_at);
  tx.sql(
    'INSERT INTO contact_arrival (quarter, n) VALUES (?, ?) ON CONFLICT (quarter) DO UPDATE SET n = n + excluded.n',
  ).run(Math.floor(at / QUARTER), n);
}

export function addToContactCount(tx: Tx, n: number): void {
  tx.sql(`UPDATE audience_count SET n = n + ? WHERE name = 'contacts'`).run(n);
}
