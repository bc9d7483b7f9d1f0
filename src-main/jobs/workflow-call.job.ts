import type { JobHandler } from '#main/queue/job-handler.ts';
import type { ServiceContext } from '#main/services/service-context.ts';
import { CALL_ATTEMPTS, callWebhook } from '#main/services/workflow/call-webhook.ts';

export function workflowCallJob(ctx: ServiceContext): JobHandler<'workflow.call'> {
  return { max_attempts: CALL_ATTEMPTS, run: (key, { attempt }) => callWebhook(ctx, key, attempt) };
}
