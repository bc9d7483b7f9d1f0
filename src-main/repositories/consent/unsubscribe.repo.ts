import type { Reader, Tx } from '#main/db/access.ts';
import type { Millis } from '#shared/kernel/instant.ts';

export function hasUnsubscribed(reader: Reader, delivery_no: number): boolean {
  return (
    reader.sql('SELECT 1 FROM unsubscribe WHERE delivery_no = ? AND undone_at IS NULL').get(delivery_no) !== undefined
  );
}

/** @returns false when this delivery has left already */
export function saveUnsubscribe(
  tx: Tx,
  { delivery_no, at, one_click }: { delivery_no: number; at: Millis; one_click: boolean },
): boolean {
  const { changes } = tx
    .sql(
      `INSERT INTO unsubscribe (delivery_no, at, one_click) VALUES (?, ?, ?)
       ON CONFLICT (delivery_no) DO UPDATE SET at = excluded.at, one_click = excluded.one_click, undone_at = NULL
         WHERE undone_at IS NOT NULL`,
    )
    .run(delivery_no, at, one_click ? 1 : 0);
  return changes === 1;
}

/** @returns false when there was nothing to undo */
export function undoUnsubscribe(tx: Tx, delivery_no: number, at: Millis): boolean {
  return (
    tx.sql('UPDATE unsubscribe SET undone_at = ? WHERE delivery_no = ? AND undone_at IS NULL').run(at, delivery_no)
      .changes === 1
  );
}

export function saveUnsubscribeReason(tx: Tx, delivery_no: number, reason: string): void {
  tx.sql('UPDATE unsubscribe SET reason = ? WHERE delivery_no = ?').run(reason, delivery_no);
}
