import type { Reader } from '#main/db/access.ts';
import { findUser } from '#main/repositories/access/user.repo.ts';
import { peopleOfRoles, readApprovalRule } from '#main/repositories/approval/approval.repo.ts';
import { PERMISSIONS } from '#shared/domain/permission.ts';
import type { WorkflowGraph } from '#shared/domain/workflow/workflow-graph.ts';
import { HeraldError } from '#shared/kernel/herald-error.ts';
import { isMessage } from '../workflow/loaded-version.ts';

/** Where campaigns need approval, a workflow that sends messages is published by somebody who could approve them. */
export function requirePublisher(reader: Reader, actor: string, graph: WorkflowGraph): void {
  if (readApprovalRule(reader).from_recipients === null || !graph.nodes.some(isMessage)) return;
  const roles: readonly string[] = PERMISSIONS['campaign.approve'];
  if (roles.includes(findUser(reader, actor)?.role ?? '')) return;
  const names = peopleOfRoles(reader, roles).map(({ name }) => name);
  throw new HeraldError('APPROVAL_NEEDED', 'Campaigns need approval here, so this workflow with messages does, too.', {
    hint: `It is published by somebody who can approve: ${names.join(', ')}.`,
  });
}
