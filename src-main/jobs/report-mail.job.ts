import type { JobHandler } from '#main/queue/job-handler.ts';
import { mailReport } from '#main/services/report/mail-report.ts';
import type { ServiceContext } from '#main/services/service-context.ts';

/** About half a day of tries, as with mails that readers ask for. */
export function reportMailJob(ctx: ServiceContext): JobHandler<'report.mail'> {
  return { max_attempts: 150, run: (key) => mailReport(ctx, key) };
}
