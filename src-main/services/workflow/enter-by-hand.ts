import type { Reader } from '#main/db/access.ts';
import {
  findVersion,
  findWorkflow,
  type WorkflowRecord,
  type WorkflowVersion,
} from '#main/repositories/workflow/workflow.repo.ts';
import type { WorkflowNode } from '#shared/domain/workflow/workflow-graph.ts';
import { found, HeraldError } from '#shared/kernel/herald-error.ts';

export interface HandEntrance {
  workflow: WorkflowRecord;
  version: WorkflowVersion;
  trigger: WorkflowNode;
}

/** Where a user or a program lets people enter. @throws HeraldError when the workflow takes nobody now, or nobody in this way */
export function requireHandEntrance(reader: Reader, id: string): HandEntrance {
  const workflow = found(findWorkflow(reader, id), 'workflow');
  if (workflow.state !== 'live' || workflow.live_no === null) {
    throw new HeraldError('WRONG_STATE', 'Nobody can enter this workflow now.', {
      hint: 'Publish it, or let it go on.',
    });
  }
  const version = found(findVersion(reader, workflow.live_no), 'version');
  const trigger = version.graph.nodes.find(({ type }) => type === 'manual');
  if (!trigger) {
    throw new HeraldError('WRONG_STATE', 'Nobody can enter this workflow by hand.', {
      hint: 'Add the trigger "By hand or program" and publish it.',
    });
  }
  return { workflow, version, trigger };
}
