import { and, desc, eq, inArray, lt } from 'drizzle-orm';
import type { Reader, Tx } from '#main/db/access.ts';
import {
  type ImportCounts,
  type ImportFormat,
  type ImportKind,
  type ImportPart,
  type ImportProgress,
  type ImportProof,
  type ImportState,
  importTable,
  type NewField,
  type PreparedFile,
  type StoredImportOptions,
  type UndoProgress,
} from '#main/db/schema/import.table.ts';
import type { Reason } from '#shared/domain/reason/reason.ts';
import { type Instant, instantOf } from '#shared/kernel/instant.ts';
import type { Page } from '#shared/kernel/page.ts';
import { hasTraces } from './import-undo.repo.ts';

export type {
  ImportCounts,
  ImportFormat,
  ImportKind,
  ImportPart,
  ImportProgress,
  ImportState,
  NewField,
  PreparedFile,
  StoredImportOptions,
  UndoProgress,
};
export type ImportRecord = typeof importTable.$inferSelect;
type NewImport = Pick<ImportRecord, 'id' | 'kind' | 'filename' | 'bytes' | 'files' | 'created_by' | 'created_at'>;
export type ImportEdit = Partial<Omit<ImportRecord, 'no' | keyof NewImport>>;

/** What is told of an import. */
export interface ImportView {
  id: string;
  kind: ImportKind;
  filename: string;
  bytes: number;
  received: number;
  state: ImportState;
  problem: Reason | null;
  system: 'mailchimp' | 'brevo' | 'listmonk' | null;
  options: StoredImportOptions | null;
  progress: ImportProgress;
  checked: (ImportCounts & { at: Instant }) | null;
  proof: ImportProof | null;
  undo: Omit<UndoProgress, 'list_no' | 'contact_no'> | null;
  can_undo: boolean;
  created_at: Instant;
  finished_at: Instant | null;
}

export const NO_COUNTS: ImportCounts = {
  rows: 0,
  created: 0,
  updated: 0,
  unchanged: 0,
  duplicates: 0,
  rejected: 0,
  warnings: 0,
  opt_outs: { unsubscribed: 0, bounced: 0, complained: 0, blocked: 0 },
  opt_outs_new: 0,
  kept_out: 0,
  resubscribed: 0,
  reasons: [],
};

export const NO_PROGRESS: ImportProgress = {
  ...NO_COUNTS,
  bytes_read: 0,
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
  return {
    items: rows.slice(0, limit).map((row) => importView(reader, row)),
    next_cursor: last ? String(last.no) : null,
    total,
  };
}

export function insertImport(tx: Tx, row: NewImport): void {
  const empty = { received: 0, progress: {}, staged: false, turn: 0, merge_step: 'opt_outs', merge_key: '' } as const;
  tx.orm
    .insert(importTable)
    .values({ ...row, ...empty, state: 'uploading' })
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

const ENDED: ReadonlySet<ImportState> = new Set(['done', 'cancelled', 'failed']);

export function importView(reader: Reader, row: ImportRecord): ImportView {
  const { id, kind, filename, bytes, received, state, problem, proof, created_at, finished_at } = row;
  const { list_no: _list, contact_no: _contact, ...undo } = row.undo ?? { list_no: 0, contact_no: 0 };
  return {
    ...{ id, kind, filename, bytes, received, state, problem, proof, created_at, finished_at },
    system: row.prepared?.system ?? null,
    options: row.options,
    progress: { ...NO_PROGRESS, ...row.progress },
    checked: row.checked ? { ...row.checked.counts, at: instantOf(row.checked.at) } : null,
    undo: row.undo ? (undo as Omit<UndoProgress, 'list_no' | 'contact_no'>) : null,
    can_undo: ENDED.has(state) && hasTraces(reader, row.no),
  };
}
