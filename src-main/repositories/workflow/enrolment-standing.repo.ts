import type { Reader } from '#main/db/access.ts';
import type { Millis } from '#shared/kernel/instant.ts';
import type { EnrolmentRow } from './enrolment.repo.ts';

/** Who stands where in versions before the next one. */
export function occupiedNodes(reader: Reader, workflow_no: number): { node: string; n: number }[] {
  return reader
    .sql<{ node: string; n: number }>(
      `SELECT node, count(*) AS n FROM enrolment WHERE workflow_no = ? AND state <> 'ended' GROUP BY node ORDER BY n DESC, node`,
    )
    .all(workflow_no);
}

/** Versions by which somebody still goes on. */
export function occupiedVersions(reader: Reader, workflow_no: number): number[] {
  return reader
    .sql<{ version_no: number }>(
      `SELECT DISTINCT version_no FROM enrolment WHERE workflow_no = ? AND state <> 'ended' ORDER BY version_no`,
    )
    .all(workflow_no)
    .map(({ version_no }) => version_no);
}

/** Who should have moved before `@before`, or has waited for another system since before then. */
export const STUCK = `SELECT no FROM enrolment WHERE workflow_no = @workflow_no AND due_at IS NOT NULL AND due_at < @before
  UNION ALL SELECT no FROM enrolment WHERE workflow_no = @workflow_no AND waits = 'answer' AND state = 'active' AND due_at IS NULL
    AND since < @before`;

export function countStuck(reader: Reader, workflow_no: number, before: Millis): number {
  return reader.sql<{ n: number }>(`SELECT count(*) AS n FROM (${STUCK})`).get({ workflow_no, before })?.n ?? 0;
}

export function countFailed(reader: Reader, workflow_no: number, node?: string): number {
  return (
    reader
      .sql<{ n: number }>(
        `SELECT count(*) AS n FROM enrolment WHERE workflow_no = @workflow_no AND state = 'failed'
         ${node === undefined ? '' : 'AND node = @node'}`,
      )
      .get({ workflow_no, node })?.n ?? 0
  );
}

/** The next of those who can't go on, at one node or at all. */
export function failedEnrolments(
  reader: Reader,
  { workflow_no, node, limit }: { workflow_no: number; node?: string; limit: number },
): EnrolmentRow[] {
  return reader
    .sql<EnrolmentRow>(
      `SELECT * FROM enrolment WHERE workflow_no = @workflow_no AND state = 'failed' ${node === undefined ? '' : 'AND node = @node'}
       ORDER BY node, no LIMIT @limit`,
    )
    .all({ workflow_no, node, limit });
}
