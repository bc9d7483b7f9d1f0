import { enrolSegment } from '#main/services/workflow/enrol-segment.ts';
import {
  decideAll,
  endByHand,
  enrolByHand,
  listEnrolments,
  listOfContact,
  retryEnrolment,
  skipEnrolment,
  traceEnrolment,
} from '#main/services/workflow/enrolment.service.ts';
import { publishWorkflow } from '#main/services/workflow/publish-workflow.ts';
import {
  forgetRehearsal,
  keepRehearsal,
  keptRehearsals,
  rehearseWorkflow,
} from '#main/services/workflow/rehearsal.service.ts';
import { testMessage } from '#main/services/workflow/test-message.ts';
import {
  changeWorkflow,
  changeWorkflowState,
  checkGraph,
  createWorkflow,
  getCounts,
  getOccupied,
  getWorkflow,
  getWorkflows,
  graphOfVersion,
  removeWorkflow,
  restoreVersion,
  resumeMessages,
  type WorkflowView,
} from '#main/services/workflow/workflow.service.ts';
import { may } from '#shared/domain/may.ts';
import { callerOf, os } from './implement.ts';
import { readDefinition, workflowSchema } from './read-definition.ts';
import type { RpcContext } from './rpc-context.ts';

const actorOf = (context: RpcContext) => callerOf(context).user_id;

/** Addresses by which whoever knows them lets people enter are for those who may let people enter. */
function viewOf(context: RpcContext, id: string): WorkflowView {
  const view = getWorkflow(context.services, id);
  return may(callerOf(context), 'workflow.publish') ? view : { ...view, hooks: [] };
}

export const workflowsRpc = {
  list: os.workflows.list.handler(({ context }) => getWorkflows(context.services)),
  get: os.workflows.get.handler(({ context, input }) => viewOf(context, input.id)),
  create: os.workflows.create.handler(({ context, input }) =>
    viewOf(context, createWorkflow(context.services, actorOf(context), input)),
  ),
  import: os.workflows.import.handler(({ context, input }) => {
    const { name, graph } = readDefinition(input.definition);
    const made = { name: input.name ?? name ?? 'Imported workflow', graph };
    return viewOf(context, createWorkflow(context.services, actorOf(context), made));
  }),
  export: os.workflows.export.handler(({ context, input }) => {
    const { name, draft } = viewOf(context, input.id);
    return { name, graph: draft };
  }),
  schema: os.workflows.schema.handler(() => workflowSchema()),
  update: os.workflows.update.handler(({ context, input }) => {
    changeWorkflow(context.services, actorOf(context), input);
    return viewOf(context, input.id);
  }),
  delete: os.workflows.delete.handler(({ context, input }) =>
    removeWorkflow(context.services, actorOf(context), input.id),
  ),
  validate: os.workflows.validate.handler(({ context, input }) => checkGraph(context.services, input)),
  occupied: os.workflows.occupied.handler(({ context, input }) => getOccupied(context.services, input.id)),
  publish: os.workflows.publish.handler(({ context, input }) => {
    publishWorkflow(context.services, actorOf(context), input);
    return viewOf(context, input.id);
  }),
  pause: os.workflows.pause.handler(({ context, input }) => {
    changeWorkflowState(context.services, actorOf(context), input.id, 'pause');
    return viewOf(context, input.id);
  }),
  resume: os.workflows.resume.handler(({ context, input }) => {
    changeWorkflowState(context.services, actorOf(context), input.id, 'resume');
    return viewOf(context, input.id);
  }),
  archive: os.workflows.archive.handler(({ context, input }) => {
    changeWorkflowState(context.services, actorOf(context), input.id, 'archive');
    return viewOf(context, input.id);
  }),
  version: os.workflows.version.handler(({ context, input }) =>
    graphOfVersion(context.services, input.id, input.number),
  ),
  restore: os.workflows.restore.handler(({ context, input }) => {
    restoreVersion(context.services, actorOf(context), input);
    return viewOf(context, input.id);
  }),
  counts: os.workflows.counts.handler(({ context, input }) => getCounts(context.services, input.id)),
  resumeMessages: os.workflows.resumeMessages.handler(({ context, input }) =>
    resumeMessages(context.services, actorOf(context), input.id),
  ),
  enrol: os.workflows.enrol.handler(({ context, input }) => enrolByHand(context.services, actorOf(context), input)),
  testMessage: os.workflows.testMessage.handler(({ context, input }) => testMessage(context.services, input)),
  enrolSegment: os.workflows.enrolSegment.handler(({ context, input }) =>
    enrolSegment(context.services, actorOf(context), input),
  ),
  enrolments: os.workflows.enrolments.handler(({ context, input }) => listEnrolments(context.services, input)),
  ofContact: os.workflows.ofContact.handler(({ context, input }) => listOfContact(context.services, input.contact_id)),
  trace: os.workflows.trace.handler(({ context, input }) => traceEnrolment(context.services, input.id)),
  retry: os.workflows.retry.handler(({ context, input }) =>
    retryEnrolment(context.services, actorOf(context), input.id),
  ),
  skip: os.workflows.skip.handler(({ context, input }) => skipEnrolment(context.services, actorOf(context), input.id)),
  decideAll: os.workflows.decideAll.handler(({ context, input }) =>
    decideAll(context.services, actorOf(context), input),
  ),
  end: os.workflows.end.handler(({ context, input }) => endByHand(context.services, actorOf(context), input.id)),
  rehearse: os.workflows.rehearse.handler(({ context, input }) => rehearseWorkflow(context.services, input)),
  rehearsals: os.workflows.rehearsals.handler(({ context, input }) => keptRehearsals(context.services, input.id)),
  keepRehearsal: os.workflows.keepRehearsal.handler(({ context, input }) => keepRehearsal(context.services, input)),
  forgetRehearsal: os.workflows.forgetRehearsal.handler(({ context, input }) =>
    forgetRehearsal(context.services, input),
  ),
};
