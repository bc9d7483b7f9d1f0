import type { Reader, Tx } from '#main/db/access.ts';

export type WorkflowUseKind = 'list' | 'segment' | 'tag' | 'workflow' | 'field';

export interface WorkflowUse {
  kind: WorkflowUseKind;
  target_id: string;
}

export function replaceWorkflowUses(tx: Tx, workflow_no: number, uses: readonly WorkflowUse[]): void {
  tx.sql('DELETE FROM workflow_use WHERE workflow_no = ?').run(workflow_no);
  for (const { kind, target_id } of uses) {
    tx.sql('INSERT INTO workflow_use (workflow_no, kind, target_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING').run(
      workflow_no,
      kind,
      target_id,
    );
  }
}

/** Workflows that would not work without it: those that are live or paused. */
export function workflowsUsing(
  reader: Reader,
  kind: WorkflowUseKind,
  target_id: string,
): { id: string; name: string }[] {
  return reader
    .sql<{ id: string; name: string }>(
      `SELECT w.id, w.name FROM workflow_use u JOIN workflow w ON w.no = u.workflow_no
       WHERE u.kind = ? AND u.target_id = ? AND w.state IN ('live', 'paused') AND w.deleted_at IS NULL ORDER BY w.name`,
    )
    .all(kind, target_id);
}

/** Live and paused workflows whose messages go through this sender, also where it was the default. */
export function workflowsSendingBy(reader: Reader, sender_no: number): { id: string; name: string }[] {
  return reader
    .sql<{ id: string; name: string }>(
      `SELECT DISTINCT w.id, w.name FROM workflow_message m JOIN send s ON s.no = m.send_no JOIN workflow w ON w.no = m.workflow_no
       WHERE s.sender_no = ? AND w.state IN ('live', 'paused') AND w.deleted_at IS NULL ORDER BY w.name`,
    )
    .all(sender_no);
}

/** Whether people enter or leave workflows with a segment, so that it has to be watched. */
export function workflowsWatching(reader: Reader, segment_no: number): { id: string; name: string }[] {
  return reader
    .sql<{ id: string; name: string }>(
      `SELECT DISTINCT w.id, w.name FROM workflow_trigger t JOIN workflow w ON w.no = t.workflow_no
       WHERE t.ref = ? AND t.kind IN ('entered', 'left') AND w.state IN ('live', 'paused') AND w.deleted_at IS NULL`,
    )
    .all(segment_no);
}
