import type { Tx } from '#main/db/access.ts';
import type { TrackingChoice } from '#shared/domain/tracking/tracking-choice.ts';
import type { Millis } from '#shared/kernel/instant.ts';

export function saveTrackingChoice(tx: Tx, contact_no: number, choice: TrackingChoice, at: Millis): void {
  if (choice === 'full') tx.sql('DELETE FROM contact_tracking WHERE contact_no = ?').run(contact_no);
  else {
    tx.sql(
      `INSERT INTO contact_tracking (contact_no, mode, changed_at) VALUES (?, ?, ?)
       ON CONFLICT (contact_no) DO UPDATE SET mode = excluded.mode, changed_at = excluded.changed_at`,
    ).run(contact_no, choice, at);
  }
}
