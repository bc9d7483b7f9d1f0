import type { Tx } from '#main/db/access.ts';
import { type EnrolmentRow, saveEnrolment } from '#main/repositories/workflow/enrolment.repo.ts';
import type { CountChanges } from '#main/repositories/workflow/workflow-count.repo.ts';
import type { Ending } from '#shared/domain/workflow/enrolment.ts';
import type { Millis } from '#shared/kernel/instant.ts';

/** The pass is over where somebody stands. */
export function endEnrolment(
  tx: Tx,
  row: EnrolmentRow,
  { ended, at, counts }: { ended: Ending; at: Millis; counts: CountChanges },
): void {
  counts.add(row.workflow_no, row.node, row.state === 'failed' ? 'failed' : 'here', -1);
  counts.add(row.workflow_no, '', `ended:${ended}`);
  const over = { waits: null, due_at: null, deadline: null, listens: 0, error: null } as const;
  saveEnrolment(tx, { ...row, ...over, state: 'ended', ended, ended_at: at });
}
