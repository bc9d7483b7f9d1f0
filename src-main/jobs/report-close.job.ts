import type { JobHandler } from '#main/queue/job-handler.ts';
import type { ServiceContext } from '#main/services/service-context.ts';
import { closeReports } from '#main/services/tracking/close-reports.ts';

/** What is not done now is found again at the next turn. */
export function reportCloseJob(ctx: Pick<ServiceContext, 'db' | 'clock'>): JobHandler<'report.close'> {
  return { max_attempts: 1, run: async () => closeReports(ctx) };
}
