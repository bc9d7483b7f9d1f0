import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Reader, Tx } from '#main/db/access.ts';
import { segmentTable } from '#main/db/schema/segment.table.ts';
import type { Instant } from '#shared/kernel/instant.ts';

export type SegmentRecord = typeof segmentTable.$inferSelect;
export type SegmentEdit = Partial<Pick<SegmentRecord, 'name' | 'description' | 'rule' | 'watched'>>;

export function allSegments(reader: Reader): SegmentRecord[] {
  return reader.orm
    .select()
    .from(segmentTable)
    .where(isNull(segmentTable.deleted_at))
    .orderBy(asc(sql`${segmentTable.name} COLLATE NOCASE`))
    .all();
}

export function findSegment(reader: Reader, id: string): SegmentRecord | undefined {
  return reader.orm
    .select()
    .from(segmentTable)
    .where(and(eq(segmentTable.id, id), isNull(segmentTable.deleted_at)))
    .get();
}

export function findSegmentByName(reader: Reader, name: string): SegmentRecord | undefined {
  return reader.orm
    .select()
    .from(segmentTable)
    .where(and(sql`${segmentTable.name} = ${name} COLLATE NOCASE`, isNull(segmentTable.deleted_at)))
    .get();
}

type NewSegment = Pick<SegmentRecord, 'id' | 'name' | 'description' | 'rule' | 'watched' | 'created_by' | 'created_at'>;

/** @returns its number */
export function insertSegment(tx: Tx, row: NewSegment): number {
  const { no } = tx.orm
    .insert(segmentTable)
    .values({ ...row, updated_at: row.created_at, revision: 1 })
    .returning({ no: segmentTable.no })
    .get();
  tx.touch('segments');
  return no;
}

/** @returns whether the segment was at `revision` and has been changed */
export function updateSegment(
  tx: Tx,
  id: string,
  revision: number,
  edit: SegmentEdit & { updated_at: Instant },
): boolean {
  const { changes } = tx.orm
    .update(segmentTable)
    .set({ ...edit, revision: sql`${segmentTable.revision} + 1` })
    .where(and(eq(segmentTable.id, id), eq(segmentTable.revision, revision), isNull(segmentTable.deleted_at)))
    .run();
  if (changes === 1) tx.touch('segments', 'contacts');
  return changes === 1;
}

export function deleteSegment(tx: Tx, no: number, at: Instant): void {
  tx.orm.update(segmentTable).set({ deleted_at: at }).where(eq(segmentTable.no, no)).run();
  tx.touch('segments');
}

/** Keeps what a count found; no edit, so that the revision stays. */
export function keepCount(tx: Tx, no: number, members: number, counted_at: Instant): void {
  tx.orm.update(segmentTable).set({ members, counted_at }).where(eq(segmentTable.no, no)).run();
}
