import type { JobHandler } from '#main/queue/job-handler.ts';
import { readAllInboxesSoon } from '#main/services/feedback/inbox.service.ts';
import type { ServiceContext } from '#main/services/service-context.ts';

export function inboxReadAllJob(ctx: Pick<ServiceContext, 'db' | 'queue'>): JobHandler<'inbox.read-all'> {
  return { max_attempts: 1, run: () => Promise.resolve(readAllInboxesSoon(ctx)) };
}
