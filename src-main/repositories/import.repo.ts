import { and, desc, eq, inArray, lt } from 'drizzle-orm';
import type { Reader, Tx } from '#main/db/access.ts';
import {
  type ImportFormat,
  type ImportProgress,
  type ImportState,
  importTable,
  type StoredImportOptions,
} from '#main/db/schema/import.table.ts';
import type { Page } from '#shared/kernel/page.ts';

export type { ImportFormat, ImportProgress, ImportState, StoredImportOptions };
export type ImportRecord = typeof importTable.$inferSelect;
export type ImportEdit = Partial<
  Pick<
    ImportRecord,
    'received' | 'state' | 'problem' | 'options' | 'progress' | 'staged' | 'merge_key' | 'started_at' | 'finished_at'
  >
>;

/** What is told of an import. */
export interface ImportView {
  id: string;
  filename: string;
  bytes: number;
  received: number;
  state: ImportState;
  problem: string | null;
  progress: ImportProgress;
  created_at: string;
  finished_at: string | null;
}

export const NO_PROGRESS: ImportProgress = {
  bytes_read: 0,
  rows: 0,
  created: 0,
  updated: 0,
  unchanged: 0,
  duplicates: 0,
  rejected: 0,
  warnings: 0,
  fraction: 0,
  rows_per_second: 0,
  seconds_left: null,
};

export function findImport(reader: Reader, id: string): ImportRecord | undefined {
  return reader.orm.select().from(importTable).where(eq(importTable.id, id)).get();
}

/** Newest first. */
export function pageOfImports(reader: Reader, { limit, cursor }: { limit: number; cursor?: string }): Page<ImportView> {
  const before = Number(cursor ?? Number.MAX_SAFE_INTEGER);
  const rows = reader.orm
    .select()
    .from(importTable)
    .where(lt(importTable.no, Number.isNaN(before) ? 0 : before))
    .orderBy(desc(importTable.no))
    .limit(limit + 1)
    .all();
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  const total = reader.sql<{ n: number }>('SELECT count(*) AS n FROM import').get()?.n ?? 0;
  return { items: rows.slice(0, limit).map(importView), next_cursor: last ? String(last.no) : null, total };
}

export function insertImport(
  tx: Tx,
  row: Pick<ImportRecord, 'id' | 'filename' | 'bytes' | 'created_by' | 'created_at' | 'state' | 'received'>,
): void {
  tx.orm
    .insert(importTable)
    .values({ ...row, progress: {}, staged: false, merge_key: '' })
    .run();
  tx.touch('imports');
}

/** Changes an import that is in one of these states. @returns whether it was */
export function updateImport(tx: Tx, id: string, states: ImportState[], edit: ImportEdit): boolean {
  const { changes } = tx.orm
    .update(importTable)
    .set(edit)
    .where(and(eq(importTable.id, id), inArray(importTable.state, states)))
    .run();
  return changes === 1;
}

export function deleteImport(tx: Tx, id: string): void {
  tx.orm.delete(importTable).where(eq(importTable.id, id)).run();
  tx.touch('imports', `import:${id}`);
}

export function importView(row: ImportRecord): ImportView {
  const { id, filename, bytes, received, state, problem, created_at, finished_at } = row;
  const progress = { ...NO_PROGRESS, ...row.progress };
  return { id, filename, bytes, received, state, problem, progress, created_at, finished_at };
}
