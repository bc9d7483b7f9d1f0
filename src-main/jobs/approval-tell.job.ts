import type { JobHandler } from '#main/queue/job-handler.ts';
import { tellApproval } from '#main/services/approval/tell-approval.ts';
import type { ServiceContext } from '#main/services/service-context.ts';

export function approvalTellJob(ctx: ServiceContext): JobHandler<'approval.tell'> {
  return { max_attempts: 20, run: (key) => tellApproval(ctx, key) };
}
