import type { Reader, Tx } from '#main/db/access.ts';
import type { Millis } from '#shared/kernel/instant.ts';
import type { Clause } from '../contact/contact-filter.sql.ts';

/** A segment that is on its way into a workflow; everybody up to `walked_to` has been looked at. */
export interface Intake {
  no: number;
  workflow_no: number;
  segment_id: string;
  /** The moment whose members are meant. */
  asked_at: Millis;
  walked_to: number;
}

export function insertIntake(tx: Tx, intake: Pick<Intake, 'workflow_no' | 'segment_id' | 'asked_at'>): void {
  tx.sql(
    'INSERT INTO workflow_intake (workflow_no, segment_id, asked_at) VALUES (@workflow_no, @segment_id, @asked_at)',
  ).run(intake);
}

/** The oldest into a workflow that is live. */
export function nextIntake(reader: Reader): Intake | undefined {
  return reader
    .sql<Intake>(
      `SELECT i.* FROM workflow_intake i JOIN workflow w ON w.no = i.workflow_no WHERE w.state = 'live' ORDER BY i.no LIMIT 1`,
    )
    .get();
}

/** @param walked_to null: it is through */
export function saveIntake(tx: Tx, no: number, walked_to: number | null): void {
  if (walked_to === null) tx.sql('DELETE FROM workflow_intake WHERE no = ?').run(no);
  else tx.sql('UPDATE workflow_intake SET walked_to = ? WHERE no = ?').run(walked_to, no);
}

export function forgetIntakes(tx: Tx, workflow_no: number): void {
  tx.sql('DELETE FROM workflow_intake WHERE workflow_no = ?').run(workflow_no);
}

/** Whoever of a range of contacts fits stands before the workflow. */
export function signalMatching(
  tx: Tx,
  { workflow_no, node, first, last }: { workflow_no: number; node: string; first: number; last: number },
  { sql, values }: Clause,
): void {
  tx.sql(
    `INSERT INTO workflow_signal (workflow_no, node, contact_no)
     SELECT ?, ?, c.no FROM contact c WHERE c.no BETWEEN ? AND ? AND c.deleted_at IS NULL AND (${sql}) ORDER BY c.no`,
  ).run(workflow_no, node, first, last, ...values);
}
