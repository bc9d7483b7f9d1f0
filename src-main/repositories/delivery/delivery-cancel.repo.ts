import type { Reader, Tx } from '#main/db/access.ts';
import type { Millis } from '#shared/kernel/instant.ts';
import { moveCount } from './send-count.repo.ts';

const WAITING = ['queued', 'deferred'] as const;

/** Gives up recipients that have not been handed over, at most `limit` of each state. @returns how many */
export function cancelWaiting(tx: Tx, send_no: number, limit: number, now: Millis): number {
  return WAITING.reduce((sum, state) => {
    const { changes } = tx
      .sql(
        `UPDATE delivery SET state = 'cancelled', code = nullif(code, 'PLANNED'), next_at = NULL, changed_at = ? WHERE no IN (
           SELECT no FROM delivery WHERE send_no = ? AND state = ? AND state IN ('queued', 'deferred') LIMIT ?)`,
      )
      .run(now, send_no, state, limit);
    moveCount(tx, send_no, state, 'cancelled', changes);
    return sum + changes;
  }, 0);
}

/** Whether a sender still has recipients of this send in hand. */
export function hasInFlight(reader: Reader, send_no: number): boolean {
  return (
    reader.sql(`SELECT 1 FROM delivery WHERE send_no = ? AND state IN ('claimed', 'in_data') LIMIT 1`).get(send_no) !==
    undefined
  );
}
