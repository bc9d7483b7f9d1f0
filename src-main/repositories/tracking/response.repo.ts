import type { Tx } from '#main/db/access.ts';

/** The number under which the words of a server are kept: one row for each distinct text. */
export function responseNo(tx: Tx, text: string): number {
  const found = tx.sql<{ no: number }>('SELECT no FROM response WHERE text = ?').get(text);
  if (found) return found.no;
  return Number(tx.sql('INSERT INTO response (text) VALUES (?)').run(text).lastInsertRowid);
}
