import type { Tx } from '#main/db/access.ts';
import { type EnrolmentRow, insertStep, saveEnrolment } from '#main/repositories/workflow/enrolment.repo.ts';
import { findVersion, type WorkflowVersion } from '#main/repositories/workflow/workflow.repo.ts';
import { CountChanges } from '#main/repositories/workflow/workflow-count.repo.ts';
import { passageOf } from '#shared/domain/workflow/advance-enrolment.ts';
import { portsOf, targetOf } from '#shared/domain/workflow/workflow-graph.ts';
import { found, HeraldError } from '#shared/kernel/herald-error.ts';
import type { Millis } from '#shared/kernel/instant.ts';
import { endEnrolment } from './end-enrolment.ts';

export interface DeedMeans {
  tx: Tx;
  counts: CountChanges;
  now: Millis;
  versionOf(no: number): WorkflowVersion;
}

/** Each version is read once, however many go by it. */
export function deedMeans(tx: Tx, now: Millis): DeedMeans {
  const known = new Map<number, WorkflowVersion>();
  return {
    tx,
    now,
    counts: new CountChanges(),
    versionOf(no) {
      const version = known.get(no) ?? found(findVersion(tx, no), 'version');
      known.set(no, version);
      return version;
    },
  };
}

/** What people can decide about somebody who is inside: the same for one and for all who can't go on. */
export const DEEDS = { retry, skip, end } as const satisfies Record<string, (row: EnrolmentRow, by: DeedMeans) => void>;
export type Deed = keyof typeof DEEDS;

function retry(row: EnrolmentRow, { tx, counts, now }: DeedMeans): void {
  if (row.state !== 'failed') throw new HeraldError('WRONG_STATE', 'Nothing went wrong here.');
  counts.add(row.workflow_no, row.node, 'failed', -1);
  counts.add(row.workflow_no, row.node, 'here');
  // A call that failed is made again under another key: that of the next visit.
  const visit = row.answer === 'failed' ? row.visit + 1 : row.visit;
  if (visit > row.visit) insertStep(tx, row.no, passageOfRow(row, now, null, 'retried'));
  const begin = { waits: null, answer: null, error: null, due_at: now, deadline: null } as const;
  saveEnrolment(tx, { ...row, ...begin, visit, state: 'active' });
}

function skip(row: EnrolmentRow, { tx, counts, now, versionOf }: DeedMeans): void {
  const { graph } = versionOf(row.version_no);
  const node = graph.nodes.find((one) => one.id === row.node);
  const [port = 'next'] = node ? portsOf(node) : [];
  const to = targetOf(graph, row.node, port);
  insertStep(tx, row.no, passageOfRow(row, now, port, 'skipped_by_hand'));
  counts.add(row.workflow_no, row.node, `left:${port}`);
  if (to === null) {
    endEnrolment(tx, row, { ended: 'completed', at: now, counts });
    return;
  }
  counts.add(row.workflow_no, row.node, row.state === 'failed' ? 'failed' : 'here', -1);
  counts.add(row.workflow_no, to, 'here');
  const begin = { waits: null, answer: null, error: null, due_at: now, deadline: null, since: now } as const;
  saveEnrolment(tx, { ...row, ...begin, node: to, visit: row.visit + 1, state: 'active' });
}

function end(row: EnrolmentRow, { tx, counts, now }: DeedMeans): void {
  insertStep(tx, row.no, passageOfRow(row, now, null, 'removed'));
  endEnrolment(tx, row, { ended: 'removed', at: now, counts });
}

function passageOfRow(
  row: EnrolmentRow,
  now: Millis,
  port: string | null,
  code: 'retried' | 'skipped_by_hand' | 'removed',
) {
  const { node, visit, since } = row;
  return passageOf({ enrolment: { node, visit, since }, now }, port, { code });
}
