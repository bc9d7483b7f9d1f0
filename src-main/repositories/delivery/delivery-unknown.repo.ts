import type { Tx } from '#main/db/access.ts';
import { MINUTE, type Millis } from '#shared/kernel/instant.ts';
import { moveCount } from './send-count.repo.ts';

/** Takes messages of unknown fate for sent. @returns how many */
export function assumeSent(tx: Tx, send_no: number, now: Millis): number {
  const n = settleUnknown(tx, send_no, 'accepted', now);
  if (n === 0) return 0;
  tx.sql(
    `INSERT INTO send_minute (send_no, measure, minute, total, uniques) VALUES (?, 'sent', ?, ?, ?)
     ON CONFLICT (send_no, measure, minute) DO UPDATE SET total = total + excluded.total, uniques = uniques + excluded.uniques`,
  ).run(send_no, Math.floor(now / MINUTE), n, n);
  return n;
}

/** Puts messages of unknown fate back into the queue; whoever has got one gets it twice. @returns how many */
export function queueUnknown(tx: Tx, send_no: number, now: Millis): number {
  return settleUnknown(tx, send_no, 'queued', now);
}

function settleUnknown(tx: Tx, send_no: number, state: 'accepted' | 'queued', now: Millis): number {
  const { changes } = tx
    .sql(
      `UPDATE delivery SET state = ?, code = NULL, next_at = NULL, first_at = NULL, changed_at = ?
       WHERE send_no = ? AND state = 'unknown' AND state IN (
         'deferred', 'failed', 'unknown', 'skipped', 'cancelled', 'bounced', 'complained')`,
    )
    .run(state, now, send_no);
  moveCount(tx, send_no, 'unknown', state, changes);
  return changes;
}
