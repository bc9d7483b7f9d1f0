import type { JobHandler } from '#main/queue/job-handler.ts';
import type { ServiceContext } from '#main/services/service-context.ts';
import { notifyUser } from '#main/services/workflow/notify-user.ts';

export function workflowNotifyJob(ctx: ServiceContext): JobHandler<'workflow.notify'> {
  return { max_attempts: 20, run: (key) => notifyUser(ctx, key) };
}
