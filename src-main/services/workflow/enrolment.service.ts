import { findContact } from '#main/repositories/contact/contact.repo.ts';
import {
  type EnrolmentRow,
  findEnrolment,
  insertStep,
  saveEnrolment,
} from '#main/repositories/workflow/enrolment.repo.ts';
import {
  type EnrolmentView,
  enrolmentPage,
  enrolmentsOfContact,
  type StepView,
  stepsOf,
} from '#main/repositories/workflow/enrolment-page.repo.ts';
import { findVersion, findWorkflow, findWorkflowByNo } from '#main/repositories/workflow/workflow.repo.ts';
import { CountChanges } from '#main/repositories/workflow/workflow-count.repo.ts';
import { passageOf } from '#shared/domain/workflow/advance-enrolment.ts';
import { portsOf, targetOf, type WorkflowGraph } from '#shared/domain/workflow/workflow-graph.ts';
import { found, HeraldError } from '#shared/kernel/herald-error.ts';
import type { ServiceContext } from '../service-context.ts';
import { endEnrolment } from './end-enrolment.ts';
import { enrolContact } from './enrol-contact.ts';
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
  state?: EnrolmentView['state'];
  limit: number;
  cursor?: string;
}

export function listEnrolments(
  ctx: ReadContext,
  { id, ...filter }: EnrolmentFilter,
): { items: EnrolmentView[]; next_cursor: string | null } {
  const { no } = found(findWorkflow(ctx.db.reader, id), 'workflow');
  return enrolmentPage(ctx.db.reader, { workflow_no: no, ...filter });
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
  return change(ctx, actor, { id, type: 'workflow.retried' }, (row, { tx, counts, now }) => {
    if (row.state !== 'failed') throw new HeraldError('WRONG_STATE', 'Nothing went wrong here.');
    counts.add(row.workflow_no, row.node, 'failed', -1);
    counts.add(row.workflow_no, row.node, 'here');
    // A call that failed is made again under another key: that of the next visit.
    const visit = row.answer === 'failed' ? row.visit + 1 : row.visit;
    if (visit > row.visit) insertStep(tx, row.no, passageOfRow(row, now, null, 'retried'));
    saveEnrolment(tx, {
      ...row,
      visit,
      state: 'active',
      waits: null,
      answer: null,
      error: null,
      due_at: now,
      deadline: null,
    });
  });
}

/** Goes on behind the node, without what it does. */
export function skipEnrolment(ctx: Context, actor: string, id: string): { done: true } {
  return change(ctx, actor, { id, type: 'workflow.skipped' }, (row, { tx, counts, now }) => {
    const version = found(findVersion(tx, row.version_no), 'version');
    const node = version.graph.nodes.find((one) => one.id === row.node);
    const [port = 'next'] = node ? portsOf(node) : [];
    const to = targetOf(version.graph, row.node, port);
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
  });
}

/** Takes them out where they are. */
export function endByHand(ctx: Context, actor: string, id: string): { done: true } {
  return change(ctx, actor, { id, type: 'workflow.removed' }, (row, { tx, counts, now }) => {
    insertStep(tx, row.no, passageOfRow(row, now, null, 'removed'));
    endEnrolment(tx, row, { ended: 'removed', at: now, counts });
  });
}

interface Means {
  tx: Parameters<Parameters<Context['db']['write']>[0]>[0];
  counts: CountChanges;
  now: number;
}

function change(
  ctx: Context,
  actor: string,
  { id, type }: { id: string; type: string },
  deed: (row: EnrolmentRow, means: Means) => void,
): { done: true } {
  ctx.db.write((tx) => {
    const row = found(findEnrolment(tx, id), 'pass through a workflow');
    if (row.state === 'ended') throw new HeraldError('WRONG_STATE', 'This contact has left the workflow.');
    const counts = new CountChanges();
    deed(row, { tx, counts, now: ctx.clock.now() });
    counts.write(tx);
    const workflow = findWorkflowByNo(tx, row.workflow_no);
    tx.record({ type, subject: `workflow:${workflow?.id ?? ''}`, actor, data: { enrolment_id: id, node: row.node } });
    if (workflow) tx.touch(`workflow-stats:${workflow.id}`);
  });
  return { done: true };
}

function passageOfRow(
  row: EnrolmentRow,
  now: number,
  port: string | null,
  code: 'retried' | 'skipped_by_hand' | 'removed',
) {
  const { node, visit, since } = row;
  return passageOf({ enrolment: { node, visit, since }, now }, port, { code });
}
