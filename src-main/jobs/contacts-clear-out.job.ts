import type { JobHandler } from '#main/queue/job-handler.ts';
import type { ServiceContext } from '#main/services/service-context.ts';

export function contactsClearOutJob(ctx: Pick<ServiceContext, 'contact_work'>): JobHandler<'contacts.clear-out'> {
  return { max_attempts: 5, run: (_none, { signal }) => ctx.contact_work.run('clear-out', '', signal) };
}
