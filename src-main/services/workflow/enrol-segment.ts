import { lastContactNo } from '#main/repositories/campaign/audience.repo.ts';
import { findSegment } from '#main/repositories/segment/segment.repo.ts';
import { segmentClause } from '#main/repositories/segment/segment-query.repo.ts';
import { ruleOfSegment } from '#main/repositories/segment/segment-rule.repo.ts';
import { findVersion, findWorkflowByNo } from '#main/repositories/workflow/workflow.repo.ts';
import {
  insertIntake,
  nextIntake,
  saveIntake,
  signalMatching,
} from '#main/repositories/workflow/workflow-intake.repo.ts';
import { found } from '#shared/kernel/herald-error.ts';
import type { ServiceContext } from '../service-context.ts';
import { requireHandEntrance } from './enter-by-hand.ts';

/** Everybody who is in a segment now is let in, as the rules of re-entry allow. The engine does it, some at a time. */
export function enrolSegment(
  ctx: Pick<ServiceContext, 'db' | 'clock'>,
  actor: string,
  { id, segment_id }: { id: string; segment_id: string },
): { done: true } {
  ctx.db.write((tx) => {
    const { workflow } = requireHandEntrance(tx, id);
    const segment = found(findSegment(tx, segment_id), 'segment');
    insertIntake(tx, { workflow_no: workflow.no, segment_id, asked_at: ctx.clock.now() });
    const data = { segment_id, segment: segment.name };
    tx.record({ type: 'workflow.segment_entered', subject: `workflow:${id}`, actor, data });
    tx.touch(`workflow-stats:${id}`);
  });
  return { done: true };
}

/** A range of contacts of the next segment that is to be let in. @returns whether there may be more */
export function letInSome({ db }: Pick<ServiceContext, 'db'>, limit: number): boolean {
  const intake = nextIntake(db.reader);
  if (!intake) return false;
  db.write((tx) => {
    const { no, workflow_no, segment_id, asked_at, walked_to } = intake;
    const live_no = findWorkflowByNo(tx, workflow_no)?.live_no ?? null;
    const version = live_no === null ? undefined : findVersion(tx, live_no);
    const trigger = version?.graph.nodes.find(({ type }) => type === 'manual');
    const end = lastContactNo(tx);
    const last = Math.min(end, walked_to + limit);
    // A segment or an entrance that is gone by now lets nobody else in.
    const isOpen = trigger !== undefined && findSegment(tx, segment_id) !== undefined;
    if (isOpen) {
      const { each } = segmentClause(tx, ruleOfSegment(tx, segment_id), asked_at);
      signalMatching(tx, { workflow_no, node: trigger.id, first: walked_to + 1, last }, each);
    }
    saveIntake(tx, no, isOpen && last < end ? last : null);
  });
  return true;
}
