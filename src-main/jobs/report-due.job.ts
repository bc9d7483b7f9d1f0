import type { JobHandler } from '#main/queue/job-handler.ts';
import { reportDue } from '#main/services/report/mail-report.ts';
import type { ServiceContext } from '#main/services/service-context.ts';

export function reportDueJob(ctx: ServiceContext): JobHandler<'report.due'> {
  return { max_attempts: 20, run: async (key) => reportDue(ctx, key) };
}
