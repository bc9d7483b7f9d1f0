import type { Tx } from '#main/db/access.ts';
import type { Millis } from '#shared/kernel/instant.ts';
import { type EnrolmentRow, findEnrolmentByNo, saveEnrolment } from './enrolment.repo.ts';
import { findWorkflowByNo } from './workflow.repo.ts';
import { CountChanges } from './workflow-count.repo.ts';

/**
 * Of several people who have become one, the pass that began first goes on in each workflow; the others are over. Where people may be
 * inside more than once, all go on. @returns the passes that are over, as they were
 */
export function endDoubles(tx: Tx, contact_no: number, at: Millis): EnrolmentRow[] {
  const open = tx
    .sql<EnrolmentRow>(
      `SELECT e.* FROM enrolment e JOIN workflow_version v ON v.no = e.version_no
       WHERE e.contact_no = ? AND e.state <> 'ended' AND json_extract(v.graph, '$.settings.reentry') <> 'parallel'
       ORDER BY e.entered_at, e.no`,
    )
    .all(contact_no);
  const first = new Set<number>();
  const doubles = open.filter(({ workflow_no }) => first.size === first.add(workflow_no).size);
  const counts = new CountChanges();
  for (const row of doubles) {
    counts.add(row.workflow_no, row.node, placeOf(row), -1);
    counts.add(row.workflow_no, '', 'ended:merged');
    const over = { waits: null, due_at: null, deadline: null, listens: 0, error: null } as const;
    saveEnrolment(tx, { ...row, ...over, state: 'ended', ended: 'merged', ended_at: at });
    touch(tx, row.workflow_no);
  }
  counts.write(tx);
  return doubles;
}

/** The merge is taken apart: those passes go on where they were, in workflows that have not been archived since. */
export function reviveDoubles(tx: Tx, doubles: readonly EnrolmentRow[]): void {
  const counts = new CountChanges();
  for (const was of doubles) {
    const now = findEnrolmentByNo(tx, was.no);
    const workflow = findWorkflowByNo(tx, was.workflow_no);
    if (now?.ended !== 'merged' || (workflow?.state !== 'live' && workflow?.state !== 'paused')) continue;
    counts.add(was.workflow_no, '', 'ended:merged', -1);
    counts.add(was.workflow_no, was.node, placeOf(was));
    saveEnrolment(tx, was);
    touch(tx, was.workflow_no);
  }
  counts.write(tx);
}

function placeOf({ state }: EnrolmentRow): 'here' | 'failed' {
  return state === 'failed' ? 'failed' : 'here';
}

function touch(tx: Tx, workflow_no: number): void {
  const workflow = findWorkflowByNo(tx, workflow_no);
  if (workflow) tx.touch(`workflow-stats:${workflow.id}`);
}
