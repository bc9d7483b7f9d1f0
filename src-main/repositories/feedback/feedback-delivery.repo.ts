import type { Reader, Tx } from '#main/db/access.ts';
import type { DeliveryState } from '#shared/domain/delivery/delivery-state.ts';
import { instantOf, MINUTE, type Millis } from '#shared/kernel/instant.ts';
import { finishIfDone } from '../campaign/campaign.repo.ts';
import { moveCount } from '../delivery/send-count.repo.ts';

/** A delivery that something came back about. */
export interface ReportedDelivery {
  no: number;
  send_no: number;
  contact_no: number;
  address: string;
  state: DeliveryState;
  code: string | null;
  response_no: number | null;
  changed_at: Millis;
  campaign_id: string | null;
}

const COLUMNS = `d.no, d.send_no, d.contact_no, d.address, d.state, d.code, d.response_no, d.changed_at, k.id AS campaign_id
  FROM delivery d LEFT JOIN send s ON s.no = d.send_no LEFT JOIN campaign k ON k.no = s.campaign_no`;

export function findReported(reader: Reader, no: number): ReportedDelivery | undefined {
  return reader.sql<ReportedDelivery>(`SELECT ${COLUMNS} WHERE d.no = ?`).get(no);
}

/** The newest message to an address since a moment that a server may have taken. */
export function findLatestTo(reader: Reader, email_key: string, since: Millis): ReportedDelivery | undefined {
  return reader
    .sql<ReportedDelivery>(
      `SELECT ${COLUMNS} WHERE d.contact_no = (SELECT no FROM contact WHERE email_key = ? AND deleted_at IS NULL)
         AND d.state IN ('in_data', 'accepted', 'unknown', 'bounced', 'complained') AND d.changed_at >= ?
       ORDER BY d.no DESC LIMIT 1`,
    )
    .get(email_key, since);
}

export interface ReportedState {
  state: DeliveryState;
  code: string | null;
  response_no: number | null;
  changed_at: Millis;
}

/** Gives a delivery another state, with the sums that follow. @returns whether it still was as it had been read */
export function changeReported(tx: Tx, delivery: ReportedDelivery, to: ReportedState): boolean {
  const { changes } = tx
    .sql(
      `UPDATE delivery SET state = @state, code = @code, response_no = @response_no, changed_at = @changed_at, next_at = NULL
       WHERE no = @no AND state = @from`,
    )
    .run({ ...to, no: delivery.no, from: delivery.state });
  if (changes === 0) return false;
  moveCount(tx, delivery.send_no, delivery.state, to.state, 1);
  return true;
}

/** Adds to the sums per minute of what came back. */
export function addToFeedbackMinute(
  tx: Tx,
  { send_no, measure, at, n }: { send_no: number; measure: 'sent' | 'bounced' | 'complained'; at: Millis; n: number },
): void {
  tx.sql(
    `INSERT INTO send_minute (send_no, measure, minute, total, uniques) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (send_no, measure, minute) DO UPDATE SET total = total + excluded.total, uniques = uniques + excluded.uniques`,
  ).run(send_no, measure, Math.floor(at / MINUTE), n, n);
}

const LOOKED_AT = 50;

/**
 * How many messages to a contact in a row came back softly, the newest first. One that arrived ends the row: it was opened or
 * clicked, or a later one has come back while it has not.
 */
export function softBouncesInRow(reader: Reader, contact_no: number): number {
  const rows = reader
    .sql<{ state: DeliveryState; code: string | null; hit: number }>(
      `SELECT d.state, d.code, EXISTS (SELECT 1 FROM hit_first h WHERE h.delivery_no = d.no) AS hit FROM delivery d
       WHERE d.contact_no = ? AND d.state IN ('accepted', 'bounced', 'complained') ORDER BY d.no DESC LIMIT ${LOOKED_AT}`,
    )
    .all(contact_no);
  const first = rows.findIndex(({ state }) => state === 'bounced');
  if (first < 0) return 0;
  const row = rows.slice(first);
  const end = row.findIndex(({ state, code, hit }) => state !== 'bounced' || hit === 1 || !code?.startsWith('soft'));
  return end < 0 ? row.length : end;
}

/**
 * A message of unknown fate of which something has been heard was delivered; it may have been the last that its campaign waited for.
 * @returns whether it was one
 */
export function resolveUnknownDelivery(tx: Tx, no: number, at: Millis): boolean {
  const delivery = findReported(tx, no);
  if (delivery?.state !== 'unknown') return false;
  if (!changeReported(tx, delivery, { state: 'accepted', code: null, response_no: null, changed_at: at })) return false;
  addToFeedbackMinute(tx, { send_no: delivery.send_no, measure: 'sent', at, n: 1 });
  finishIfDone(tx, delivery.send_no, instantOf(at));
  return true;
}
