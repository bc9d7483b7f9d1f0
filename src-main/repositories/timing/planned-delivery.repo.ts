import type { Reader, Tx } from '#main/db/access.ts';
import type { Millis } from '#shared/kernel/instant.ts';
import { moveCount } from '../delivery/send-count.repo.ts';

/** Code of a recipient who has not been tried and whose moment is still to come. */
export const PLANNED = 'PLANNED';

/** Due when what a test shows is decided: the last moment that there is, so no claim finds them before. */
export const AWAITS_DECISION: Millis = 8_640_000_000_000_000;

export interface RecipientToPlan {
  no: number;
  timezone: string;
}

export function lastDeliveryNo(reader: Reader): number {
  return reader.sql<{ no: number }>('SELECT coalesce(max(no), 0) AS no FROM delivery').get()?.no ?? 0;
}

/** Recipients of a send whose rows came after a number, with the zone that their contact names. */
export function recipientsAfter(reader: Reader, send_no: number, after: number): RecipientToPlan[] {
  return reader
    .sql<RecipientToPlan>(
      `SELECT d.no, c.timezone FROM delivery d JOIN contact c ON c.no = d.contact_no
       WHERE d.no > ? AND d.send_no = ? AND d.state = 'queued' AND d.next_at IS NULL ORDER BY d.no`,
    )
    .all(after, send_no);
}

export function planDelivery(tx: Tx, no: number, due: Millis): void {
  tx.sql(`UPDATE delivery SET next_at = ?, code = '${PLANNED}' WHERE no = ?`).run(due, no);
}

/** Their local time has passed, and the send says that they get nothing then. */
export function skipLate(tx: Tx, send_no: number, nos: readonly number[]): void {
  const { changes } = tx
    .sql(
      `UPDATE delivery SET state = 'skipped', code = 'too_late' WHERE no IN (SELECT value FROM json_each(?)) AND state = 'queued'`,
    )
    .run(JSON.stringify(nos));
  moveCount(tx, send_no, 'queued', 'skipped:too_late', changes);
}
