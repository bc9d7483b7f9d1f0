import type { Tx } from '#main/db/access.ts';
import type { Millis } from '#shared/kernel/instant.ts';
import { type EnrolmentRow, saveEnrolment } from './enrolment.repo.ts';
import { CountChanges } from './workflow-count.repo.ts';

/**
 * Of several people who have become one, the pass that began first goes on in each workflow; the others are over. Where people may be
 * inside more than once, all go on.
 */
export function endDoubles(tx: Tx, contact_no: number, at: Millis): void {
  const open = tx
    .sql<EnrolmentRow>(
      `SELECT e.* FROM enrolment e JOIN workflow_version v ON v.no = e.version_no
       WHERE e.contact_no = ? AND e.state <> 'ended' AND json_extract(v.graph, '$.settings.reentry') <> 'parallel'
       ORDER BY e.entered_at, e.no`,
    )
    .all(contact_no);
  const seen = new Set<number>();
  const counts = new CountChanges();
  for (const row of open) {
    if (!seen.has(row.workflow_no)) {
      seen.add(row.workflow_no);
      continue;
    }
    counts.add(row.workflow_no, row.node, row.state === 'failed' ? 'failed' : 'here', -1);
    counts.add(row.workflow_no, '', 'ended:merged');
    const over = { waits: null, due_at: null, deadline: null, listens: 0 } as const;
    saveEnrolment(tx, { ...row, ...over, state: 'ended', ended: 'merged', ended_at: at });
  }
  counts.write(tx);
}
