import type { JobHandler } from '#main/queue/job-handler.ts';
import { clearList } from '#main/services/consent/list.service.ts';
import type { ServiceContext } from '#main/services/service-context.ts';

export function listClearJob(ctx: Pick<ServiceContext, 'db'>): JobHandler<'list.clear'> {
  return { max_attempts: 20, run: ({ list_no }, { signal }) => clearList(ctx, list_no, signal) };
}
