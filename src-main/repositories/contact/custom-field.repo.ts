import { and, asc, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Reader, Tx } from '#main/db/access.ts';
import { customFieldTable } from '#main/db/schema/custom-field.table.ts';
import type { FieldType } from '#shared/domain/custom-field/custom-field.ts';
import type { Instant } from '#shared/kernel/instant.ts';

export type FieldRecord = typeof customFieldTable.$inferSelect;
export type FieldEdit = Partial<Pick<FieldRecord, 'label' | 'description' | 'type' | 'choices' | 'walked_to'>>;

export interface FieldView {
  id: string;
  key: string;
  label: string;
  description: string;
  type: FieldType;
  choices: string[];
  indexed: boolean;
  progress: number | null;
  created_at: Instant;
  deleted_at: Instant | null;
  revision: number;
}

/** The fields in use, in their order. */
export function allFields(reader: Reader): FieldRecord[] {
  return reader.orm
    .select()
    .from(customFieldTable)
    .where(isNull(customFieldTable.deleted_at))
    .orderBy(asc(customFieldTable.position), asc(customFieldTable.no))
    .all();
}

export function deletedFields(reader: Reader): FieldRecord[] {
  return reader.orm
    .select()
    .from(customFieldTable)
    .where(isNotNull(customFieldTable.deleted_at))
    .orderBy(asc(customFieldTable.deleted_at))
    .all();
}

export function findField(reader: Reader, id: string): FieldRecord | undefined {
  return reader.orm
    .select()
    .from(customFieldTable)
    .where(and(eq(customFieldTable.id, id), isNull(customFieldTable.deleted_at)))
    .get();
}

export function findDeletedField(reader: Reader, id: string): FieldRecord | undefined {
  return reader.orm
    .select()
    .from(customFieldTable)
    .where(and(eq(customFieldTable.id, id), isNotNull(customFieldTable.deleted_at)))
    .get();
}

/** By its number, whether in use or deleted. */
export function findFieldByNo(reader: Reader, no: number): FieldRecord | undefined {
  return reader.orm.select().from(customFieldTable).where(eq(customFieldTable.no, no)).get();
}

/** Appends a field to those there are. @returns its number */
export function insertField(
  tx: Tx,
  row: Pick<FieldRecord, 'id' | 'key' | 'label' | 'description' | 'type' | 'choices' | 'created_at'>,
): number {
  const { no } = tx.orm
    .insert(customFieldTable)
    .values({
      ...row,
      position: sql`(SELECT ifnull(max(position), 0) + 1 FROM custom_field)`,
      indexed: false,
      revision: 1,
    })
    .returning({ no: customFieldTable.no })
    .get();
  tx.touch('fields');
  return no;
}

/** @returns whether the field was at `revision` and has been changed */
export function updateField(tx: Tx, id: string, revision: number, edit: FieldEdit): boolean {
  const { changes } = tx.orm
    .update(customFieldTable)
    .set({ ...edit, revision: sql`${customFieldTable.revision} + 1` })
    .where(
      and(eq(customFieldTable.id, id), eq(customFieldTable.revision, revision), isNull(customFieldTable.deleted_at)),
    )
    .run();
  if (changes === 1) tx.touch('fields');
  return changes === 1;
}

export function placeField(tx: Tx, id: string, position: number): void {
  tx.orm.update(customFieldTable).set({ position }).where(eq(customFieldTable.id, id)).run();
  tx.touch('fields');
}

export function setFieldDeleted(tx: Tx, no: number, at: Instant | null): void {
  tx.orm.update(customFieldTable).set({ deleted_at: at }).where(eq(customFieldTable.no, no)).run();
  tx.touch('fields', 'contacts');
}

/** How far the walk over all contacts has come; null ends it. */
export function setWalk(tx: Tx, no: number, walked_to: number | null): void {
  tx.orm.update(customFieldTable).set({ walked_to }).where(eq(customFieldTable.no, no)).run();
  tx.touch('fields');
}

export function forgetField(tx: Tx, no: number): void {
  tx.orm.delete(customFieldTable).where(eq(customFieldTable.no, no)).run();
  tx.touch('fields');
}

export function fieldView(record: FieldRecord, last_contact_no: number): FieldView {
  const { no: _no, position: _position, walked_to, ...view } = record;
  return { ...view, progress: walked_to === null ? null : Math.min(1, walked_to / Math.max(1, last_contact_no)) };
}
