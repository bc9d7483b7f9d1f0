import type { Reader, Tx } from '#main/db/access.ts';
import { type ClosedReport, RESPONSE_DAYS } from '#shared/domain/tracking/closing.ts';
import { DAY, MINUTE, type Millis } from '#shared/kernel/instant.ts';

export interface SendToClose {
  no: number;
  campaign_id: string;
}

/** Sends whose time for answers is over and whose figures are not kept yet, once their breakdown has been reckoned. */
export function sendsToClose(reader: Reader, now: Millis): SendToClose[] {
  return reader
    .sql<SendToClose>(
      `SELECT s.no, c.id AS campaign_id FROM send s JOIN campaign c ON c.no = s.campaign_no
         LEFT JOIN campaign_goal g ON g.campaign_no = c.no
         JOIN send_breakdown_state b ON b.send_no = s.no
       WHERE s.state IN ('sent', 'cancelled') AND s.started_at IS NOT NULL AND s.kind = 'campaign' AND c.deleted_at IS NULL
         AND s.finished_at + max(${RESPONSE_DAYS}, coalesce(g.days, 0)) * ${DAY} <= ?
         AND b.as_of >= coalesce((SELECT max(minute) FROM send_minute m WHERE m.send_no = s.no), 0) * ${MINUTE}
         AND NOT EXISTS (SELECT 1 FROM report_closing r WHERE r.send_no = s.no)
       ORDER BY s.no`,
    )
    .all(now);
}

/** Kept once and for good. */
export function insertClosing(tx: Tx, send_no: number, at: Millis, report: ClosedReport): void {
  tx.sql('INSERT INTO report_closing (send_no, at, report) VALUES (?, ?, ?)').run(send_no, at, JSON.stringify(report));
}

export function findClosing(reader: Reader, send_no: number): { at: Millis; report: ClosedReport } | null {
  const row = reader
    .sql<{ at: Millis; report: string }>('SELECT at, report FROM report_closing WHERE send_no = ?')
    .get(send_no);
  return row ? { at: row.at, report: JSON.parse(row.report) as ClosedReport } : null;
}
