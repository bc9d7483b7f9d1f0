import { findContact } from '#main/repositories/contact/contact.repo.ts';
import { findEnrolment } from '#main/repositories/workflow/enrolment.repo.ts';
import {
  type EnrolmentPage,
  type EnrolmentView,
  enrolmentPage,
  enrolmentsOfContact,
  leftPage,
  type StepView,
  stepsOf,
} from '#main/repositories/workflow/enrolment-page.repo.ts';
import { countFailed, failedEnrolments } from '#main/repositories/workflow/enrolment-standing.repo.ts';
import { findVersion, findWorkflow, findWorkflowByNo } from '#main/repositories/workflow/workflow.repo.ts';
import { CountChanges } from '#main/repositories/workflow/workflow-count.repo.ts';
import { LATE } from '#shared/domain/workflow/enrolment.ts';
import type { WorkflowGraph } from '#shared/domain/workflow/workflow-graph.ts';
import { found, HeraldError } from '#shared/kernel/herald-error.ts';
import type { ServiceContext } from '../service-context.ts';
import { enrolContact } from './enrol-contact.ts';
import { DEEDS, type Deed, deedMeans } from './enrolment-deeds.ts';
import { requireHandEntrance } from './enter-by-hand.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'ids'>;
type ReadContext = Pick<ServiceContext, 'db'>;

const WHY_NOT = {
  inside: 'This contact is in the workflow already.',
  been_before: 'This contact has been through the workflow, and nobody goes through it twice.',
  too_soon: 'This contact went through the workflow not long ago.',
  too_deep: 'Workflows have started one another too often.',
} as const;

/** Lets somebody enter by hand, or by a program. */
export function enrolByHand(
  ctx: Context,
  actor: string,
  { id, contact_id }: { id: string; contact_id: string },
): { done: true } {
  ctx.db.write((tx) => {
    const { workflow, version, trigger } = requireHandEntrance(tx, id);
    const contact = found(findContact(tx, contact_id), 'contact');
    const counts = new CountChanges();
    const obstacle = enrolContact(
      tx,
      { ids: ctx.ids, counts },
      {
        workflow_no: workflow.no,
        version_no: version.no,
        settings: version.graph.settings,
        node: trigger.id,
        contact_no: contact.no,
        at: ctx.clock.now(),
      },
    );
    if (obstacle) throw new HeraldError('CONFLICT', WHY_NOT[obstacle], { field: 'contact_id', obstacle });
    counts.write(tx);
    tx.record({
      type: 'workflow.entered',
      subject: `contact:${contact_id}`,
      actor,
      data: { workflow_id: id, workflow: workflow.name },
    });
    tx.touch(`workflow-stats:${id}`);
  });
  return { done: true };
}

export interface EnrolmentFilter {
  id: string;
  node?: string;
  /** With `node`: who left it by this way out. */
  port?: string;
  state?: EnrolmentView['state'] | 'stuck';
  limit: number;
  cursor?: string;
}

export function listEnrolments(
  ctx: ReadContext & Pick<ServiceContext, 'clock'>,
  { id, port, ...filter }: EnrolmentFilter,
): EnrolmentPage {
  const { reader } = ctx.db;
  const { no: workflow_no } = found(findWorkflow(reader, id), 'workflow');
  if (port === undefined) return enrolmentPage(reader, { workflow_no, before: ctx.clock.now() - LATE, ...filter });
  const { node, limit, cursor } = filter;
  if (node !== undefined) return leftPage(reader, { workflow_no, node, port, limit, cursor });
  throw new HeraldError('INVALID_INPUT', 'A way out belongs to a node.', { field: 'node', hint: 'Say which node.' });
}

export function listOfContact(ctx: ReadContext, contact_id: string): EnrolmentView[] {
  return enrolmentsOfContact(ctx.db.reader, found(findContact(ctx.db.reader, contact_id), 'contact').no);
}

export interface TraceView {
  enrolment: EnrolmentView;
  graph: WorkflowGraph;
  version: number;
  steps: StepView[];
}

/** The way of one pass, and the drawing that it went by. */
export function traceEnrolment(ctx: ReadContext, id: string): TraceView {
  const { reader } = ctx.db;
  const row = found(findEnrolment(reader, id), 'pass through a workflow');
  const version = found(findVersion(reader, row.version_no), 'version');
  const [enrolment] = enrolmentsOfContact(reader, row.contact_no, row.no);
  return {
    enrolment: found(enrolment, 'pass through a workflow'),
    graph: version.graph,
    version: version.number,
    steps: stepsOf(reader, row.no),
  };
}

/** What went wrong is tried once more, from the beginning of the node. */
export function retryEnrolment(ctx: Context, actor: string, id: string): { done: true } {
  return decide(ctx, actor, id, 'retry');
}

/** Goes on behind the node, without what it does. */
export function skipEnrolment(ctx: Context, actor: string, id: string): { done: true } {
  return decide(ctx, actor, id, 'skip');
}

/** Takes them out where they are. */
export function endByHand(ctx: Context, actor: string, id: string): { done: true } {
  return decide(ctx, actor, id, 'end');
}

const SAID = { retry: 'workflow.retried', skip: 'workflow.skipped', end: 'workflow.removed' } as const;

function decide(ctx: Context, actor: string, id: string, deed: Deed): { done: true } {
  ctx.db.write((tx) => {
    const row = found(findEnrolment(tx, id), 'pass through a workflow');
    if (row.state === 'ended') throw new HeraldError('WRONG_STATE', 'This contact has left the workflow.');
    const means = deedMeans(tx, ctx.clock.now());
    DEEDS[deed](row, means);
    means.counts.write(tx);
    const workflow = findWorkflowByNo(tx, row.workflow_no);
    const data = { enrolment_id: id, node: row.node };
    tx.record({ type: SAID[deed], subject: `workflow:${workflow?.id ?? ''}`, actor, data });
    if (workflow) tx.touch(`workflow-stats:${workflow.id}`);
  });
  return { done: true };
}

/** A transaction stays short, however many can't go on. */
const AT_ONCE = 500;

/** Decides about those who can't go on, at one node or at all, some at a time. @returns how many were decided about and are left */
export function decideAll(
  ctx: Context,
  actor: string,
  { id, node, deed }: { id: string; node?: string; deed: Deed },
): { decided: number; left: number } {
  return ctx.db.write((tx) => {
    const { no: workflow_no } = found(findWorkflow(tx, id), 'workflow');
    const means = deedMeans(tx, ctx.clock.now());
    const rows = failedEnrolments(tx, { workflow_no, node, limit: AT_ONCE });
    for (const row of rows) DEEDS[deed](row, means);
    means.counts.write(tx);
    const data = { decided: rows.length, ...(node !== undefined && { node }) };
    if (rows.length > 0) tx.record({ type: SAID[deed], subject: `workflow:${id}`, actor, data });
    tx.touch(`workflow-stats:${id}`);
    return { decided: rows.length, left: countFailed(tx, workflow_no, node) };
  });
}
