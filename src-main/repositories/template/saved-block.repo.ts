import type { Reader, Tx } from '#main/db/access.ts';
import { type Instant, instantOf, type Millis } from '#shared/kernel/instant.ts';

export interface SavedBlockView {
  id: string;
  name: string;
  block: string;
  created_by: string | null;
  created_at: Instant;
}

export function listSavedBlocks(reader: Reader): SavedBlockView[] {
  return reader
    .sql<Omit<SavedBlockView, 'created_at'> & { created_at: Millis }>(
      `SELECT b.id, b.name, b.block, u.name AS created_by, b.created_at
       FROM saved_block b LEFT JOIN user u ON u.id = b.created_by ORDER BY b.name COLLATE NOCASE, b.no`,
    )
    .all()
    .map((row) => ({ ...row, created_at: instantOf(row.created_at) }));
}

export function insertSavedBlock(
  tx: Tx,
  block: { id: string; name: string; block: string; created_by: string; at: Millis },
): void {
  tx.sql(
    'INSERT INTO saved_block (id, name, block, created_by, created_at) VALUES (@id, @name, @block, @created_by, @at)',
  ).run(block);
  tx.touch('saved-blocks');
}

/** @returns whether there was one */
export function deleteSavedBlock(tx: Tx, id: string): boolean {
  const { changes } = tx.sql('DELETE FROM saved_block WHERE id = ?').run(id);
  if (changes === 1) tx.touch('saved-blocks');
  return changes === 1;
}
