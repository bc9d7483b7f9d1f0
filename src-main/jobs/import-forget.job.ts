import type { JobHandler } from '#main/queue/job-handler.ts';
import { forgetTraces } from '#main/services/contact/forget-traces.ts';
import type { ServiceContext } from '#main/services/service-context.ts';

export function importForgetJob(ctx: Pick<ServiceContext, 'db'>): JobHandler<'import.forget'> {
  return { max_attempts: 20, run: ({ import_no }, { signal }) => forgetTraces(ctx, import_no, signal) };
}
