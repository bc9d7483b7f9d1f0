import type { Reader, Tx } from '#main/db/access.ts';
import type { SkipReason } from '#shared/domain/delivery/eligibility.ts';

/** A state of deliveries, or `skipped:<reason>`. */
export type SendMeasure = string;

/** Keeps the sums of a send right; called in the transaction that changes the ledger. */
export function addToCount(tx: Tx, send_no: number, measure: SendMeasure, n: number): void {
  if (n === 0) return;
  tx.sql(
    `INSERT INTO send_count (send_no, measure, n) VALUES (?, ?, ?)
     ON CONFLICT (send_no, measure) DO UPDATE SET n = n + excluded.n`,
  ).run(send_no, measure, n);
}

/** Moves `n` deliveries from one measure to another. */
export function moveCount(tx: Tx, send_no: number, from: SendMeasure, to: SendMeasure, n: number): void {
  if (from === to) return;
  addToCount(tx, send_no, from, -n);
  addToCount(tx, send_no, to, n);
}

export function countsOf(reader: Reader, send_no: number): Map<SendMeasure, number> {
  const rows = reader
    .sql<{ measure: string; n: number }>('SELECT measure, n FROM send_count WHERE send_no = ?')
    .all(send_no);
  return new Map(rows.map(({ measure, n }) => [measure, n]));
}

export function excludedOf(counts: ReadonlyMap<SendMeasure, number>): Partial<Record<SkipReason, number>> {
  const excluded: Partial<Record<SkipReason, number>> = {};
  for (const [measure, n] of counts) {
    const reason = measure.match(/^skipped:(.+)$/)?.[1];
    if (reason && n > 0) excluded[reason as SkipReason] = n;
  }
  return excluded;
}
